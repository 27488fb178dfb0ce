"""What a reply says part by part: each part of an answer is compared with the right one once, whoever asks for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from autograder.model.condition import Condition
from autograder.model.kind import About
from autograder.model.trial import Answered, Part, Role, Step, Trial
from autograder.numbers.compare import TOLERANCE, Difference, Differs, Right, compare, parts
from autograder.sandbox.protocol import Observation


@dataclass(slots=True, eq=False)  # not frozen: hundreds a submission, and freezing takes most of making one
class Seen:
    """One judged part of one step: what was answered (all that was returned, where that cannot be parted), what is right,
    and how they differ."""

    answered: Answered
    step: Step
    at: int
    got: Observation
    want: Observation
    difference: Difference | None

    @property
    def part(self) -> Part:
        """What the part is."""
        return self.step.parts[self.at]

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What is asked here beside the substance of the question."""
        return (*self.answered.trial.conditions, *self.step.conditions)

    @property
    def wrong(self) -> bool:
        """It differs from what is right, and counts."""
        return self.difference is not None and self.answered.counts(self.step.name)

    @property
    def kind(self) -> Differs | Literal[""]:
        """How it is wrong, as `Difference` has it; nothing where it is not."""
        return self.difference.kind if self.difference and self.wrong else ""


def look(about: About, answered: Answered) -> Iterator[Seen]:
    """All parts that an item is about in one trial's reply, in the order they were asked."""
    role, names = about
    for one in all_seen(answered).get(role, ()):
        name = one.part.name
        if name not in answered.waived and (names is None or name in names):
            yield one


@lru_cache(maxsize=256)  # the trials of a question or two: its items share them
def all_seen(answered: Answered) -> Mapping[Role, Sequence[Seen]]:
    """All judged parts of one trial's reply, by what they are."""
    rights, seen = rights_of(answered.trial), dict[Role, list[Seen]]()
    for step in answered.trial.judged:
        for one in _seen(answered, step, rights[step.name]):
            seen.setdefault(one.part.role, []).append(one)
    return seen


@lru_cache(maxsize=1024)  # the trials of an assignment
def rights_of(trial: Trial) -> Mapping[str, tuple[Right, ...]]:
    """The right answers of a trial, part by part, ready for many to be compared with."""
    return {step.name: _right(trial, step) for step in trial.judged}


def _right(trial: Trial, step: Step) -> tuple[Right, ...]:
    right = parts(trial.answer(step.name), len(step.parts))
    assert right is not None
    return tuple(Right(one, trial.tolerance, trial.floor, each=trial.strained) for one in right)


def _seen(answered: Answered, step: Step, right: tuple[Right, ...]) -> Iterator[Seen]:
    whole = answered.got(step.name)
    mine = parts(whole, len(step.parts))
    for at, one in enumerate(right):
        if mine is None:
            yield Seen(answered, step, at, whole, one.want, _unparted(whole, one))
        else:
            found = one.compare(mine[at])
            if found and _also(found, answered.trial.also.get(step.name)):
                found = None
            yield Seen(answered, step, at, mine[at], one.want, found)


def _unparted(whole: Observation, right: Right) -> Difference:
    """How an answer differs that has not as many parts as are wanted."""
    found = right.compare(whole)
    if found is not None and found.kind in ("raised", "skipped", "none"):
        return found
    return Difference("count", whole, right.want)


def _also(difference: Difference, also: Observation) -> bool:
    """A convention that is right too: another array, or any number between the right one and another."""
    if difference.kind != "value" or also is None:
        return False
    other, (got, want) = np.asarray(also), difference.numbers
    if other.ndim:
        return compare(got, other) is None
    low, high = sorted((float(other), float(want)))
    return bool(low - TOLERANCE <= float(got) <= high + TOLERANCE)
