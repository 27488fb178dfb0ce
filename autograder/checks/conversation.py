"""The plan of classes with forward and backward, and of functions: a scripted conversation on two objects.

    a = T(…); b = T(…); a.forward; b.forward; a.backward; b.backward; a.forward; a.backward

with random upstream gradients, other batch sizes on the second call, integers, square shapes, and arrays where a gate
is written for numbers. State that leaks between calls or objects, and answers that are right for one shape, one sign or
one upstream gradient alone, do not survive it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from autograder.checks import losses
from autograder.checks.arguments import Arguments
from autograder.checks.proof import prove
from autograder.checks.script import Script, built, call, forward
from autograder.model.question import Question
from autograder.model.trial import Answerer, Trial
from autograder.numbers.compare import STEP, WEIGHTS
from autograder.numbers.draw import Draw, sizes

ANY_SHAPES = ((4,), (2, 2, 3))
"""Further shapes for layers that take arrays of any shape (`arrays: any`)."""
GATE_ARRAYS = ((3,), (2, 3), (2, 2))
"""Shapes of arrays given to gates for numbers (`arrays: required` or `optional`); a stray transpose raises at most at
the second, and is wrong at the third."""

Sizes = tuple[Mapping[str, int], ...]


def plan(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """The trials of a question with `target` and `inputs`; those with `kind: loss` have a plan of their own."""
    if question.options.get("kind") == "loss":
        return losses.plan(question, reference, draw)
    trials = tuple(_trials(question, reference, draw))
    for trial in trials:
        if trial.name != "whole numbers":
            prove(question, trial, reference)
    return trials


def _trials(question: Question, reference: Answerer, draw: Draw) -> Iterator[Trial]:
    shapes = (*question.init.values(), *question.inputs.values())
    first = sizes(shapes)
    batch = question.options.get("batch")
    calls = (first, first, {**first, batch: 1} if batch else first)
    write = _function if question.returns else _layer
    numbers = not any(shapes)
    for turn in range(2 if numbers else 1):
        yield write(question, reference, Arguments(question, draw, turn), calls, f"numbers {turn + 1}")
    yield write(question, reference, Arguments(question, draw, whole=True), (first,) * 3, "whole numbers")
    if not numbers:
        square = dict.fromkeys(first, 3)
        yield write(question, reference, Arguments(question, draw), (square,) * 3, "square shapes")
    arrays = question.options.get("arrays")
    for shape in {"any": ANY_SHAPES, "required": GATE_ARRAYS, "optional": GATE_ARRAYS}.get(str(arrays), ()):
        inputs = Arguments(question, draw, array=shape)
        yield write(
            question, reference, inputs, (first,) * 3, f"arrays {shape}", optional=arrays == "optional"
        )


def _layer(
    question: Question, reference: Answerer, inputs: Arguments, size: Sizes, name: str, **more: Any
) -> Trial:
    script = Script()
    for one in ("a", "b"):
        script.tell(inputs.of_init(size[0]), one)
        script.say(one, built(question, one))
    for turn, one in enumerate(("a", "b", "a")):
        script.tell(inputs.of_inputs(size[turn], turn), str(turn + 1))
        script.say(f"out_{turn + 1}", forward(question, one, str(turn + 1)), (("forward", "out"),))
        for back in ((), (0, 1), (2,))[turn]:
            owner = "b" if back == 1 else "a"
            fresh = forward(question, built(question, owner), str(back + 1))
            shape = np.shape(reference.value(question.id, script.inputs, fresh))
            script.inputs[f"upstream_{back + 1}"] = inputs.upstream(shape, back)
            _backward(script, question, owner, back)
    if not inputs.whole:
        _own_forward(script, question, inputs.draw)
    return script.trial(name, question, reference, **more)


def _backward(script: Script, question: Question, one: str, turn: int) -> None:
    names = question.backward or tuple(n for n in question.inputs if n not in question.gradients)
    role = tuple(("gradient", name) for name in names)
    script.say(f"grad_{turn + 1}", f"{one}.backward(upstream_{turn + 1})", role)
    for name, attribute in question.gradients.items():
        script.say(f"{attribute}_{turn + 1}", f"{one}.{attribute}", (("gradient", name),))


def _own_forward(script: Script, question: Question, draw: Draw) -> None:
    """Four more forwards along one random direction: is the student's backward the gradient of the own forward?"""
    start = {name: script.inputs[f"{name}_1"] for name in question.inputs}
    direction = {name: draw.array(np.shape(value)) for name, value in start.items()}
    script.inputs.update({f"{name}_direction": value for name, value in direction.items()})
    for i, (offset, _) in enumerate(WEIGHTS):
        moved = {name: value + offset * STEP * direction[name] for name, value in start.items()}
        arrays = {name: isinstance(value, np.ndarray) for name, value in start.items()}
        script.tell({n: np.asarray(v) if arrays[n] else float(v) for n, v in moved.items()}, f"moved{i}")
        script.say(f"moved_{i}", forward(question, built(question, "a"), f"moved{i}"))


def _function(
    question: Question, reference: Answerer, inputs: Arguments, size: Sizes, name: str, **more: Any
) -> Trial:
    script = Script()
    of = {place: gradient for gradient, place in question.gradients.items()}
    role = tuple(("gradient", of[n]) if n in of else ("forward", n) for n in question.returns)
    for turn in range(2):
        script.tell(inputs.of_inputs(size[turn], turn), str(turn + 1))
    for step, of_call in ((1, "1"), (2, "2"), (3, "1")):
        script.say(f"out_{step}", f"{question.target}({call(question.inputs, of_call)})", role)
    return script.trial(name, question, reference, **more)
