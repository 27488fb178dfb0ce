"""Self-check of a network: its dictionary of gradients beside the numerical gradient of its own loss, parameter by parameter."""

from __future__ import annotations

import os
from typing import Any

import numpy as np

from autograder.model.message import Message, say
from autograder.numbers.draw import Draw
from autograder.selfcheck.compare import LOOSE, Pair, explain, rows, slope
from autograder.selfcheck.exercise import Exercise
from autograder.selfcheck.student import Scope, StoppedError, ask, attempt, number, target
from autograder.selfcheck.table import Row

SIZES = (4, 5, 3)
TRIES = 10
"""Draws until one is away from every bend (a ReLU whose input is nearly zero)."""


def check_network(exercise: Exercise, scope: Scope) -> tuple[list[Row], Message | None]:
    """Rows and, where something is wrong, a hint. Raises StoppedError."""
    made = target(exercise, scope.names)
    pairs: list[Pair] = []
    for batches in (("first", 3), ("again", 2)), (("one row", 1),):
        for _ in range(TRIES):
            draw = Draw(os.urandom(16), exercise.id)
            net = _net(exercise, made, draw)
            found = [pair for kind, size in batches for pair in _pairs(net, draw, size, kind)]
            if all(pair.want is not None for pair in found):
                break
        pairs += found
    return rows(pairs), explain(pairs)


def _net(exercise: Exercise, made: Any, draw: Draw) -> Any:
    """A network with parameters of order one, written into its own arrays."""
    net = attempt(exercise.target, made, *SIZES)
    params = getattr(net, "params", None)
    if not isinstance(params, dict) or not params:
        raise StoppedError(say("missing_key", name="self", entry="params"), at="params")
    for name, value in params.items():
        if number(value) is None or not isinstance(value, np.ndarray):
            raise StoppedError(say("not_number", name=f'params["{name}"]'), at=str(name))
        value[...] = 0.7 * draw.array(value.shape)
    return net


def _pairs(net: Any, draw: Draw, size: int, kind: str) -> list[Pair]:
    x, t = draw.array((size, SIZES[0])), np.eye(SIZES[-1])[draw.rng.integers(0, SIZES[-1], size)]
    grads = ask(net, "gradient", x, t)
    if not isinstance(grads, dict):
        raise StoppedError(
            say("returned_none" if grads is None else "not_number", name="gradient"), at="gradient"
        )
    pairs = []
    for name, value in net.params.items():
        if name not in grads:
            raise StoppedError(say("missing_key", name="gradient", entry=name), at=str(name))

        def loss(moved: Any, value: Any = value) -> Any:
            kept = value.copy()
            value[...] = moved
            try:
                return _loss(net, x, t)
            finally:
                value[...] = kept

        pairs.append(
            Pair(
                f"d{name}",
                str(name),
                grads[name],
                slope(loss, value.copy(), 1.0),
                "loss",
                kind,
                tolerance=LOOSE,
            )
        )
    return pairs


def _loss(net: Any, x: Any, t: Any) -> Any:
    out = number(ask(net, "loss", x, t))
    if out is None or out.size != 1 or not np.all(np.isfinite(out)):
        raise StoppedError(say("not_number", name="loss"), at="loss")
    return out.reshape(())
