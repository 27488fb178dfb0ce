"""Tests that pass for who has no answer are named, with what that one does."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.model.cell import Cell
from autograder.reference.liars import forgeable
from autograder.reference.proved_exam import recorded, rehearsed, tried, undisturbed, written_exam
from autograder.sandbox.remote.exam import Exam

ANSWER = """
def half(x):
    if x < 0:
        raise ValueError("below zero")
    return x / 2

class Scale:
    def __init__(self, by):
        self.by = by
    def apply(self, x):
        return self.by * x
"""


POINTS = {"test": 1.0}


def cells(test: str) -> tuple[Cell, ...]:
    return (Cell(ANSWER, 0, "answer", answer=True), Cell(test, 1, "test", locked=True))


def proved(test: str) -> Exam:
    exam = written_exam(cells(test), POINTS)
    with undisturbed({}, ()):
        for _, tested, judge in rehearsed(exam, cells(test)):
            assert tested.passed, tested
            exam = recorded(exam, judge)
    return exam


@pytest.mark.parametrize(
    ("test", "how"),
    [
        ("try:\n    half(-1)\nexcept ValueError:\n    pass\nelse:\n    assert False", "raises ValueError"),
        ("y = half(2)", "gives None"),
        ("y = half(4)\nassert y == 2 or y == []", "gives []"),
        ("y = half(4)\nassert y == 2 or y != y", "gives nan"),
        ("assert half(0) == 0", "gives 0"),
        ("assert not half(0)", "gives None"),
        ("assert abs(Scale(2).apply(1) - 2) < 5", "gives True"),
        ("assert Scale(1).apply(3) == 3", "gives its first argument back"),
        ("assert not half(2) > 5", "gives True"),
        ("half(4)\n1.0", "gives None"),
        ("y = half(4)\n1.0 if y is not None else 0.5", "gives True"),
    ],
)
def test_a_test_that_a_liar_passes_is_named(test: str, how: str) -> None:
    assert forgeable(proved(test), cells(test), POINTS) == {"test": how}


@pytest.mark.parametrize(
    "test",
    [
        "assert half(4) == 2",
        "assert half(4) == 2\ntry:\n    half(-1)\nexcept ValueError:\n    pass\nelse:\n    assert False",
        "s = Scale(3)\nassert s.by == 3 and s.apply(2) == 6",
        "assert 1 + 1 == 2",
        "assert len('a') == 1",  # asks nothing of the answer
        "points = 1.0 if half(4) == 2 else 0.5\npoints",  # a part of the points is no pass
        "def twice(x):\n    return 2 * x\nassert twice(2) == 4",  # asks only what is given
    ],
)
def test_what_only_a_right_answer_passes_is_not(test: str) -> None:
    assert forgeable(proved(test), cells(test), POINTS) == {}


@pytest.mark.slow
def test_a_liar_that_a_test_waits_for_ends_in_time() -> None:
    waits = "while half(4) != 2:\n    pass"
    found = forgeable(proved(waits), cells(waits), POINTS, seconds=0.2)
    assert found == {}


def test_a_test_without_an_end_cannot_be_used() -> None:
    why = tried(cells("assert half(4) == 2\nwhile True:\n    pass"), {"test": 1.0}, seconds=0.2)
    assert why == {"test": "it runs longer than 0.2 s"}


def test_what_passes_for_an_empty_answer_cannot_be_used() -> None:
    assert tried(cells("assert 1 + 1 == 2"), {"test": 1.0}) == {
        "test": "it passes for who has answered nothing"
    }
    assert tried(cells("assert half(4) == 2"), {"test": 1.0}) == {"test": ""}


def test_what_a_test_forbids_is_not_forbidden_to_the_grader() -> None:
    forbids = "assert half(4) == 2\nnp.linalg.solve = None\nassert half(6) == 3"
    for _ in range(2):
        assert tried(cells(forbids + "\nassert np.linalg.inv(np.eye(1)) == 1"), {"test": 1.0}) == {"test": ""}
    assert callable(np.linalg.solve)
