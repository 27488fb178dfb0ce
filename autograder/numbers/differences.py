"""Finite differences as people write them: rules that are right at ordinary points, and where they fail.

A backward that perturbs its own forward gives numbers that agree with the chain rule to nine digits at inputs of order
one. It cannot where a step is lost in rounding, leaves the range of floats, or sees more than the slope: `fails` says
whether a rule does at one point, entry by entry.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import factorial

import numpy as np

from autograder.numbers.compare import WEIGHTS, Function, Mask, differing

CENTRAL = ((1, 0.5), (-1, -0.5))
FORWARD = ((1, 1.0), (0, -1.0))
BACKWARD = ((0, 1.0), (-1, -1.0))
FIVE_POINTS = WEIGHTS
MANY = 6


def _many_points(side: int) -> tuple[tuple[int, float], ...]:
    """The difference of that many points on either side: exact for polynomials of twice the degree."""
    near = (
        (k, factorial(side) ** 2 / (factorial(side - k) * factorial(side + k))) for k in range(1, side + 1)
    )
    return tuple((sign * k, -sign * (-1) ** k * weight / k) for k, weight in near for sign in (1, -1))


EACH = 1e-11
"""Of each entry: what an analytic gradient may differ by at a strained point (docs/numerics.md, "Finite differences")."""
CLEARLY = 3e-10
"""Of each entry: what a rule must be off by at a point that is said to tell it."""
NOTHING = 1e-300
"""Below this a number counts as zero."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A difference formula: weights of the function's values at offsets from x, in steps of size step(x).

    `alone`: of an output in the shape of x, the entry beside the one that is moved, not the sum of all.
    """

    name: str
    weights: tuple[tuple[int, float], ...]
    step: Callable[[float], float]
    alone: bool = False

    def __call__(self, function: Function, at: object, upstream: object, index: tuple[int, ...]) -> float:
        """The derivative of sum(upstream * function(x)) by one entry of x, as the rule finds it."""
        x = np.array(at, dtype=float)
        step = np.float64(self.step(float(x[index])))
        total = 0.0
        for offset, weight in self.weights:
            moved = x.copy()
            moved[index] += offset * step
            out = upstream * np.asarray(function(moved), dtype=float)
            total += weight * float(out[index] if self.alone and out.shape == x.shape else np.sum(out))
        return float(total / step)


def _scaled(share: float) -> Callable[[float], float]:
    return lambda x: share * max(1.0, abs(x))


USUAL = (
    Rule("central, fixed step", CENTRAL, lambda _: 1e-4),
    Rule("central, relative step", CENTRAL, lambda x: 1e-4 * abs(x)),
    Rule("central, scaled step", CENTRAL, _scaled(1e-4)),
    Rule("five points, fixed step", FIVE_POINTS, lambda _: 1e-3),
    Rule("five points, scaled step", FIVE_POINTS, _scaled(1e-3)),
    Rule("forward, scaled step", FORWARD, _scaled(1e-7)),
    Rule("backward, scaled step", BACKWARD, _scaled(1e-7)),
    Rule("forward, step of one", FORWARD, lambda _: 1.0),
    Rule("twelve points, fixed step", _many_points(MANY), lambda _: 0.05),
    Rule("twelve points, relative step", _many_points(MANY), lambda x: 0.05 * abs(x)),
    Rule("twelve points, scaled step", _many_points(MANY), _scaled(0.05)),
)
"""Rules that look at the sum of an output."""
RULES = (*USUAL, *(replace(rule, name=f"{rule.name}, entry by entry", alone=True) for rule in USUAL))
"""What is tried when strained points are looked for; bench/finite_differences.py tries more."""

LONG = tuple(Rule("central, long step", CENTRAL, lambda _, step=step: step) for step in (0.5, 0.1, 0.01))  # type: ignore[misc]
"""Exact where a function is a polynomial of the second degree, or of pieces of such that are longer than the step."""


def off(found: object, right: object, share: float = EACH, floor: float = NOTHING) -> Mask:
    """Which entries differ by more than `share` of themselves."""
    found, right = np.asarray(found, dtype=float), np.asarray(right, dtype=float)
    return np.asarray(differing(found, right, share, floor, each=True) | ~np.isfinite(found))


def fails(rule: Rule, function: Function, at: object, upstream: object, right: object) -> bool:
    """True when the rule is clearly off in some entry of the gradient at this point."""
    answers: Iterable[tuple[tuple[int, ...], object]] = np.ndenumerate(np.asarray(right, dtype=float))
    with np.errstate(all="ignore"):
        return any(bool(off(rule(function, at, upstream, index), one, CLEARLY)) for index, one in answers)
