"""Draws the arguments of one conversation, call by call."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.checks.plans.calling import LAYER, Calling
from autograder.model.question import Question
from autograder.numbers.draw import Draw, pair
from autograder.numbers.kinds import PLAIN, draw_kind, draw_plain, lengths
from autograder.numbers.sizes import Shape

PAIRS = (((1, 2), (-1, -2), (-2, 1)), ((1, -2), (1, 2), (-2, -1)))
"""What two scalar inputs are like in the three calls of two conversations: every combination of signs, winners of both sides."""
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
    of every declared shape, `far` multiplies what the course draws at two scales."""

    question: Question
    draw: Draw
    calling: Calling = LAYER
    turn: int = 0
    whole: bool = False
    array: tuple[int, ...] | None = None
    far: bool = False

    def of_init(self, size: Mapping[str, int], turn: int = 0) -> dict[str, Any]:
        """Constructor arguments by name; `turn` is 1 for another object."""
        values = self._drawn(self.question.init, size)
        return self._scaled({**values, **self._of_kinds(self.question.init, size, turn)})

    def of_inputs(self, size: Mapping[str, int], call: int) -> dict[str, Any]:
        """The inputs of one forward call by name."""
        shapes = {n: shape for n, shape in self.question.inputs.items() if self._is_plain(n)}
        values = self._drawn(shapes, size) if self.array is None else self._arrays(self.array, shapes)
        if len(values) == 2 and not any(shapes.values()) and self.array is None and not self.whole:
            two = pair(self.draw, PAIRS[self.turn % 2][call], fractions=self.turn == CLOSE_TURN)
            values = dict(zip(values, two, strict=True))
        if call == LOPSIDED_CALL and not self.whole:
            values = {n: v if n in self.question.upstream else _lopsided(v) for n, v in values.items()}
        values = {name: self.calling.number(value) for name, value in values.items()}
        kinds = self._of_kinds(self.question.inputs, size, call)
        return self._scaled({name: (values | kinds)[name] for name in self.question.inputs})

    def _is_plain(self, name: str) -> bool:
        return "scale" in self._kind(name) or not self._kind(name)

    def _kind(self, name: str) -> Mapping[str, Any]:
        return self.question.draw.get(name, PLAIN)

    def _scaled(self, values: dict[str, Any]) -> dict[str, Any]:
        """The values, where they are to be far from one: those that the course draws at two scales at the other one."""
        scales = {n: self._kind(n)["scale"] for n in values if self.far and "scale" in self._kind(n)}
        return {name: value * scales[name] if name in scales else value for name, value in values.items()}

    def _of_kinds(self, shapes: Mapping[str, Shape], size: Mapping[str, int], turn: int) -> dict[str, Any]:
        """The arguments of a kind among some; where arrays of one shape take the place of all, those are of it too."""
        drawn, at = {}, self.turn + turn
        for name, shape in shapes.items():
            if not self._is_plain(name):
                form = self.array if shape and self.array is not None else lengths(shape, size)
                drawn[name] = draw_kind(self.draw, self._kind(name), form, size, at, whole=self.whole)
        return drawn

    def _drawn(self, shapes: Mapping[str, Shape], size: Mapping[str, int]) -> dict[str, Any]:
        forms = {name: lengths(shape, size) for name, shape in shapes.items() if self._is_plain(name)}
        if self.whole and forms and not any(forms.values()):  # numbers, no two alike
            return dict(zip(forms, np.ravel(self.draw.integers((len(forms),))).tolist(), strict=True))
        whole = forms.keys() - self.question.upstream if self.whole else ()
        return {
            n: self.draw.integers(f) if n in whole else draw_plain(self.draw, f) for n, f in forms.items()
        }

    def _arrays(self, shape: tuple[int, ...], shapes: Mapping[str, Shape]) -> dict[str, Any]:
        """Arrays of one shape; drawn as one, so that no two arguments are close to each other in any place."""
        values = self.draw.array((*shape, len(shapes)))
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
