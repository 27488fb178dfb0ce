"""The search for strained points: what a reference answers at given inputs, and which estimates fail there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.plans.script import Script
from autograder.checks.plans.search import NEARLY, OUT_OF_RANGE, TO_THE_EDGE, Inputs, Search, largest, mapped
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Part, Role, Slope, Step, Trial
from autograder.numbers.differences import USUAL
from tests.checks.one_cell import OneCell

ASKED = Question("q", (), target="f", inputs={"x": ()})
GRADIENT = Part(Role.GRADIENT, "x", Slope("f(x)", "x"))


def search(forward: str, gradient: str = "1.0", raises: Exception | None = None) -> Search:
    """Of a function of one argument."""
    cell = OneCell(f"f = lambda x: {forward}\ndf = lambda x: {gradient}")
    script = Script()
    script.say("grad", "df(x)", GRADIENT)

    def write(inputs: Inputs) -> Trial:
        if raises:
            raise raises
        return Script(dict(inputs), script.steps).trial("", ASKED, cell)

    return Search(ASKED, cell, write)


def test_with_more_digits_texts_and_whole_numbers_stay_as_they_are() -> None:
    cell = OneCell("f = lambda x, n: n * x\ndf = lambda n, mode: 1.0 * n if type(n) is int else 0.0")
    script = Script({"x": 1.0, "n": 3, "mode": "train"})
    script.say("grad", "df(n, mode)", Part(Role.GRADIENT, "x", Slope("f(x, n)", "x")))
    trial = script.trial("", ASKED, cell)
    assert Search(ASKED, cell, lambda _: trial).exact(trial)


def test_points_have_finite_inputs_and_gradients_that_are_not_all_zero() -> None:
    fine = search("np.exp(x)", "np.exp(x)")
    assert fine.answerable({"x": 1.0}) is not None
    for far in (np.nan, np.inf, 1e4):
        assert fine.answerable({"x": far}) is None
        assert search("x").answerable({"x": 1.0, "y": far}) is None or far == 1e4
    for gradient in ("0.0", "None", "'text'", "1 / 0"):
        assert search("x", gradient).answerable({"x": 1.0}) is None
    assert search("x", "np.array([0.0, x])").answerable({"x": 1.0}) is not None


@pytest.mark.parametrize("error", [CourseError("", 0, ""), OverflowError(), ZeroDivisionError()])
def test_a_forward_that_raises_beyond_the_range_of_floats_is_no_point_but_an_end_of_the_range(
    error: Exception,
) -> None:
    assert isinstance(error, OUT_OF_RANGE)
    beyond = search("x", raises=error)
    assert beyond.answerable({"x": 1.0}) is None
    assert not beyond.within_range({"x": 1.0})
    assert not beyond.unsaturated({"x": 1.0})
    assert beyond.overflows({"x": 1.0})
    assert beyond.traced({"x": 1.0}) == frozenset()


@pytest.mark.parametrize(
    ("forward", "within", "overflows"),
    [
        ("x", True, False),
        ("x * 1e308 * 10", False, True),
        ("np.nan * x", False, True),
        ("np.zeros(0)", True, False),
        ("1 / 0", False, True),
        ("None", False, True),
    ],
)
def test_the_range_ends_where_the_output_is_no_number(forward: str, within: bool, overflows: bool) -> None:
    one = search(forward)
    assert one.within_range({"x": 2.0}) is within
    assert one.overflows({"x": 2.0}) is overflows


@pytest.mark.parametrize(
    ("forward", "gradient", "unsaturated"),
    [
        ("1.0", "1e-3", True),
        ("1.0", "-1e-3", True),
        ("1.0", "1e-5", False),
        ("-1.0", "1e-5", False),
        ("0.001", "1e-3", False),
        ("np.array([0.001, -1.0])", "np.array([1e-5, 1e-3])", True),
    ],
)
def test_a_point_is_saturated_where_the_gradient_is_hardly_a_share_of_the_output(
    forward: str, gradient: str, unsaturated: bool
) -> None:
    assert search(forward, gradient).unsaturated({"x": 2.0}) is unsaturated


def test_a_point_is_calm_where_nothing_overflows_on_the_way() -> None:
    for forward, calm in (("x + 1", True), ("1 / (1 + np.exp(1e3 * x))", False)):
        one = search(forward, forward)
        trial = one.write({"x": np.float64(2.0)})
        assert one.calm(trial) is calm


def test_a_point_is_exact_where_more_digits_give_the_same_gradient() -> None:
    for gradient, exact in (("2 * x", True), ("1 - (1 - 1e-10 * x)", False)):
        one = search("x", gradient)
        assert one.exact(one.write({"x": np.array([1.1, 0.7])})) is exact
    words = search("x", "2 * x if np.asarray(x).dtype == float else 'text'")
    assert words.exact(words.write({"x": np.array(1.1)}))


def test_a_trial_tells_a_rule_that_gives_nothing_there_from_the_gradient() -> None:
    """All rules fail where the function leaves the range of floats beside the point; of those known none is told again."""

    def told(forward: str, gradient: str, known: set[tuple[str, str]] = set()) -> set[tuple[str, str]]:  # noqa: B006
        one = search(forward, gradient)
        return one.told(one.write({"x": 2.0}), known)

    assert told("3 * x", "3.0") == set()
    all_fail = told("1 / 0 if x != 2.0 else 1.0", "3.0")
    assert all_fail == {("x", rule.name) for rule in USUAL}
    assert told("1 / 0 if x != 2.0 else 1.0", "3.0", all_fail) == set()
    assert told("1e17 + x", "1.0") > set()


def test_gradients_that_no_long_step_finds_are_known() -> None:
    assert search("x ** 2", "2 * x").traced({"x": 2.0}) == frozenset()
    assert search("np.sin(1e6 * x)", "1e6 * np.cos(1e6 * x)").traced({"x": 2.0}) == {"x"}


def test_a_step_more_is_answered_too() -> None:
    one = search("x ** 2", "2 * x")
    longer = one.with_step(one.write({"x": 2.0}), Step("more", "f(x) + 1"))
    assert [step.name for step in longer.steps] == ["grad", "more"]
    assert longer.answer("more") == 5.0


@pytest.mark.parametrize("value", [2.0, [2.0, -1.0], np.array([2.0, -1.0])])
def test_numbers_are_changed_in_the_form_that_they_have(value: Any) -> None:
    changed = mapped(value, lambda v: 2 * v)
    assert type(changed) is type(value)
    assert np.array_equal(changed, 2 * np.asarray(value))


def test_inputs_are_scaled_to_the_end_of_what_fits() -> None:
    def fits(inputs: Inputs) -> bool:
        return bool(inputs["x"] < 1000)

    ((low, high),) = largest({"x": 1.0, "n": 3}, ("x",), fits, TO_THE_EDGE)
    assert fits(low)
    assert not fits(high)
    assert high["x"] / low["x"] - 1 < 1e-7
    assert low["n"] == high["n"] == 3
    ((low, high),) = largest({"x": 1.0}, ("x",), fits, NEARLY)
    assert 1.001 < high["x"] / low["x"] < 1.1
    assert list(largest({"x": 2000.0}, ("x",), fits, NEARLY)) == []
    ((low, _),) = largest({"x": 1.0}, ("x",), lambda inputs: inputs["x"] > 2.0**-20, NEARLY, toward=-1074.0)
    assert 1 <= low["x"] * 2**20 < 1.1
