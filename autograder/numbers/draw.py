"""Random inputs for trials: of order one, away from kinks, no two alike, from a seed that the course keeps secret."""

import hashlib
import hmac
import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

LOW, HIGH = 0.3, 2.0
"""Magnitudes of inputs (docs/numerics.md, "What is asked")."""


class Draw:
    """The generator of one question's inputs: the same seed and question give the same numbers.

    Magnitudes lie between 0.3 and 2, on a shuffled grid with a little jitter, so that no two of an array are closer
    than about a grid step; signs are mixed, never all alike in an array of two or more.
    """

    def __init__(self, seed: bytes, question: str) -> None:
        digest = hmac.new(seed, question.encode(), hashlib.sha256).digest()
        self.rng = np.random.default_rng(int.from_bytes(digest[:16], "big"))

    def array(self, shape: tuple[int, ...]) -> NDArray[np.float64]:
        """A float64 array of a shape."""
        size = math.prod(shape)
        count = max(size, 12)
        step = (HIGH - LOW) / count
        grid = self.rng.permutation(count)[:size]
        magnitude = LOW + step * (grid + self.rng.uniform(0.2, 0.8, size))
        signs = self.rng.choice([-1.0, 1.0], size)
        self._mix(signs)
        return np.asarray(magnitude * signs).reshape(shape)

    def _mix(self, values: NDArray[np.float64] | NDArray[np.int64]) -> None:
        """Turn one of the values where two or more are all of one sign."""
        size = values.size
        if size > 1 and abs(np.sign(values).sum()) == size:
            values[self.rng.integers(size)] *= -1

    def number(self) -> float:
        """A float, as a Python number."""
        return float(self.array(())[()])

    def integers(self, shape: tuple[int, ...]) -> int | NDArray[np.int64]:
        """Integers from 1 to 3 in size (a sigmoid of sums of products does not saturate); a Python int for (). Of six in a row no
        two are alike, and of the first three none is the negative of another: no row of a matrix has the variance zero."""
        size = math.prod(shape)
        blocks = [self._six() for _ in range(-(-size // 6))]
        values = np.concatenate(blocks)[:size]
        self._mix(values)
        return values.item() if shape == () else values.reshape(shape)

    def _six(self) -> NDArray[np.int64]:
        """1, 2, 3 with signs in some order, then their negatives in another."""
        three = (self.rng.permutation(3) + 1) * self.rng.choice([-1, 1], 3)
        return np.concatenate([three, -self.rng.permutation(three)])

    def like(self, value: object) -> ArrayLike:
        """New numbers in the form of `value` (a number, lists of numbers, an array)."""
        array = self.array(np.asarray(value).shape)
        return array if isinstance(value, np.ndarray) else array.tolist()


def pair(draw: Draw, like: tuple[int, int], *, fractions: bool = False) -> tuple[float, float]:
    """Two numbers at least 0.2 apart, with the signs of two others and the one larger in magnitude whose like is. Two
    `fractions` of one sign have the same whole part."""
    small, large = sorted(np.abs(draw.array((2,))).tolist())
    large = max(large, small + 0.2)
    if fractions and like[0] * like[1] > 0:
        small, large = LOW + 0.2 * small / HIGH, 0.7 + 0.2 * large / (HIGH + 0.2)
    one, other = (small, large) if abs(like[0]) < abs(like[1]) else (large, small)
    return math.copysign(one, like[0]), math.copysign(other, like[1])
