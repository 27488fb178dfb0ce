"""Self-check of classes with forward and backward, and of functions that return gradients.

Each gradient is compared with the central difference of the student's own forward, in a short conversation: two objects in turn,
the first of them once more, then inputs of another form (a batch of one row, whole numbers, arrays).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.draw import Draw, fill, sizes
from autograder.selfcheck.compare import Pair, close, explain, rows, shape_text, slope
from autograder.selfcheck.exercise import Exercise
from autograder.selfcheck.student import Scope, StoppedError, ask, attempt, number, target
from autograder.selfcheck.table import Row
from autograder.selfcheck.words import Saying, say

TRIES = 8
"""Draws of inputs until one is away from every bend of the forward."""

Values = dict[str, Any]


@dataclass
class _Call:
    """Inputs of one call: constructor arguments, arguments of forward, what kind of call it is."""

    init: Values
    inputs: Values
    kind: str
    upstream: Any = 1.0


def check_layer(exercise: Exercise, scope: Scope) -> tuple[list[Row], Saying | None]:
    """Rows and, where something is wrong, a hint. Raises StoppedError."""
    subject = _Function(exercise, scope) if exercise.returns else _Class(exercise, scope)
    pairs: list[Pair] = []
    shape = ""
    for calls in _conversations(exercise):
        pairs += subject.converse(calls)
        shape = shape or shape_text(subject.output)
        hint = explain(pairs)
        if hint:
            break
    forward = [] if exercise.forward else [Row(subject.forward_name, shape, "seen", "–")]
    hint = explain(pairs)
    unknown = [pair.name for pair in pairs if pair.want is None]
    if hint is None and unknown:
        hint = say("not_smooth", name=", ".join(dict.fromkeys(unknown)))
    return [*forward, *rows(pairs)], hint if hint and hint.key != "not_smooth" else None


def _conversations(exercise: Exercise) -> Iterator[list[_Call]]:
    """The calls of each conversation: the first three with numbers of order one, then other forms one by one."""
    draw = Draw(os.urandom(16), exercise.id)
    shapes = (*exercise.init.values(), *exercise.inputs.values())
    size = sizes(shapes)
    own = {name for shape in exercise.init.values() for name in shape}
    batch = [name for shape in exercise.inputs.values() for name in shape if name not in own][:1]
    yield [_call(exercise, draw, size, kind) for kind in ("first", "other", "again")]
    if any(shapes):
        if batch and (exercise.init or len(size) > 1):
            yield [_call(exercise, draw, {**size, batch[0]: 1}, "one row")]
        return
    yield [_call(exercise, draw, size, "whole numbers")]
    if exercise.options.get("arrays") == "required":
        yield [_call(exercise, draw, size, "arrays")]


def _call(exercise: Exercise, draw: Draw, size: Mapping[str, int], kind: str) -> _Call:
    init = {name: fill(draw, shape, size) for name, shape in exercise.init.items()}
    inputs = {name: fill(draw, shape, size) for name, shape in exercise.inputs.items()}
    if not any(exercise.inputs.values()):  # numbers: no two alike, for a maximum has a bend where they are
        inputs = dict(zip(inputs, draw.numbers(len(inputs)), strict=True))
        if kind == "whole numbers":
            inputs = dict(zip(inputs, draw.integers((len(inputs),)).tolist(), strict=True))
        if kind == "arrays":
            inputs = dict(zip(inputs, np.moveaxis(draw.array((2, 3, len(inputs))), -1, 0), strict=True))
    for name in _one_hot(exercise):
        rows_, columns = np.shape(inputs[name])
        inputs[name] = np.eye(columns)[draw.rng.integers(0, columns, rows_)]
    return _Call(init, inputs, kind)


def _one_hot(exercise: Exercise) -> list[str]:
    """Inputs that are right answers of a classifier: no gradient is asked for them, and they are named t."""
    return [name for name in exercise.inputs if exercise.options.get("kind") == "loss" and name == "t"]


def gradients_asked(exercise: Exercise) -> tuple[str, ...]:
    """The inputs and parameters whose gradients backward returns, in order."""
    fixed = (*exercise.gradients, *_one_hot(exercise))
    return exercise.backward or tuple(name for name in exercise.inputs if name not in fixed)


def _label(exercise: Exercise, name: str) -> str:
    return exercise.gradients.get(name, f"d{name}")


class _Class:
    """A class with forward and backward."""

    def __init__(self, exercise: Exercise, scope: Scope) -> None:
        self.exercise = exercise
        self.made = target(exercise, scope.names)
        self.forward_name = "forward"
        self.output: np.ndarray[Any, Any] | None = None

    def converse(self, calls: list[_Call]) -> list[Pair]:
        """The gradients of each call; the third call uses the first one's object."""
        objects = [attempt(self.exercise.target, self.made, *call.init.values()) for call in calls[:2]]
        objects += objects[:1] * (len(calls) - len(objects))
        if len(calls) > 2:
            calls[2].init = calls[0].init
        for call in calls:
            self._settle(call)
        for one, call in zip(objects[:2], calls[:2], strict=False):
            self._forward(one, call)
        pairs = []
        for at, (one, call) in enumerate(zip(objects, calls, strict=True)):
            if at == 2:
                self._forward(one, call)
            pairs += self._backward(one, call)
        return pairs

    def own(self, call: _Call, **moved: Any) -> np.ndarray[Any, Any]:
        """The student's forward on a fresh object, as an array."""
        init, inputs = (
            {**part, **{k: v for k, v in moved.items() if k in part}} for part in (call.init, call.inputs)
        )
        one = attempt(self.exercise.target, self.made, *init.values())
        return self._number(self._forward(one, _Call(init, inputs, call.kind)))

    def _number(self, out: Any) -> np.ndarray[Any, Any]:
        array = number(out)
        if array is None:
            raise StoppedError(
                say("returned_none" if out is None else "not_number", name="forward"), at="forward"
            )
        if not np.all(np.isfinite(array)):
            raise StoppedError(say("not_finite", name="forward"), at="forward")
        return array

    def _forward(self, one: Any, call: _Call) -> Any:
        return ask(one, "forward", *call.inputs.values())

    def _settle(self, call: _Call) -> None:
        """The upstream gradient, once the output's shape is known."""
        out = self.own(call)
        if self.output is None:
            self.output = out
        if not close(self.own(call), out):
            raise StoppedError(say("random_forward"), at="forward")
        draw = Draw(os.urandom(16), "upstream")
        call.upstream = draw.number() if out.shape == () else draw.array(out.shape)

    def _backward(self, one: Any, call: _Call) -> list[Pair]:
        asked = gradients_asked(self.exercise)
        back = ask(one, "backward", call.upstream)
        got = dict(zip(asked, _parts(back, len(asked), "backward"), strict=True))
        for name, place in self.exercise.gradients.items():
            got[name] = attempt(f"self.{place}", getattr, one, place)
        return [self._pair(call, name, value) for name, value in got.items()]

    def _pair(self, call: _Call, name: str, got: Any) -> Pair:
        at: Any = call.init[name] if name in call.init else call.inputs[name]
        at = float(at) if not np.ndim(at) else at

        def moved(value: Any) -> Any:
            return self.own(call, **{name: value})

        want = slope(moved, at, call.upstream)
        variants = variants_of(moved, at, call.upstream, want)
        loss = (
            np.ndim(call.upstream) == 0
            and any(self.exercise.inputs.values())
            and bool(_one_hot(self.exercise))
        )
        value = number(got)
        if loss and value is not None and close(value, variants.get("upstream_ignored", value + 1)):
            want = variants[
                "upstream_ignored"
            ]  # the last layer of a network may take its upstream gradient for 1
        label = _label(self.exercise, name)
        return Pair(label, name, got, want, call=call.kind, variants=variants, upstream="dout")


