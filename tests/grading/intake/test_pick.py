"""Which of the things that a student handed in counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.grading.intake.pick import HandIn, Take, counting, in_time, newest, passed_over
from autograder.grading.intake.submission import Submission

DUE = datetime(2027, 3, 1, 12, tzinfo=UTC)


def one(
    name: str, hours: float | None = None, *, platform: str = "", order: tuple[int, int] = (0, 0), empty: bool = False,
    wanted: bool = True, late: bool = False,
) -> HandIn:  # fmt: skip
    """A hand-in so many hours after the due date."""
    at = None if hours is None else DUE + timedelta(hours=hours)
    files = () if empty else (Path(f"{name}.ipynb"),)
    return HandIn(Submission("ada", files, handed_in=at), name, wanted, platform, late, order)


@pytest.mark.parametrize(
    ("several", "best"),
    [
        ([one("a", -2), one("b", -1)], "b"),
        ([one("a", -1), one("b", -2)], "a"),
        ([one("a", -1), one("b")], "a"),  # one of them has no time: the first that was named
        ([one("a"), one("b", -1)], "a"),
        ([one("a", order=(1, 0)), one("b", order=(2, 0))], "b"),
        ([one("a", order=(2, 0)), one("b", order=(1, 9))], "a"),
        ([one("a", order=(1, 0), platform="Canvas"), one("b", order=(2, 0), platform="Moodle")], "a"),
        ([one("a", -1, order=(1, 0)), one("b", -2, order=(2, 0))], "a"),  # the time before the number
        ([one("a", -1, wanted=False), one("b", -2)], "b"),
        ([one("a", -1, empty=True), one("b", -2, wanted=False)], "b"),
        ([one("a", -1, empty=True), one("b", -2, empty=True)], "a"),
    ],
)
def test_the_newest_as_far_as_times_and_platforms_tell_it(several: list[HandIn], best: str) -> None:
    assert newest(several).origin == best


@pytest.mark.parametrize(
    ("several", "take", "due", "best"),
    [
        ([one("a", -1), one("b", 1)], "latest-in-time", DUE, "a"),
        ([one("a", -1), one("b", 1)], "latest", DUE, "b"),
        ([one("a", -1), one("b", 1)], "latest-in-time", None, "b"),
        ([one("a", 1), one("b", 2)], "latest-in-time", DUE, "b"),
        ([one("a", -1, empty=True), one("b", 2)], "latest-in-time", DUE, "b"),
        ([one("a"), one("b", late=True, order=(2, 0))], "latest-in-time", DUE, "a"),
    ],
)
def test_the_one_that_counts_is_the_newest_in_time_where_there_is_one(
    several: list[HandIn], take: Take, due: datetime | None, best: str
) -> None:
    assert counting(several, take, due).origin == best


@pytest.mark.parametrize(
    ("hours", "late", "due", "early"),
    [(-1, False, DUE, True), (0, False, DUE, True), (0.01, False, DUE, False), (1, False, None, True), (None, False, DUE, True),
     (None, True, DUE, False), (-1, True, None, False)],
)  # fmt: skip
def test_what_nothing_says_came_late_is_in_time(
    hours: float | None, late: bool, due: datetime | None, early: bool
) -> None:
    assert in_time(one("a", hours, late=late), due) is early


@pytest.mark.parametrize(
    ("other", "best", "why"),
    [
        (one("a", -2), one("b", -1), "an older one: b is taken"),
        (one("a", -1), one("b", -2), "a later one: b is taken"),
        (one("a"), one("b"), "another one, nothing says which is newer: b is taken"),
        (one("a", wanted=False), one("b"), "another file: b is taken"),
        (one("a", -2, wanted=False), one("b", -1, wanted=False), "an older one: b is taken"),
        (one("a", -2), one("b", -1, wanted=False), "a later one: b is taken"),
    ],
)
def test_whoever_is_passed_over_is_told_why(other: HandIn, best: HandIn, why: str) -> None:
    told = passed_over(other, best)
    assert (told.origin, told.reason, told.student) == ("a", why, "ada")
