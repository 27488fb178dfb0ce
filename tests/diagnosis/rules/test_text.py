"""Numbers beside what the text says: nearly right, in one ratio, one and the same, right in part."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.rules.text import _all_near, _one_number, _one_ratio

Pairs = list[tuple[Any, Any]] | None


def of_parts(*parts: Pairs) -> Any:
    """A case with these answers and right ones, part by part."""
    return SimpleNamespace(wrong=dict(enumerate(range(len(parts)))), pairs=lambda where: parts[where])


@pytest.mark.parametrize(
    ("parts", "near"),
    [
        ([[([1.005, 0.01], [1.0, 0.0])]], True),
        ([[([1.02, 0.0], [1.0, 0.0])]], False),
        ([[([0.98, 0.0], [1.0, 0.0])]], False),
        ([[([-0.995], [-1.0])]], True),
        ([[([0.015], [0.01])]], False),  # as much as that of 1 would be near
        ([[([0.000_005], [0.0])]], True),
        ([[([0.001], [0.0])]], False),
        ([[([1.005], [1.0])], [([2.0], [1.0])]], False),
        ([[([1.005], [1.0]), ([2.0], [1.0])]], False),
        ([None], False),
        ([[([1.005], [1.0])], None], False),
    ],
)
def test_nearly_right_in_every_part(parts: list[Pairs], near: bool) -> None:
    arrays = [one and [(np.array(a), np.array(b)) for a, b in one] for one in parts]
    assert _all_near(of_parts(*arrays)) is near


@pytest.mark.parametrize(
    ("pairs", "ratio"),
    [
        ([([0.02, 0.01], [2.0, 1.0]), ([0.03], [-3.0])], True),
        ([([0.02], [2.0]), ([0.0], [0.0])], True),
        ([([0.02], [2.0]), ([0.027], [3.0])], True),
        ([([0.02], [2.0]), ([0.02], [3.0])], False),
        ([([0.2], [2.0])], False),
        ([([0.0], [0.0])], False),
        ([], False),
        (None, False),
    ],
)
def test_all_answers_are_small_in_one_ratio(pairs: Pairs, ratio: bool) -> None:
    arrays = pairs and [(np.array(a), np.array(b)) for a, b in pairs]
    assert _one_ratio(SimpleNamespace(pairs=lambda _: arrays), (0,)) is ratio


@pytest.mark.parametrize(
    ("values", "one"),
    [
        ([3.0, 3.0, 3.0], True),
        ([3.0, 3.0], False),
        ([3.0, 3.0, 3.5], False),
        ([0.0, 0.0, 0.0], False),
        ([1.0, 1.0, 1.0], False),
        ([-1.0, -1.0, -1.0], False),
        ([3.0, 3.0, 3.0, None], False),
        ([3.0, 3.0, [3.0]], False),
        ([np.inf, np.inf, np.inf], False),
    ],
)
def test_one_number_whatever_is_asked(values: list[Any], one: bool) -> None:
    assert _one_number([None if v is None else np.array(v) for v in values]) is one
