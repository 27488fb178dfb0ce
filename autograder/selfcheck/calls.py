"""The calls that a self-check makes of a class or function: random inputs of every form that the exercise promises."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.numbers.draw import Draw, fill, sizes
from autograder.selfcheck.exercise import Exercise

Values = dict[str, Any]

_ROUNDS = 3
"""Conversations about plain numbers, so that every combination of signs and either of two winners is met."""


@dataclass
class Call:
    """Inputs of one call: constructor arguments, arguments of forward, what kind of call it is.

    kind      "first", "other" (two objects in turn), "again" (the first of them once more), or another form of inputs
    optional  an exception costs nothing here, a wrong number does
    """

    init: Values
    inputs: Values
    kind: str
    optional: bool = False
    upstream: Any = 1.0


def conversations(exercise: Exercise) -> Iterator[list[Call]]:
    """The calls of each conversation: one alone, two objects in turn, the first of them once more; then other forms."""
    draw = Draw(os.urandom(16), exercise.id)
    shapes = (*exercise.init.values(), *exercise.inputs.values())
    size = sizes(shapes)
    numbers = not any(shapes)
    for turn in range(_ROUNDS if numbers else 1):
        kinds = ("first", "other", "other", "again")
        four = [_call(exercise, draw, size, kind, 4 * turn + i) for i, kind in enumerate(kinds)]
        four[3].init = four[1].init
        yield four
    own = {name for shape in exercise.init.values() for name in shape}
    batch = [name for shape in exercise.inputs.values() for name in shape if name not in own][:1]
    if batch and len(size) > 1:
        yield [_call(exercise, draw, {**size, batch[0]: 1}, "one row")]
    if not one_hot(
        exercise
    ):  # whole scores can make probabilities so small that a constant in the logarithm counts
        yield [_call(exercise, draw, size, "whole numbers")]
    arrays = exercise.options.get("arrays", "")
    if (numbers and arrays in ("required", "optional")) or (arrays == "any" and not exercise.init):
        yield [_arrays(exercise, draw, optional=arrays == "optional")]


def _call(exercise: Exercise, draw: Draw, size: Mapping[str, int], kind: str, turn: int = 0) -> Call:
    whole = kind == "whole numbers"

    def filled(shapes: Mapping[str, tuple[str, ...]]) -> Values:
        if whole:
            fixed = exercise.upstream
            return {
                name: fill(draw, shape, size)
                if name == fixed
                else draw.integers(tuple(size[n] for n in shape))
                for name, shape in shapes.items()
            }
        return {name: fill(draw, shape, size) for name, shape in shapes.items()}

    init, inputs = filled(exercise.init), filled(exercise.inputs)
    if not any(exercise.inputs.values()):
        inputs = _numbers(draw, list(inputs), turn, whole)
    for name in one_hot(exercise):
        count, classes = np.shape(inputs[name])
        inputs[name] = np.eye(classes)[draw.rng.integers(0, classes, count)]
    return Call(init, inputs, kind)


def _numbers(draw: Draw, names: list[str], turn: int, whole: bool) -> Values:
    """Numbers no two of which are alike (a maximum has a bend there), with the signs of that turn."""
    drawn = draw.integers((len(names),)).tolist() if whole else draw.numbers(len(names))
    if whole or len(names) < 2:
        return dict(zip(names, drawn, strict=True))
    return dict(zip(names, signed(drawn, turn), strict=True))


def signed(numbers: list[float], turn: int) -> list[float]:
    """The numbers with the signs of a turn: of two, four turns have every combination, and where the signs differ the
    negative one is the larger in size, so that the maximum is not the maximum of the sizes."""
    sizes_ = sorted(map(abs, numbers), reverse=turn % 8 >= 4)
    signs = [(-1) ** (turn >> (i % 2) & 1) for i in range(len(numbers))]
    values = [size * sign for size, sign in zip(sizes_, signs, strict=True)]
    if len(values) == 2 and signs[0] != signs[1]:
        low, high = sorted(map(abs, values))
        values = [(high if sign < 0 else low) * sign for sign in signs]
    return values


def _arrays(exercise: Exercise, draw: Draw, optional: bool) -> Call:
    """Arrays for what was called with numbers, or of another number of axes; no two arguments close to each other."""
    values = draw.array((2, 3, len(exercise.inputs)))
    if any(exercise.inputs.values()):
        values = draw.array((2, 3, 2, len(exercise.inputs)))
    values += 0.3 * np.arange(len(exercise.inputs)) * np.sign(values)
    inputs = {name: values[..., i].copy() for i, name in enumerate(exercise.inputs)}
    return Call({}, inputs, "arrays", optional)


def one_hot(exercise: Exercise) -> list[str]:
    """Inputs of a loss that are right answers: no gradient is asked for them."""
    return [name for name in exercise.inputs if exercise.options.get("kind") == "loss" and name == "t"]
