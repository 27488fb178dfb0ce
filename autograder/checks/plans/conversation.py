"""The plan of classes with forward and backward, and of functions: scripted conversations (see `moves`).

The substance is asked of single objects: other points, every sign, random upstream gradients, no square shapes. What is
asked beside it is a condition: two objects in turn and a second call of one of them, a batch of one, integers, square
shapes, and arrays where a gate is written for numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np

from autograder.checks.plans import losses, outputs
from autograder.checks.plans.arguments import Arguments
from autograder.checks.plans.calling import CALLINGS, VJP, call, calling_of
from autograder.checks.plans.functions import Sizes, function, returned
from autograder.checks.plans.moves import CALLS, MADE_FOR, Do, Move, alone, together
from autograder.checks.plans.script import Script, ran_again
from autograder.checks.plans.spoken_names import differentiable, handed_back
from autograder.checks.plans.strained import at_inputs, strained
from autograder.model.condition import Condition
from autograder.model.kind import Plan
from autograder.model.question import Question
from autograder.model.trial import Answerer, Line, Part, Role, Slope, Trial
from autograder.numbers.compare import STEP, WEIGHTS
from autograder.numbers.draw import Draw
from autograder.numbers.kinds import PLAIN, is_free
from autograder.numbers.sizes import sizes

ANY_SHAPES = ((4,), (2, 2, 3))
"""Further shapes for layers that take arrays of any shape (`arrays: any`)."""
GATE_ARRAYS = ((3,), (2, 3), (2, 2))
"""Shapes of arrays given to gates for numbers (`arrays: required` or `optional`); a stray transpose raises at most at
the second, and is wrong at the third."""
ARRAYS: Mapping[str, Mapping[Condition, tuple[tuple[int, ...], ...]]] = {
    "any": {Condition.DIMENSIONS: ANY_SHAPES},
    "required": {Condition.ARRAYS: GATE_ARRAYS},
    "optional": {Condition.ARRAYS: GATE_ARRAYS},
}
"""What arrays ask, and their shapes, by the `arrays` of a question."""


def strained_plan(question: Question, answerer: Answerer, draw: Draw) -> Iterable[Trial]:
    """The points at which only an analytic gradient is right: one object, one forward, one backward."""
    calling = calling_of(question)
    arguments, script = Arguments(question, draw, calling), Script()
    size = sizes((*question.init.values(), *question.inputs.values()))
    init = script.tell(arguments.of_init(size), "a")
    given = script.tell(arguments.of_inputs(size, 0), "1")
    kinds = {at: question.draw.get(name, PLAIN) for name, at in (init | given).items()}
    weights = {given[name] for name in question.upstream}
    drawn = {at: script.inputs[at] for at, kind in kinds.items() if is_free(kind) and at not in weights}
    again = None
    if question.returns:
        expression = f"{question.target}({call(question.inputs, '1')})"
        script.say("out_1", expression, *returned(script, question, given, "1", expression))
    else:
        script.say("a", calling.built(question, "a"), owner="a")
        script.say("out_1", calling.forwarded(question, "a", "1"))
        fresh = calling.forwarded(question, calling.built(question, "a"), "1")
        outputs.tell_upstream(script, answerer, arguments, fresh, 1, GENTLE)
        _backward(script, arguments, fresh, {"call": 1, "owner": "a", "given": init | given})
        upstream = outputs.handed(question, "1")
        backward = calling.backward.format(object="a", upstream=", ".join(upstream))
        names = ("a", *given.values(), *upstream)
        again = ran_again(names, calling.forwarded(question, "a", "1"), backward)
    write = at_inputs(script, question, answerer, kinds)
    return strained(question, answerer, write, drawn, draw, again=again)


GENTLE = 0.45
"""Makes upstream gradients smaller than one, so that gradients stay within the range of floats where outputs do."""


def plan(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    """The trials of a question with `target` and `inputs`."""
    calling, shapes = calling_of(question), (*question.init.values(), *question.inputs.values())
    first = sizes(shapes)
    write = partial(function if question.returns else _layer, answerer)
    arguments = partial(Arguments, question, draw, calling)
    for turn, calls in enumerate(_ordinary(question, shapes, first), 1):
        yield from write(arguments(turn - 1), calls, f"numbers {turn}")
    names = (*question.inputs, *question.init)
    if any(is_free(question.draw.get(n, PLAIN)) for n in names if n not in question.upstream):
        integers = (Condition.INTEGERS,)
        yield from write(
            arguments(whole=True), (first,) * 3, "whole numbers", whole=True, conditions=integers
        )
    if first:
        square = (dict.fromkeys(first, 3),) * 3
        yield from write(arguments(), square, "square shapes", conditions=(Condition.SQUARE,))
    if any("scale" in kind for kind in question.draw.values()):
        yield from write(arguments(far=True), (first,) * 3, "another scale", conditions=(Condition.SCALE,))
    arrays = str(question.options.get("arrays"))
    for condition, of_arrays in ARRAYS.get(arrays, {}).items():
        special = {"optional": arrays == "optional", "conditions": (condition,)}
        for shape in of_arrays:
            yield from write(arguments(array=shape), (first,) * 3, f"arrays {shape}", **special)


PLANS: dict[str, Plan] = {**dict.fromkeys(CALLINGS, plan), "loss": losses.plan}
"""By the `kind` of a question."""
STRAINED: dict[str, Plan] = {**dict.fromkeys(CALLINGS, strained_plan), "loss": losses.strained_plan}
"""The points that tell finite differences, by the `kind` of a question."""


def _ordinary(question: Question, shapes: Iterable[object], first: Mapping[str, int]) -> Iterator[Sizes]:
    """The sizes of the calls of each ordinary conversation: a second one where all are numbers, and where one thing alone has a
    size, which is another one then."""
    batch = str(question.options.get("batch", "")) if question.is_tried(Condition.ONE_ROW) else ""
    numbers, longer = not any(shapes), len(first) == 1 and not batch
    for turn in range(max(_turns(question), 2 if numbers or longer else 1)):
        size = {name: count + turn * longer for name, count in first.items()}
        yield size, size, {**size, batch: 1} if batch else size


def _turns(question: Question) -> int:
    """How many conversations it takes to meet every choice of what is drawn from some."""
    drawn = (kind.get("one_of") for kind in question.draw.values())
    choices = [len(one) for one in drawn if isinstance(one, tuple)]
    return max((count - 1 for count in choices), default=1)


def _layer(
    answerer: Answerer, arguments: Arguments, size: Sizes, name: str, **more: object
) -> Iterator[Trial]:
    """The conversation in turns; before it, where the substance is asked, the same calls on objects of their own."""
    question, script = arguments.question, Script()
    made = {one: script.tell(arguments.of_init(size[0], turn), one) for turn, one in enumerate("ab")}
    given = {}
    for at in CALLS:
        given[at] = made[MADE_FOR[at]] | script.tell(arguments.of_inputs(size[at - 1], at - 1), str(at))
        outputs.tell_upstream(script, answerer, arguments, _fresh(arguments, at), at)
    one_row = size[0] != size[-1]
    whole, substance = arguments.whole, "conditions" not in more
    if substance:
        single = Script(dict(script.inputs))
        _play(single, arguments, given, alone(one_row))
        line = _own_forward(single, arguments)
        yield single.trial(f"{name} alone", question, answerer, line=line)
    _play(script, arguments, given, together(question, one_row, substance))
    if not (substance or whole):
        more["line"] = _own_forward(script, arguments)
    yield script.trial(name, question, answerer, **more)


def _play(
    script: Script, arguments: Arguments, given: Mapping[int, Mapping[str, str]], moves: Iterable[Move]
) -> None:
    question, calling = arguments.question, arguments.calling
    for move in moves:
        at, owner = move.call, move.owner
        fresh = _fresh(arguments, at)
        more = {"call": at, "owner": owner, "given": given[at], "conditions": move.conditions}
        if move.do is Do.MAKE:
            script.say(owner, calling.built(question, MADE_FOR[at]), owner=owner)
        elif move.do is Do.FORWARD:
            forward = calling.forwarded(question, owner, str(at))
            more |= {"method": question.target if question.partner else "forward", "fresh": fresh}
            script.say(f"out_{at}", forward, *outputs.judged(question, fresh), **more)
        else:
            _backward(script, arguments, fresh, more)
            if Condition.SECOND_CALL in move.conditions:
                _backward(script, arguments, fresh, more, again="_again")


def _fresh(arguments: Arguments, at: int) -> str:
    """The forward of a call on an object that is made for it."""
    question, calling = arguments.question, arguments.calling
    return calling.forwarded(question, calling.built(question, MADE_FOR[at]), str(at))


def _backward(
    script: Script, arguments: Arguments, forward: str, of_call: Mapping[str, Any], again: str = ""
) -> None:
    """The gradients of one call: those that backward returns, and those that it leaves on the object; `again`, the former alone of
    one that was asked before. A layer need not be able to answer twice; a function that was handed out must."""
    question, calling, at, owner = arguments.question, arguments.calling, of_call["call"], of_call["owner"]
    all_of_it = outputs.whole(question, forward)

    def part(name: str) -> Part:
        return Part(Role.GRADIENT, name, Slope(all_of_it, of_call["given"][name], f"upstream_{at}"))

    if not question.outputs:
        of_call = {**of_call, "upstream": f"upstream_{at}"}
    names = handed_back(question)
    backward = calling.backward.format(object=owner, upstream=", ".join(outputs.handed(question, str(at))))
    method = calling.name.format(target=question.target, partner=question.partner)
    spared = bool(again) and calling is not VJP
    script.say(f"grad_{at}{again}", backward, *map(part, names), method=method, again=spared, **of_call)
    for name, attribute in () if again else question.gradients.items():
        script.say(f"{attribute}_{at}", f"{owner}.{attribute}", part(name), **of_call)


def _own_forward(script: Script, arguments: Arguments) -> Line | None:
    """Four more forwards along one random direction: is the student's backward the gradient of the own forward?"""
    question, calling = arguments.question, arguments.calling
    start = {name: script.inputs[f"{name}_1"] for name in question.inputs}
    along = differentiable(question, start)
    if not along or question.outputs:
        return None
    direction = {name: arguments.draw.array(np.shape(start[name])) for name in along}
    script.inputs.update({f"{name}_direction": value for name, value in direction.items()})
    moved = []
    for i, (offset, _) in enumerate(WEIGHTS):
        point = {name: start[name] + offset * STEP * direction[name] for name in along}
        arrays = {name: isinstance(value, np.ndarray) for name, value in start.items()}
        there = {n: np.asarray(v) if arrays[n] else float(v) for n, v in point.items()}
        script.tell({**start, **there}, f"moved{i}")
        moved.append(f"moved_{i}")
        script.say(moved[-1], calling.forwarded(question, calling.built(question, "a"), f"moved{i}"))
    directions = {name: f"{name}_direction" for name in along}
    return Line("out_1", "grad_1", tuple(moved), "upstream_1", directions)
