"""What is lent of a framework: variables and functions of any step, and a variable that calculates as the whole library's does."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest

from autograder.fitting.lent_framework import (
    Calculating,
    Config,
    Function,
    Link,
    OfOne,
    OfSeveral,
    Parameter,
    Variable,
    as_array,
    as_numpy,
    as_variable,
    exp,
    get_array_module,
    no_grad,
    square,
    using_config,
)

BASES = (Function, OfOne, OfSeveral)


def add(base: type[Function], *variables: Any) -> Any:
    """The sum of variables, by a function written on a base class."""

    class Add(base):  # type: ignore[misc, valid-type]
        def forward(self, *xs: Any) -> Any:
            return sum(xs)

        def backward(self, gy: Any) -> Any:
            return tuple(gy for _ in variables)

    return Add()(*variables)


def halves(base: type[Function], variable: Any) -> Any:
    """A function with two outputs, of which the second counts three times as much."""

    class Halves(base):  # type: ignore[misc, valid-type]
        def forward(self, x: Any) -> Any:
            return x / 2, x * 3 / 2

        def backward(self, first: Any, second: Any) -> Any:
            return first / 2 + second * 3 / 2

    return Halves()(variable)


def number(value: float) -> Any:
    """A variable of that value."""
    return Variable(np.array(value))


class Box:
    """A variable of an early step: no creator, no generation."""

    def __init__(self, data: Any) -> None:
        self.data, self.grad = data, None


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets the Function that the notebook itself has."""
    return lambda base: monkeypatch.setattr(sys.modules["__main__"], "Function", base, raising=False)


@pytest.mark.parametrize("base", BASES)
def test_a_chain_of_square_and_exp_has_its_derivative_on_any_base(base: type[Function], own: Any) -> None:
    own(base)
    x = Variable(np.array([0.5, -0.25]))
    y = square(exp(square(x)))
    y.backward()
    assert y.data == pytest.approx(np.exp(2 * x.data**2))
    assert x.grad == pytest.approx(4 * x.data * np.exp(2 * x.data**2))


def test_square_and_exp_stand_on_our_base_where_the_notebook_has_none() -> None:
    y = exp(Variable(np.array(0.5)))
    assert isinstance(y.creator, Function)
    assert type(y.creator).__name__ == "Exp"


@pytest.mark.parametrize("base", [Function, OfSeveral])
def test_a_variable_used_at_several_depths_is_left_only_when_all_that_was_made_of_it_is_done(
    base: Any,
) -> None:
    x = Variable(np.array(0.5))
    a = square(x)
    for y in (add(base, a, square(exp(a))), add(base, square(exp(a)), a)):
        x.cleargrad(), a.cleargrad()
        y.backward()
        assert x.grad == pytest.approx((1 + 2 * np.exp(2 * a.data)) * 2 * x.data)
    assert [x.generation, a.generation, y.generation] == [0, 1, 4]


@pytest.mark.parametrize("base", [Function, OfSeveral])
def test_gradients_of_one_variable_used_twice_and_of_two_outputs_add_up(base: Any) -> None:
    x: Any = number(3.0)
    add(base, x, x).backward()
    assert x.grad == 2.0
    first, second = halves(base, fresh := number(3.0))
    assert (first.data, second.data) == (1.5, 4.5)
    add(base, first, second).backward()
    assert fresh.grad == 2.0


def test_a_gradient_given_is_the_one_that_is_carried_back() -> None:
    x: Any = number(3.0)
    y: Any = square(x)
    y.grad = np.array(10.0)
    y.backward()
    assert x.grad == 60.0
    assert y.grad == 10.0
    alone: Any = Variable(np.array([1.0, 2.0]))
    alone.backward()
    assert np.array_equal(alone.grad, [1.0, 1.0])
    alone.cleargrad()
    assert alone.grad is None


