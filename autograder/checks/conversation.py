"""The plan of classes with forward and backward, and of functions: a scripted conversation on two objects.

    a = T(…); b = T(…); a.forward; b.forward; a.backward; b.backward; a.forward; a.backward

with random upstream gradients, other batch sizes on the second call, integers, square shapes, and arrays where a gate
is written for numbers. State that leaks between calls or objects, and answers that are right for one shape, one sign or
one upstream gradient alone, do not survive it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.variables import pair
from autograder.draw import Draw, Shape, fill, sizes
from autograder.errors import CourseError
from autograder.model import Question, Role, Trial
from autograder.numeric import STEP, WEIGHTS, agrees, as_array, numerical_vjp
from autograder.reference import Reference
from autograder.sandbox.protocol import Probe

SIGNS = (((1, 1), (-1, -1), (-1, 1)), ((1, -1), (1, 1), (-1, -1)))
"""Signs of two scalar inputs in the three calls of each of two conversations: every combination, winners of both sides."""
ASCENDING = ((True, False, False), (False, True, True))
UPSTREAM = ((1, 1, -1), (-1, 1, 1))


@dataclass
class Script:
    """A conversation while it is written: inputs, steps, and what each step's value consists of."""

    inputs: dict[str, Any] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)
    roles: dict[str, Role] = field(default_factory=dict)

    def say(self, name: str, expression: str, role: Role = ()) -> None:
        """Add a step."""
        self.steps.append((name, expression))
        if role:
            self.roles[name] = role

    def trial(self, name: str, question: Question, reference: Reference, **more: Any) -> Trial:
        """The conversation with the right answers."""
        probe = Probe(dict(self.inputs), tuple(self.steps))
        reply = reference.answer(question.id, probe)
        return Trial(name, probe, reply.observations, dict(self.roles), **more)


def plan(question: Question, reference: Reference, draw: Draw) -> tuple[Trial, ...]:
    """The trials of a question with `target` and `inputs`."""
    shapes = (*question.init.values(), *question.inputs.values())
    shared = {name for shape in question.init.values() for name in shape}
    batch = [n for s in question.inputs.values() for n in s if n not in shared] if question.init else []
    first = sizes(shapes)
    one = {**first, batch[0]: 1} if batch else first
    write = _function if question.returns else _layer
    numbers = not any(shapes)
    trials = [
        write(question, reference, _Inputs(question, draw, turn), (first, first, one), f"numbers {turn + 1}")
        for turn in range(2 if numbers else 1)
    ]
    trials.append(write(question, reference, _Inputs(question, draw, 0, whole=True), (first,) * 3, "whole numbers"))
    if not numbers:
        square = dict.fromkeys(first, 3)
        trials.append(write(question, reference, _Inputs(question, draw, 0), (square,) * 3, "square shapes"))
    elif question.options.get("arrays") in ("required", "optional"):
        inputs = _Inputs(question, draw, 0, array=(2, 3))
        optional = question.options["arrays"] == "optional"
        trials.append(write(question, reference, inputs, (first,) * 3, "arrays", optional=optional))
    for trial in trials:
        if trial.name != "whole numbers":
            _prove(question, trial, reference)
    return tuple(trials)


@dataclass
class _Inputs:
    """Draws the arguments of one conversation, call by call."""

    question: Question
    draw: Draw
    turn: int
    whole: bool = False
    array: tuple[int, ...] = ()

    def arguments(self, shapes: Mapping[str, Shape], size: Mapping[str, int], call: int) -> dict[str, Any]:
        if self.whole:
            if not any(shapes.values()):
                return dict(zip(shapes, self.draw.integers((len(shapes),)).tolist(), strict=True))
            whole = {n: s for n, s in shapes.items() if n != self.question.upstream}
            values = {n: self.draw.integers(tuple(size[d] for d in s)) for n, s in whole.items()}
            return {n: values[n] if n in values else fill(self.draw, s, size) for n, s in shapes.items()}
        if self.array:
            return self._arrays(shapes)
        values = {name: fill(self.draw, shape, size) for name, shape in shapes.items()}
        if shapes is self.question.inputs and len(values) == 2 and not any(shapes.values()):
            two = pair(self.draw, SIGNS[self.turn % 2][call], ASCENDING[self.turn % 2][call])
            values = dict(zip(values, two, strict=True))
        return values

    def _arrays(self, shapes: Mapping[str, Shape]) -> dict[str, Any]:
        """Arrays for a gate of numbers, no two arguments close to each other in any place."""
        values = self.draw.array((*self.array, len(shapes)))
        values += 0.3 * np.arange(len(shapes)) * np.sign(values)
        return {name: values[..., i].copy() for i, name in enumerate(shapes)}

    def upstream(self, shape: tuple[int, ...], call: int) -> Any:
        if shape == ():
            return abs(self.draw.number()) * UPSTREAM[self.turn % 2][call] + 0.0
        return self.draw.array(shape)


