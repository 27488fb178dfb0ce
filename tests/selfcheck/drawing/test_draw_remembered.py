"""The graph that an object remembers: of Variables with creators, of Values with parents, and of whatever else a student hands over."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.selfcheck.drawing.pictured import DEEPEST, MOST, picture_of_value, remembers


class Variable:
    def __init__(self, data: Any) -> None:
        self.data = data
        self.grad: Any = None
        self.creator: Any = None


class Square:
    def __call__(self, value: Any) -> Any:
        self.input = value
        self.output = Variable(value.data**2)
        self.output.creator = self
        return self.output


class Value:
    def __init__(self, data: float, parents: Any = (), op: str = "") -> None:
        self.data, self.grad, self._prev, self._op = data, 0.0, set(parents), op


class WithLocals:
    def __init__(self, data: float, parents: Any = ()) -> None:
        self.data, self.parents = data, parents
        self.grad: Any = 0.0


def test_a_chain_of_variables_with_values_above_and_gradients_below() -> None:
    x = Variable(np.array(3.0))
    y = Square()(Square()(x))
    x.grad = np.array(108.0)
    picture, cut = picture_of_value(y, {"x": x, "y": y, "_": y}, "en")
    assert [(item.symbol, item.operands, item.above.text, item.below.text) for item in picture] == [
        ("x", (), "3", "108"),
        ("Square", (0,), "9", ""),
        ("Square", (1,), "y = 81", ""),
    ]
    assert not cut


def test_a_value_that_is_used_twice_is_one() -> None:
    a = Value(2.0)
    b = Value(4.0, (a,), "*")
    picture, _ = picture_of_value(Value(6.0, (a, b), "+"), {"a": a}, "en")
    assert [item.symbol for item in picture] == ["a", "×", "+"]
    assert sorted(picture[2].operands) == [0, 1]


def test_parents_with_their_local_derivatives_and_a_gradient_that_is_a_variable() -> None:
    a = WithLocals(2.0)
    a.grad = Variable(5.0)
    picture, _ = picture_of_value(WithLocals(4.0, ((a, 2.0),)), {}, "en")
    assert [(item.symbol, item.above.text, item.below.text) for item in picture] == [
        ("2", "", "5"),
        ("·", "4", "0"),
    ]


def test_a_function_with_several_inputs() -> None:
    a, b = Variable(np.array(2.0)), Variable(np.array(3.0))
    y = Variable(np.array(5.0))
    y.creator = type("Add", (), {"inputs": (a, b)})()
    picture, _ = picture_of_value(y, {"a": a, "b": b}, "en")
    assert [(item.symbol, item.operands) for item in picture] == [("a", ()), ("b", ()), ("+", (0, 1))]


def test_a_long_chain_and_a_wide_one_are_cut_and_a_circle_ends() -> None:
    y: Any = Variable(np.array(1.0))
    for _ in range(5000):
        y = Square()(y)
    picture, cut = picture_of_value(y, {}, "en")
    assert (len(picture), cut) == (DEEPEST + 1, True)
    wide = Value(0.0, [Value(float(n)) for n in range(100)], "+")
    picture, cut = picture_of_value(wide, {}, "en")
    assert (len(picture), cut) == (MOST, True)
    one, other = Value(1.0), Value(2.0)
    one._prev, other._prev = {other}, {one}
    picture, cut = picture_of_value(one, {}, "en")
    assert ([item.operands for item in picture], cut) == ([(), (0,)], True)
    own = Value(1.0)
    own._prev = {own}
    assert len(picture_of_value(own, {}, "en")[0]) == 1


class Evil:
    data = 1.0

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError(name)


class Endless:
    data, grad, creator = 1.0, 1.0, None

    @property
    def _prev(self) -> Any:
        return [Endless(), Endless()]


class Odd(list[Any]):
    def __iter__(self) -> Any:
        raise RuntimeError


@pytest.mark.parametrize(
    "what",
    [3, "x", None, np.ones(3), object(), int, Evil(), [Value(1.0)]],
    ids=lambda one: type(one).__name__,
)
def test_what_remembers_nothing(what: Any) -> None:
    assert not remembers(what)


def test_what_a_student_wrote_never_raises_and_always_ends() -> None:
    assert len(picture_of_value(Endless(), {}, "en")[0]) == MOST
    odd = Value(1.0)
    odd._prev = Odd([1])  # type: ignore[assignment]
    assert len(picture_of_value(odd, {}, "en")[0]) == 1
    strange: list[Any] = [Evil(), "text", None, {}, [[1], [2, 3]], float("nan"), np.array("a")]
    for data in strange:
        assert len(picture_of_value(Value(data), {"v": data}, "en")[0]) == 1
