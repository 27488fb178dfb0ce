"""`numerical`: a student's numerical_diff(f, x, eps), at a step so large that every formula gives another number.

    {check: numerical, of: [formula, default], points: 2}

`formula`: the central difference itself, with eps given. `default`: the derivative to 1e-5 with eps left out.
Notebooks that have no Variable (the book's fourth chapter) are given functions of plain numbers and arrays. With
`kind: gradient` the functions turn an array into one number, and what is asked for is the gradient by every entry.
"""

from collections.abc import Iterator

import numpy as np

from autograder.checks.plans.framework import of_arrays
from autograder.checks.plans.script import Script
from autograder.checks.verdicts import parts
from autograder.model.condition import Condition
from autograder.model.errors import CourseError
from autograder.model.kind import Kind, of_values
from autograder.model.question import Form, Question
from autograder.model.trial import Answerer, Part, Role, Trial
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


def _plan(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    """A curve and a composition, at numbers and arrays, with eps given and left out."""
    _insist_on_target(question)
    for shape in ((), (2, 3)):
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
            raw = f"x_{turn}" if shape else f"float(x_{turn})"
            script.say(f"v_{turn}", f"W(x_{turn}) if W is not None else {raw}")
        setting = tuple(script.steps)
        for name, plain in PLAIN.items():
            for turn in (1, 2):
                law = f"(lambda f, x, h: (f(x + h) - f(x - h)) / (2 * h))({plain}, x_{turn}, eps)"
                expression = f"{question.target}({name}, v_{turn}, eps)"
                script.say(f"{name}_{turn}", expression, _claim("formula", law), method=question.target)
        script.claim("formula", "kept", "v_1.data if W is not None else v_1", "x_1", says="claim_kept")
        arrays = of_arrays(shape)
        yield script.trial(f"eps given, shape {shape}", question, answerer, conditions=arrays)
        script.steps = list(setting)
        for name, slope in SLOPES.items():
            law = f"({slope})(x_1)"
            expression = f"{question.target}({name}, v_1)"
            script.say(f"{name}_default", expression, _claim("default", law), method=question.target)
        left_out = f"eps left out, shape {shape}"
        of_default = {"tolerance": DEFAULT_TOLERANCE, "conditions": arrays}
        yield script.trial(left_out, question, answerer, **of_default)


def _insist_on_target(question: Question) -> None:
    if question.target is None:
        text = f'question {question.id}: "numerical" calls a function; give the question a "target: …"'
        raise CourseError("course.yml", question.line, text)


OF_ALL = "lambda x, w=w_1, c=c_1: np.sum(w * (np.exp(c * x) + x ** 3)) ** 2"
"""One number of an array: every entry plays a part in the slope by any other, so that none may stay moved."""
BY_EACH = (
    "(lambda g, w, x, s, h: ((s + w * (g(x + h) - g(x))) ** 2 - (s + w * (g(x - h) - g(x))) ** 2) / (2 * h))"
    "(lambda x, c=c_1: np.exp(c * x) + x ** 3, w_1, x_1, np.sum(w_1 * (np.exp(c_1 * x_1) + x_1 ** 3)), {h})"
)
SMALL = 1e-4


def _plan_of_gradients(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    """The gradient of one number by all entries of a row, and of a matrix, with eps given and left out."""
    _insist_on_target(question)
    for shape in ((4,), (2, 3)):
        script = Script(
            {"c_1": 0.5 * draw.number(), "eps": EPS, "w_1": draw.array(shape), "x_1": draw.array(shape)}
        )
        script.say("f", OF_ALL)
        script.say("v_1", "x_1 + 0.0")
        setting = tuple(script.steps)
        method = {"method": question.target}
        script.say(
            "given", f"{question.target}(f, v_1, eps)", _claim("formula", BY_EACH.format(h="eps")), **method
        )
        script.claim("formula", "kept", "v_1", "x_1", says="claim_kept")
        matrix = (Condition.DIMENSIONS,) if len(shape) > 1 else ()
        yield script.trial(f"eps given, shape {shape}", question, answerer, conditions=matrix)
        script.steps = list(setting)
        script.say(
            "left_out", f"{question.target}(f, v_1)", _claim("default", BY_EACH.format(h=SMALL)), **method
        )
        of_default = {"tolerance": DEFAULT_TOLERANCE, "conditions": matrix}
        yield script.trial(f"eps left out, shape {shape}", question, answerer, **of_default)


def _claim(name: str, law: str) -> Part:
    return Part(Role.VALUE, name, law)


KIND = Kind(
    plans={"": _plan, "gradient": _plan_of_gradients},
    judge=parts.judging(of_values),
    form=Form.NUMERICAL,
    question=("kind",),
    hidden=("follow_through",),
)
