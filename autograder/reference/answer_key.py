"""Makes the answer key of an assignment: trials with right answers for every question, once a run, proved numerically."""

from collections.abc import Sequence
from functools import partial

from autograder.checks import KINDS
from autograder.model.answer_key import AnswerKey, QuestionKey
from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import Assignment, Course, Question
from autograder.notebook.cells import read_cells
from autograder.notebook.solutions import stub_of
from autograder.reference.deadline import Place, within
from autograder.reference.imports import only_packages
from autograder.reference.planning import planned, strained_points
from autograder.reference.proved_drawing import prove_graph
from autograder.reference.proved_exam import make_exam
from autograder.reference.proved_examples import prove_examples
from autograder.reference.proving import check_target, prove_question
from autograder.reference.solution import Reference

LEAST_SECONDS = 2.0
"""Of a processor, for the reference to answer a question, however little students have: that takes work of our own, too."""
PROOF = 12.0
"""So many times as long for the proof: numerical gradients call forward again and again."""


def make_answer_key(
    course: Course, assignment: Assignment, seed: bytes, cells: Sequence[Cell] = ()
) -> AnswerKey:
    """Draw all trials with `seed`. `cells` are those of the reference notebook, where they are not as in its file.

    Raises CourseError when the reference and course.yml contradict each other.
    """
    path = course.solution_path(assignment)
    if not all(question.tested for question in assignment.questions):  # tests say themselves what they miss
        only_packages(course, assignment, cells or read_cells(path))
    reference, again = (Reference(assignment, path, cells, course.packages) for _ in range(2))
    seconds = max(course.limits.question_seconds, LEAST_SECONDS)
    keys = {}
    for question in assignment.questions:
        check_target(question, [KINDS[item.check] for item in question.rubric], reference)
        with within(seconds, partial(_late, question, reference, seconds)):
            plans = planned(question, reference, seed)
        with within(PROOF * seconds, partial(_late, question, reference, PROOF * seconds)):
            prove_question(question, plans, KINDS, reference, again)
            prove_examples(question, reference)
            prove_graph(question, plans, reference)
            points = strained_points(question, reference, seed)
        stub = stub_of(reference.source(question.id))
        keys[question.id] = QuestionKey(question, plans, KINDS, stub, points, course.numerical)
    exam = make_exam(assignment, reference, seed, seconds)
    return AnswerKey(course, assignment, reference, keys, reference.released, exam)


def _late(question: Question, reference: Reference, seconds: float, place: Place) -> CourseError:
    cell, line = place
    where = f"cell {reference.cells[cell].index}, line {line}"
    what = f"{where}: the reference runs longer than {seconds:g} s; make it quicker, or raise limits: question_seconds"
    return CourseError(reference.path, 0, f"question {question.id}: {what}")