def variants_of(
    function: Callable[[Any], Any], at: Any, upstream: Any, want: np.ndarray[Any, Any] | None
) -> dict[str, np.ndarray[Any, Any]]:
    """What would come out if the upstream gradient were left out, used twice, or passed on as it is."""
    ones = np.ones_like(np.asarray(upstream, dtype=float))
    found: dict[str, Any] = {
        "upstream_ignored": slope(function, at, ones),
        "upstream_twice": slope(function, at, np.asarray(upstream) ** 2),
    }
    if want is not None and np.shape(upstream) == want.shape:
        found["upstream_only"] = np.asarray(upstream, dtype=float)
    return {key: value for key, value in found.items() if value is not None}


def _parts(value: Any, count: int, name: str) -> list[Any]:
    """What backward returned, as so many values. Raises StoppedError."""
    if value is None and count:
        raise StoppedError(say("returned_none", name=name), at=name)
    if count == 1:
        single = isinstance(value, tuple | list) and len(value) == 1 and np.ndim(value[0]) > 0
        return [value[0] if single else value]
    if isinstance(value, tuple | list) and len(value) == count:
        return list(value)
    if isinstance(value, np.ndarray) and value.ndim and len(value) == count:
        return list(value)
    if not count:
        return []
    got = say("things", count=len(value)) if isinstance(value, tuple | list) else say("thing")
    raise StoppedError(say("returned_count", name=name, got=got, want=count), at=name)


