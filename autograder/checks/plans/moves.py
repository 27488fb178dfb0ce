"""The order of a conversation: three calls, each on an object of its own, or on two objects in turn.

    alone     a.forward a.backward   b.forward b.backward   c.forward c.backward
    in turns  a.forward b.forward    a.backward b.backward  a.forward a.backward

Both with the same inputs, so that who is right alone and wrong in turns is wrong for nothing but state that leaks.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from autograder.model.condition import Condition
from autograder.model.question import Question

CALLS = (1, 2, 3)
MADE_FOR = {1: "a", 2: "b", 3: "a"}
"""Whose constructor arguments each call uses, "a" or "b": in turns, whose call it is."""


class Do(Enum):
    """What a move does with an object."""

    MAKE = auto()
    FORWARD = auto()
    BACKWARD = auto()


@dataclass(frozen=True, slots=True)
class Move:
    """Something that is done with the object `owner` in a call, and what it asks beside the substance of the question."""

    do: Do
    call: int
    owner: str
    conditions: tuple[Condition, ...] = ()


def alone(one_row: bool) -> Iterator[Move]:
    """Each call on an object of its own; the last has `one_row`, where that is something else."""
    row = (Condition.ONE_ROW,) if one_row else ()
    for call, owner, conditions in zip(CALLS, "abc", ((), (), row), strict=True):
        for do in Do:
            yield Move(do, call, owner, conditions)


def together(question: Question, one_row: bool, substance: bool) -> Iterator[Move]:
    """The calls in turns; each on an object of its own where two in turn are not tried and another condition is asked."""
    turns = substance or question.is_tried(Condition.SECOND_OBJECT)
    return in_turns(one_row) if turns else alone(one_row)


def in_turns(one_row: bool) -> Iterator[Move]:
    """Two objects in turn, and the first of them again."""
    row = (Condition.ONE_ROW,) if one_row else ()
    for call, owner in ((1, "a"), (2, "b")):
        yield Move(Do.MAKE, call, owner)
    for do in (Do.FORWARD, Do.BACKWARD):
        for call, owner in ((1, "a"), (2, "b")):
            yield Move(do, call, owner, (Condition.SECOND_OBJECT,))
    for do in (Do.FORWARD, Do.BACKWARD):
        yield Move(do, 3, "a", (Condition.SECOND_CALL, *row))
