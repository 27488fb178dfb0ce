"""`choice`: what counts as the same answer. Right and wrong answers are in tests/authoring/choices."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.choice import KIND, chosen
from autograder.model.errors import CourseError
from autograder.model.message import Message
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Part, Role, Verdict
from autograder.numbers.draw import Draw
from autograder.sandbox.codec import Opaque
from autograder.sandbox.protocol import Raised
from tests.checks.one_cell import OneCell


@pytest.mark.parametrize(
    ("one", "same"),
    [
        ("b", " B "),
        (3, 3.0),
        (3, "3"),
        (0.5, " 0.5"),
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


def told(source: str, **options: Any) -> Verdict:
    """The verdict on a notebook where "b" is right."""
    item = RubricItem("choice", 1, ("answer",), {"equals": "b", **options}, 7)
    question, reference = Question("q", (item,)), OneCell("answer = 'b'")
    trials = tuple(KIND.plan(question)(question, reference, Draw(b"1", "q")))
    return KIND.judge(item, question, OneCell(source).replies(trials), reference)


def test_what_was_chosen_is_right_whatever_it_may_be_chosen_among() -> None:
    assert told("answer = 'B'") == told("answer = {'b'}", among=("a", "b")) == RIGHT


@pytest.mark.parametrize(
    ("source", "options", "message", "mistake"),
    [
        ("anwser = 'b'", {}, Message("value_missing", {"name": "answer", "close": None}), "missing-variable"),
        ("answer = 'c'", {}, Message("choice_wrong", {"name": "answer"}), None),
        ("answer = 'C'", {"among": ("a", "b", "c")}, Message("choice_wrong", {"name": "answer"}), None),
        (
            "answer = ['b', 'd']",
            {"among": ("a", "b", 3)},
            Message("choice_unknown", {"name": "answer", "among": "a, b, 3"}),
            None,
        ),
    ],
    ids=["no variable", "another", "another of those there are", "none of those there are"],
)
def test_a_wrong_choice_says_what_is_wrong_about_it_and_nothing_of_the_right_one(
    source: str, options: dict[str, Any], message: Message, mistake: str | None
) -> None:
    assert told(source, **options) == Verdict(0.0, message, "as chosen", "answer", mistake)


def test_only_what_is_chosen_is_read() -> None:
    question = Question("q", (RubricItem("choice", 1, ("answer",), {"equals": "b"}),))
    cells = OneCell("answer = 'b'")
    (trial,) = KIND.plan(question)(question, cells, Draw(b"1", "q"))
    assert [(step.name, step.parts) for step in trial.steps] == [
        ("answer", (Part(Role.VALUE, "answer", trial.steps[0].expression),))
    ]
    assert trial.probe.reads == ("answer",)
    assert trial.whole
