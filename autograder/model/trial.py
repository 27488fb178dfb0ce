"""A question asked: trials with right answers, what was answered, and what a check says of it, as frozen data."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from functools import cached_property
from pathlib import Path
from typing import Protocol

from autograder.model.cell import Cell
from autograder.model.condition import Condition
from autograder.model.message import Key, Message
from autograder.model.record import Comparison
from autograder.sandbox.protocol import Observation, Probe, Raised, Reply, Skipped


class Answerer(Protocol):
    """Whoever answers the probes of a course's questions: the reference, or a student in the own notebook."""

    @property
    def path(self) -> Path:
        """Its notebook, for messages."""

    def answer(self, question: str, probe: Probe, *, strict: bool = False) -> Reply:
        """The reply to a probe of a question; `strict`: an overflow, or anything else that is no number, raises."""

    def value(self, question: str, inputs: Mapping[str, object], expression: str) -> Observation:
        """The value of one expression in the question's namespace. Raises CourseError when it raises."""

    def moved(
        self, question: str, given: Mapping[str, object], by: str, read: tuple[str, ...], move: object
    ) -> tuple[object, ...]:
        """Values of `read` after the question's cells have run at inputs `given`, with `move` added to variable `by`."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Its cells that run."""

    def with_cell(self, question: str, source: str, probes: Iterable[Probe]) -> tuple[Reply, ...]:
        """What it would reply to the probes of a question, if `source` stood in its answer cell."""

    def before(self, question: str) -> tuple[str, ...]:
        """The sources of the cells before the question's own."""

    def source(self, question: str) -> str:
        """The source of the question's answer cell."""

    def names(self, question: str) -> frozenset[str]:
        """The names that stand in the notebook after the question's cells."""


RAN_AGAIN = "ran_again"
"""The step of a strained trial that says how many times over backward runs what forward runs."""


class Role(StrEnum):
    """What a part of an answer is: a plain value or claim, an output of forward, a gradient."""

    VALUE = "value"
    FORWARD = "forward"
    GRADIENT = "gradient"


@dataclass(frozen=True, slots=True)
class Slope:
    """What a gradient must be: the numerical derivative of sum(upstream * expression) by an input of the probe.

    `by` and `upstream` are inputs of the probe ("": the upstream gradient is one, everywhere); `part` is which part of
    the expression's value is meant (None: all of it); `tolerance` is the share of the largest entry to agree to.
    """

    expression: str
    by: str
    upstream: str = ""
    part: int | None = None
    tolerance: float = 1e-9


@dataclass(frozen=True, slots=True)
class Derivative:
    """What a plain variable must be: the numerical derivative of sum(upstream * d) by another variable of the cells."""

    d: str
    by: str
    upstream: str = ""
    tolerance: float = 1e-9


Law = Slope | Derivative | str | Callable[[str, "Trial", Answerer], object]
"""What can be said of a right answer without a reference: a derivative, an expression that has the same value, or how a kind
works it out (of a question's id) from what the answerer's other names hold."""


@dataclass(frozen=True, slots=True)
class Part:
    """One judged part of a step's value: what it is, of what (an input, a parameter, a claim), and its law if it has one."""

    role: Role
    name: str
    law: Law | None = None

    @property
    def label(self) -> tuple[Role, str]:
        """Parts with the same label, in all steps and trials, are answers to the same thing."""
        return self.role, self.name


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a conversation: an expression, and what its value consists of, part by part (nothing: not judged).

    call      which call of the conversation it belongs to, from 1 (0: none)
    owner     the object that is asked, by the step that built it
    method    what is called; "" where a name or an attribute is read
    given     inputs of the probe by their names in course.yml: {"x": "x_1", "W": "W_a"}
    upstream  the input of the probe that is the upstream gradient
    fresh     the same call on an object of its own, where there is such a thing
    conditions  what it asks beside the substance of the question, besides what its trial does
    refuses   that something is refused is what it asks
    says      what is said where its claim does not hold, if that is no sentence of the claim's
    again     asked once more, with nothing between: raising costs nothing then, another answer does
    """

    name: str
    expression: str
    parts: tuple[Part, ...] = ()
    call: int = 0
    owner: str = ""
    method: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    upstream: str = ""
    fresh: str = ""
    conditions: tuple[Condition, ...] = ()
    refuses: bool = False
    says: Key | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Forwards at points along one random direction: whether a backward is the gradient of its own forward.

    `forward` and `gradient` are the steps at the start, `moved` those along the line, in the order of the weights of
    the central difference; `directions` are inputs of the probe by what the gradient is by.
    """

    forward: str
    gradient: str
    moved: tuple[str, ...]
    upstream: str
    directions: Mapping[str, str]


