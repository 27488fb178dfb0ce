"""The plan of a classifier: parameters that the grader sets, gradients of the reference's loss, other right answers."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest

from autograder.checks.plans import classifier
from autograder.checks.plans.proof import prove
from autograder.model.condition import Condition
from autograder.model.question import Question
from autograder.model.trial import Role, Trial
from autograder.numbers.compare import agrees, numerical_vjp
from autograder.numbers.draw import Draw
from tests.checks.networks import QUESTION, REFERENCE
from tests.checks.one_cell import OneCell


@pytest.fixture(scope="module")
def trials() -> tuple[Trial, ...]:
    return classifier.plan(QUESTION, REFERENCE, Draw(b"tests", "q"))


def test_the_reference_is_proved(trials: tuple[Trial, ...]) -> None:
    for trial in trials:
        prove(QUESTION, trial, REFERENCE)


def test_two_networks_and_a_gradient_without_a_loss_before_it(trials: tuple[Trial, ...]) -> None:
    asked = [(step.name, step.owner) for step in trials[0].steps if step.method]
    assert asked == [
        ("scores_1", "a"), ("loss_1", "a"), ("scores_2", "b"), ("loss_2", "b"),
        ("gradients_1", "a"), ("gradients_2", "b"), ("gradients_3", "a"), ("gradients_4", "b"),
    ]  # fmt: skip
    inputs = trials[0].probe.inputs
    assert [inputs[f"x_{at}"].shape for at in (1, 2, 3, 4)] == [(3, 4), (2, 4), (2, 4), (1, 4)]
    assert [inputs[f"{name}_a"].shape for name in classifier.NAMES] == [(4, 5), (5,), (5, 3), (3,)]
    for name in classifier.NAMES:
        assert inputs[f"{name}_b"] == pytest.approx(-0.7 * inputs[f"{name}_a"])
    assert {part.role for part in trials[0].step("W1_1").parts} == {Role.GRADIENT}
    conditions = {step.name: step.conditions for step in trials[0].judged if step.conditions}
    assert conditions["W1_3"] == (Condition.SECOND_CALL,)
    assert conditions["kept_4"] == (Condition.ONE_ROW, Condition.SECOND_CALL)
    assert {name[-1] for name in conditions} == {"3", "4"}


@pytest.mark.parametrize("seed", [b"1", b"2", b"3", b"4", b"5", b"6"])
def test_no_hidden_unit_is_near_the_kink(seed: bytes) -> None:
    inputs = classifier.plan(QUESTION, REFERENCE, Draw(seed, "q"))[0].probe.inputs
    for at, one in classifier.CALLS.items():
        hidden = inputs[f"x_{at}"] @ inputs[f"W1_{one}"] + inputs[f"b1_{one}"]
        assert np.min(np.abs(hidden)) >= (0.05 if one == "a" else 0.7 * 0.05)


def test_probabilities_and_losses_with_a_small_number_are_right_too(trials: tuple[Trial, ...]) -> None:
    also = trials[0].also
    assert set(also) == {"scores_1", "scores_2", "loss_1", "loss_2"}
    for at in (1, 2):
        scores, t = np.asarray(trials[0].answer(f"scores_{at}")), trials[0].probe.inputs[f"t_{at}"]
        y = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        assert also[f"scores_{at}"] == pytest.approx(y)
        assert also[f"loss_{at}"] == pytest.approx(float(-np.sum(t * np.log(y + 1e-7)) / len(t)), rel=1e-12)
        assert also[f"loss_{at}"] != trials[0].answer(f"loss_{at}")


def test_a_network_with_a_sigmoid_is_the_derivative_of_its_own_loss(trials: tuple[Trial, ...]) -> None:
    """The formulas by hand, against numerical derivatives of the losses they stand beside."""
    inputs = dict(trials[0].probe.inputs)
    found, also = classifier.with_sigmoid(inputs)

    def loss(name: str, at: int, value: Any) -> Any:
        return classifier.with_sigmoid({**inputs, name: value})[0][f"loss_{at}"]

    for at, one in classifier.CALLS.items():
        for name in classifier.NAMES:
            key = f"{name}_{one}"
            right = numerical_vjp(partial(loss, key, at), inputs[key], 1.0)
            assert agrees(found[f"{name}_{at}"], right), (name, at)
        hidden = 1 / (1 + np.exp(-(inputs[f"x_{at}"] @ inputs[f"W1_{one}"] + inputs[f"b1_{one}"])))
        assert found[f"scores_{at}"] == pytest.approx(hidden @ inputs[f"W2_{one}"] + inputs[f"b2_{one}"])
        assert also[f"scores_{at}"].sum(axis=1) == pytest.approx(1.0)
        assert 0 < found[f"loss_{at}"] - also[f"loss_{at}"] < 1e-4


def test_fresh_parameters_have_a_spread_and_zero_biases(trials: tuple[Trial, ...]) -> None:
    shapes, spread = trials[1:]
    assert shapes.tolerance < 1e-6 < spread.tolerance == classifier.SPREAD == 0.25
    assert shapes.answer("shape_W1_a") == (30, 40)
    assert shapes.answer("zero_b2_b") == 0.0
    assert spread.answer("std_W1_a") == pytest.approx(0.01, rel=0.1)
    assert spread.answer("std_W1_b") == pytest.approx(2.5, rel=0.1)


def test_a_point_is_drawn_again_where_a_sum_cancels() -> None:
    """Of single points one in eight is of no use, of four no four in a row."""
    assert all(classifier.strained_plan(QUESTION, REFERENCE, Draw(bytes([seed]), "q")) for seed in range(4))


def test_strained_points_have_entries_of_very_different_sizes() -> None:
    trials = classifier.strained_plan(QUESTION, REFERENCE, Draw(b"tests", "q"))
    assert trials
    inputs = trials[0].probe.inputs
    x, t = np.abs(inputs["x_1"]), inputs["t_1"]
    assert x[:, 0].max() < 1e-8 < 0.1 < x[:, 1:].min()
    assert np.abs(inputs["W1_a"]).min() > 0.1, "whoever takes a small number for the bend of relu is right"
    assert np.abs(inputs["W2_a"][1]).max() < 1e-8
    assert t.sum(axis=1).tolist() == [1.0] * 3
    assert t[:, -1].tolist() == [0.0] * 3, "the class that is most unlikely is nobody's"
    assert inputs["b2_a"][-1] == -classifier.UNLIKELY
    for name in classifier.NAMES:
        sizes = np.abs(np.asarray(trials[0].answer(f"{name}_1"), dtype=float))
        assert sizes[sizes > 0].min() < 1e-7 * sizes.max(), name


def test_a_reference_without_scores_has_no_other_right_answers() -> None:
    other = "class Net:\n    def __init__(self, *_):\n        self.params = {{}}\n    def predict(self, x):\n        return {}"
    for cell in ("", other.format("np.zeros(2)"), other.format("x @ np.zeros((4, 4))")):
        trials = classifier.plan(Question("q", (), target="Net"), OneCell(cell), Draw(b"tests", "q"))
        assert trials[0].also == {}
