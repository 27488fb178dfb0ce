"""Numerical gradients, and the comparison of an answer with the right one.

The right gradient of every trial is taken twice: from the reference's backward and, here, entry by entry from 4-point
central differences of the reference's forward. They must agree to AGREE of the largest entry, or the course is
refused. Accuracy of the difference: 1e-12 to 6e-11 for functions of order one at h = 1e-3.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from autograder.sandbox.codec import Opaque
from autograder.sandbox.protocol import Observation, Raised, Skipped
from autograder.sandbox.values import same

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
Function = Callable[[Array], object]

STEP = 1e-3
"""Of max(1, |x|): the step of numerical gradients (docs/numerics.md, "Numerical gradients")."""
AGREE = 1e-9
"""What the reference's gradients must agree to with the numerical ones (the same section)."""
TOLERANCE = 1e-8
"""Of the largest entry of the right array: what an answer may differ by. Right ones stay below 1e-13 (docs/numerics.md,
"What counts as equal")."""
FLOOR = 1e-12
"""What any entry may differ by, however small the right array is: rounding leaves as much of sums of order one."""
WEIGHTS = ((-2, 1 / 12), (-1, -8 / 12), (1, 8 / 12), (2, -1 / 12))
"""The 4-point central difference: f'(x) = sum of weight * f(x + offset * h) / h, error of order h**4."""


def numerical_vjp(function: Function, at: object, upstream: object, step: float = STEP) -> Array:
    """The gradient of sum(upstream * function(x)) at `at`, entry by entry: an array of the shape of `at`."""
    x, weights = np.array(at, dtype=float), np.asarray(upstream)
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        total = 0.0
        for offset, weight in WEIGHTS:
            moved = x.copy()
            moved[index] += offset * step
            total += weight * float((weights * np.asarray(function(moved), dtype=float)).sum())
        gradient[index] = total / step
    return gradient


def agrees(analytic: object, numerical: object, tolerance: float = AGREE) -> bool:
    """True when two gradients agree to `tolerance` of the largest entry."""
    a, b = np.asarray(analytic, dtype=float), np.asarray(numerical, dtype=float)
    scale = max(float(np.max(np.abs(b), initial=0.0)), 1.0)
    return a.shape == b.shape and bool(np.all(np.abs(a - b) <= tolerance * scale))


Differs = Literal["raised", "skipped", "none", "kind", "count", "shape", "finite", "value"]
"""How an answer may differ: by an exception, not reached, None, no number, not so many results, in shape, not finite, as a number."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How an answer differs from the right one.

    kind   what it is instead
    index  the first entry that differs (kind "value")
    """

    kind: Differs
    got: Observation
    want: Observation
    index: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[Array, Array]:
        """What was answered and what is right, as arrays: of what differs in shape or as numbers."""
        return np.asarray(self.got), np.asarray(self.want)


def as_array(value: Observation) -> Array | None:
    """A number, array or nested tuple of numbers as a float64 array; None for anything else."""
    if isinstance(value, np.ndarray):
        return value.astype(float) if value.dtype.kind in "biuf" else None
    if isinstance(value, bool | int | float):
        return np.asarray(float(value))
    if isinstance(value, tuple):
        items = [as_array(item) for item in value]
        if not items or any(item is None or item.shape != items[0].shape for item in items):  # type: ignore[union-attr]
            return None
        return np.array(items)
    return None


def compare(
    got: Observation,
    want: Observation,
    tolerance: float = TOLERANCE,
    floor: float = FLOOR,
    *,
    each: bool = False,
) -> Difference | None:
    """None when `got` is right: numeric, finite, of the exact shape (one number counts as a scalar), close enough.

    `each`: every entry agrees to `tolerance` of itself, not of the largest one.
    """
    if isinstance(got, Raised):
        return Difference("raised", got, want)
    if isinstance(got, Skipped):
        return Difference("skipped", got, want)
    if got is None:
        return None if want is None else Difference("none", None, want)
    right = as_array(want)
    answer = as_array(got)
    if right is None:
        return None if type(got) is type(want) and same(got, want) else Difference("kind", got, want)
    if answer is None:
        return Difference("kind", got, want)
    if answer.shape != right.shape:
        if answer.size == 1 and right.shape == ():
            answer = answer.reshape(())
        else:
            return Difference("shape", answer, right)
    if not np.isfinite(answer).all():
        return Difference("finite", answer, right)
    return _values(answer, right, tolerance, floor, each=each)


NEARLY = 0.999
"""Of what a right answer may be off by: what is nearer needs no closer look, however numbers are rounded."""