def _layer(
    question: Question,
    reference: Reference,
    inputs: _Inputs,
    size: tuple[Mapping[str, int], ...],
    name: str,
    **more: Any,
) -> Trial:
    script = Script()
    for one in ("a", "b"):
        script.inputs.update(_named(inputs.arguments(question.init, size[0], 0), one))
        script.say(one, f"{question.target}({_call(question.init, one)})")
    for call, one in enumerate(("a", "b", "a")):
        script.inputs.update(_named(inputs.arguments(question.inputs, size[call], call), str(call + 1)))
        _forward(script, question, one, call)
        if call == 0:
            continue
        for back in (0, 1) if call == 1 else (2,):
            owner = "b" if back == 1 else "a"
            script.inputs[f"upstream_{back + 1}"] = inputs.upstream(_output_shape(script, question, reference, back), back)
            _backward(script, question, owner, back)
    _own_forward(script, question, inputs.draw)
    return script.trial(name, question, reference, **more)


def _forward(script: Script, question: Question, one: str, call: int) -> None:
    arguments = _call(question.inputs, str(call + 1))
    script.say(f"out_{call + 1}", f"{one}.forward({arguments})", (("forward", "out"),))


def _backward(script: Script, question: Question, one: str, call: int) -> None:
    names = question.backward or tuple(n for n in question.inputs if n not in question.gradients)
    role = tuple(("gradient", name) for name in names)
    script.say(f"grad_{call + 1}", f"{one}.backward(upstream_{call + 1})", role)
    for name, attribute in question.gradients.items():
        script.say(f"{attribute}_{call + 1}", f"{one}.{attribute}", (("gradient", name),))


def _output_shape(script: Script, question: Question, reference: Reference, call: int) -> tuple[int, ...]:
    one = "b" if call == 1 else "a"
    fresh = f"{question.target}({_call(question.init, one)}).forward({_call(question.inputs, str(call + 1))})"
    return np.shape(reference.value(question.id, script.inputs, fresh))


def _own_forward(script: Script, question: Question, draw: Draw) -> None:
    """Four more forwards along one random direction: is the student's backward the gradient of the own forward?"""
    if any(isinstance(v, int) or getattr(v, "dtype", None) == int for v in script.inputs.values()):
        return
    start = {name: script.inputs[f"{name}_1"] for name in question.inputs}
    direction = {name: draw.array(np.shape(value)) for name, value in start.items()}
    script.inputs.update({f"{name}_direction": value for name, value in direction.items()})
    for i, (offset, _) in enumerate(WEIGHTS):
        for name, value in start.items():
            moved = value + offset * STEP * direction[name]
            script.inputs[f"{name}_moved{i}"] = moved if np.ndim(value) else float(moved)
        call = _call(question.inputs, f"moved{i}")
        script.say(f"moved_{i}", f"{question.target}({_call(question.init, 'a')}).forward({call})")


def _function(
    question: Question,
    reference: Reference,
    inputs: _Inputs,
    size: tuple[Mapping[str, int], ...],
    name: str,
    **more: Any,
) -> Trial:
    script = Script()
    of = {place: gradient for gradient, place in question.gradients.items()}
    role = tuple(("gradient", of[n]) if n in of else ("forward", n) for n in question.returns)
    for call in range(2):
        script.inputs.update(_named(inputs.arguments(question.inputs, size[call], call), str(call + 1)))
    for step, call in ((1, 1), (2, 2), (3, 1)):
        script.say(f"out_{step}", f"{question.target}({_call(question.inputs, str(call))})", role)
    return script.trial(name, question, reference, **more)


def _named(arguments: Mapping[str, Any], suffix: str) -> dict[str, Any]:
    return {f"{name}_{suffix}": value for name, value in arguments.items()}


def _call(names: Mapping[str, Shape], suffix: str) -> str:
    return ", ".join(f"{name}_{suffix}" for name in names)


def _prove(question: Question, trial: Trial, reference: Reference) -> None:
    """Raise CourseError unless every gradient of the reference is that of its forward, entry by entry."""
    for (step, _), answer in zip(trial.probe.steps, trial.answers, strict=True):
        role = trial.roles.get(step, ())
        if not role:
            continue
        values = answer if len(role) > 1 else (answer,)
        if not isinstance(values, tuple | list | np.ndarray) or len(values) != len(role):
            raise CourseError(reference.path, 0, f"question {question.id}: the reference's {step} gives {answer!r:.60}")
        for (kind, name), right in zip(role, values, strict=True):
            if kind == "gradient" and step[-1] != "3":
                _prove_one(question, trial, step, name, right, reference)


def _prove_one(question: Question, trial: Trial, step: str, name: str, right: Any, reference: Reference) -> None:
    call = step[-1]
    owner = "b" if call == "2" else "a"
    varied = f"{name}_{owner}" if name in question.init else f"{name}_{call}"
    expression = f"{question.target}({_call(question.init, owner)}).forward({_call(question.inputs, call)})"
    if question.returns:
        names = [n for n in question.inputs if n != question.upstream]
        expression = f"{question.forward or question.target}({', '.join(f'{n}_{call}' for n in names)})"
    upstream = trial.probe.inputs.get(f"{question.upstream or 'upstream'}_{call}", 1.0)
    at = [kind for kind, _ in trial.roles[step]].index("forward") if question.returns and not question.forward else 0

    def forward(value: Any) -> Any:
        moved = value if np.ndim(value) else float(value)
        out = reference.value(question.id, {**trial.probe.inputs, varied: moved}, expression)
        return out[at] if question.returns and not question.forward else out

    numerical = numerical_vjp(forward, trial.probe.inputs[varied], upstream)
    if as_array(right) is None or not agrees(right, numerical):
        message = f"question {question.id}: the gradient of {name} is not the numerical gradient of the forward"
        raise CourseError(reference.path, 0, message)
