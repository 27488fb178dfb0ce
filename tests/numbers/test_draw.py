"""Drawn inputs: of order one, away from kinks, repeatable, different from question to question."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.numbers.draw import HIGH, LOW, Draw, pair

SEEDS = st.binary(min_size=1, max_size=8)
SHAPES = st.lists(st.integers(1, 5), max_size=3).map(tuple)


@given(SEEDS, SHAPES)
def test_arrays_are_of_order_one_with_signs_mixed_and_no_two_alike(
    seed: bytes, shape: tuple[int, ...]
) -> None:
    array = Draw(seed, "q").array(shape)
    assert array.shape == shape
    magnitudes = np.sort(np.abs(array).ravel())
    assert LOW <= magnitudes[0] <= magnitudes[-1] <= HIGH
    step = (HIGH - LOW) / max(array.size, 12)
    assert np.all(np.diff(magnitudes) > 0.3 * step)
    assert array.size == 1 or (array.min() < 0 < array.max())


@given(SEEDS, SHAPES)
def test_integers_are_small_and_not_zero(seed: bytes, shape: tuple[int, ...]) -> None:
    values = Draw(seed, "q").integers(shape)
    assert np.shape(values) == shape
    assert type(values) is int if shape == () else np.asarray(values).dtype == int
    assert set(np.abs(np.ravel(values))) <= {1, 2, 3}
    assert np.size(values) == 1 or np.min(values) < 0 < np.max(values)
    assert all(len({*np.ravel(values)[at : at + 6]}) == 6 for at in range(0, np.size(values) - 5, 6))


def test_the_same_seed_and_question_give_the_same_numbers() -> None:
    def drawn(seed: bytes, question: str) -> list[float]:
        return Draw(seed, question).array((3,)).tolist()

    assert drawn(b"a", "q") == drawn(b"a", "q")
    assert drawn(b"a", "q") != drawn(b"a", "p")
    assert drawn(b"a", "q") != drawn(b"b", "q")


def test_a_seed_asks_the_same_next_year() -> None:
    """Who is graded again is asked what was asked before: another number here is a decision."""
    draw = Draw(b"a", "q")
    assert draw.array((2, 2)).ravel() == pytest.approx(ARRAY)
    assert np.ravel(draw.integers((2, 4))).tolist() == INTEGERS
    pairs = [pair(draw, like, fractions=True) for like in ((1, 2), (-2, -1), (1, -2), (-2, 1))]
    assert np.ravel(pairs) == pytest.approx(PAIRS)


ARRAY = [-1.055115716, 0.344208828, -1.394777018, 1.768135274]
INTEGERS = [1, 2, 3, -3, -2, -1, -2, 3]
PAIRS = [
    0.382712273,
    0.80864106,
    -0.847751132,
    -0.439183085,
    0.830817641,
    -1.823124949,
    -1.356383666,
    0.771205584,
]


def test_numbers_in_the_form_of_others() -> None:
    draw = Draw(b"a", "q")
    assert type(draw.like(3)) is float
    assert np.shape(draw.like([[1, 2], [3, 4]])) == (2, 2)
    assert isinstance(draw.like([1]), list)
    assert np.shape(draw.like(np.zeros((2, 3)))) == (2, 3)


@pytest.mark.parametrize("fractions", [False, True])
@pytest.mark.parametrize("like", [(1, 2), (2, 1), (-1, -2), (-2, -1), (1, -2), (-2, 1)])
@given(seed=SEEDS)
def test_a_pair_is_well_apart_and_like_another(like: tuple[int, int], fractions: bool, seed: bytes) -> None:
    one, other = pair(Draw(seed, "q"), like, fractions=fractions)
    assert (np.sign(one), np.sign(other)) == tuple(np.sign(like))
    assert abs(abs(one) - abs(other)) >= 0.2 - 1e-12
    assert (abs(one) < abs(other)) is (abs(like[0]) < abs(like[1]))
    assert all(LOW <= abs(value) <= HIGH + 0.2 for value in (one, other))
    if like[0] * like[1] < 0:
        assert (one, other) == pair(Draw(seed, "q"), like)
    elif fractions:
        assert int(one) == int(other)
        assert {round(one), round(other)} in ({0, 1}, {0, -1})


@pytest.mark.parametrize("seed", [b"a", b"b", b"c", b"d"])
def test_integers_of_a_row_are_not_alike(seed: bytes) -> None:
    for row in np.asarray(Draw(seed, "q").integers((4, 2))):
        assert row[0] != row[1]
    first = np.abs(Draw(seed, "q").integers((3,)))
    assert len(set(first.tolist())) == 3
