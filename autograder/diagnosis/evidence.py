"""What was answered, laid out for comparison: one entry for each judged part of each step of each trial."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from autograder.model.trial import Role, Step, Trial
from autograder.numbers.compare import FLOOR, TOLERANCE, Array, Differs, as_array, kind_of, parts, room
from autograder.sandbox.protocol import Observation, Raised, Reply, Skipped

Given = Literal[Differs, "unlike"]
"""What was answered, in the words of a `Difference`; `unlike` is no answer that there is."""
Token = tuple[Given, *tuple[Any, ...]]
Label = tuple[Role, str]

FORGIVEN = 1e-5
"""Of the largest entry: what answers may differ by where several are right, such as a loss with a small number in its logarithm."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One judged part: number `at` of a step of a trial; `scalar` where its right value is a number."""

    trial: int
    step: Step
    at: int
    scalar: bool
    tolerance: float = TOLERANCE
    floor: float = FLOOR

    @property
    def of(self) -> Label:
        """What it is, and of what: the same for all answers to the same thing."""
        return self.step.parts[self.at].label


@dataclass(frozen=True, slots=True)
class Evidence:
    """Answers: a token and, for numbers, a float64 array for each spot; the first exception's message for each trial."""

    tokens: tuple[Token, ...]
    arrays: tuple[Array | None, ...]
    messages: tuple[str, ...] = ()


def spots_of(trials: Sequence[Trial]) -> tuple[Spot, ...]:
    """The layout of a question's trials."""
    spots = []
    for t, trial in enumerate(trials):
        for step in trial.judged:
            right = parts(trial.answer(step.name), len(step.parts))
            forgiven = FORGIVEN if step.name in trial.also else 0.0
            tolerance = max(TOLERANCE, trial.tolerance, forgiven)
            for at in range(len(step.parts)):
                array = as_array(right[at]) if right is not None else None
                scalar = array is not None and array.shape == ()
                spots.append(Spot(t, step, at, scalar, tolerance, trial.floor))
    return tuple(spots)


def gather(
    spots: Sequence[Spot], trials: Sequence[Trial], replies: Sequence[Sequence[Observation]]
) -> Evidence:
    """The observations of each trial, as evidence."""
    entries = []
    for spot in spots:
        trial = trials[spot.trial]
        at = trial.places[spot.step.name]
        token, array = _entry(spot, replies[spot.trial][at])
        other = as_array(trial.also.get(spot.step.name))
        if array is not None and other is not None and array.shape == other.shape and close(array, other):
            token, array = _entry(spot, trial.answers[at])
        entries.append((token, array))
    messages = tuple(next((o.message for o in reply if isinstance(o, Raised)), "") for reply in replies)
    return Evidence(tuple(token for token, _ in entries), tuple(array for _, array in entries), messages)


def gather_replies(spots: Sequence[Spot], trials: Sequence[Trial], replies: Sequence[Reply]) -> Evidence:
    """Replies, as evidence."""
    return gather(spots, trials, [reply.observations for reply in replies])


def _entry(spot: Spot, whole: Observation) -> tuple[Token, Array | None]:
    if isinstance(whole, Raised):
        return ("raised", whole.type_name), None
    if isinstance(whole, Skipped):
        return ("skipped",), None
    if whole is None:
        return ("none",), None
    values = parts(whole, len(spot.step.parts))
    if values is None:
        return ("count", kind_of(whole)), None
    return number(values[spot.at], spot.scalar)


def number(value: Observation, scalar: bool = False) -> tuple[Token, Array | None]:
    """A value's token: its shape where it is numeric (one number counts as a scalar where one is wanted)."""
    if value is None:
        return ("none",), None
    array = as_array(value)
    if array is None:
        return ("kind", kind_of(value)), None
    if scalar and array.size == 1:
        array = array.reshape(())
    return ("value", array.shape), array


def same(one: Evidence, other: Evidence, where: Sequence[int], spots: Sequence[Spot]) -> bool:
    """True when two answers are equal at those spots: the same kind, shape and values."""
    return all(
        one.tokens[i] == other.tokens[i]
        and close(one.arrays[i], other.arrays[i], spots[i].tolerance, spots[i].floor)
        for i in where
    )


def close(one: Array | None, other: Array | None, tolerance: float = TOLERANCE, floor: float = FLOOR) -> bool:
    """True when two arrays of one shape have equal entries, up to `tolerance` and `floor`; not-a-number equals itself."""
    if one is None or other is None:
        return one is other
    if one.shape == ():
        a, b = float(one), float(other)
        return (
            abs(a - b) <= tolerance * abs(b) + floor < np.inf or a == b or bool(np.isnan(a) and np.isnan(b))
        )
    with np.errstate(all="ignore"):
        most = room(other, tolerance, floor)
        if np.isfinite(most):
            return bool((np.abs(one - other) <= most).all())
    return bool(np.allclose(one, other, rtol=tolerance, equal_nan=True))


def spots_for(about: tuple[Role, Collection[str] | None], spots: Sequence[Spot]) -> tuple[int, ...]:
    """The spots that a rubric item is about: a role, and names (None: all)."""
    role, names = about
    return tuple(i for i, s in enumerate(spots) if s.of[0] is role and (names is None or s.of[1] in names))
