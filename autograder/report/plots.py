"""The numbers behind the graphics of the class report, which are tables; templates/plots.html.j2 writes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

_LEAST_BARS, _MOST_BARS = 5, 10


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many values fall into each part of 0 … `high`: a bar between each two edges of `across`."""

    counts: tuple[int, ...]
    high: float
    across: tuple[float, ...]

    @property
    def parts(self) -> list[tuple[str, int]]:
        """Each part in words, and how many values fall into it."""
        edges = [f"{edge:g}" for edge in self.across]
        return [(f"{low}–{high}", n) for low, high, n in zip(edges, edges[1:], self.counts, strict=False)]


def histogram(values: Sequence[float], top: float | None = None) -> Histogram:
    """The number of values (0 or more) by size, in 5 to 10 parts of a round width, more for more values; up to `top`, or the largest.

    A value at an edge belongs to the part above it, the last one to the last part.
    """
    high = top or max(values, default=0.0) or 1.0
    most = max(_LEAST_BARS, min(_MOST_BARS, round(len(values) ** 0.5)))
    width = _step(high, most)
    bars = ceil(high / width - 1e-9)
    counts = [0] * bars
    for value in values:
        # Rounded, so that 0.3 of 10 parts is the fourth whatever its last digit.
        counts[min(int(round(value / width, 9)), bars - 1)] += 1
    across = tuple(width * place for place in range(bars + 1))
    return Histogram(tuple(counts), across[-1], across)


def _step(high: float, most: int) -> float:
    """The smallest round number (1, 2, 2.5 or 5 times a power of ten) of which `most` reach `high`."""
    power = floor(log10(high / most))
    sizes = (factor * 10.0**exponent for exponent in (power, power + 1) for factor in (1, 2, 2.5, 5))
    return next(size for size in sizes if size * most >= high * (1 - 1e-9))
