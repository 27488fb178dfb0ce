"""`numerical`: a student's numerical_diff(f, x, eps), at a step so large that every formula gives another number.

    {check: numerical, of: [formula, default], points: 2}

`formula`: the central difference itself, with eps given. `default`: the derivative to 1e-5 with eps left out.
Notebooks that have no Variable (the book's fourth chapter) are given functions of plain numbers and arrays.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.plans.framework import of_arrays
from autograder.checks.plans.script import Script
from autograder.checks.verdicts import parts
from autograder.model.errors import CourseError
from autograder.model.kind import About, Kind
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Part, Role, Trial, Verdict
from autograder.numbers.draw import Draw

EPS = 0.3
"""A step so large that each wrong formula gives another number (docs/numerics.md, "Numerical gradients")."""
FALLING = -1.1
"""From there downwards the composition falls: derivatives of numbers have both signs."""
DEFAULT_TOLERANCE = 1e-5
"""What a derivative with the student's own step may be off by: h² for steps that the books use."""

WRAP = "Variable if 'Variable' in globals() else None"
"""Variable, where the notebook has one."""
CURVE = (
    "lambda v, W=W, c=c_1: (W(np.asarray(np.exp(c * v.data) + v.data ** 3)) if isinstance(v, W) else None)"
    " if W is not None else np.exp(c * v) + v ** 3"
)
PLAIN = {
    "f": "lambda x, c=c_1: np.exp(c * x) + x ** 3",
    "h": "lambda x, c=c_1: (np.exp(c * x) + x ** 3) ** 2",
}
SLOPES = {
    "f": "lambda x, c=c_1: c * np.exp(c * x) + 3 * x ** 2",
    "h": "lambda x, c=c_1: 2 * (np.exp(c * x) + x ** 3) * (c * np.exp(c * x) + 3 * x ** 2)",
}
"""The curve and the composition in numbers, and their derivatives by hand."""
CHAIN = "lambda v, f=f, g=g: g(f(v))"
OUTER = (
    "lambda v, W=W: (W(np.asarray(v.data ** 2)) if isinstance(v, W) else None) if W is not None else v ** 2"
)


def _plan(question: Question, answerer: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """A curve and a composition, at numbers and arrays, with eps given and left out."""
    if question.target is None:
        text = f'question {question.id}: "numerical" calls a function; give the question a "target: …"'
        raise CourseError("course.yml", question.line, text)
    trials = []
    shapes: tuple[tuple[int, ...], ...] = ((), (2, 3))
    for shape in shapes:
        c = 0.5 * draw.number()
        script = Script({"c_1": c if shape else abs(c), "eps": EPS})
        script.say("W", WRAP)
        script.say("f", CURVE)
        script.say("g", OUTER)
        script.say("h", CHAIN)
        for turn in (1, 2):
            x = draw.array(shape)
            script.inputs[f"x_{turn}"] = (
                x if shape else np.asarray(abs(x) if turn == 2 else FALLING - 0.3 * abs(x))
            )
            script.say(f"v_{turn}", f"W(x_{turn}) if W is not None else {_raw(turn, shape)}")
        setting = tuple(script.steps)
        for name, plain in PLAIN.items():
            for turn in (1, 2):
                law = f"(lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h))({plain}, x_{turn}, eps)"
                expression = f"{question.target}({name}, v_{turn}, eps)"
                script.say(f"{name}_{turn}", expression, _claim("formula", law), method=question.target)
        script.claim("formula", "kept", "v_1.data if W is not None else v_1", "x_1")
        arrays = of_arrays(shape)
        trials.append(script.trial(f"eps given, shape {shape}", question, answerer, conditions=arrays))
        script.steps = list(setting)
        for name, slope in SLOPES.items():
            law = f"({slope})(x_1)"
            expression = f"{question.target}({name}, v_1)"
            script.say(f"{name}_default", expression, _claim("default", law), method=question.target)
        left_out = f"eps left out, shape {shape}"
        of_default = {"tolerance": DEFAULT_TOLERANCE, "conditions": arrays}
        trials.append(script.trial(left_out, question, answerer, **of_default))
    return tuple(trials)


def _claim(name: str, law: str) -> Part:
    return Part(Role.VALUE, name, law)


def _raw(turn: int, shape: tuple[int, ...]) -> str:
    return f"float(x_{turn})" if shape == () else f"x_{turn}"


def _about(item: RubricItem) -> About:
    return Role.VALUE, item.of or None


def _judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """All of the named claims hold."""
    return parts.judge(_about(item), question, answered)


KIND = Kind(plans={"": _plan}, judge=_judge, about=_about)
