"""Sizes of dimensions: names, numbers, multiples and sums, no two of one length."""

from __future__ import annotations

import pytest

from autograder.numbers.sizes import MOST, names, size_of, sizes, terms


def test_names_have_distinct_sizes_however_many_there_are() -> None:
    assert sizes([("N", "D"), ("D", "M"), ()]) == {"N": 3, "D": 4, "M": 2}
    many = sizes([tuple("ABCDEFGHIJKL")])
    assert [*many.values()] == [3, 4, 2, *range(5, 14)]  # as small as can be
    assert max(sizes([tuple(f"n{at}" for at in range(MOST - 2))]).values()) == MOST - 1 == 63


@pytest.mark.parametrize(
    "shapes",
    [
        [("N", "3")],
        [("N", "D"), ("4*H", "H"), ("4*H", "D"), ("4*H",)],
        [("N", "L+K"), ("K",), ("L",)],
        [("2*N", "N+1"), ("N", "M")],
    ],
)
def test_dimensions_that_are_not_the_same_are_not_equally_long(shapes: list[tuple[str, ...]]) -> None:
    size = sizes(shapes)
    dimensions = {dimension for shape in shapes for dimension in shape}
    assert len({size_of(one, size) for one in dimensions}) == len(dimensions)


def test_what_is_always_equally_long_is_no_hindrance() -> None:
    assert sizes([("H+H", "2*H"), ("N", "3"), ("3+K", "N+K")])["H"] > 0


def test_names_are_met_in_order() -> None:
    assert names([("N", "4*H"), ("H", "L+K", "3")]) == ["N", "H", "L", "K"]


@pytest.mark.parametrize(
    "dimension", ["", "0", "-1", "N-1", "N*2", "N*M", "4 H", "4*", "+N", "N.M", "1e3", "99999"]
)
def test_anything_else_is_no_dimension(dimension: str) -> None:
    with pytest.raises(ValueError, match=r"^a size like 3, N, 4\*H or L\+K$"):
        terms(dimension)


def test_lengths() -> None:
    assert [size_of(one, {"H": 5, "K": 2}) for one in ("7", "H", "4*H", "H + K", "2 * H+K+1")] == [
        7,
        5,
        20,
        7,
        13,
    ]
