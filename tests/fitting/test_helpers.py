"""The books' helper functions, as they are lent to a notebook that lacks them: each is the book's."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.fitting import helpers as h

ROWS = np.array([[0.2, 0.7, 0.1], [0.6, 0.3, 0.1]])
HOT = np.array([[0, 1, 0], [1, 0, 0]])
RIGHT = -(np.log(0.7 + 1e-7) + np.log(0.6 + 1e-7)) / 2


def test_softmax_makes_each_row_probabilities_however_large_its_numbers() -> None:
    p = h.softmax(np.array([[1e4, 1e4 + np.log(3)], [0.0, 0.0]]))
    assert p == pytest.approx(np.array([[0.25, 0.75], [0.5, 0.5]]))
    assert h.softmax(np.array([0.0, np.log(3)])) == pytest.approx([0.25, 0.75])


@pytest.mark.parametrize("answers", [HOT, HOT.astype(float), np.array([1, 0]), np.array([[1], [0]])])
def test_the_cross_entropy_is_a_mean_of_rows_by_one_hot_answers_or_by_classes(answers: np.ndarray) -> None:
    assert h.cross_entropy_error(ROWS, answers) == pytest.approx(RIGHT, rel=1e-12)
    assert h.cross_entropy_in_any_order(ROWS, answers) == pytest.approx(RIGHT, rel=1e-12)
    assert h.cross_entropy_in_any_order(answers, ROWS) == pytest.approx(RIGHT, rel=1e-12)
    assert h.cross_entropy_in_any_order(ROWS.tolist(), answers.tolist()) == pytest.approx(RIGHT, rel=1e-12)


@pytest.mark.parametrize("answer", [HOT[0], 1])
def test_the_cross_entropy_of_one_row(answer: np.ndarray | int) -> None:
    assert h.cross_entropy_error(ROWS[0], np.asarray(answer)) == pytest.approx(-np.log(0.7 + 1e-7), rel=1e-12)


def test_of_two_one_hot_arrays_and_of_two_arrays_of_probabilities_the_first_are_the_probabilities() -> None:
    sure = np.array([[1.0, 0.0]])
    numbers = np.array([1, 0])
    assert h.cross_entropy_in_any_order(np.eye(2)[numbers], numbers) == pytest.approx(0.0, abs=1e-6)
    assert h.cross_entropy_in_any_order(sure, np.array([[0, 1]])) == pytest.approx(-np.log(1e-7))
    soft = np.array([[0.9, 0.1]])
    assert h.cross_entropy_in_any_order(soft, np.array([[0.2, 0.8]])) == pytest.approx(-np.log(0.1 + 1e-7))


def test_sigmoid_and_its_derivative() -> None:
    assert h.sigmoid(np.log(3)) == pytest.approx(0.75)
    assert h.sigmoid_grad(np.log(3)) == pytest.approx(0.1875)


def test_relu_identity_and_step() -> None:
    x = np.array([-2.0, 0.0, 3.0])
    assert np.array_equal(h.relu(x), [0.0, 0.0, 3.0])
    assert h.identity_function(x) is x
    stepped = h.step_function(x)
    assert np.array_equal(stepped, [0, 0, 1])
    assert stepped.dtype.kind == "i"


@pytest.mark.parametrize("error", [h.mean_squared_error, h.sum_squared_error])
def test_the_squared_error_is_half_the_sum(error: object) -> None:
    assert error(np.array([1.0, 2.0]), np.array([0.0, 5.0])) == 5.0  # type: ignore[operator]


def test_a_lent_base_class_takes_whatever_a_class_is_made_and_built_with() -> None:
    class Layer(h.Base[int], keyword=1):  # type: ignore[type-arg]
        pass

    assert isinstance(Layer(1, name="one"), h.Base)


def test_a_lent_decorator_leaves_what_it_decorates_as_it_is() -> None:
    assert h.decorator(abs) is abs
    assert h.decorator("name", 1)(abs) is abs
    assert h.decorator("name")(abs) is abs
    assert h.decorator(abs, abs)(max) is max
    assert h.decorator(key=1)(abs) is abs


X, W, B = np.arange(12.0).reshape(2, 3, 2) - 5, np.arange(12.0).reshape(6, 2) / 7, np.array([0.5, -1.0])
UPSTREAM = np.array([[1.0, -2.0], [3.0, 0.5]])


def test_affine_and_relu_as_functions_of_rows_of_any_shape() -> None:
    out, cache = h.affine_forward(X, W, B)
    rows = X.reshape(2, 6)
    assert out == pytest.approx(rows @ W + B)
    dx, dw, db = h.affine_backward(UPSTREAM, cache)
    assert dx == pytest.approx((UPSTREAM @ W.T).reshape(X.shape))
    assert (dw, db) == (pytest.approx(rows.T @ UPSTREAM), pytest.approx(UPSTREAM.sum(axis=0)))
    kept, mask = h.relu_forward(out)
    assert kept == pytest.approx(np.maximum(out, 0))
    assert h.relu_backward(UPSTREAM, mask) == pytest.approx(UPSTREAM * (out > 0))
    assert h.relu_backward(np.ones(2), np.array([0.0, 1e-300])) == pytest.approx([0.0, 1.0])


def test_the_two_in_a_row() -> None:
    out, cache = h.affine_relu_forward(X, W, B)
    between, first = h.affine_forward(X, W, B)
    assert out == pytest.approx(np.maximum(between, 0))
    assert 0 < (between > 0).sum() < between.size
    for one, other in zip(
        h.affine_relu_backward(UPSTREAM, cache),
        h.affine_backward(UPSTREAM * (between > 0), first),
        strict=True,
    ):
        assert one == pytest.approx(other)


def test_the_loss_of_scores_and_its_gradient() -> None:
    scores = np.array([[1e3, 1e3 + np.log(3)], [0.0, np.log(4)], [2.0, 2.0]])
    loss, dx = h.softmax_loss(scores, np.array([1, 0, 0]))
    assert loss == pytest.approx(-(np.log(0.75) + np.log(0.2) + np.log(0.5)) / 3)
    assert dx == pytest.approx(np.array([[0.25, -0.25], [-0.8, 0.8], [-0.5, 0.5]]) / 3)
