"""What a check kind is: how to ask, how to judge, and what may be said of it in course.yml."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Protocol

from autograder.model.question import Form, Question, RubricItem
from autograder.model.trial import Answered, Answerer, Role, Trial, Verdict
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Asked, Reply

Plan = Callable[[Question, Answerer, Draw], Iterable[Trial]]
"""What to ask of a question whose rubric holds the items of this plan alone, made with the answers of whoever is asked.

Raises CourseError when the course contradicts itself, never for what is answered: students are asked by it, too.
"""

Judge = Callable[[RubricItem, Question, tuple[Answered, ...], Answerer], Verdict]
"""The verdict on one rubric item: total, any well-formed reply gets one."""


class AskApart(Protocol):
    """Asks one question in a child of its own: cells, what is asked, a seed; None where the child gave no answer, Skipped
    where there was no time left for one."""

    def __call__(self, cells: Sequence[str], asked: Asked, seed: int) -> Reply | None:
        """Ask."""


Apart = Callable[[Sequence[Trial], Question, Answerer, Sequence[str], AskApart], tuple[Answered, ...]]
"""For kinds whose probes want children of their own: asks them, given the sources of the student's cells."""


class Reads(Enum):
    """How the value of an option in course.yml is read."""

    NAME = auto()  # a name of the reference notebook
    NUMBER = auto()  # a number
    NUMBERS = auto()  # a number, or equally long lists of numbers
    SHARE = auto()  # a share of the points, from 0 to 1
    FLAG = auto()  # true or false
    ANSWERS = auto()  # a text or a number, or a list of them


class Names(Enum):
    """What `of` may name."""

    NOTEBOOK = auto()  # names of the reference notebook
    ARGUMENTS = auto()  # arguments of the target
    CLAIMS = auto()  # claims
    CELLS = auto()  # grade_ids of test cells
    EXPRESSIONS = auto()  # expressions of the question's inputs


About = tuple[Role, tuple[str, ...] | None]
"""Which parts of the answers a rubric item is about: a role and names (None: all)."""


def of_values(item: RubricItem) -> About:
    """The values of what it names; all of them where it names nothing."""
    return Role.VALUE, item.of or None


@dataclass(frozen=True)
class Kind:
    """A check kind. A module of `autograder.checks` is one; its `KIND` is found by the module's name.

    form       how what it asks is answered (None: in no way that others need to know)
    plans      by the `kind` of a question ("": where it says none)
    about      which parts of the answers an item is about
    options    what an item understands beside check, points and of
    needs      those of its keys that must be there, `of` among them
    of         what `of` names
    target     it calls a class or function, so the question needs a `target`
    question   keys of the question that only this kind reads; beside them `hidden`, which students are not told
    apart      asks in children of its own
    tests      an instructor's tests: the trials are what came of them
    typed      what is typed in counts: there is nothing that follows from inputs
    strained   plans of points at which only an analytic gradient is right, by the `kind` of a question
    as_built   a reply beside the right answers of what is built another way and is right too
    """

    plans: Mapping[str, Plan]
    judge: Judge
    about: Callable[[RubricItem], About] = of_values
    options: Mapping[str, Reads] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    of: Names = Names.CLAIMS
    target: bool = False
    form: Form | None = None
    question: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    apart: Apart | None = None
    tests: bool = False
    typed: bool = False
    strained: Mapping[str, Plan] = field(default_factory=dict)
    as_built: Callable[[Answered], Answered] = lambda answered: answered

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys of the question that only this kind reads."""
        return (*self.question, *self.hidden)

    def plan(self, question: Question) -> Plan:
        """The plan of a question. KeyError for a `kind` that there is not."""
        return self.plans[question.kind]
