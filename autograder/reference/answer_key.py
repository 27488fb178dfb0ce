"""Makes the answer key of an assignment: trials with right answers for every question, once a run, proved numerically."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.checks import KINDS
from autograder.model.answer_key import AnswerKey, QuestionKey
from autograder.model.cell import Cell
from autograder.model.question import Assignment, Course
from autograder.notebook.solutions import stub_of
from autograder.reference.exam import make_exam
from autograder.reference.planning import planned, strained_points
from autograder.reference.proving import check_target, prove_question
from autograder.reference.solution import Reference


def make_answer_key(
    course: Course, assignment: Assignment, seed: bytes, cells: Sequence[Cell] = ()
) -> AnswerKey:
    """Draw all trials with `seed`. `cells` are those of the reference notebook, where they are not as in its file.

    Raises CourseError when the reference and course.yml contradict each other.
    """
    path = course.solution_path(assignment)
    reference, again = (Reference(assignment, path, cells) for _ in range(2))
    keys = {}
    for question in assignment.questions:
        check_target(question, [KINDS[item.check] for item in question.rubric], reference)
        plans = planned(question, reference, seed)
        prove_question(question, plans, KINDS, reference, again)
        stub = stub_of(reference.source(question.id))
        points = strained_points(question, reference, seed)
        keys[question.id] = QuestionKey(question, plans, KINDS, stub, points, course.numerical)
    return AnswerKey(
        course, assignment, reference, keys, reference.released, make_exam(assignment, reference)
    )
