"""Copies, comparison, and other inputs in the form of a student's own."""

from __future__ import annotations

import builtins
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.values import copied, is_data, like, same, substitute, thaw


class Grumpy:
    """Cannot be copied, nor compared."""

    def __deepcopy__(self, memo: object) -> object:
        raise RuntimeError

    def __eq__(self, other: object) -> bool:
        raise SystemExit

    __hash__ = None  # type: ignore[assignment]


def test_copies_of_data_alone() -> None:
    for value in ([1, [2]], {"a": [1]}, np.ones(2), {1}):
        assert copied(value) is not value
    grumpy = Grumpy()
    stuck = [grumpy]
    assert copied(grumpy) is grumpy
    assert copied(stuck) is stuck
    assert copied(vars(builtins)) is vars(builtins)
    generator = np.random.default_rng(1)
    copied(generator).random()
    assert generator.random() == np.random.default_rng(1).random()


def test_what_is_data() -> None:
    assert all(
        map(is_data, ([], {}, set(), np.ones(2), np.ones(2).view(np.matrix), np.random.default_rng(1)))
    )
    assert not any(map(is_data, (1, "text", (1,), len, Grumpy(), vars(builtins), np.float64(1))))


@pytest.mark.parametrize(
    ("a", "b", "equal"),
    [(1, 1.0, True), ([1, 2], (1, 2), True), (np.ones(2), [1, 1], True), (1, 2, False), ([1], [1, 2], False)],
)
def test_same(a: Any, b: Any, equal: bool) -> None:
    assert same(a, b) is equal


def test_same_never_raises() -> None:
    assert same(Grumpy(), Grumpy()) is False
    assert same([Grumpy()], (1,)) is False


def test_like() -> None:
    assert like(3.0, 1) == 3.0
    assert like((1.0, 2.0), [0, 0]) == [1.0, 2.0]
    assert like([1.0, 2.0], (0, 0)) == (1.0, 2.0)
    assert like((1.0, 2.0), np.zeros((2, 1))).tolist() == [[1.0], [2.0]]
    assert like((1.0, 2.0, 3.0), np.zeros(2)).shape == (3,)
    array = np.ones(2)
    assert like(array, 7) is not array


def test_thaw_gives_lists() -> None:
    assert thaw(((1, 2), "a")) == [[1, 2], "a"]


def test_substitute_keeps_what_it_found_first() -> None:
    found: dict[str, Any] = {}
    hook = substitute({"x": 9.0}, found)
    assert hook("x", 2, True) == 9.0
    assert hook("x", 2, False) == 9.0  # the same constant inside a function
    assert hook("x", 5, False) == 5  # another one is not the input
    assert hook("y", 3, True) == 3
    assert hook("z", 3, None) == 3
    assert found == {"x": 2, "y": 3}
