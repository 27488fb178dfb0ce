"""What lateness costs."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from autograder.model.question import Late


def days_late(due: datetime, handed_in: datetime) -> int:
    """The days begun after it was due; 0 for what came in time."""
    return max(0, math.ceil((handed_in - due) / timedelta(days=1)))


def late_penalty(score: float, due: datetime | None, late: Late | None, handed_in: datetime | None) -> float:
    """Points lost for lateness: a share of the score for each day begun."""
    if due is None or late is None or handed_in is None:
        return 0.0
    return round(score * min(days_late(due, handed_in) * late.per_day, late.at_most), 6)
