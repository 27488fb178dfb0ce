"""How late something is, and what that costs."""

import math
from datetime import datetime, timedelta
from typing import NamedTuple

from autograder.model.question import Late

DAY, HOUR, MINUTE = 86_400, 3_600, 60


class Lateness(NamedTuple):
    """By how much it was late.

    seconds    beyond the due date; 0 in time, and within the minutes of grace
    days       days begun after that
    free_days  those that cost nothing
    share      of the score that the others cost (0 … 1)
    """

    seconds: float = 0.0
    days: int = 0
    free_days: int = 0
    share: float = 0.0


def lateness(due: datetime, handed_in: datetime, late: Late | None, free_days: int = 0) -> Lateness:
    """How late it is by a policy, for somebody who has `free_days` left; they are spent where lateness costs something."""
    grace = (late.grace_minutes if late else 0.0) * MINUTE
    seconds = (handed_in - due) / timedelta(seconds=1)
    beyond = seconds - grace
    if beyond <= 0:
        return Lateness()
    days = math.ceil(beyond / DAY)
    if late is None:
        return Lateness(seconds, days)
    spent = min(days, free_days)
    beyond = max(0.0, beyond - spent * DAY)
    share = math.ceil(beyond / DAY) * late.per_day + math.ceil(beyond / HOUR) * late.per_hour
    return Lateness(seconds, days, spent, min(share, late.at_most))


def late_penalty(score: float, share: float) -> float:
    """The points that lateness costs."""
    return round(max(score, 0.0) * share, 6)
