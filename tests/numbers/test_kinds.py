"""Kinds of input: each is what its name says, for any seed and shape."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.numbers.draw import Draw
from autograder.numbers.kinds import draw_kind, draw_plain, has_gradient, is_free, lengths, within

SEEDS = st.binary(min_size=1, max_size=8)
SHAPES = st.lists(st.integers(1, 5), max_size=3).map(tuple)
ROWS = st.lists(st.integers(2, 5), min_size=1, max_size=3).map(tuple)


def drawn(
    seed: bytes, kind: dict[str, Any], shape: tuple[int, ...], turn: int = 0, *, whole: bool = False
) -> Any:
    return draw_kind(Draw(seed, "q"), kind, shape, {"C": 4}, turn, whole=whole)


@given(SEEDS, SHAPES)
def test_a_mask_is_right_as_booleans_and_as_numbers(seed: bytes, shape: tuple[int, ...]) -> None:
    mask = drawn(seed, {"mask": True}, shape)
    assert np.shape(mask) == shape
    assert np.asarray(mask).dtype == bool
    assert np.size(mask) < 2 or {*np.ravel(mask * 1.0)} == {0.0, 1.0}
    assert drawn(seed, {"mask": True}, ()) is not drawn(seed, {"mask": True}, (), 1)


@given(SEEDS, SHAPES)
def test_labels_lie_below_their_number_and_one_comes_twice(seed: bytes, shape: tuple[int, ...]) -> None:
    labels = np.ravel(drawn(seed, {"labels": "C"}, shape))
    assert labels.dtype.kind == "i"
    assert 0 <= labels.min() <= labels.max() < 4
    assert labels.size < 2 or len(set(labels)) > 1
    assert labels.size < 3 or len(set(labels)) < labels.size
    assert len({*drawn(seed, {"labels": "C"}, (2,), 1)}) == 1
    assert [*np.bincount(drawn(seed, {"labels": "C"}, (2, 4), 1).ravel())] == [2] * 4
    assert type(drawn(seed, {"labels": "3"}, ())) is int


@given(SEEDS, ROWS)
def test_one_hot_rows_have_a_single_one(seed: bytes, shape: tuple[int, ...]) -> None:
    rows = drawn(seed, {"one_hot": True}, shape)
    assert rows.shape == shape
    assert {*np.ravel(rows)} == {0.0, 1.0}
    assert (rows.sum(axis=-1) == 1).all()


@given(SEEDS, ROWS)
def test_probabilities_are_positive_and_rows_sum_to_one(seed: bytes, shape: tuple[int, ...]) -> None:
    rows = drawn(seed, {"probability": True}, shape)
    assert (rows > 0.01).all()
    assert np.allclose(rows.sum(axis=-1), 1, atol=1e-15)
    assert 0.1 <= drawn(seed, {"probability": True}, ()) <= 0.9


@given(SEEDS, SHAPES)
def test_positive_numbers_and_whole_ones(seed: bytes, shape: tuple[int, ...]) -> None:
    assert np.min(drawn(seed, {"positive": True}, shape)) > 0
    whole = drawn(seed, {"positive": True}, shape, whole=True)
    assert np.min(whole) >= 1
    assert np.asarray(whole).dtype.kind == "i"
    assert np.asarray(drawn(seed, {"integers": True}, shape)).dtype.kind == "i"
    within_range = drawn(seed, {"integers": (5, 7)}, shape)
    assert 5 <= np.min(within_range) <= np.max(within_range) <= 7
    assert type(drawn(seed, {"integers": (5, 7)}, ())) is int


def test_both_ends_of_a_range_are_drawn() -> None:
    assert {*drawn(b"a", {"integers": (5, 7)}, (60,)).tolist()} == {5, 6, 7}


def test_choices_come_in_turn() -> None:
    assert [drawn(b"1", {"one_of": ("train", "test")}, (), turn) for turn in range(3)] == [
        "train",
        "test",
        "train",
    ]


@pytest.mark.parametrize(
    ("kind", "gradient", "free"),
    [
        ({}, True, True),
        ({"scale": 10.0}, True, True),
        ({"positive": True}, True, True),
        ({"probability": True}, True, False),
        ({"one_hot": True}, True, False),
        ({"mask": True}, False, False),
        ({"labels": "C"}, False, False),
        ({"integers": True}, False, False),
        ({"one_of": (3,)}, False, False),
    ],
)
def test_by_what_there_is_a_gradient_and_what_may_be_of_any_size(
    kind: dict[str, Any], gradient: bool, free: bool
) -> None:
    assert (has_gradient(kind), is_free(kind)) == (gradient, free)


def test_positive_arguments_stay_positive() -> None:
    assert within({"positive": True}, -2.0) == 2.0
    assert within({"positive": True}, np.array([-1.0, 3.0])).tolist() == [1.0, 3.0]
    assert within({}, -2.0) == -2.0


def test_plain_arguments() -> None:
    draw = Draw(b"a", "q")
    assert type(draw_plain(draw, ())) is float
    assert np.shape(draw_plain(draw, lengths(("N", "2*N"), {"N": 2}))) == (2, 4)
