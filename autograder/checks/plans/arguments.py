"""Draws the arguments of one conversation, call by call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.plans.calling import LAYER, Calling
from autograder.model.question import Question
from autograder.numbers.draw import Draw, Shape, fill, pair

SIGNS = (((1, 1), (-1, -1), (-1, 1)), ((1, -1), (1, 1), (-1, -1)))
"""Signs of two scalar inputs in the three calls of two conversations: every combination, winners of both sides."""
ASCENDING = ((True, False, False), (False, True, True))
UPSTREAM = ((1, 1, -1), (-1, 1, 1))

LOPSIDED_CALL = 1
LOPSIDED = 3
"""Arrays of that call, and those of so many dimensions, are positive but for one entry, so that their mean is far from
zero: a threshold taken from the data (x > x.mean()) does not pass for x > 0."""
CLOSE_TURN = 0
"""Two scalars of the same sign are fractions here, so that who compares whole parts does not find the larger one."""


@dataclass
class Arguments:
    """One conversation's draws. `turn` chooses signs, `whole` draws integers, `array` is the shape that takes the place
    of every declared shape."""

    question: Question
    draw: Draw
    calling: Calling = LAYER
    turn: int = 0
    whole: bool = False
    array: tuple[int, ...] | None = None

    def of_init(self, size: Mapping[str, int]) -> dict[str, Any]:
        """Constructor arguments by name."""
        return self._drawn(self.question.init, size)

    def of_inputs(self, size: Mapping[str, int], call: int) -> dict[str, Any]:
        """The inputs of one forward call by name."""
        shapes = self.question.inputs
        values = self._arrays(shapes) if self.array is not None else self._drawn(shapes, size)
        if len(values) == 2 and not any(shapes.values()) and self.array is None and not self.whole:
            signs, ascending = SIGNS[self.turn % 2][call], ASCENDING[self.turn % 2][call]
            two = pair(self.draw, signs, ascending, fractions=self.turn == CLOSE_TURN)
            values = dict(zip(values, two, strict=True))
        if call == LOPSIDED_CALL and not self.whole:
            values = {n: v if n == self.question.upstream else _lopsided(v) for n, v in values.items()}
        return {name: self.calling.number(value) for name, value in values.items()}

    def _drawn(self, shapes: Mapping[str, Shape], size: Mapping[str, int]) -> dict[str, Any]:
        if not self.whole:
            return {name: fill(self.draw, shape, size) for name, shape in shapes.items()}
        if shapes and not any(shapes.values()):  # numbers, no two alike
            return dict(zip(shapes, self.draw.integers((len(shapes),)).tolist(), strict=True))
        return {
            name: fill(self.draw, shape, size)
            if name == self.question.upstream
            else self.draw.integers(tuple(size[d] for d in shape))
            for name, shape in shapes.items()
        }

    def _arrays(self, shapes: Mapping[str, Shape]) -> dict[str, Any]:
        """Arrays of one shape; drawn as one, so that no two arguments are close to each other in any place."""
        values = self.draw.array((*(self.array or ()), len(shapes)))
        if values.ndim > LOPSIDED:
            values = _lopsided(values)
        return {name: values[..., i].copy() for i, name in enumerate(shapes)}

    def upstream(self, shape: tuple[int, ...], call: int) -> Any:
        """An upstream gradient of that shape: never one, of both signs."""
        if shape:
            return self.draw.array(shape)
        number = abs(self.draw.number()) * UPSTREAM[self.turn % 2][call]
        return self.calling.number(number)


def _lopsided(value: Any) -> Any:
    """The array with all entries positive but the largest, so that small ones are positive; a number as it is."""
    if np.size(value) == 1:
        return value
    values = np.abs(value)
    values.flat[np.argmax(values)] *= -1
    return values
