"""The SVG: well-formed whatever stands in it, values above and gradients below, never told apart by colour alone."""

from __future__ import annotations

import base64
import re
from xml.etree import ElementTree as ET

import pytest

from autograder.model.question import Question
from autograder.selfcheck.drawing.drawing import image, svg
from autograder.selfcheck.drawing.picture import Item, Label
from tests.selfcheck.drawing.pictures import DRAWN, pictures

SPACE = "{http://www.w3.org/2000/svg}"
PICTURE = (
    Item("input", "x", (), Label("", "2"), Label("dfdx", "4")),
    Item("operation", "( )²", (0,), Label("f", "4"), Label("", "1")),
)


def texts(drawn: str) -> dict[str, tuple[float, dict[str, str]]]:
    """Each part of a text with its height and its style."""
    found = {}
    for text in ET.fromstring(drawn).iter(f"{SPACE}text"):
        for part in text.iter(f"{SPACE}tspan"):
            found[str(part.text)] = (float(text.attrib["y"]), dict(part.attrib))
    return found


def test_values_stand_above_in_bold_and_gradients_below_in_italics() -> None:
    found = texts(svg((*PICTURE[:1], Item("operation", "exp", (0,), Label("f", "5")))))
    (above, bold), (below, italic) = found["2"], found["4"]
    (middle, _) = found["x"]
    assert above < middle < below + 5
    assert bold["font-weight"] == "bold"
    assert italic["font-style"] == "italic"
    assert bold["fill"] != italic["fill"]


def test_it_has_a_size_a_panel_and_a_legend() -> None:
    drawn = svg(PICTURE, (("values", True), ("gradients", False)))
    root = ET.fromstring(drawn)
    assert root.attrib["viewBox"] == f"0 0 {root.attrib['width']} {root.attrib['height']}"
    panel = root.find(f"{SPACE}rect")
    assert panel is not None
    assert panel.attrib["fill"] == "#ffffff"
    assert {"values", "gradients", "→ ", "← "} <= texts(drawn).keys()


@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.id)
def test_it_is_the_same_every_time_and_holds_nothing_but_shapes_and_text(question: Question) -> None:
    for picture in pictures(question):
        drawn = svg(picture)
        assert drawn == svg(picture)
        tags = {element.tag.removeprefix(SPACE) for element in ET.fromstring(drawn).iter()}
        assert tags <= {"svg", "rect", "path", "polygon", "line", "circle", "text", "tspan"}
        assert not re.search(r"href|url\(| style=", drawn)
        assert len(drawn) < 25_000


def test_what_a_student_wrote_is_text() -> None:
    evil = '<script>alert("1")</script>&'
    drawn = svg((Item("input", evil, (), Label(evil, evil)),))
    assert "<script" not in drawn
    assert evil in texts(drawn)
    assert "<script" not in image(drawn, evil)
    assert image(drawn, 'a "b"').startswith(
        '<div style="overflow-x: auto" tabindex="0"><img alt="a &quot;b&quot;" style="max-width: none; border: 0" src="data:image/svg+xml;base64,'
    )


def test_the_image_holds_the_drawing() -> None:
    drawn = svg(PICTURE)
    data = image(drawn, "").split("base64,")[1].rstrip('">')
    assert base64.b64decode(data).decode() == drawn


def test_nbconvert_and_so_nbgrader_leave_the_image_as_it_is() -> None:
    from nbconvert.filters import markdown2html

    drawn = image(svg(PICTURE), "f < g & h")
    assert drawn in markdown2html(f"An example.\n\n{drawn}\n\n- a list")


def test_an_empty_picture_is_a_drawing_too() -> None:
    assert ET.fromstring(svg(())).tag == f"{SPACE}svg"
