"""A number is met to the digits that are stated."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.numbers.stated import meets, written


@pytest.mark.parametrize(
    ("stated", "got", "met"),
    [
        (0.73, 0.7311, True),
        (0.73, 0.7351, False),
        (7, 7.0, True),
        (7, 7.001, False),
        (2.2, 2.2000000000000006, True),
        (1e-05, 1.04e-05, True),
        (1e-05, 1.6e-05, False),
        (1.648721270700128, np.exp(0.5), True),
        ((0.5, 2), np.array([0.52, 2.0]), True),
        ((0.5, 2), np.array([0.52, 2.1]), False),
        (((1, 2),), ((1, 2),), True),
        (((1, 2),), (1, 2), False),
        (1, np.array([[1.0]]), True),
        (1, np.nan, False),
        (1, np.zeros(0), False),
        (1, 1 + 0.9e-8, True),
        (1, 1 + 1.1e-8, False),
        (1e9, 1e9 + 9, True),
        (10**9, 1e9 + 11, False),
        (0, 6e-17, True),
        (0, 1.1e-8, False),
        (0.5, 0.5 + 0.9e-8, True),
        (np.inf, np.inf, False),
        (1, None, False),
        (1, "1", False),
    ],
)
def test_an_answer_meets_what_is_stated(stated: Any, got: Any, met: bool) -> None:
    assert meets(got, stated) is met


@pytest.mark.parametrize(
    ("value", "text"),
    [(1234567, "1234567"), (1234567.0, "1.23457e+06"), (1 / 3, "0.333333"), (7.0, "7"), ((1, (2.5,)), "[1, [2.5]]"), (np.ones((1, 2)), "[[1, 1]]")],
)  # fmt: skip
def test_numbers_are_written_as_a_text_prints_them(value: Any, text: str) -> None:
    assert written(value) == text
