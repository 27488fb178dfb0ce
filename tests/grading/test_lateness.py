"""The penalty for lateness: a share of the score for each day begun."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograder.grading.lateness import late_penalty
from autograder.model.question import Late

DUE = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)
LATE = Late(0.1, 0.5)


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        (timedelta(hours=-1), 0.0),
        (timedelta(0), 0.0),
        (timedelta(seconds=1), 1.0),
        (timedelta(days=1), 1.0),
        (timedelta(days=1, seconds=1), 2.0),
        (timedelta(days=30), 5.0),
    ],
)
def test_each_day_begun_costs(after: timedelta, lost: float) -> None:
    assert late_penalty(10.0, DUE, LATE, DUE + after) == lost


def test_without_a_due_date_or_a_time_stamp_nothing_is_lost() -> None:
    after = DUE + timedelta(days=3)
    assert late_penalty(10.0, None, LATE, after) == 0.0
    assert late_penalty(10.0, DUE, None, after) == 0.0
    assert late_penalty(10.0, DUE, LATE, None) == 0.0
