"""The answer key of an assignment: trials with right answers for every question, made once a run, proved numerically."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from autograder.checks import KINDS, Ask, Plan
from autograder.model.question import Assignment, Course, Question, RubricItem
from autograder.model.trial import Trial
from autograder.notebook.cells import stub_of
from autograder.numbers.draw import Draw
from autograder.reference.solution import Reference
from autograder.sandbox.protocol import Probes


@dataclass(frozen=True)
class QuestionKey:
    """One question's trials, by the plan that made them, and the stub that students start from."""

    question: Question
    plans: Mapping[Plan, tuple[Trial, ...]]
    stub: str

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """The trials in the order in which they are asked, without those of kinds that ask for themselves."""
        apart = {kind.plan for kind in KINDS.values() if hasattr(kind, "ask")}
        return tuple(trial for plan, trials in self.plans.items() if plan not in apart for trial in trials)

    @cached_property
    def apart(self) -> tuple[tuple[Ask, tuple[Trial, ...]], ...]:
        """The kinds that ask in children of their own, with their trials."""
        kinds = {KINDS[item.check].plan: KINDS[item.check] for item in self.question.rubric}
        return tuple((kind.ask, self.plans[plan]) for plan, kind in kinds.items() if hasattr(kind, "ask"))

    @cached_property
    def probes(self) -> Probes:
        """What the student's process is asked."""
        return Probes(trial.probe for trial in self.trials)

    def of(self, item: RubricItem) -> tuple[Trial, ...]:
        """The trials that a rubric item is judged by."""
        return self.plans[KINDS[item.check].plan]


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """Everything that is needed to judge submissions of one assignment."""

    course: Course
    assignment: Assignment
    reference: Reference
    questions: Mapping[str, QuestionKey]


def make_answer_key(course: Course, assignment: Assignment, seed: bytes) -> AnswerKey:
    """Draw all trials with `seed`. Raises CourseError when the reference and course.yml contradict each other."""
    reference = Reference(assignment, course.solution_path(assignment))
    keys = {}
    for question in assignment.questions:
        plans: dict[Plan, tuple[Trial, ...]] = {}
        for plan in dict.fromkeys(KINDS[item.check].plan for item in question.rubric):
            plans[plan] = plan(question, reference, Draw(seed, question.id))
        keys[question.id] = QuestionKey(question, plans, stub_of(reference.source(question.id)))
    return AnswerKey(course, assignment, reference, keys)
