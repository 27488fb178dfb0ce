"""A drawing as it is shown: an image with a text alternative and a note in HTML, sentences as text."""

from __future__ import annotations

from autograder.model.question import Question
from autograder.selfcheck.drawing.drawing import Drawing, drawing_of, shown_example
from tests.selfcheck.drawing.pictures import DRAWN

OF = {question.id: question for question in DRAWN}


def test_the_note_is_text_and_the_image_says_its_picture() -> None:
    picture = drawing_of(OF["product"], {"x": 2, "y": 5, "f": 10}, "en")
    page = Drawing(picture, "en", "<b>a note</b>")._repr_html_()
    assert page.startswith(
        '<div><div style="overflow-x: auto" tabindex="0"><img alt="A computational graph. f = 10 is the product of x = 2, y = 5.'
    )
    assert page.endswith("<p>&lt;b&gt;a note&lt;/b&gt;</p></div>")
    assert repr(Drawing(picture, "en", "a note")).splitlines()[-1] == "a note"


def test_without_a_picture_there_is_no_image() -> None:
    assert drawing_of(Question("q", ()), {}, "en") == ()
    assert Drawing((), "en", "a note")._repr_html_() == "<div><p>a note</p></div>"


def test_the_example_that_says_an_upstream_gradient_is_drawn() -> None:
    assert shown_example(OF["square"])["x"] == -3
    assert "dnext_h" not in shown_example(OF["lstm_step"])
    assert shown_example(OF["backward"]) == {}
    assert shown_example(Question("q", ())) == {}
