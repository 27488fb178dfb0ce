"""`bound`: what a course may say of it. Right and wrong answers are in tests/authoring/training."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.checks.bound import KIND
from autograder.model.errors import CourseError
from autograder.model.kind import Reads
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Verdict
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell


def verdict(
    source: str, *of: str, reference: str = "loss = 0.05\ndef f(w): return w", **options: Any
) -> Verdict:
    item = RubricItem("bound", 1, of, options, 7)
    question = Question("q", (item,))
    right = OneCell(reference)
    trials = tuple(KIND.plan(question)(question, right, Draw(b"1", "q")))
    return KIND.judge(item, question, OneCell(source).replies(trials), right)


@pytest.mark.parametrize(
    ("source", "share", "key"),
    [
        ("loss = 0.1", 1.0, "right"),
        ("loss = 0.0", 1.0, "right"),
        ("loss = 0.1000001", 0.0, "bound_above"),
        ("loss = -1.0", 0.0, "bound_below"),
        ("loss = [0.05]", 1.0, "right"),
        ("loss = [0.05, 0.05]", 0.0, "bound_no_number"),
        ("loss = float('nan')", 0.0, "bound_no_number"),
        ("loss = float('-inf')", 0.0, "bound_no_number"),
        ("loss = 'small'", 0.0, "bound_no_number"),
        ("lost = 0.05", 0.0, "value_missing"),
    ],
)
def test_the_number_that_the_cells_end_with(source: str, share: float, key: str) -> None:
    found = verdict(source, "loss", at_most=0.1, at_least=0.0)
    assert (found.share, found.message.key) == (share, key)
    assert (found.trial, found.step) == (("as the cells end", "loss") if share < 1 else (None, None))
    missing = key == "value_missing"
    assert found.misconception == ("missing-variable" if missing else None)
    assert dict(found.message.values) == {"name": "loss", "close": None} or not missing


@pytest.mark.parametrize(
    ("source", "share", "values"),
    [
        ("w, b = 0.25, [1, 2]", 1.0, {}),
        ("w, b = 0.75, [1, 2]", 0.0, {"name": "f", "got": 0.75, "bound": 0.5}),
        ("w, b = 0.25, 'text'", 0.0, {"name": "w, b"}),
        ("w, b = [0.25, 1], [1, 2]", 0.0, {"name": "w, b"}),
        ("w, b = 0.25, [1, 2, 3]", 0.0, {"name": "w, b"}),
    ],
)
def test_a_measure_is_handed_numbers_and_arrays(source: str, share: float, values: dict[str, Any]) -> None:
    measure = "def f(w, b): return w if type(w) is float and b.dtype == float and b.shape == (2,) else 1 / 0"
    found = verdict(source, "w", "b", reference=f"w, b = 0.5, [1, 2]\n{measure}", measure="f", at_most=0.5)
    assert (found.share, dict(found.message.values)) == (share, values)
    assert found.step == (None if share else "w")


def test_a_measure_that_gives_no_number_is_no_measure() -> None:
    measure = "def f(w): return w if w < 0.9 else None"
    found = verdict("w = 0.95", "w", reference=f"w = 0.5\n{measure}", measure="f", at_most=0.5)
    assert (found.share, found.message.key) == (0.0, "bound_no_number")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "has no bound; add at_most"),
        ({"at_most": 0.01}, "comes to 0.05, which is not within the bound"),
        ({"at_most": 0.1, "measure": "loss"}, "comes to None"),
    ],
)
def test_what_a_course_cannot_say(options: dict[str, Any], told: str) -> None:
    with pytest.raises(CourseError, match=told):
        verdict("loss = 0.05", "loss", **options)


def test_bounds_are_numbers_and_a_measure_is_a_name() -> None:
    assert KIND.options == {"at_most": Reads.NUMBER, "at_least": Reads.NUMBER, "measure": Reads.NAME}
