"""Names that are nearly the same: one table of examples for the whole package."""

from __future__ import annotations

import pytest

from autograder.notebook.nearness import LONGEST, is_class_of, near, nearest, same_name, slips

NEAR = [
    # a method that a notebook spells its own way (fitting/spelling)
    ("forword", "forward"),
    ("backword", "backward"),
    ("set_creater", "set_creator"),
    ("dw", "dW"),
    # what a student meant (diagnosis)
    ("mp", "np"),
    ("pl", "plt"),
    ("smoid", "sigmoid"),
    ("Xt", "X"),
    ("data", "date"),
    ("selt", "self"),
    ("bath_size", "batch_size"),
    ("last_layer", "lastlayer"),
    ("__call_", "__call__"),
    ("affines", "Affine"),
    ("relu", "Relu"),
    # what an instructor meant (course.yml)
    ("coarse", "course"),
    ("frist", "first"),
    ("vlaue", "value"),
    ("dWW", "dW"),
    ("w", "W"),
    # what was meant in the self-check
    ("forwrad", "forward"),
    ("TwoLayersNet", "TwoLayerNet"),
]
FAR = [
    ("x", "x"),
    ("gx", "gy"),
    ("ax", "x"),
    ("dW", "db"),
    ("t", "x"),
    ("forward", "backward"),
    ("mul", "add"),
    ("input", "output"),
    ("MulLayer", "AddLayer"),
    ("as_array", "ndarray"),
    ("my_square", "square"),
    ("step", "steeep"),
    ("moid", "sigmoid"),
    ("", "np"),
]
SURE = [
    ("Sigmiod", "Sigmoid"),
    ("Squre", "Square"),
    ("TwoLayersNet", "TwoLayerNet"),
    ("two_layer_net", "TwoLayerNet"),
]
UNSURE = [
    ("MaxGate", "MulGate"),
    ("PRelu", "Relu"),
    ("Rely", "Relu"),
    ("Powerr", "Power"),
    ("xSquare", "Square"),
    ("Squarexx", "Square"),
]


@pytest.mark.parametrize(("name", "other"), NEAR)
def test_near(name: str, other: str) -> None:
    assert near(name, other)


@pytest.mark.parametrize(("name", "other"), FAR)
def test_far(name: str, other: str) -> None:
    assert not near(name, other)


def test_a_guess_that_costs_points_is_a_sure_one() -> None:
    assert [pair for pair in SURE if not near(*pair, sure=True)] == []
    assert [pair for pair in UNSURE if near(*pair, sure=True)] == []
    assert near("MaxGate", "MulGate")


def test_the_nearest_one() -> None:
    assert nearest("vlaue", ["valuer", "value", "x"]) == "value"
    assert nearest("last_layer", ["lost_layer", "LastLayer"]) == "LastLayer"  # another spelling before a slip
    assert nearest("dfdz", ["dfdy", "dfdx"]) == "dfdx"  # the same every time
    assert nearest("zzz", ["value"]) is None
    assert nearest("value", []) is None


def test_long_names_cost_nothing() -> None:
    assert near("x" * LONGEST, "x" * (LONGEST - 1))
    assert not near("x" * (LONGEST + 1), "x" * LONGEST)


def test_other_spellings() -> None:
    assert same_name("dw", "dW")
    assert same_name("last_layer", "lastlayers")
    assert not same_name("dW", "db")
    assert not same_name("dW", "dW")


def test_a_class_and_a_function_that_are_called_alike() -> None:
    assert is_class_of("Sigmoid", "sigmoid")
    assert not is_class_of("Sigmoid", "Sigmoids")
    assert not is_class_of("sigmoid", "sigmoids")
    assert not is_class_of("Sigmoid", "relu")


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("a", "a", 0),
        ("ab", "ab", 0),
        ("cd", "abcd", 2),
        ("aaa", "a", 2),
        ("abxcd", "abcd", 1),
        ("abxycd", "abcd", 2),
        ("a", "", 1),
        ("ab", "ba", 1),
        ("abc", "acb", 1),
        ("abcd", "bacd", 1),
        ("abc", "xyz", 3),
        ("a", "abcde", 3),
    ],
)
def test_slips(one: str, other: str, count: int) -> None:
    assert slips(one, other) == slips(other, one) == count


@pytest.mark.parametrize(("name", "other"), [("dgamma", "gamma"), ("out", "dout"), ("W", "dW")])
def test_the_gradient_of_a_name_is_no_other_spelling_of_it(name: str, other: str) -> None:
    assert not near(name, other)
    assert nearest(name, [other]) is None
