"""`numerical`: a student's numerical_diff(f, x, eps), at a step so large that every formula gives another number.

    {check: numerical, of: [formula, default], points: 2}

`formula`: the central difference itself, with eps given. `default`: the derivative to 1e-5 with eps left out.
Notebooks that have no Variable (the book's fourth chapter) are given functions of plain numbers and arrays.
"""

from __future__ import annotations

import numpy as np

from autograder.checks import parts_judge
from autograder.checks.script import Script
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Trial, Verdict
from autograder.numbers.draw import Draw

EPS = 0.3
DEFAULT_TOLERANCE = 1e-5

WRAP = "Variable if 'Variable' in globals() else None"
"""Variable, where the notebook has one."""
CURVE = (
    "lambda v, W=W, c=c_1: (W(np.asarray(np.exp(c * v.data) + v.data ** 3)) if isinstance(v, W) else None)"
    " if W is not None else np.exp(c * v) + v ** 3"
)
CHAIN = "lambda v, f=f, g=g: g(f(v))"
OUTER = (
    "lambda v, W=W: (W(np.asarray(v.data ** 2)) if isinstance(v, W) else None) if W is not None else v ** 2"
)


def plan(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """A curve and a composition, at numbers and arrays, with eps given and left out."""
    trials = []
    for shape in ((), (2, 3)):
        script = Script({"c_1": 0.5 * draw.number(), "eps": EPS})
        script.say("W", WRAP)
        script.say("f", CURVE)
        script.say("g", OUTER)
        script.say("h", CHAIN)
        for turn in (1, 2):
            script.inputs[f"x_{turn}"] = np.asarray(draw.array(shape))
            script.say(f"v_{turn}", f"W(x_{turn}) if W is not None else {_raw(turn, shape)}")
        for name, function in (("f", "f"), ("h", "h")):
            for turn in (1, 2):
                expression = f"numerical_diff({function}, v_{turn}, eps)"
                script.say(f"{name}_{turn}", expression, (("value", "formula"),))
        script.say("kept", "v_1.data if W is not None else v_1", (("value", "formula"),))
        given = script.trial(f"eps given, shape {shape}", question, reference)
        trials.append(given)
        script.steps, script.roles = script.steps[:6], {}
        for name in "fh":
            script.say(f"{name}_default", f"numerical_diff({name}, v_1)", (("value", "default"),))
        trials.append(
            script.trial(f"eps left out, shape {shape}", question, reference, tolerance=DEFAULT_TOLERANCE)
        )
    return tuple(trials)


def _raw(turn: int, shape: tuple[int, ...]) -> str:
    return f"float(x_{turn})" if shape == () else f"x_{turn}"


def judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """All of the named claims hold."""
    return parts_judge.judge("value", item.of, question, answered)
