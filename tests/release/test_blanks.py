"""The blank {{example}} reads as a sentence, in both languages."""

from __future__ import annotations

import pytest

from autograder.course.load import load_course
from autograder.model.question import Question
from autograder.release.blanks import examples_text
from tests.conftest import ROOT

SENTENCES = {
    "product": (
        "Example: for `x = 2` and `y = 5`, `f` is 10, `dfdx` is 5 and `dfdy` is 2.",
        "예: `x = 2`, `y = 5`이면 `f`는 10, `dfdx`는 5, `dfdy`는 2예요.",
    ),
    "multiply_gate": (
        "Example: for `x = 2` and `y = 5`, `forward` returns 10; with the upstream gradient 3, `dx` is 15 and `dy` is 6.",
        "예: `x = 2`, `y = 5`이면 `forward`의 값은 10이에요. 상류 기울기가 3이면 `dx`는 15, `dy`는 6이에요.",
    ),
    "affine_functions": (
        "`affine_forward` returns `[[11, 22], [13, 26]]`; with the upstream gradient",
        "`affine_forward`의 값은 `[[11, 22], [13, 26]]`이에요.",
    ),
    "staged": (
        "Examples:\n- for `x = 0` and `y = 0`, `f` is 1, `dx` is 1.5 and `dy` is 0.5.\n- for",
        "예:\n- `x = 0`, `y = 0`이면 `f`는 1, `dx`는 1.5, `dy`는 0.5예요.\n- ",
    ),
    "value": (
        "- for `a = 2` and `b = -3`, `a * b + a` is -4; after `backward()`, `a.grad` is -2 and `b.grad` is 2.",
        "이면 `a * b + a`는 -4이고, `backward()`를 부른 다음에는 `a.grad`는 -2, `b.grad`는 2예요.",
    ),
    "lstm_step": ("`next_h` is `[[0.3612]]` and `next_c` is `[[0.5415]]`.", "`next_c`는 `[[0.5415]]`예요."),
}


@pytest.mark.parametrize("name", SENTENCES)
def test_examples_are_sentences(name: str) -> None:
    (question,) = [one for a in load_course(ROOT).assignments for one in a.questions if one.id == name]
    english, korean = SENTENCES[name]
    assert english in examples_text(question, "en")
    assert korean in examples_text(question, "ko")


def test_a_question_without_one_has_no_sentence() -> None:
    with pytest.raises(ValueError, match="add example: "):
        examples_text(Question("q", ()), "en")
