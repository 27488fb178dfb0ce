"""The plan of objects that are calculated with: what they are drawn as."""

from __future__ import annotations

import numpy as np

from autograder.checks.plans.expressions import CALLS, _drawn
from autograder.model.question import Question
from autograder.numbers.draw import Draw


def test_two_numbers_have_all_signs_and_arrays_keep_their_own() -> None:
    question = Question("q", (), inputs={"x": (), "A": ("N", "D"), "y": ()})
    drawn = [_drawn(question, Draw(b"tests", "q"), "x * A + y", at) for at in CALLS]
    assert {(one["x"] > 0, one["y"] > 0) for one in drawn} == {
        (a, b) for a in (True, False) for b in (True, False)
    }
    assert all(np.ptp(np.sign(one["A"])) == 2 for one in drawn)
