"""Points at which finite differences fail: found for functions of every kind, and asked of nobody where none is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.plans.search import Inputs, laws_of
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
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RAN_AGAIN, Derivative, Slope, Trial
from autograder.numbers.differences import EACH
from autograder.numbers.draw import Draw
from autograder.reference.planning import strained_points
from autograder.reference.solution import Reference
from tests.checks.one_cell import OneCell
from tests.checks.plans.test_search import search

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
    ways: list[object] = list(_ways(weighted, {"x": 0.5}, fixed=True))
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
