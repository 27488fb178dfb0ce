"""The numbers behind the two plots of the class report; templates/plots.html.j2 draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

_LEAST_BARS, _MOST_BARS = 5, 10


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values fall into each of several equal parts of 0 … `high`; where the axes are labelled."""

    counts: tuple[int, ...]
    high: float
    across: tuple[float, ...]
    up: tuple[float, ...]


def histogram(values: Sequence[float], top: float | None = None) -> Histogram:
    """The number of values (0 or more) by size, in 5 to 10 parts, more for more values; up to `top`, or the largest."""
    high = top or max(values, default=0.0) or 1.0
    bars = max(_LEAST_BARS, min(_MOST_BARS, round(len(values) ** 0.5)))
    counts = [0] * bars
    for value in values:
        # Rounded, so that 0.3 of 10 parts is the fourth whatever its last digit.
        counts[min(int(round(value / high * bars, 9)), bars - 1)] += 1
    return Histogram(tuple(counts), high, ticks(high, 9), ticks(max(*counts, 1), 5, whole=True))


def ticks(high: float, most: int, *, whole: bool = False) -> tuple[float, ...]:
    """Round numbers from 0 to at most `high` (> 0): at most `most` steps of 1, 2, 2.5 or 5 times a power of ten."""
    power = floor(log10(high / most))
    sizes = (factor * 10.0**exponent for exponent in (power, power + 1) for factor in (1, 2, 2.5, 5))
    step = next(s for s in sizes if s * most >= high * (1 - 1e-9) and not (whole and s % 1))
    return tuple(step * place for place in range(int(high / step + 1e-9) + 1))
