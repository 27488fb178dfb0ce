"""One question, ready for variants of its answer: each is graded as a submission is, and compared with the reference beyond that.

Beside the trials of the course a child answers further ones: other draws of the same plans, all that a conversation asks
whether the rubric has an item for it or not, and inputs a thousand times as large.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from autograder.checks import KINDS
from autograder.checks.verdicts.seen import Seen, all_seen
from autograder.model.answer_key import AnswerKey, Planned
from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import Form, Question, RubricItem
from autograder.model.result import Graded, QuestionResult
from autograder.model.trial import Answered, Answerer, Trial
from autograder.numbers.compare import Array, as_array
from autograder.numbers.draw import Draw
from autograder.reference.planning import by_plan, planned
from autograder.sandbox.protocol import Observation
from autograder.sandbox.remote.exam import Exam

LARGE = 1000.0
"""How much larger the inputs are at which an answer may overflow that the reference has a number for."""
TOO_LARGE = "large inputs overflow in it, not in the reference; ask for them: draw: {x: {scale: 1000}}"
PROOFS = 6
"""Further draws that a survivor must agree with before it counts as equal."""
DRAWN = frozenset((Form.CALLS, Form.VARIABLES))
"""Forms of items whose inputs are drawn, so that other draws prove something; the others follow a script of their own."""


class LargeDraw(Draw):
    """Inputs far from zero."""

    def array(self, shape: tuple[int, ...]) -> Array:
        """An array of a shape, its entries large."""
        return LARGE * super().array(shape)


@dataclass(frozen=True)
class Examined:
    """What a variant got, and where it is not what the reference is.

    `kept` are the items it gets in full, `differs` those of them that another draw shows to be wrong. `beyond` says what is
    wrong where no item looks: the names, or that large inputs overflow ("" where nothing is). `substance`: it computes what
    the reference does, side conditions apart.
    """

    result: QuestionResult
    kept: tuple[RubricItem, ...]
    differs: tuple[RubricItem, ...]
    beyond: str = ""
    substance: bool = False

    @property
    def full(self) -> bool:
        """Full marks."""
        return self.result.full


class Grades(Protocol):
    """Whoever grades by an answer key: `grading.grader.Grader`."""

    key: AnswerKey

    def grade(self, cells: Sequence[Cell]) -> Graded:
        """The cells judged. Raises SandboxError when the sandbox itself fails."""


Answers = tuple[Answered, ...]
"""What came of the trials of one plan, in their order."""
By = Callable[[AnswerKey], Grades]
"""Makes who grades by a key."""


class Examiner:
    """Examines variants of the answer to one question, one at a time; `by` grades them."""

    def __init__(self, key: AnswerKey, question: Question, by: By) -> None:
        self.question, self.by = question, by
        self.own = key.questions[question.id]
        exam = _until(key.exam, question) if key.exam and question.tested else None
        self.key = replace(key, assignment=replace(key.assignment, questions=(question,)), exam=exam)
        self.before = _before(key, question)
        self.drawn = question.forms <= DRAWN
        self.large = _large(question, key.reference)
        self.once = self._grader(_further(question, key.reference, range(1)))
        self._proof: Grades | None = None

    def examine(self, source: str) -> Examined:
        """What a text in the answer cell gets. Raises SandboxError when the sandbox itself fails."""
        return self._of(self.once, source)

    def prove(self, source: str) -> Examined:
        """The same at many more draws."""
        if self._proof is None:
            self._proof = self._grader(_further(self.question, self.key.reference, range(1, 1 + PROOFS)))
        return self._of(self._proof, source)

    def _grader(self, further: tuple[Planned, ...]) -> Grades:
        own = replace(self.own, plans=(*self.own.plans, *further, self.large))
        return self.by(replace(self.key, questions={self.question.id: own}))

    def _of(self, grader: Grades, source: str) -> Examined:
        (result,) = grader.grade((*self.before[:-1], replace(self.before[-1], source=source))).questions
        by_trial = {one.trial: one for one in result.answered}
        plans = grader.key.questions[self.question.id].plans
        answers = [(plan, _answers(plan, by_trial)) for plan in plans]
        kept = tuple(item for item, verdict in result.verdicts if verdict.passed)
        differs = tuple(item for item in kept if not self._agrees_further(item, answers))
        judged = _judged(answers)
        wrong = _wrong(judged)
        substance = bool(judged) and all(seen.conditions for seen in wrong)
        beyond = self._beyond(wrong, _answers(self.large, by_trial))
        return Examined(result, kept, differs, beyond, substance)

    def _agrees_further(self, item: RubricItem, answers: Sequence[tuple[Planned, Answers]]) -> bool:
        """An item holds at each of its further draws as well."""
        name = further_of(item.check)
        return all(self._agrees(item, those) for plan, those in answers if name in plan.checks)

    def _agrees(self, item: RubricItem, answered: Answers) -> bool:
        judge = KINDS[item.check].judge
        return not answered or judge(item, self.question, answered, self.key.reference).passed

    def _beyond(self, wrong: Iterable[Seen], at_large: Iterable[Answered]) -> str:
        names = dict.fromkeys(
            self.question.called(seen.part.name)
            for seen in wrong
            if all(self.question.conditions[c] for c in seen.conditions)
        )
        if names:
            return f"no item asks for {', '.join(names)}"
        return TOO_LARGE if any(map(_overflows, at_large)) else ""


def further_of(check: str) -> str:
    """The name under which further trials of a check kind are kept, so that no item of the rubric is judged by them."""
    return f"{check}, further"


def _answers(plan: Planned, by_trial: Mapping[Trial, Answered]) -> Answers:
    """What came of the trials of a plan; a trial that was not reached has no answer."""
    return tuple(by_trial[trial] for trial in plan.trials if trial in by_trial)


def _judged(answers: Iterable[tuple[Planned, Answers]]) -> Answers:
    """Those that some check judges by what the answer computes: no tests, and none that are asked apart."""
    return tuple(
        one
        for plan, those in answers
        if plan.checks and plan.apart is None and not plan.tests
        for one in those
    )


def _wrong(judged: Answers) -> list[Seen]:
    """All that is not what the reference has."""
    return [seen for one in judged for those in all_seen(one).values() for seen in those if seen.wrong]


def _before(key: AnswerKey, question: Question) -> tuple[Cell, ...]:
    """The reference notebook up to the question's own cell."""
    cells = key.reference.cells
    at = next((i for i, cell in enumerate(cells) if cell.grade_id == question.answer_cell), len(cells) - 1)
    return tuple(cells[: at + 1])


