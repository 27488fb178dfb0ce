"""Check kinds, one module each: `plan` says what to ask and the right answers, `judge` says what an answer is worth.

    plan(question, reference, draw) -> tuple[Trial, …]     CourseError when the course contradicts itself
    judge(item, question, answered, reference) -> Verdict   total: any well-formed reply gets a verdict

A kind whose probes want children of their own has a third, `ask(trials, question, reference, cells, after, prober)`.
Kinds that share a plan (value and derivative; forward and gradient) share its trials: a question is asked once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from autograder.checks import (
    autodiff,
    derivative,
    forward,
    gradient,
    network,
    numerical,
    student_tests,
    value,
)
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Trial, Verdict
from autograder.numbers.draw import Draw

Plan = Callable[[Question, Answerer, Draw], tuple[Trial, ...]]
Ask = Callable[..., tuple[Answered, ...]]
Answers = tuple[Answered, ...]


class CheckKind(Protocol):
    """What a module of this folder offers."""

    @property
    def plan(self) -> Plan:
        """What to ask of a question, and the right answers."""

    @property
    def judge(self) -> Callable[[RubricItem, Question, Answers, Answerer], Verdict]:
        """The verdict on one rubric item."""


KINDS: dict[str, CheckKind] = {
    "value": value,
    "derivative": derivative,
    "forward": forward,
    "gradient": gradient,
    "network": network,
    "autodiff": autodiff,
    "numerical": numerical,
    "student_tests": student_tests,
}
"""Every check kind by its name in course.yml."""