class _Function:
    """A function that returns gradients, with its value or for a forward function of the notebook."""

    def __init__(self, exercise: Exercise, scope: Scope) -> None:
        self.exercise = exercise
        self.scope = scope
        self.made = target(exercise, scope.names)
        self.forward_name = next(
            (name for name in exercise.returns if name not in exercise.gradients.values()), "forward"
        )
        self.output: np.ndarray[Any, Any] | None = None

    def converse(self, calls: list[_Call]) -> list[Pair]:
        """The gradients of each call: a function remembers nothing, so each stands alone."""
        pairs = []
        for call in calls:
            kind = "first" if call.kind in ("other", "again") else call.kind
            pairs += self._pairs(call, kind)
        return pairs

    def _pairs(self, call: _Call, kind: str) -> list[Pair]:
        exercise = self.exercise
        if exercise.upstream:
            draw = Draw(os.urandom(16), "upstream")
            call.inputs[exercise.upstream] = draw.array(np.shape(self._own(call)))
        got = dict(zip(exercise.returns, self._returned(call.inputs), strict=True))
        upstream = call.inputs[exercise.upstream] if exercise.upstream else 1.0
        pairs = []
        for name, place in exercise.gradients.items():
            at = call.inputs[name]

            def moved(value: Any, name: str = name) -> Any:
                return self._own(call, **{name: value})

            at = float(at) if not np.ndim(at) else at
            want = slope(moved, at, upstream)
            variants = variants_of(moved, at, upstream, want) if exercise.upstream else {}
            output = exercise.forward or self.forward_name
            pairs.append(Pair(place, name, got[place], want, output, kind, exercise.upstream, variants))
        return pairs

    def _returned(self, inputs: Values) -> list[Any]:
        name = self.exercise.target
        back = attempt(name, self.made, *inputs.values())
        return _parts(back, len(self.exercise.returns), name)

    def _own(self, call: _Call, **moved: Any) -> np.ndarray[Any, Any]:
        inputs = {**call.inputs, **moved}
        if self.exercise.forward:
            forward = self.scope.names.get(self.exercise.forward)
            if forward is None:
                raise StoppedError(say("no_target", name=self.exercise.forward))
            inputs.pop(self.exercise.upstream, None)
            out = attempt(self.exercise.forward, forward, *inputs.values())
        else:
            out = self._returned(inputs)[self.exercise.returns.index(self.forward_name)]
        array = number(out)
        if array is None or not np.all(np.isfinite(array)):
            raise StoppedError(say("not_number" if array is None else "not_finite", name=self.forward_name))
        self.output = array if self.output is None else self.output
        return array
