"""Kinds of input, as `draw` in course.yml names them: masks, labels, one-hot rows, probabilities, positive numbers.

What an argument is drawn as is a mapping of one entry, {kind: what more it says}. Arguments without one are numbers of
order one and both signs.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.numbers.draw import Draw
from autograder.numbers.sizes import Shape, size_of

Drawn = Mapping[str, object]

PLAIN: Drawn = {}
WORDS = ("mask", "one_hot", "positive", "probability", "integers")
"""Kinds that are said in one word."""
WITH_MORE = ("labels", "integers", "one_of", "scale")
"""Kinds that say something more: {labels: C}, {integers: [1, 9]}, {one_of: [train, test]}, {scale: 1000}."""
ROWS = ("one_hot", "probability")
"""Kinds of which a row (the last dimension) is one thing."""
SMOOTH = frozenset(("positive", "probability", "one_hot", "scale"))
"""Kinds by which there is a gradient."""
FREE = frozenset(("positive", "scale"))
"""Kinds that may be of any size."""


def has_gradient(drawn: Drawn) -> bool:
    """Whether a function can be differentiated by such an argument."""
    return SMOOTH.issuperset(drawn)


def is_free(drawn: Drawn) -> bool:
    """Whether such an argument may be of any size (a positive one stays positive), and a whole number as well as another."""
    return FREE.issuperset(drawn)


def within(drawn: Drawn, value: Any) -> Any:
    """A number or array moved to where such an argument may lie, in the form that it has."""
    return abs(value) if "positive" in drawn else value


def draw_plain(draw: Draw, shape: tuple[int, ...]) -> float | NDArray[np.float64]:
    """A Python float for the shape (), else an array."""
    return draw.array(shape) if shape else draw.number()


def lengths(shape: Shape, size: Mapping[str, int]) -> tuple[int, ...]:
    """A shape in numbers."""
    return tuple(size_of(dimension, size) for dimension in shape)


def draw_kind(
    draw: Draw, drawn: Drawn, shape: tuple[int, ...], size: Mapping[str, int], turn: int, *, whole: bool
) -> object:
    """One argument of a kind. `turn` counts the draws of a conversation; `whole` wants whole numbers, where there is a choice."""
    (kind,) = drawn or ("scale",)
    more = drawn.get(kind)
    if kind == "one_of" and isinstance(more, tuple):
        return more[turn % len(more)]
    if kind == "labels":
        return _labels(draw, size_of(str(more), size), shape, turn)
    if kind == "integers" and isinstance(more, tuple):
        return _in_form(draw.rng.integers(more[0], more[1] + 1, shape))
    if kind == "mask":
        return _mask(draw, shape, turn)
    if kind in ROWS:
        return _rows(draw, kind, shape)
    value = draw.integers(shape) if whole or kind == "integers" else draw_plain(draw, shape)
    return within(drawn, value)


def _in_form(values: NDArray[np.int64]) -> int | NDArray[np.int64]:
    """A Python number for an array of no dimension."""
    return values if values.ndim else values.item()


def _labels(draw: Draw, count: int, shape: tuple[int, ...], turn: int = 0) -> int | NDArray[np.int64]:
    """Whole numbers below `count`, not all alike; one comes twice where there are three or more. Two are alike every other
    turn."""
    total = int(np.prod(shape, dtype=int))
    values = np.resize(draw.rng.permutation(count), total)
    if 2 < total <= count or (total == 2 and turn % 2):
        values[-1] = values[0]
    return _in_form(draw.rng.permutation(values).reshape(shape))


def _mask(draw: Draw, shape: tuple[int, ...], turn: int) -> Any:
    """Booleans, which are 0 and 1 for whoever multiplies by them: about half of each. A single one is the other next turn."""
    if not shape:
        return turn % 2 == 0
    total = int(np.prod(shape, dtype=int))
    return (draw.rng.permutation(total) % 2 == 0).reshape(shape)


def _rows(draw: Draw, kind: str, shape: tuple[int, ...]) -> Any:
    """Rows of one 1, not all of them in the same place; or rows of positive numbers that sum to one. A single number is a
    probability between 0.1 and 0.9."""
    if not shape:
        return float(draw.rng.uniform(0.1, 0.9))
    if kind == "one_hot":
        return np.eye(shape[-1])[np.asarray(_labels(draw, shape[-1], shape[:-1]))]
    values = np.abs(draw.array(shape))
    return values / values.sum(axis=-1, keepdims=True)
