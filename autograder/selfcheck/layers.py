"""Self-check of classes with forward and backward, and of functions that return gradients.

Each gradient is compared with the central difference of the student's own forward, in a short conversation: two objects in turn,
the first of them once more, then inputs of another form (a batch of one row, whole numbers, arrays).
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from autograder.model.message import Key, Message, say
from autograder.numbers.draw import Draw
from autograder.selfcheck.calls import Call, Values, conversations, one_hot
from autograder.selfcheck.compare import LOOSE, TOLERANCE, Pair, close, explain, rows, shape_text, slope
from autograder.selfcheck.exercise import Exercise
from autograder.selfcheck.student import Scope, StoppedError, ask, attempt, fresh, number, target
from autograder.selfcheck.table import Row


def check_layer(exercise: Exercise, scope: Scope) -> tuple[list[Row], Message | None]:
    """Rows and, where something is wrong, a hint. Raises StoppedError."""
    subject = _Function(exercise, scope) if exercise.returns else _Class(exercise, scope)
    pairs: list[Pair] = []
    for calls in conversations(exercise):
        try:
            pairs += subject.converse(calls)
        except StoppedError:
            if not calls[0].optional:
                raise
        if explain(pairs):
            break
    hint = explain(pairs)
    large = None if hint else _large_scores(exercise, subject)
    derived = {row.name: row for row in rows(pairs)}
    forward = derived.pop(subject.forward_name, None)
    wrong = large is not None or (forward is not None and forward.state == "wrong")
    shape = shape_text(subject.output)
    top = [] if exercise.forward else [Row(subject.forward_name, shape, "wrong" if wrong else "seen", "–")]
    return [*top, *derived.values()], hint or large


def _large_scores(exercise: Exercise, subject: _Class | _Function) -> Message | None:
    """A loss of scores near 1000 is a number, if the largest of each row is taken off first."""
    if not one_hot(exercise) or not isinstance(subject, _Class):
        return None
    call = next(conversations(exercise))[0]
    signs = np.where(np.arange(len(call.inputs["x"])) % 2, -1.0, 1.0)[:, None]
    try:
        subject.own(call, x=call.inputs["x"] + 1000.0 * signs)
    except StoppedError:
        return say("large_scores")
    return None


def gradients_asked(exercise: Exercise) -> tuple[str, ...]:
    """The inputs and parameters whose gradients backward returns, in order."""
    fixed = (*exercise.gradients, *one_hot(exercise))
    return exercise.backward or tuple(name for name in exercise.inputs if name not in fixed)


def _label(exercise: Exercise, name: str) -> str:
    return exercise.gradients.get(name, f"d{name}")


_Said = tuple[Call, Any, Values]
"""A call, what forward returned, and the gradients by name."""


class _Class:
    """A class with forward and backward."""

    def __init__(self, exercise: Exercise, scope: Scope) -> None:
        self.exercise = exercise
        self.made = target(exercise, scope.names)
        self.forward_name = "forward"
        self.upstream = _upstream_name(self.made)
        self.output: np.ndarray[Any, Any] | None = None

    def converse(self, calls: list[Call]) -> list[Pair]:
        """The gradients of each call. Numerical ones are taken after the conversation, not to disturb it."""
        for call in calls:
            self._settle(call)
        said = [self._alone(call) for call in calls]
        if len(calls) > 1:
            said += self._in_turn(*calls[1:])
        return [pair for call, out, got in said for pair in self._pairs(call, out, got)]

    def _alone(self, call: Call) -> _Said:
        one = self._object(call)
        kind = "first" if call.kind in ("other", "again") else call.kind
        return (replace(call, kind=kind), self._forward(one, call), self._backward(one, call))

    def _in_turn(self, a: Call, b: Call, again: Call) -> list[_Said]:
        """Two objects in turn, and the first of them once more."""
        one, other = self._object(a), self._object(b)
        outs = self._forward(one, a), self._forward(other, b)
        said = [(a, outs[0], self._backward(one, a)), (b, outs[1], self._backward(other, b))]
        return [*said, (again, self._forward(one, again), self._backward(one, again))]

    def _object(self, call: Call) -> Any:
        return attempt(self.exercise.target, self.made, *call.init.values())

    def own(self, call: Call, **moved: Any) -> np.ndarray[Any, Any]:
        """The student's forward on a fresh object, as an array."""
        init, inputs = (
            {**part, **{k: v for k, v in moved.items() if k in part}} for part in (call.init, call.inputs)
        )
        one = self._object(Call(init, inputs, call.kind))
        return self._number(self._forward(one, Call(init, inputs, call.kind)))

    def _number(self, out: Any) -> np.ndarray[Any, Any]:
        array = number(out)
        if array is None:
            raise StoppedError(
                say("returned_none" if out is None else "not_number", name="forward"), at="forward"
            )
        if not np.all(np.isfinite(array)):
            raise StoppedError(say("has_nan", name="forward"), at="forward")
        return array

    def _forward(self, one: Any, call: Call) -> Any:
        return fresh(ask(one, "forward", *call.inputs.values()))

    def _settle(self, call: Call) -> None:
        """The upstream gradient, once the output's shape is known."""
        out = self.own(call)
        if self.output is None:
            self.output = out
        if not close(self.own(call), out):
            raise StoppedError(say("random_forward"), at="forward")
        draw = Draw(os.urandom(16), "upstream")
        call.upstream = draw.number() if out.shape == () else draw.array(out.shape)

    def _backward(self, one: Any, call: Call) -> Values:
        asked = gradients_asked(self.exercise)
        back = ask(one, "backward", call.upstream)
        got = dict(zip(asked, _parts(back, len(asked), "backward"), strict=True))
        for name, place in self.exercise.gradients.items():
            got[name] = attempt(f"self.{place}", getattr, one, place)
        return {name: fresh(value) for name, value in got.items()}  # for it may be written into again

    def _pairs(self, call: Call, out: Any, got: Values) -> list[Pair]:
        forward = Pair("forward", "x", out, self.own(call), call=call.kind)
        return [forward, *(self._pair(call, name, value) for name, value in got.items())]

    def _pair(self, call: Call, name: str, got: Any) -> Pair:
        at: Any = call.init[name] if name in call.init else call.inputs[name]
        at = float(at) if not np.ndim(at) else at

        def moved(value: Any) -> Any:
            return self.own(call, **{name: value})

        want = slope(moved, at, call.upstream)
        value, loss = number(got), bool(one_hot(self.exercise))
        if loss and value is not None:
            ignored = slope(moved, at, 1.0)
            want = ignored if ignored is not None and close(value, ignored, LOOSE) else want
            # the last layer of a network may take its upstream gradient for 1
        variants = partial(variants_of, moved, at, call.upstream, want)
        label = _label(self.exercise, name)
        return Pair(
            label,
            name,
            got,
            want,
            call=call.kind,
            upstream=self.upstream,
            variants=variants,
            tolerance=LOOSE if loss else TOLERANCE,
        )


