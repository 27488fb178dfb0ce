"""The draws of a conversation: which signs, which order, what is whole."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.plans.arguments import UPSTREAM, Arguments
from autograder.checks.plans.calling import FUNCTION
from autograder.model.question import Question
from autograder.numbers.draw import Draw

TWO = Question("q", (), inputs={"x": (), "y": ()})


def drawn(question: Question = TWO, seed: bytes = b"tests", **more: object) -> Arguments:
    return Arguments(question, Draw(seed, "q"), **more)


@pytest.mark.parametrize("turn", [0, 1, 2, 5])
def test_two_numbers_have_either_winner_by_size_and_by_magnitude_in_each_conversation(turn: int) -> None:
    """Both of either sign, one of each with the negative larger in magnitude, so that max is not max of |x|."""
    pairs = [[*drawn(turn=turn).of_inputs({}, call).values()] for call in (0, 1, 2)]
    signs = [(np.sign(x), np.sign(y)) for x, y in pairs]
    assert {*signs} == {(1, 1), (-1, -1), (1, -1) if turn % 2 else (-1, 1)}
    assert {x < y for x, y in pairs} == {abs(x) < abs(y) for x, y in pairs} == {True, False}
    assert all(abs(min(x, y)) > abs(max(x, y)) for x, y in pairs if x * y < 0)
    upstreams = [np.sign(drawn(turn=turn).upstream((), call)) for call in (0, 1, 2)]
    assert upstreams == [*UPSTREAM[turn % 2]]
    assert {*upstreams} == {1, -1}


def test_two_numbers_of_one_sign_begin_alike_in_one_conversation() -> None:
    """So that who compares whole parts finds no winner there."""
    pairs = [[*drawn(seed=seed).of_inputs({}, call).values()] for seed in (b"1", b"2") for call in (0, 1, 2)]
    assert all(int(x) == int(y) and x != y for x, y in pairs if x * y > 0)


def test_whole_numbers_are_python_ints_and_no_two_alike() -> None:
    three = Question("q", (), inputs={"x": (), "y": (), "z": ()})
    for seed in (b"1", b"2", b"3"):
        values = [*drawn(three, seed, whole=True).of_inputs({}, 0).values()]
        assert {type(value) for value in values} == {int}
        assert len(set(values)) == 3


def test_an_upstream_input_is_never_whole() -> None:
    question = Question("q", (), inputs={"W": ("D", "M"), "dD": ("D",)}, upstream=("dD",))
    values = drawn(question, whole=True).of_inputs({"D": 2, "M": 3}, 0)
    assert (values["W"].dtype.kind, values["dD"].dtype.kind) == ("i", "f")


def test_arrays_take_the_place_of_every_shape_and_are_nowhere_close() -> None:
    values = drawn(array=(2, 3)).of_inputs({}, 0)
    assert [value.shape for value in values.values()] == [(2, 3), (2, 3)]
    assert np.min(np.abs(values["x"] - values["y"])) > 1e-3
    assert not np.shares_memory(values["x"], values["y"])


def test_numbers_become_arrays_where_the_convention_wants_them() -> None:
    values = drawn(calling=FUNCTION).of_inputs({}, 0)
    assert all(isinstance(value, np.ndarray) and value.shape == () for value in values.values())
    assert isinstance(drawn(calling=FUNCTION).upstream((), 0), np.ndarray)
    assert isinstance(drawn().upstream((), 0), float)
    assert drawn().upstream((2, 3), 0).shape == (2, 3)


def test_of_arrays_that_take_every_place_a_mask_has_the_shape_and_a_number_stays_one() -> None:
    question = Question(
        "q",
        (),
        inputs={"x": ("N",), "mask": ("N",), "p": ()},
        draw={"mask": {"mask": True}, "p": {"probability": True}},
    )
    for array, shape in (((2, 3), (2, 3)), (None, (4,))):
        values = drawn(question, array=array).of_inputs({"N": 4}, 0)
        assert values["x"].shape == values["mask"].shape == shape
        assert type(values["p"]) is float
