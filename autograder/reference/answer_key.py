"""Makes the answer key of an assignment: trials with right answers for every question, once a run, proved numerically."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.checks import KINDS
from autograder.checks.plans.proof import prove
from autograder.model.answer_key import AnswerKey, Planned, QuestionKey
from autograder.model.kind import Kind, Plan
from autograder.model.question import Assignment, Course, Question
from autograder.model.trial import Answerer, Trial
from autograder.notebook.cells import stub_of
from autograder.numbers.draw import Draw
from autograder.reference.solution import Reference


def make_answer_key(course: Course, assignment: Assignment, seed: bytes) -> AnswerKey:
    """Draw all trials with `seed`. Raises CourseError when the reference and course.yml contradict each other."""
    reference = Reference(assignment, course.solution_path(assignment))
    keys = {}
    for question in assignment.questions:
        plans = planned(question, reference, seed)
        for plan in plans:
            for trial in plan.trials:
                prove(question, trial, reference)
        stub = stub_of(reference.source(question.id))
        points = strained_points(question, reference, seed)
        keys[question.id] = QuestionKey(question, plans, KINDS, stub, points, course.numerical)
    return AnswerKey(course, assignment, reference, keys, reference.released)


def planned(
    question: Question, answerer: Answerer, seed: bytes, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Planned, ...]:
    """The trials of a question drawn with `seed`, with the answers of `answerer`; kinds that share a plan share its trials."""
    checks: dict[Plan, list[str]] = {}
    for check in dict.fromkeys(item.check for item in question.rubric):
        checks.setdefault(kinds[check].plan(question), []).append(check)
    return tuple(
        Planned(frozenset(names), plan(question, answerer, Draw(seed, question.id)), kinds[names[0]].apart)
        for plan, names in checks.items()
    )


def strained_points(
    question: Question, answerer: Answerer, seed: bytes, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Trial, ...]:
    """The trials at which finite differences fail, for the gradients that a question asks for."""
    kind = str(question.options.get("kind", ""))
    found = (kinds[item.check].strained.get(kind) for item in question.rubric)
    plans = dict.fromkeys(plan for plan in found if plan is not None)
    return tuple(
        trial for plan in plans for trial in plan(question, answerer, Draw(seed, f"{question.id}, strained"))
    )
