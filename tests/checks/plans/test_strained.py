"""Points at which finite differences fail: found for functions of every kind, and asked of nobody where none is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.plans.script import Script
from autograder.checks.plans.search import OUT_OF_RANGE, Inputs, Search, _fails, laws_of
from autograder.checks.plans.strained import (
    ROUGHLY,
    SWALLOWED,
    _left,
    _lost,
    _swallowing,
    _ways,
    strained,
)
from autograder.model.answer_key import AnswerKey
from autograder.model.errors import CourseError
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RAN_AGAIN, Derivative, Part, Role, Slope, Trial
from autograder.numbers.differences import EACH, RULES
from autograder.numbers.draw import Draw
from autograder.reference.planning import strained_points
from autograder.reference.solution import Reference
from tests.checks.one_cell import OneCell

KeyOf = Callable[[str], AnswerKey]


@pytest.mark.parametrize(
    ("assignment", "name", "tells"),
    [
        ("ps1", "chain_rule", lambda given: max(map(abs, given.values())) > 1e300),
        ("ps2", "multiply_gate", lambda given: max(map(abs, given.values())) > 1e300),
        ("ps4", "square", lambda given: abs(float(given["x_1"])) > 1e153),
        ("ps4", "exp", lambda given: float(given["x_1"]) > 709.7),
        ("ps3", "sigmoid", lambda given: 8 < np.max(given["x_1"]) < 11),
        ("ps3", "affine", lambda given: np.ptp(np.log10(np.abs(given["W_a"]))) > 17),
        ("ps2", "staged", lambda given: abs(given["x_1"]) >= 256),
    ],
)
def test_each_kind_of_function_has_its_points(
    assignment: str, name: str, tells: Callable[[dict[str, float]], bool], key_of: KeyOf
) -> None:
    trials = [trial for trial in key_of(assignment).questions[name].strained if not trial.faded]
    given = [trial.probe.given or trial.probe.inputs for trial in trials]
    assert 1 <= len(trials) <= 4
    assert any(tells(dict(one)) for one in given)


@pytest.mark.parametrize("name", ["variable", "function", "numerical_diff", "define_by_run", "gradient_test"])
def test_where_no_gradient_is_asked_for_nothing_is_strained(name: str, key_of: KeyOf) -> None:
    assert key_of("ps4").questions[name].strained == ()


def test_right_answers_there_are_finite_and_compared_entry_by_entry(key_of: KeyOf) -> None:
    for assignment in ("ps1", "ps2", "ps3", "ps4", "ps5"):
        for key in key_of(assignment).questions.values():
            for trial in key.strained:
                assert trial.strained
                assert trial.tolerance == EACH or (trial.faded and trial.tolerance < ROUGHLY)
                for part, right in laws_of(trial):
                    assert isinstance(part.law, Slope | Derivative)
                    assert np.all(np.isfinite(np.asarray(right, dtype=float)))


@pytest.mark.parametrize(
    ("name", "called"),
    [("backward", {"Square()(v_0)", "Exp()(v_0)"}), ("functional", {"square(v_0)", "exp(v_0)"})],
)
def test_each_function_of_a_framework_has_its_points(name: str, called: set[str], key_of: KeyOf) -> None:
    trials = key_of("ps4").questions[name].strained
    assert called <= {step.expression for trial in trials for step in trial.steps}


def test_the_same_seed_gives_the_same_points(key_of: KeyOf) -> None:
    key = key_of("ps2")
    question = key.assignment.question("neuron")
    reference = Reference(key.assignment, key.course.solution_path(key.assignment))
    one, same, other = (strained_points(question, reference, seed) for seed in (b"1", b"1", b"2"))
    inputs = [repr([trial.probe.inputs for trial in trials]) for trials in (one, same, other)]
    assert inputs[0] == inputs[1] != inputs[2]


def test_how_often_backward_runs_forward_is_asked_at_last_of_what_is_chosen(key_of: KeyOf) -> None:
    for trial in key_of("ps2").questions["neuron"].strained:
        if trial.faded:
            assert RAN_AGAIN not in trial.places
            continue
        assert trial.steps[-1].name == RAN_AGAIN
        assert trial.probe.steps[-1][0] == RAN_AGAIN
        assert trial.answer(RAN_AGAIN) == 0


def test_whole_numbers_that_swallow_a_step_and_cancel_each_other() -> None:
    drawn = {"x": np.array([[0.3, -2.0]]), "w": [0.1, 0.2, 0.3], "b": 0.7}
    points = list(_swallowing(drawn))
    assert len(points) == 8  # of each two, either way, and of each array two entries
    assert all(sum(map(np.sum, point.values())) == 4.0 for point in points)
    assert all(type(point["w"]) is list and type(point["b"]) is float for point in points)
    assert {"x": [[1.0, 1.0]], "w": [SWALLOWED, -SWALLOWED, 1.0], "b": 1.0} in [
        {**point, "x": np.asarray(point["x"]).tolist()} for point in points
    ]


ASKED = Question("q", (), target="f", inputs={"x": ()})


def tried(drawn: Inputs) -> list[Inputs]:
    """The points that are looked at where nothing can be answered at any of them."""
    seen: list[Inputs] = []

    def write(inputs: Inputs) -> Trial:
        seen.append(inputs)
        raise OverflowError

    assert strained(ASKED, OneCell(""), write, drawn, Draw(b"tests", "q")) == ()
    return seen[:-1]  # the last is what would be scaled until its gradients vanish


def test_which_points_are_looked_at_of_numbers_and_of_arrays() -> None:
    """Numbers cancel each other where there are two, in whole numbers too; entries drown each other where there are two
    arrays; and of all, large ones whose ends are looked for."""
    one, two = {"x": 0.7}, {"x": 0.7, "y": -1.5}
    row, rows = {"x": np.array([0.7, -1.5])}, {"x": np.array([0.7, -1.5]), "W": np.array([2.0, 0.3])}
    assert [len(tried(drawn)) for drawn in (one, two, row, rows)] == [5, 12, 6, 15]
    cancelling = tried(two)[-4:-2]
    assert [np.sign([point["x"], point["y"]]).tolist() for point in cancelling] == [[1, -1], [-1, 1]]
    assert all(0 < abs(sum(point.values())) < 2 for point in cancelling)
    assert all(point["x"] in (256.0, -256.0) for point in cancelling)
    assert [{1e6 <= abs(v) <= 2e6 for v in point.values()} for point in tried(two)].count({True}) == 1
    assert sum(8 < np.ptp(np.log10(np.abs(point["x"]))) < 15 for point in tried(rows)) == 2


def test_a_reference_that_refuses_more_digits_has_its_points_all_the_same() -> None:
    narrow = OneCell(
        """
