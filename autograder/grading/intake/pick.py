"""Which of the things that a student handed in counts: the last one in time, the last one, or what somebody chooses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from autograder.grading.intake.piece import LeftOut
from autograder.grading.intake.submission import Submission
from autograder.model.message import tell

Take = Literal["latest-in-time", "latest"]


@dataclass(frozen=True, slots=True)
class HandIn:
    """One of what a student handed in.

    origin    how a person finds it
    wanted    its file is called as the assignment's notebook
    platform  where it comes from, "" for folders and files that people named
    late      the platform marks it as late, without saying when it came
    order     tells a later one from an earlier one of the same platform
    """

    submission: Submission
    origin: str
    wanted: bool = True
    platform: str = ""
    late: bool = False
    order: tuple[int, int] = (0, 0)


def newest(several: Sequence[HandIn]) -> HandIn:
    """The last of what a student handed in, as far as times and platforms tell it; else the first that was named.

    What holds no file comes last, and another file than the assignment's notebook after that one.
    """
    timed = all(one.submission.handed_in for one in several)
    alike = len({one.platform for one in several}) == 1

    def key(one: HandIn) -> tuple[bool, bool, float, tuple[int, ...]]:
        at = one.submission.handed_in
        moment = at.timestamp() if timed and at else 0.0
        return bool(one.submission.graded), one.wanted, moment, one.order if alike else ()

    return max(several, key=key)


def counting(several: Sequence[HandIn], take: Take, due: datetime | None) -> HandIn:
    """The one that counts: the newest, or the newest before it was due, where there is one."""
    early = [one for one in several if one.submission.graded and in_time(one, due)]
    return newest(early if early and take == "latest-in-time" else several)


def in_time(one: HandIn, due: datetime | None) -> bool:
    """Whether nothing says that it came late."""
    at = one.submission.handed_in
    return not (one.late or (at and due and at > due))


def passed_over(one: HandIn, best: HandIn) -> LeftOut:
    """What is said of one in whose place another one is taken."""
    if best.wanted and not one.wanted:
        why = tell("another file: {best} is taken", best=best.origin)
    elif newest([one, best]) is best:  # of equals the first is the newest
        why = tell("an older one: {best} is taken", best=best.origin)
    elif newest([best, one]) is one:
        why = tell("a later one: {best} is taken", best=best.origin)
    else:
        why = tell("another one, nothing says which is newer: {best} is taken", best=best.origin)
    return LeftOut(one.origin, why, one.submission.student)
