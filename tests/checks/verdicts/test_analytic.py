"""Is a gradient an analytic one? What else may be off where finite differences fail."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.verdicts.analytic import _overflows
from autograder.model.trial import Part, Role, Step
from tests.checks.verdicts.test_parts import answered

STEPS = (Step("a", "f(x)"), Step("out", "g(a)", (Part(Role.FORWARD, "out"),)))
HUGE, BEYOND = np.array([1e300, 2.0]), np.array([np.inf, 2.0])


@pytest.mark.parametrize(
    ("right", "got", "overflows"),
    [
        ((HUGE, HUGE), (HUGE, BEYOND), True),
        ((HUGE, HUGE), (BEYOND, HUGE), True),
        ((HUGE, HUGE), (HUGE, -HUGE), False),
        ((HUGE, BEYOND), (HUGE, BEYOND), False),
        ((1.0, 2.0), (1.0, np.nan), True),
        ((1.0, 2.0), ("text", None), False),
    ],
)
def test_an_output_beyond_the_range_of_floats(right: Any, got: Any, overflows: bool) -> None:
    assert _overflows(answered(STEPS, right, got)) is overflows