def _upstream_name(made: Any) -> str:
    """What the student calls the upstream gradient: the argument of backward after self."""
    try:
        return list(inspect.signature(made.backward).parameters)[1]
    except (AttributeError, IndexError, TypeError, ValueError):
        return "dout"


def variants_of(
    function: Callable[[Any], Any], at: Any, upstream: Any, want: np.ndarray[Any, Any] | None
) -> dict[Key, np.ndarray[Any, Any]]:
    """What would come out if the upstream gradient were left out, used twice, or passed on as it is."""
    ones = np.ones_like(np.asarray(upstream, dtype=float))
    found: dict[Key, Any] = {
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
    raise StoppedError(say("wrong_count", name=name, got=got, want=count), at=name)


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

    def converse(self, calls: list[Call]) -> list[Pair]:
        """The gradients of each call: a function remembers nothing, so each stands alone."""
        pairs = []
        for call in calls:
            kind = "first" if call.kind in ("other", "again") else call.kind
            pairs += self._pairs(call, kind)
        return pairs

    def _pairs(self, call: Call, kind: str) -> list[Pair]:
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
            variants = partial(variants_of, moved, at, upstream, want) if exercise.upstream else dict
            output = exercise.forward or self.forward_name
            pairs.append(Pair(place, name, got[place], want, output, kind, exercise.upstream, variants))
        return pairs

    def _returned(self, inputs: Values) -> list[Any]:
        name = self.exercise.target
        back = attempt(name, self.made, *inputs.values())
        return _parts(back, len(self.exercise.returns), name)

    def _own(self, call: Call, **moved: Any) -> np.ndarray[Any, Any]:
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
            raise StoppedError(say("not_number" if array is None else "has_nan", name=self.forward_name))
        self.output = array if self.output is None else self.output
        return array
