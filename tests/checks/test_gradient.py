"""`gradient`: what it is about, and what changing the caller's upstream gradient costs."""

from __future__ import annotations

from dataclasses import replace

from autograder.checks.gradient import KIND
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.question import RubricItem
from autograder.model.result import QuestionResult
from autograder.model.trial import Role
from autograder.reference.answer_key import make_answer_key
from tests.conftest import COURSE

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


def graded(prober: Prober, cost: float | None) -> QuestionResult:
    assignment = COURSE.assignment("ps3")
    relu = assignment.question("relu")

    def priced(item: RubricItem) -> RubricItem:
        return item if cost is None else replace(item, options={"in_place_costs": cost})

    relu = replace(relu, rubric=tuple(priced(item) for item in relu.rubric))
    key = make_answer_key(COURSE, replace(assignment, questions=(relu,)), b"in place")
    return Grader(key, prober).grade([Cell("import numpy as np", 0), Cell(BOOK_RELU, 1, "relu")]).questions[0]


def test_it_is_about_the_gradients_that_it_names() -> None:
    assert KIND.about(RubricItem("gradient", 1.0, ("x", "W"))) == (Role.GRADIENT, ("x", "W"))


def test_it_is_a_note_by_default(patient: Prober) -> None:
    result = graded(patient, None)
    assert result.full
    assert [note.key for note in result.notes] == ["mutates_upstream"]


def test_the_course_can_make_it_cost(patient: Prober) -> None:
    forward, gradient = (verdict for _, verdict in graded(patient, 0.25).verdicts)
    assert forward.passed
    assert (gradient.share, gradient.misconception) == (0.75, "mutates-upstream")
