"""What is right beside the exact answers, against sums and differences that say the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.plans.accepted import EPSILON, loss_with_epsilon, sigmoid_network, softmax

RNG = np.random.default_rng(5)
SCORES, TARGETS = RNG.normal(size=(4, 3)), np.eye(3)[[0, 2, 1, 1]]
PARAMS = {
    "W1": RNG.normal(size=(5, 6)),
    "b1": RNG.normal(size=6),
    "W2": RNG.normal(size=(6, 3)),
    "b2": RNG.normal(size=3),
}
X = RNG.normal(size=(4, 5))


def test_softmax_of_rows_that_overflow() -> None:
    assert np.allclose(softmax(SCORES + 1e4), softmax(SCORES), atol=1e-12)
    assert np.allclose(softmax(np.log([[1.0, 3.0]])), [[0.25, 0.75]])


def test_the_mean_of_rows_with_a_small_number_in_the_logarithm() -> None:
    rows = [-np.log(softmax(SCORES[n : n + 1])[0] @ TARGETS[n] + EPSILON) for n in range(4)]
    assert loss_with_epsilon(SCORES, TARGETS) == pytest.approx(np.mean(rows), rel=1e-14)
    assert loss_with_epsilon(np.array([[0.0, -1e4]]), np.array([[0.0, 1.0]])) == pytest.approx(
        -np.log(EPSILON)
    )


def test_the_hidden_layer_is_a_sigmoid() -> None:
    hidden = 1 / (1 + np.exp(-(X @ PARAMS["W1"] + PARAMS["b1"])))
    assert np.allclose(sigmoid_network(PARAMS, X, TARGETS)["scores"], hidden @ PARAMS["W2"] + PARAMS["b2"])


@pytest.mark.parametrize("name", PARAMS)
def test_gradients_of_a_network_with_a_sigmoid_are_its_slopes(name: str) -> None:
    def loss(value: Any) -> float:
        return float(sigmoid_network({**PARAMS, name: value}, X, TARGETS)["loss"])

    found = sigmoid_network(PARAMS, X, TARGETS)[name]
    for at in list(np.ndindex(*found.shape))[::4]:
        step = np.zeros_like(found)
        step[at] = 1e-6
        slope = (loss(PARAMS[name] + step) - loss(PARAMS[name] - step)) / 2e-6
        assert found[at] == pytest.approx(slope, rel=1e-6, abs=1e-9)
