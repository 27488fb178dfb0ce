"""A picture in words, in each language."""

from __future__ import annotations

import re

import pytest

from autograder.selfcheck.drawing.drawing import drawing_of, in_words, legend
from autograder.words.catalogue import languages
from tests.selfcheck.drawing.pictures import DRAWN, pictures

OF = {question.id: question for question in DRAWN}


def test_a_sentence_a_step_and_the_gradients_from_the_result_back() -> None:
    picture = drawing_of(OF["chain_rule"], {"x": 1, "y": 2, "z": 5, "q": 3, "dfdx": 5}, "en")
    assert in_words(picture, "en") == [
        "A computational graph.",
        "q = 3 is the sum of x = 1, y = 2.",
        "f is the product of q = 3, z = 5.",
        "Gradients, from the result back: f: 1, z: dfdz, q: dfdq, y: dfdy, x: dfdx = 5.",
    ]
    assert in_words(picture, "ko")[1] == "q = 3: x = 1, y = 2의 합."


def test_values_without_a_name_are_counted() -> None:
    said = in_words(drawing_of(OF["neuron"], {}, "en"), "en")
    assert said[1:3] == ["(1) is the product of inputs, weights.", "(2) is the sum of (1)."]


@pytest.mark.parametrize("lang", languages())
def test_every_picture_can_be_said(lang: str) -> None:
    for question in DRAWN:
        for picture in pictures(question):
            said = " ".join(in_words(picture, lang))
            operations = sum(item.form == "operation" for item in picture)
            assert len(in_words(picture, lang)) in (operations + 1, operations + 2)
            assert not re.search(r"[×÷√σ−@]|drawn_|operation_|…", said), said


@pytest.mark.parametrize("lang", languages())
def test_the_legend_speaks_of_gradients_where_there_are_any(lang: str) -> None:
    for question, told in (("product", [True, False]), ("define_by_run", [True])):
        assert [values for _, values in legend(drawing_of(OF[question], {}, lang), lang)] == told
