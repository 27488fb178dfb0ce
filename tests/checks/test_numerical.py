"""A student's numerical_diff, with a step so large that every formula gives another number."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.numerical import DEFAULT_TOLERANCE, EPS, KIND
from autograder.checks.plans.proof import prove
from autograder.model.condition import Condition
from autograder.model.errors import CourseError
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Trial
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell

QUESTION = Question("q", (), target="numerical_diff")
VARIABLE = "class Variable:\n    def __init__(self, data):\n        self.data = data\n"
FRAMEWORK = VARIABLE + (
    "def numerical_diff(f, x, eps=1e-4):\n"
    "    return (f(Variable(x.data + eps)).data - f(Variable(x.data - eps)).data) / (2 * eps)\n"
)
PLAIN = "def numerical_diff(f, x, eps=1e-4):\n    return (f(x + eps) - f(x - eps)) / (2 * eps)\n"
REFERENCE = OneCell(FRAMEWORK)


@pytest.fixture(scope="module")
def trials() -> tuple[Trial, ...]:
    return tuple(KIND.plan(QUESTION)(QUESTION, REFERENCE, Draw(b"tests", "q")))


def test_a_curve_and_a_composition_are_asked_where_they_fall_and_where_they_rise(
    trials: tuple[Trial, ...],
) -> None:
    """At numbers and at arrays, with the step given; where the student's own is used, once each."""
    for trial in trials:
        x = [trial.probe.inputs["x_1"], trial.probe.inputs["x_2"]]
        asked = [step.expression for step in trial.judged if step.method]
        calls = [f"numerical_diff({name}, v_{turn}" for name in ("f", "h") for turn in (1, 2)]
        if trial.tolerance == DEFAULT_TOLERANCE:
            assert asked == [f"{calls[0]})", f"{calls[2]})"]
        else:
            assert asked == [f"{call}, eps)" for call in calls]
        if np.shape(x[0]) == ():
            assert x[0] < -1 < 0 < x[1]
            falling = [
                np.asarray(trial.answer(step.name)).item() < 0
                for step in trial.judged
                if step.method == "numerical_diff"
            ]
            assert set(falling) == {True, False}
        assert trial.conditions == (() if np.shape(x[0]) == () else (Condition.ARRAYS,))


def right(trials: tuple[Trial, ...], source: str) -> set[str]:
    replies = OneCell(source).replies(trials)
    items = (RubricItem("numerical", 1.0, (name,)) for name in ("formula", "default"))
    return {item.of[0] for item in items if KIND.judge(item, QUESTION, replies, REFERENCE).passed}


def test_the_reference_is_proved(trials: tuple[Trial, ...]) -> None:
    for trial in trials:
        prove(QUESTION, trial, REFERENCE)
    assert {trial.tolerance for trial in trials} == {1e-8, DEFAULT_TOLERANCE}
    assert all(trial.probe.inputs["eps"] == EPS for trial in trials)


@pytest.mark.parametrize("source", [FRAMEWORK, PLAIN], ids=["variables", "numbers"])
@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (("eps=1e-4", "eps=1e-4"), {"formula", "default"}),
        (("eps=1e-4", "eps=1e-5"), {"formula", "default"}),
        (("eps=1e-4", "eps=0.1"), {"formula"}),
        (("/ (2 * eps)", "/ eps"), set()),
        (("/ (2 * eps)", "/ 2 * eps"), set()),
        (("/ (2 * eps)", "/ (2 * 1e-4)"), {"default"}),
        (("+ eps)", "+ eps * 0)"), set()),
    ],
)
def test_other_formulas_and_steps(
    source: str, change: tuple[str, str], kept: set[str], trials: tuple[Trial, ...]
) -> None:
    assert right(trials, source.replace(*change)) == kept


def test_the_forward_difference_is_another_formula(trials: tuple[Trial, ...]) -> None:
    source = "def numerical_diff(f, x, eps=1e-9):\n    return (f(x + eps) - f(x)) / eps\n"
    assert right(trials, source) == {"default"}


def test_a_function_must_not_change_its_point(trials: tuple[Trial, ...]) -> None:
    source = FRAMEWORK.replace("    return", "    x.data = x.data + 0\n    return")
    assert right(trials, source) == {"formula", "default"}
    moved = FRAMEWORK.replace(
        "    return", "    old = x.data\n    x.data = old + 1\n    x = Variable(old)\n    return"
    )
    assert "formula" not in right(trials, moved)


def test_the_curve_is_no_cube_alone(trials: tuple[Trial, ...]) -> None:
    """Of a power alone a wrong formula may be right at some points."""
    assert all(0.2 < abs(trial.probe.inputs["c_1"]) < 1 for trial in trials)


@pytest.mark.parametrize("kind", KIND.plans)
def test_points_and_curves_are_of_order_one(kind: str) -> None:
    reference = REFERENCE if not kind else OneCell(GRADIENT)
    for seed in (b"1", b"2", b"3"):
        for trial in KIND.plans[kind](QUESTION, reference, Draw(seed, "q")):
            inputs = trial.probe.inputs
            assert 0.15 <= abs(inputs["c_1"]) <= 1.0
            assert all(np.all(np.abs(inputs[name]) <= 2.0) for name in inputs if name.startswith("x_"))
            if np.ndim(inputs["x_1"]) == 0:
                assert -1.7 <= inputs["x_1"] <= -1.19
                assert 0.3 <= inputs["x_2"] <= 2.0


GRADIENT = """def numerical_diff(f, x, eps=1e-4):
    gradient = np.zeros_like(x)
    for at in np.ndindex(x.shape):
        old = x[at]
        x[at] = old + eps
        above = f(x)
        x[at] = old - eps
        gradient[at] = (above - f(x)) / (2 * eps)
        x[at] = old
    return gradient
"""


def test_gradients_are_asked_of_rows_and_of_matrices_which_are_another_condition() -> None:
    reference = OneCell(GRADIENT)
    every = tuple(KIND.plans["gradient"](QUESTION, reference, Draw(b"tests", "q")))
    for trial in every:
        prove(QUESTION, trial, reference)
    shown = [(np.shape(trial.probe.inputs["x_1"]), trial.conditions) for trial in every]
    assert shown == [((4,), ())] * 2 + [((2, 3), (Condition.DIMENSIONS,))] * 2
    assert [trial.tolerance for trial in every] == [1e-8, DEFAULT_TOLERANCE] * 2
    assert right(every, GRADIENT) == {"formula", "default"}
    assert right(every, GRADIENT.replace("        x[at] = old\n", "")) == set()


@pytest.mark.parametrize("kind", KIND.plans)
def test_without_a_target_there_is_nothing_to_call(kind: str) -> None:
    with pytest.raises(
        CourseError, match=r'course\.yml:7: question q: "numerical" calls a function; give .* a "target: …"'
    ):
        next(iter(KIND.plans[kind](Question("q", (), line=7), REFERENCE, Draw(b"tests", "q"))))
