"""The conventions by which classes are built, called and asked for gradients."""

from __future__ import annotations

import numpy as np

from autograder.checks.plans.calling import FUNCTION, LAYER
from autograder.model.question import Question

AFFINE = Question("q", (), target="Affine", init={"W": (), "b": ()}, inputs={"x": (), "y": ()})


def test_a_layer() -> None:
    assert LAYER.built(AFFINE, "a") == "Affine(W_a, b_a)"
    assert LAYER.forwarded(AFFINE, "a", "2") == "a.forward(x_2, y_2)"
    assert LAYER.backward.format(object="a", upstream="upstream_2") == "a.backward(upstream_2)"
    assert LAYER.number(2.0) == 2.0
    assert type(LAYER.number(2.0)) is float


def test_a_function_is_called_with_a_variable_of_an_array() -> None:
    square = Question("q", (), target="Square", inputs={"x": ()})
    assert FUNCTION.forwarded(square, FUNCTION.built(square, "a"), "1") == "Square()(Variable(x_1)).data"
    number = FUNCTION.number(2.0)
    assert isinstance(number, np.ndarray)
    assert number.shape == ()
