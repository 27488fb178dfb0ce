"""A question asked: trials with right answers, what was answered, and what a check says of it, as frozen data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from autograder.model.message import Message
from autograder.model.record import Comparison
from autograder.sandbox.protocol import Observation, Probe, Reply


class Answerer(Protocol):
    """Whoever answers the probes of a course's questions."""

    @property
    def path(self) -> Path:
        """Its notebook, for messages."""

    def answer(self, question: str, probe: Probe) -> Reply:
        """The reply to a probe of a question."""

    def value(self, question: str, inputs: Mapping[str, Any], expression: str) -> Observation:
        """The value of one expression in the question's namespace. Raises CourseError when it raises."""

    def moved(
        self, question: str, given: Mapping[str, Any], by: str, read: tuple[str, ...], move: Any
    ) -> tuple[Any, ...]:
        """Values of `read` after the question's cells have run at inputs `given`, with `move` added to variable `by`."""

    def before(self, question: str) -> tuple[str, ...]:
        """The sources of the cells before the question's own."""


Role = tuple[tuple[str, str], ...]
"""What a step's value consists of, part by part: ("forward", name), ("gradient", name) or ("value", name)."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One draw of inputs: a probe and the right answers, an observation a step.

    roles     what each step's value consists of, by step name; steps without a role are not judged
    optional  arrays given to a gate for numbers: raising costs nothing, a wrong number does
    tolerance of comparison, as a share of the largest entry; `facts` is what the check kind wants to remember
    """

    name: str
    probe: Probe
    answers: tuple[Observation, ...]
    roles: Mapping[str, Role] = field(default_factory=dict)
    optional: bool = False
    tolerance: float = 1e-8
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answered:
    """A trial and what the student's process replied to it.

    `ours` is False for notebooks that did not come from our release; `waived` are claims they need not fulfil.
    """

    trial: Trial
    reply: Reply
    ours: bool = True
    waived: frozenset[str] = frozenset()

    def got(self, step: str) -> Observation:
        """The student's observation at a step."""
        return self.reply.observations[self._at(step)]

    def want(self, step: str) -> Observation:
        """The right observation at a step."""
        return self.trial.answers[self._at(step)]

    def _at(self, step: str) -> int:
        return [name for name, _ in self.trial.probe.steps].index(step)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of one rubric item: the share of the points earned (0 … 1) and why.

    trial, step    where the deciding difference was seen, for diagnosis
    compare        the arrays that differ, for the feedback page: {"name", "got", "index", …}
    misconception  an id of misconceptions.yaml: which mistake it is, where that is known
    alternatives   other mistakes that answer the same
    notes          friendly remarks that cost nothing
    """

    share: float
    message: Message
    trial: str | None = None
    step: str | None = None
    misconception: str | None = None
    compare: Comparison | None = None
    notes: tuple[Message, ...] = ()
    alternatives: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Full points."""
        return self.share >= 1.0


RIGHT = Verdict(1.0, Message("right"))
