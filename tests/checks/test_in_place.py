"""Changing the caller's array: a note that costs nothing, or what the course takes off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.question import RubricItem
from autograder.model.result import QuestionResult
from autograder.reference.answer_key import make_answer_key

ROOT = Path(__file__).parents[2]
BOOK_RELU = """
class Relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout
"""


@pytest.fixture(scope="module")
def prober() -> Iterator[Prober]:
    with Prober(load_course(ROOT).limits) as prober:
        yield prober


def graded(prober: Prober, cost: float | None) -> QuestionResult:
    course = load_course(ROOT)
    assignment = course.assignment("ps3")
    relu = assignment.question("relu")

    def priced(item: RubricItem) -> RubricItem:
        return item if cost is None else replace(item, options={"in_place_costs": cost})

    relu = replace(relu, rubric=tuple(priced(item) for item in relu.rubric))
    key = make_answer_key(course, replace(assignment, questions=(relu,)), b"in place")
    return Grader(key, prober).grade([Cell("import numpy as np", 0), Cell(BOOK_RELU, 1, "relu")]).questions[0]


def test_it_is_a_note_by_default(prober: Prober) -> None:
    result = graded(prober, None)
    assert result.full
    assert [note.key for note in result.notes] == ["mutates_upstream"]


def test_the_course_can_make_it_cost(prober: Prober) -> None:
    forward, gradient = (verdict for _, verdict in graded(prober, 0.25).verdicts)
    assert forward.passed
    assert (gradient.share, gradient.misconception) == (0.75, "mutates-upstream")
