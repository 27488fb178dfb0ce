"""What lateness costs."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from autograder.model.question import Late


def late_penalty(score: float, due: datetime | None, late: Late | None, handed_in: datetime | None) -> float:
    """Points lost for lateness: a share of the score for each day begun."""
    if due is None or late is None or handed_in is None or handed_in <= due:
        return 0.0
    days = math.ceil((handed_in - due) / timedelta(days=1))
    return round(score * min(days * late.per_day, late.at_most), 6)
