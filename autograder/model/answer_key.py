"""The answer key: the trials of each question with right answers, and who judges what by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from autograder.model.cell import Cell
from autograder.model.kind import About, Apart, Kind
from autograder.model.question import Assignment, Course, Question, RubricItem
from autograder.model.trial import Answered, Answerer, Trial, Verdict
from autograder.sandbox.protocol import Probes
from autograder.sandbox.remote.exam import Exam


@dataclass(frozen=True)
class Planned:
    """The trials of one plan, and the names of the check kinds that judge by them."""

    checks: frozenset[str]
    trials: tuple[Trial, ...]
    apart: Apart | None = None
    tests: bool = False


@dataclass(frozen=True)
class QuestionKey:
    """One question's trials, plan by plan, its kinds by name, and the stub that students start from.

    `strained` are the trials that tell finite differences from an analytic gradient, `numerical` the share of a
    gradient's points that finite differences earn.
    """

    question: Question
    plans: tuple[Planned, ...]
    kinds: Mapping[str, Kind]
    stub: str
    strained: tuple[Trial, ...] = ()
    numerical: float = 0.0

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """The trials in the order in which they are asked, without those that are asked in children of their own."""
        plans = (plan for plan in self.plans if plan.apart is None and not plan.tests)
        return tuple(trial for plan in plans for trial in plan.trials)

    @cached_property
    def tests(self) -> tuple[Trial, ...]:
        """What comes of the instructor's tests: a trial for each, called as its cell is."""
        return tuple(trial for plan in self.plans if plan.tests for trial in plan.trials)

    @property
    def unasked(self) -> bool:
        """Nothing is asked but what the instructor's tests ask."""
        return all(plan.tests for plan in self.plans)

    @cached_property
    def asked(self) -> tuple[Trial, ...]:
        """What the child of a submission is asked: the trials and the strained ones."""
        return self.trials + tuple(trial for trial in self.strained if not trial.faded)

    @cached_property
    def asked_of_complex(self) -> tuple[Trial, ...]:
        """What it is asked where complex numbers may be at work."""
        return self.trials + self.strained

    @cached_property
    def apart(self) -> tuple[tuple[Apart, tuple[Trial, ...]], ...]:
        """What is asked in children of their own: who asks, and the trials."""
        return tuple((plan.apart, plan.trials) for plan in self.plans if plan.apart is not None)

    @cached_property
    def probes(self) -> Probes:
        """What the student's process is asked."""
        return Probes(trial.probe for trial in self.asked)

    @cached_property
    def probes_of_complex(self) -> Probes:
        """What it is asked where complex numbers may be at work."""
        return Probes(trial.probe for trial in self.asked_of_complex)

    def about(self, item: RubricItem) -> About:
        """Which parts of the answers a rubric item is about."""
        return self.kinds[item.check].about(item)

    def of(self, item: RubricItem) -> tuple[Trial, ...]:
        """The trials that a rubric item is judged by."""
        return next(plan.trials for plan in self.plans if item.check in plan.checks)

    def verdict(self, item: RubricItem, answered: tuple[Answered, ...], answerer: Answerer) -> Verdict:
        """The verdict on one rubric item, from all that was answered."""
        trials = frozenset(self.of(item))
        own = tuple(one for one in answered if one.trial in trials)
        return self.kinds[item.check].judge(item, self.question, own, answerer)


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """Everything that is needed to judge submissions of one assignment.

    `reference` answers where more is asked; `released` are the cells of code that students were handed, tests too; `exam` are
    the instructor's tests, if there are any.
    """

    course: Course
    assignment: Assignment
    reference: Answerer
    questions: Mapping[str, QuestionKey]
    released: tuple[Cell, ...] = ()
    exam: Exam | None = None
