"""The plan of objects that are calculated with: an expression of them, its value, and what backward leaves on each.

The expression is applied to objects of the student's class that the conversation makes, so nothing but that class can
give the numbers. Each is asked at inputs of every sign; then in two graphs at once, backward in the other order.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.plans.algebra import arguments
from autograder.checks.plans.arguments import Arguments
from autograder.checks.plans.graphs import build, walk
from autograder.checks.plans.script import Script
from autograder.checks.plans.strained import at_inputs, strained
from autograder.model.condition import Condition
from autograder.model.question import Question
from autograder.model.trial import Answerer, Trial
from autograder.numbers.draw import Draw
from autograder.numbers.kinds import PLAIN, is_free
from autograder.numbers.sizes import sizes

CALLS = (1, 2, 3, 4)
"""Graphs of the conversation of single ones: so many that two inputs have all four combinations of signs."""


def plan(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    """Two trials for each expression of the rubric: graphs one after the other, and two at once."""
    for text in question.asked:
        alone, both = Script(), Script()
        for at in CALLS:
            values = _drawn(question, draw, text, at)
            for script in (alone, both) if at in CALLS[:2] else (alone,):
                script.tell(values, str(at))
            build(alone, question, text, at)
            walk(alone, question, text, at)
        yield alone.trial(f"{text} alone", question, answerer)
        for at in CALLS[:2]:
            build(both, question, text, at)
        for at in reversed(CALLS[:2]):
            walk(both, question, text, at)
        yield both.trial(f"{text} twice at once", question, answerer, conditions=(Condition.SECOND_OBJECT,))


def strained_plan(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    """Numbers at which only derivatives by the chain rule are right, for one expression of each item: the last, which has most in it."""
    for text in (item.of[-1] for item in question.rubric):
        script = Script()
        told = script.tell(_drawn(question, draw, text, 1), "1")
        kinds = {at: question.draw.get(name, PLAIN) for name, at in told.items()}
        build(script, question, text, 1)
        walk(script, question, text, 1)
        script.steps = [replace(step, parts=()) if step.name == "_data1" else step for step in script.steps]
        drawn = {at: script.inputs[at] for at, kind in kinds.items() if is_free(kind)}
        yield from strained(question, answerer, at_inputs(script, question, answerer, kinds), drawn, draw)


def _drawn(question: Question, draw: Draw, text: str, at: int) -> dict[str, Any]:
    """Values for the arguments of an expression; of plain numbers the first two have all signs in four calls."""
    drawn = Arguments(question, draw).of_inputs(sizes(question.inputs.values()), (at - 1) % 3)
    values = {name: drawn[name] for name in arguments(text)}
    for place, name in enumerate(
        name for name in values if name not in question.draw and not np.ndim(values[name])
    ):
        values[name] = abs(values[name]) * (-1 if (at >> place % 2) & 1 else 1)
    return values
