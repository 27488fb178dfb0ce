"""The plan of plain-variable questions: the cells as they stand, then again at other inputs.

Numbers that a student typed in stay as they are when the inputs change; right ones follow.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.model.errors import CourseError
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answerer, Trial
from autograder.numbers.compare import agrees, as_array, compare, numerical_vjp
from autograder.numbers.draw import Draw
from autograder.sandbox.interpreter import FOUND
from autograder.sandbox.protocol import Probe

OTHER_INPUTS = 3
STANDS = "as it stands"


def plan(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """The trials of a question with `given`: as the cells stand, then at drawn inputs of the same form."""
    reads = _asked_for(question)
    steps = tuple((name, name) for name in reads)
    roles = {name: (("value", name),) for name, _ in steps}
    drawn: list[tuple[str, dict[str, Any]]] = [(STANDS, {})]
    drawn += [(f"at other inputs {i + 1}", _inputs(question, draw, i)) for i in range(OTHER_INPUTS)]
    trials = []
    for name, given in drawn:
        probe = Probe({}, ((FOUND, FOUND), *steps), given, reads)
        answers = reference.answer(question.id, probe).observations
        trials.append(Trial(name, probe, answers, roles))
    for trial in trials:
        for item in question.rubric:
            _prove(question, item, trial, reference)
    return tuple(trials)


def _asked_for(question: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for item in question.rubric for name in item.of))


def is_shape(given: Any) -> bool:
    """True for an input that the course gives by its shape alone: {shape: [5, 10]}."""
    return isinstance(given, dict) and "shape" in given


def _inputs(question: Question, draw: Draw, turn: int) -> dict[str, Any]:
    """New values for all given inputs; two numbers change places in size from trial to trial (for max)."""
    sides = sorted({n for g in question.given.values() if is_shape(g) for n in g["shape"]})
    size = {side: (4, 2, 3, 5, 6)[(i + turn) % 5] for i, side in enumerate(sides)}
    values: dict[str, Any] = {}
    for name, given in question.given.items():
        shape = tuple(size[n] for n in given["shape"]) if is_shape(given) else np.shape(given)
        array = draw.array(shape)
        values[name] = array if is_shape(given) or np.ndim(given) else float(array)
        if isinstance(given, tuple):
            values[name] = array.tolist()
    numbers = [name for name, value in values.items() if isinstance(value, float)]
    if len(numbers) > 1:
        first, second = numbers[:2]
        values[first], values[second] = pair(draw, *PAIRS[turn % len(PAIRS)])
    return values


PAIRS = (((-1, -1), True), ((1, -1), False), ((1, 1), True))


def pair(draw: Draw, signs: tuple[int, int], ascending: bool) -> tuple[float, float]:
    """Two numbers of given signs, at least 0.2 apart, the first the smaller one or not (opposite signs decide that
    themselves); with opposite signs the negative one is the larger in magnitude, so that max is not max of |x|."""
    small, large = sorted(abs(value) for value in draw.numbers(2))
    large = max(large, small + 0.2)
    if signs[0] != signs[1]:
        return (-large, small) if signs[0] < 0 else (small, -large)
    low, high = sorted((small * signs[0], large * signs[0]))
    return (low, high) if ascending else (high, low)


def _prove(question: Question, item: RubricItem, trial: Trial, reference: Answerer) -> None:
    """Raise CourseError unless the reference yields what course.yml states and its derivatives agree numerically."""
    (name,) = item.of
    names = [step for step, _ in trial.probe.steps]
    right = trial.answers[names.index(name)]
    stated = item.options.get("equals")
    if as_array(right) is None:
        raise CourseError(reference.path, 0, f"question {question.id}: {name} is no number in the reference")
    if stated is not None and trial.name == STANDS and compare(right, stated) is not None:
        message = f"{name} equals {right} in the reference; write that after equals (or mend the reference)"
        raise CourseError("course.yml", item.line, message)
    if item.check == "derivative" and not agrees(right, _numerical(question, item, trial, reference)):
        message = (
            f"question {question.id}: {name} of the reference is not the derivative of {item.options['d']}"
        )
        raise CourseError(reference.path, 0, f"{message} by {item.options['by']} found numerically")


def _numerical(question: Question, item: RubricItem, trial: Trial, reference: Answerer) -> Any:
    """The derivative of `d` by `by`, summed with the upstream gradient where the item names one."""
    d, by, upstream = item.options["d"], item.options["by"], item.options.get("upstream")
    given = trial.probe.given or {}
    start, weight = reference.moved(question.id, given, by, (by, upstream or by), 0.0)

    def moved(move: Any) -> Any:
        return reference.moved(question.id, given, by, (d,), move)[0]

    weight = np.asarray(weight, dtype=float) if upstream else 1.0
    return numerical_vjp(moved, np.zeros(np.shape(start)), weight)
