"""`choice`: what counts as the same answer. Right and wrong answers are in tests/authoring/choices."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.choice import KIND, chosen
from autograder.model.errors import CourseError
from autograder.model.question import Question, RubricItem
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Opaque, Raised
from tests.checks.one_cell import OneCell


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("b", " B "),
        (3, 3.0),
        (2, np.array(2)),
        ((1, 2), np.array([2.0, 1.0])),
        (("a", "c"), ("C", "a")),
        ("b", ("b",)),
        (True, "true"),
    ],
)
def test_the_same_answer_in_other_words(one: Any, same: Any) -> None:
    assert chosen(one) == chosen(same) != frozenset()


@pytest.mark.parametrize("other", ["c", ("b", "c"), 2, None, Opaque("list"), {"b": 1}, Raised("NameError")])
def test_another_answer(other: Any) -> None:
    assert chosen(other) != chosen("b")


def test_a_course_that_says_something_else_than_its_reference_is_refused() -> None:
    question = Question("q", (RubricItem("choice", 1, ("answer",), {"equals": "c"}, 7),))
    with pytest.raises(CourseError, match=r"course\.yml:7: answer is not what course\.yml says"):
        KIND.plan(question)(question, OneCell("answer = 'b'"), Draw(b"1", "q"))
