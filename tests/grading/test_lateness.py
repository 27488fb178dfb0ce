"""The penalty for lateness: a share of the score for each day begun."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from autograder.grading.lateness import Lateness, late_penalty, lateness
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
    assert late_penalty(10.0, lateness(DUE, DUE + after, LATE).share) == lost


@pytest.mark.parametrize(
    ("late", "free_days", "after", "want"),
    [
        (None, 3, timedelta(hours=25), Lateness(90_000, 2, 0, 0.0)),
        (None, 0, timedelta(seconds=30), Lateness(30, 1, 0, 0.0)),
        (Late(per_hour=0.01, at_most=0.5), 0, timedelta(hours=3, seconds=1), Lateness(10_801, 1, 0, 0.04)),
        (Late(per_hour=0.01, at_most=0.5), 1, timedelta(hours=26), Lateness(93_600, 2, 1, 0.02)),
        (Late(0.1, 0.5, grace_minutes=15), 0, timedelta(minutes=15), Lateness()),
        (Late(0.1, 0.5, grace_minutes=15), 0, timedelta(minutes=16), Lateness(960, 1, 0, 0.1)),
        (Late(0.1, 0.5, grace_minutes=15), 0, timedelta(hours=24, minutes=15), Lateness(87_300, 1, 0, 0.1)),
        (LATE, 1, timedelta(hours=25), Lateness(90_000, 2, 1, 0.1)),
        (LATE, 3, timedelta(hours=25), Lateness(90_000, 2, 2, 0.0)),
        (LATE, 3, timedelta(0), Lateness()),
    ],
)
def test_hours_grace_and_free_days(
    late: Late | None, free_days: int, after: timedelta, want: Lateness
) -> None:
    assert lateness(DUE, DUE + after, late, free_days) == pytest.approx(want)


def test_no_penalty_gives_points() -> None:
    assert late_penalty(-2.0, 0.1) == 0.0