@dataclass(frozen=True, eq=False)
class Trial:
    """One draw of inputs: a conversation and the right answers, an observation a step. Two trials are never equal.

    also       another right answer by step: another array, or any number between it and the right one
    conditions  what all its steps ask beside the substance of the question
    optional   arrays given to a gate for numbers: raising costs nothing, a wrong number does
    whole      the inputs are whole numbers, or those that a course gives
    strained   inputs at which finite differences fail: compared entry by entry, where ordinary answers are right
    traced     of a strained trial: gradients of functions so bent that each difference leaves a trace at ordinary inputs, too
    faded      a strained trial whose gradients are about to vanish: asked where complex numbers may be at work
    tolerance  of comparison, as a share of the largest entry (of each, where strained); `floor` is added to it
    """

    name: str
    steps: tuple[Step, ...]
    probe: Probe
    answers: tuple[Observation, ...]
    also: Mapping[str, Observation] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    optional: bool = False
    whole: bool = False
    strained: bool = False
    faded: bool = False
    traced: frozenset[str] = frozenset()
    tolerance: float = 1e-8
    floor: float = 1e-12
    line: Line | None = None

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each step by name."""
        return {step.name: at for at, step in enumerate(self.steps)}

    @cached_property
    def judged(self) -> tuple[Step, ...]:
        """The steps that are judged."""
        return tuple(step for step in self.steps if step.parts)

    def step(self, name: str) -> Step:
        """The step of that name."""
        return self.steps[self.places[name]]

    def answer(self, name: str) -> Observation:
        """The right answer at a step."""
        return self.answers[self.places[name]]


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """A trial and what the student's process replied to it. Two of them are never equal.

    `ours` is False for notebooks that did not come from our release; `waived` are claims they need not fulfil. `cells`
    are the student's own, whose names may be repeated; `own` those of them that answer this question.
    """

    trial: Trial
    reply: Reply
    ours: bool = True
    waived: frozenset[str] = frozenset()
    cells: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    def got(self, step: str) -> Observation:
        """The student's observation at a step."""
        return self.reply.observations[self.trial.places[step]]

    def want(self, step: str) -> Observation:
        """The right observation at a step."""
        return self.trial.answer(step)

    def raised(self) -> Iterator[tuple[Step, Raised]]:
        """The steps that raised, in order."""
        for step, got in zip(self.trial.steps, self.reply.observations, strict=True):
            if isinstance(got, Raised):
                yield step, got

    def before(self, step: Step) -> tuple[Step, Raised] | None:
        """The first exception on the same object before a step."""
        at = self.trial.places[step.name]
        earlier = ((one, got) for one, got in self.raised() if self.trial.places[one.name] < at)
        return next(((one, got) for one, got in earlier if one.owner == step.owner), None)

    def counts(self, step: str) -> bool:
        """False from the exception on that an optional trial was answered with, since what follows may stand on what raised, and of
        the exception of a step that is asked again."""
        at = self.trial.places[step]
        began = 0 if self.trial.optional else at if self.trial.step(step).again else at + 1
        return not any(isinstance(o, Raised | Skipped) for o in self.reply.observations[began : at + 1])


def lacks_something(error: Raised) -> bool:
    """True for an exception that may be a consequence: what an earlier step would have stored is not there."""
    return error.type_name == "AttributeError" or "NoneType" in error.message


class Reason(Enum):
    """Why points were lost, where that decides what else is said of it."""

    FORWARD = auto()  # forward computes something else
    OWN_FORWARD = auto()  # the gradient is that of a forward that is wrong, which is what has to be explained
    NUMERICAL = auto()  # differences in the place of a gradient
    ELSEWHERE = auto()  # what is missing stands in no cell: what raised in consequence is no mistake


_REASONS: Mapping[Key, Reason] = {
    "forward_wrong": Reason.FORWARD,
    "gradient_of_own_forward": Reason.OWN_FORWARD,
    "numerical_gradient": Reason.NUMERICAL,
    **dict.fromkeys(("package_missing", "not_handed_in", "perhaps_not_handed_in"), Reason.ELSEWHERE),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says of one rubric item: the share of the points earned (0 … 1) and why.

    trial, step    where the deciding difference was seen, for diagnosis
    compare        the arrays that differ, for the feedback page: {"name", "got", "index", …}
    misconception  an id of misconceptions.yaml: which mistake it is, where that is known
    alternatives   other mistakes that answer the same
    conditions     where points were lost in side conditions alone: which
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
    conditions: tuple[Condition, ...] = ()

    @property
    def reason(self) -> Reason | None:
        """Why points were lost, where others go by that."""
        return _REASONS.get(self.message.key)

    @property
    def passed(self) -> bool:
        """Full points."""
        return self.share >= 1.0


RIGHT = Verdict(1.0, Message("right"))
