"""Points at which gradients are about to vanish: found where a slope can be made small, asked of complex numbers alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from autograder.checks.plans.script import Script
from autograder.checks.plans.search import Search, laws_of
from autograder.checks.plans.strained import BEYOND, FADING, SMALLEST, _fading, _lost, _smallest
from autograder.model.answer_key import AnswerKey
from autograder.model.question import Question
from autograder.model.trial import Part, Role, Slope, Trial
from tests.checks.one_cell import OneCell

KeyOf = Callable[[str], AnswerKey]
ASKED = Question("q", (), target="f", inputs={"x": (), "y": ()})


def search(forward: str, dx: str, dy: str, *, upstream: str = "") -> Search:
    """Of a function of two arguments, weighted by an upstream gradient of that name or not."""
    cell = OneCell(f"f = lambda x, y: {forward}\ndx = lambda x, y: {dx}\ndy = lambda x, y: {dy}")
    script = Script({upstream or "other_1": 0.5})
    script.say("out_1", "f(x, y)")
    for name in "xy":
        scaled = f"{upstream or 1} * d{name}(x, y)"
        script.say(f"d{name}_1", scaled, Part(Role.GRADIENT, name, Slope("f(x, y)", name, upstream)))

    def write(inputs: dict[str, float]) -> Trial:
        return Script({**script.inputs, **inputs}, script.steps).trial("", ASKED, cell)

    return Search(ASKED, cell, write)


def found(forward: str, dx: str, dy: str, *, upstream: str = "") -> list[tuple[Trial, set[str]]]:
    """The trials, and the gradients that a complex step loses in each."""
    with np.errstate(all="ignore"):
        one = search(forward, dx, dy, upstream=upstream)
        return [(trial, _lost(one, trial)) for trial in _fading(one, {"x": 1.5, "y": -0.7}, fixed=False)]


def test_both_slopes_of_a_product_fade_at_once() -> None:
    ((trial, lost),) = found("x * y", "y", "x")
    assert lost == {"x", "y"}
    assert trial.faded
    assert trial.strained
    assert all(0 < abs(right) < FADING for _, right in laws_of(trial))


def test_the_tail_of_an_exponential_fades() -> None:
    trials = found("np.exp(x) + y ** 3", "np.exp(x)", "3 * y ** 2")
    assert set().union(*(lost for _, lost in trials)) == {"x", "y"}
    assert any(trial.probe.inputs["x"] < -700 for trial, _ in trials)


@pytest.mark.parametrize("upstream", ["upstream_1", "dD_1"])
def test_a_constant_slope_fades_by_its_upstream_gradient_alone(upstream: str) -> None:
    """Whatever a function's course calls it."""
    assert found("x + y", "1.0", "1.0") == []
    ((trial, lost),) = found("x + y", "1.0", "1.0", upstream=upstream)
    assert lost == {"x", "y"}
    assert trial.probe.inputs["x"] == 1.5


def test_an_exponential_that_overflows_is_no_complex_number() -> None:
    """1 / (1 + exp(800)) is nothing; by a complex exponential it is not a number."""
    ((trial, lost),) = found("x + y + 1 / (1 + np.exp(-y))", "1.0", "1.0 + 0 * y")
    assert lost == {"y"}
    assert trial.probe.inputs["y"] <= -BEYOND
    assert all(right == 1.0 for _, right in laws_of(trial))


def test_what_right_answers_may_be_off_by_is_a_few_of_the_smallest_numbers() -> None:
    for trial, _ in found("x * y", "y", "x"):
        assert trial.tolerance * min(_smallest(right) for _, right in laws_of(trial)) <= 16 * SMALLEST


@pytest.mark.parametrize("assignment", ["ps2", "ps3", "ps4"])
def test_every_gradient_of_gates_and_layers_has_a_point(assignment: str, key_of: KeyOf) -> None:
    for name, key in key_of(assignment).questions.items():
        asked = {part.name for trial in key.strained for part, _ in laws_of(trial)}
        faded = [trial for trial in key.strained if trial.faded]
        small = {p.name for trial in faded for p, right in laws_of(trial) if _smallest(right) < FADING}
        assert asked - small == ({"x", "y"} if name == "staged" else set())
        assert not set(key.asked) & set(faded)
        assert set(key.asked_of_complex) == {*key.asked, *faded}
