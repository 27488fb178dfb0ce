"""A course audited: the questions of its assignments, each in the hands of one of several sandboxes."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from queue import SimpleQueue

from autograder.grading.audit.examine import By, Examiner
from autograder.grading.audit.one_question import Effort, audited
from autograder.grading.audit.variant import Audited
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.question import Assignment, Course
from autograder.reference.answer_key import make_answer_key
from autograder.reference.mistakes import Mistake, bank_of
from autograder.reference.rehearsal import rehearse
from autograder.reference.seed import grading_seed

SEED = 1
"""What is said of a course does not hang on its secret."""
HASTY_SECONDS = 2.0
"""Mutants may loop for ever; a reference needs a fraction of this."""


def audit(
    course: Course, assignments: Sequence[Assignment], effort: Effort, jobs: int = 2, only: str | None = None
) -> Iterator[Audited]:
    """The audit of each question (of one, with `only`), in the course's order, `jobs` at a time.

    Raises CourseError for a course that contradicts itself, SandboxError when the sandbox itself fails.
    """
    probers: SimpleQueue[Prober] = SimpleQueue()
    limits = replace(
        course.limits,
        cell_seconds=min(course.limits.cell_seconds, HASTY_SECONDS),
        question_seconds=min(course.limits.question_seconds, HASTY_SECONDS),
    )
    with ExitStack() as stack:
        for _ in range(jobs):
            prober = Prober(limits, least="none", packages=course.packages)  # it is the instructor's own code
            probers.put(stack.enter_context(prober))
        pool = stack.enter_context(ThreadPoolExecutor(jobs))
        waiting = [
            pool.submit(_one, key, question.id, bank, effort, probers)
            for part in (part for assignment in assignments for part in assignment.parts)
            for key, bank in [_ready(course, part, probers)]
            for question in key.assignment.questions
            if only in (None, question.id)
        ]
        try:
            yield from (one.result() for one in waiting)
        finally:
            pool.shutdown(cancel_futures=True)


def _by(prober: Prober) -> By:
    return lambda key: Grader(key, prober)


def _ready(
    course: Course, assignment: Assignment, probers: SimpleQueue[Prober]
) -> tuple[AnswerKey, tuple[Mistake, ...]]:
    prober = probers.get()
    try:
        rehearse(course, assignment, prober)
    finally:
        probers.put(prober)
    key = make_answer_key(course, assignment, grading_seed(course.root, assignment.id, SEED))
    return key, bank_of(course, assignment)


def _one(
    key: AnswerKey, question: str, bank: Sequence[Mistake], effort: Effort, probers: SimpleQueue[Prober]
) -> Audited:
    prober = probers.get()
    try:
        return audited(Examiner(key, key.assignment.question(question), _by(prober)), bank, effort)
    finally:
        probers.put(prober)
