"""What predictions are made of, where something is missing or does not fit."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.rules.numbers import _both, _loses_fractions, _rounded, _sum

ONE, TWO = np.array([1.0, 2.0]), np.array([10.0, 20.0])


@pytest.mark.parametrize(
    ("values", "total"),
    [([ONE], ONE), ([ONE, TWO], ONE + TWO), ([ONE, None], None), ([ONE, np.array(1.0)], None), ([ONE, np.ones(3)], None)],
)  # fmt: skip
def test_calls_are_added_up_where_all_are_known_and_alike(
    values: list[np.ndarray | None], total: np.ndarray | None
) -> None:
    found = _sum(values)
    assert (found is None) if total is None else np.array_equal(found, total)


def test_two_are_put_together_where_both_are_known_and_alike() -> None:
    assert np.array_equal(_both(np.subtract, TWO, ONE), [9.0, 18.0])
    for one, other in ((None, ONE), (ONE, None), (ONE, np.array(1.0)), (np.ones(3), ONE)):
        assert _both(np.subtract, one, other) is None


def test_single_precision_is_near_the_right_numbers_on_both_sides() -> None:
    right = np.array([1.0, 0.1])
    assert _rounded(right.astype(np.float32).astype(float), right)
    assert not _rounded(right - 0.5, right)
    assert not _rounded(np.array([1.0, -0.5]), right)
    assert not _rounded(np.array([1.0, 0.625]), right)
    assert _rounded(np.array([1.23, 4.57]), np.array([1.2345, 4.5678]))


@pytest.mark.parametrize(
    ("pairs", "whole", "cut"),
    [
        ([(1.0, 1.7)], (False,), True),
        ([(-1.0, -1.7), (2.0, 2.0)], (False, False), True),
        ([(1.7, 1.0)], (False,), False),
        ([(0.0, 0.7)], (False,), False),
        ([(0.0, 0.7)], (True,), True),
        ([(3.0, 1.7)], (True,), True),
        ([(3.0, 1.7)], (False,), False),
        ([(3.0, 2.0)], (True,), False),
        ([(2.5, 1.7)], (True,), False),
        ([([3.0, 2.0], [1.7, 2.0])], (True,), True),
        ([([3.0, 2.5], [1.7, 2.5])], (True,), False),
        ([([0.0, 2.0], [0.5, 2.5])], (False,), True),
        ([([0.5, 2.0], [0.5, 2.5])], (False,), False),
        ([(1.7, 1.7), (3.0, 1.7)], (False, True), True),
        ([(1.5, 1.7), (3.0, 1.7)], (False, True), False),
        (None, (True,), False),
    ],
)
def test_numbers_are_cut_off(pairs: list[Any] | None, whole: tuple[bool, ...], cut: bool) -> None:
    known = pairs and [(np.array(a), np.array(b)) for a, b in pairs]
    spots = [SimpleNamespace(trial=trial) for trial in range(len(whole))]
    book = SimpleNamespace(spots=spots, trials=[SimpleNamespace(whole=one) for one in whole])
    part: Any = SimpleNamespace(
        case=SimpleNamespace(book=book, pairs=lambda _: known), where=tuple(range(len(whole)))
    )
    assert _loses_fractions(part) is cut