def _until(exam: Exam, question: Question) -> Exam:
    """The tests up to the last one of a question: what comes later is not asked."""
    own = {item.of[0] for item in question.tested}
    last = max(at for at, name in enumerate(exam.tests) if name in own)
    return replace(exam, skipped=frozenset(exam.tests[last + 1 :]))


def _further(question: Question, answerer: Answerer, draws: Iterable[int]) -> tuple[Planned, ...]:
    """The course's plans with other draws."""
    return tuple(
        replace(plan, checks=frozenset(map(further_of, plan.checks)))
        for one in draws
        for plan in planned(question, answerer, f"audit {one}".encode())
        if plan.apart is None and not plan.tests
    )


def _large(question: Question, answerer: Answerer) -> Planned:
    """Trials with large inputs; none where the plan cannot be made of them."""
    apart = {name for name, kind in KINDS.items() if kind.apart is not None or kind.tests}
    asked = tuple(item for item in question.rubric if item.check not in apart)
    plans = by_plan(replace(question, rubric=asked))
    draw = LargeDraw(b"audit, large", question.id)
    try:
        with np.errstate(all="ignore"):
            trials = [trial for plan, own in plans.items() for trial in plan(own, answerer, draw)]
    except (CourseError, ArithmeticError, ValueError):
        trials = []
    return Planned(frozenset(), tuple(trial for trial in trials if not trial.conditions))


def _overflows(answered: Answered) -> bool:
    """The reference has numbers here, and the answer has none."""
    return any(
        _finite(answered.want(step.name)) and not _finite(answered.got(step.name))
        for step in answered.trial.steps
        if step.parts
    )


def _finite(value: Observation) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(map(_finite, value))
    array = as_array(value)
    return array is not None and bool(np.isfinite(array).all())