def test_each_base_has_the_links_of_its_steps_and_no_others(own: Any) -> None:
    kept = {}
    for base in BASES:
        own(base)
        x = number(2.0)
        y = square(x)
        kept[base] = {name for name in ("input", "output", "inputs", "outputs") if hasattr(y.creator, name)}
        if base is not OfSeveral:
            assert y.creator.input is x
            assert y.creator.output is y
        if base is not OfOne:
            assert y.creator.inputs == (x,)
            assert [one() for one in y.creator.outputs] == [y]
    assert kept == {
        Function: {"input", "output", "inputs", "outputs"},
        OfOne: {"input", "output"},
        OfSeveral: {"inputs", "outputs"},
    }


def test_on_the_base_of_several_the_result_lives_as_long_as_its_function() -> None:
    function = add(OfSeveral, number(2.0)).creator
    assert function.outputs[0]().data == 2.0


def test_a_weak_reference_may_be_used_as_the_variable_itself() -> None:
    y = number(2.0)
    link = Link(y)
    link.grad = 5.0
    assert (y.grad, link.grad, link()) == (5.0, 5.0, y)


@pytest.mark.parametrize("base", BASES)
def test_a_notebooks_own_box_is_taken_as_it_is_and_gets_a_box_of_its_own_back(base: type[Function]) -> None:
    y = add(base, Box(np.array(2.0)))
    assert type(y) is Box
    assert y.data == 2.0


@pytest.mark.parametrize("base", BASES)
def test_numbers_and_arrays_go_in_as_variables(base: type[Function]) -> None:
    for x in (2.0, np.array(2.0)):
        y = add(base, x, 3.0)
        assert isinstance(y, Variable)
        assert y.data == 5.0


def test_functions_of_the_base_are_to_be_written() -> None:
    for method in (Function().forward, Function().backward):
        with pytest.raises(NotImplementedError):
            method(1.0)


def test_a_number_and_an_array_become_variables_and_a_variable_stays_the_same() -> None:
    x = Parameter(np.ones(2), name="x")
    assert as_variable(x) is x
    assert x.name == "x"
    for one in (np.ones(2), np.float64(1.0), 2.0):
        made = as_variable(one)
        assert isinstance(made, Variable)
        assert isinstance(made.data, np.ndarray)
        assert np.array_equal(made.data, one)


def test_a_number_becomes_an_array_and_an_array_stays_the_same() -> None:
    x = np.ones(2)
    assert as_array(x) is x
    assert isinstance(as_array(2.0), np.ndarray)
    assert as_numpy(Variable(x)) is x
    assert isinstance(as_numpy(2.0), np.ndarray)
    assert get_array_module(x) is np


def test_a_switch_is_set_for_a_while_and_put_back_whatever_happens() -> None:
    assert (Config.enable_backprop, Config.train) == (True, True)

    def fails() -> None:
        with using_config("train", False):
            raise KeyError(Config.train)

    with pytest.raises(KeyError, match="False"):
        fails()
    assert Config.train is True
    with no_grad():
        assert Config.enable_backprop is False
    assert (Config.enable_backprop, Config.train) == (True, True)


def test_a_variable_that_calculates_has_what_its_array_has() -> None:
    x = Calculating(np.array([[1.0, 2.0]]))
    assert (x.shape, x.ndim, x.size) == ((1, 2), 2, 2)
    assert np.array_equal(2 * x + 1, [[3.0, 5.0]])
    assert np.array_equal(np.array([[1.0, 1.0]]) - x, [[0.0, -1.0]])
    assert np.array_equal(np.exp(x), np.exp(x.data))
    assert np.array_equal(np.add.reduce(x, axis=1), [3.0])


@pytest.mark.parametrize("name", ["data", "_hidden", "nothing"])
def test_what_it_lacks_is_an_attribute_that_is_not_there(name: str) -> None:
    bare = Calculating(np.ones(2))
    del bare.data
    with pytest.raises(AttributeError, match="data" if name == "nothing" else name):
        getattr(bare, name)