class Square:
    def forward(self, x):
        assert np.asarray(x).dtype == np.float64
        self.x = x
        return x ** 2
    def backward(self, dout):
        return 2 * self.x * dout
"""
    )
    question = Question("q", (RubricItem("gradient", 1.0, ("x",)),), target="Square", inputs={"x": ("N",)})
    assert strained_points(question, narrow, b"tests")


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


def test_a_rule_that_gives_nothing_at_all_fails() -> None:
    def raises(_: object) -> float:
        raise OverflowError

    assert _fails(RULES[0], raises, 1.0, 1.0, 1.0)
    assert not _fails(RULES[0], lambda x: x, 1.0, 1.0, 1.0)


def test_ways_on_which_a_gradient_may_vanish() -> None:
    """To nothing, to where exponentials end in both signs, and beyond; where inputs have their reasons, from where they are."""
    trial = search("x * x", "2 * x").write({"x": 0.5})
    nothing, end, large = -1074.0, 12.0, pytest.approx(-750 * 1.05)
    first = [({"x": 0.5}, ("x",), nothing)] * 2
    assert list(_ways(trial, {"x": 0.5}, fixed=False)) == [
        *first,
        *(({"x": pytest.approx(sign * 1.05)}, ("x",), end) for sign in (1, -1)),
        *[({"x": large}, (), nothing)] * 2,
    ]
    assert list(_ways(trial, {"x": 0.5}, fixed=True)) == [
        *first,
        ({"x": 0.5}, ("x",), end),
        ({"x": pytest.approx(-1.05)}, ("x",), end),
    ]
    weighted = replace(trial, probe=replace(trial.probe, inputs={"x": 0.5, "upstream_1": 3.0}))
    ways = list(_ways(weighted, {"x": 0.5}, fixed=True))
    assert ways[0] == ({"upstream_1": 3.0, "x": 0.5}, ("x",), nothing)
    assert ways[-2:] == [({"x": x, "upstream_1": 3.0}, ("upstream_1",), nothing) for x in (0.5, -0.5)]


@pytest.mark.parametrize(
    ("gradient", "forward", "x", "lost"),
    [
        ("2.8e-306", "x", 1.0, True),
        ("2.9e-306", "x", 1.0, False),
        ("np.array([0.0, 1.0, -1e-320])", "x", 1.0, True),
        ("np.array([0.0, 1.0])", "x", 1.0, False),
        ("1 / (1 + np.exp(np.float64(x)))", "x", 750.0, True),  # the exponential overflows on the way
        ("1 / (1 + np.exp(np.float64(x)))", "x", 749.9, False),
        ("1.0", "x", 800.0, False),
    ],
)
def test_what_a_complex_step_does_not_find(gradient: str, forward: str, x: float, lost: bool) -> None:
    one = search(forward, gradient)
    with np.errstate(all="ignore"):
        assert _lost(one, one.write({"x": x})) == ({"x"} if lost else set())


def test_entries_that_are_left_of_a_gradient() -> None:
    one = search("x", "np.array([0.0, -3.0, 0.5])")
    assert _left(one, {"x": 1.0}, "x") == (2, 0.5)
    assert _left(one, {"x": 1.0}, "y") == (0, 0.0)
    assert _left(one, {"x": np.inf}, "x") == (0, 0.0)