class Right:
    """A right answer that many are compared with, so that what its entries may be is worked out once."""

    __slots__ = ("_high", "_low", "_shape", "each", "floor", "tolerance", "want")

    def __init__(
        self, want: Observation, tolerance: float = TOLERANCE, floor: float = FLOOR, *, each: bool = False
    ) -> None:
        self.want, self.tolerance, self.floor, self.each = want, tolerance, floor, each
        right = as_array(want)
        if right is None:
            right = np.asarray(np.nan)
        with np.errstate(over="ignore", invalid="ignore"):
            most = NEARLY * room(right, tolerance, floor, each=each)
            low, high = right - most, right + most
        if not (np.isfinite(low).all() and np.isfinite(high).all()):
            low = high = np.full(right.shape, np.nan)  # which no number is near
        self._shape = right.shape
        self._low: float | Array = low if right.ndim else float(low)
        self._high: float | Array = high if right.ndim else float(high)

    def compare(self, got: Observation) -> Difference | None:
        """What `compare` says; for most right answers at a glance."""
        if self._is_near(got):
            return None
        return compare(got, self.want, self.tolerance, self.floor, each=self.each)

    def _is_near(self, got: Observation) -> bool:
        if type(got) is float or type(got) is int:
            return self._shape == () and bool(self._low <= got <= self._high)
        if type(got) is not np.ndarray or got.shape != self._shape or got.dtype.kind not in "biuf":
            return False
        if got.ndim:
            return bool(((got >= self._low) & (got <= self._high)).all())
        return bool(self._low <= got.item() <= self._high)


def room(right: Array, tolerance: float, floor: float, *, each: bool = False) -> float | Array:
    """What entries may be off by: one number for all, or one for each."""
    scale: float | Array = np.abs(right) if each else np.abs(right).max(initial=0.0)
    return tolerance * scale + floor


def differing(
    answer: Array, right: Array, tolerance: float, floor: float = FLOOR, *, each: bool = False
) -> Mask:
    """Which entries differ by more than `tolerance` of the largest one (of themselves, with `each`), and `floor`."""
    with np.errstate(over="ignore"):  # of numbers at the end of the range of floats
        return np.asarray(np.abs(answer - right) > room(right, tolerance, floor, each=each))


LARGEST = 12
"""Whole factors that are told: counts of samples, of inputs, of branches."""
SAME_RATIO = 1e-4
"""How alike all ratios are: a small number in a logarithm moves a gradient by less."""


@np.errstate(all="ignore")  # of numbers at the end of the range of floats
def factor(answer: Array, right: Array) -> float | None:
    """The whole number, or one over it, by which every entry is too large or too small, negative where the sign is wrong
    too; None where there is none."""
    square = float(np.sum(right * right))
    ratio = float(np.sum(answer * right)) / square if square else 0.0
    size = abs(ratio) if abs(ratio) > 1 else 1 / abs(ratio) if ratio else 0.0
    whole = round(size) if np.isfinite(size) else 0
    if not 2 <= whole <= LARGEST or abs(size - whole) > SAME_RATIO * whole:
        return None
    exact = float(np.copysign(whole if abs(ratio) > 1 else 1 / whole, ratio))
    alike = np.abs(answer - exact * right) <= SAME_RATIO * np.max(np.abs(answer))
    return exact if bool(np.all(alike)) else None


def _values(answer: Array, right: Array, tolerance: float, floor: float, *, each: bool) -> Difference | None:
    wrong = differing(answer, right, tolerance, floor, each=each)
    if not wrong.any():
        return None
    index = tuple(int(i) for i in np.unravel_index(int(wrong.argmax()), wrong.shape))
    return Difference("value", answer, right, index)


def parts(value: Observation, count: int) -> Sequence[Observation] | None:
    """What a function returned, as `count` values: a tuple or list of them, or an array with that first dimension."""
    if count == 1:
        return [value]
    if isinstance(value, tuple) and len(value) == count:
        return value
    if isinstance(value, np.ndarray) and value.ndim and value.shape[0] == count:
        # arrays, be it of one number: only of float64 is that a float
        return [value[at, ...] for at in range(count)]
    return None


def kind_of(value: Observation) -> str:
    """A word for what an answer is, for messages: "None", "text", "list of 3", a type name."""
    if value is None:
        return "None"
    if isinstance(value, str):
        return "text"
    if isinstance(value, Opaque):
        return value.type_name
    if isinstance(value, tuple):
        return f"list of {len(value)}"
    return "array" if isinstance(value, np.ndarray) else type(value).__name__
