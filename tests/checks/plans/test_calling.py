"""The conventions by which classes are built, called and asked for gradients."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.plans.calling import FUNCTION, LAYER, PAIR, VJP, call, calling_of
from autograder.model.question import Question
from autograder.sandbox.adapters import pair_of

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


def test_a_function_that_returns_its_backward() -> None:
    square = Question("q", (), target="square", inputs={"x": ()}, partner="square")
    names = {"square": lambda x: (x * x, lambda dout: 2 * x * dout), "pair_of": pair_of}
    names["a"] = eval(VJP.built(square, "a"), names)
    assert eval(VJP.forwarded(square, "a", "1"), names, {"x_1": 3.0}) == 9.0
    assert eval(VJP.backward.format(object="a", upstream="0.5"), names) == 3.0
    names["square"] = lambda x: x * x
    names["a"] = eval(VJP.built(square, "a"), names)
    assert eval(VJP.forwarded(square, "a", "1"), names, {"x_1": 3.0}) == 9.0
    with pytest.raises(TypeError, match="'NoneType' object is not callable"):
        eval(VJP.backward.format(object="a", upstream="0.5"), names)


def test_how_many_values_a_pair_gives_is_said() -> None:
    one = Question("q", (), target="f", partner="g")
    assert PAIR.built(one, "a") == "pair_of(lambda *a: f(*a), lambda *a: g(*a), 1)"
    assert PAIR.built(replace(one, outputs=("y", "z")), "a").endswith(", 2)")


def test_which_convention_a_question_has() -> None:
    pair = Question("q", (), target="forward", partner="backward")
    found = [AFFINE, Question("q", (), options={"kind": "function"}), pair]
    assert [calling_of(question) for question in found] == [LAYER, FUNCTION, PAIR]
    assert calling_of(Question("q", (), target="square", partner="square")) is VJP


def test_what_is_called_for_gradients_has_a_name() -> None:
    """The function that another returns has none that its author knows."""
    names = [one.name.format(target="affine", partner="back") for one in (LAYER, PAIR, VJP)]
    assert names == ["backward", "back", "affine(...)[1]"]


def test_the_arguments_of_a_call() -> None:
    assert call(("x", "y"), "1") == "x_1, y_1"
    assert call((), "1") == ""
