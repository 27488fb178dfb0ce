"""What is known of a student in an assignment, beside what was handed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

SIGN = 32
"""Letters of a submission's hash that tell it from others."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What people entered for one cell, as nbgrader's gradebook holds it.

    score     in the place of the grader's points; None where nobody gave any
    extra     points beside them
    comment   what they said
    auto      the grader's points that stand beside it; None for no result
    again     whether it is to be looked at again
    """

    score: float | None = None
    extra: float | None = None
    comment: str = ""
    auto: float | None = None
    again: bool = False

    @property
    def gives(self) -> bool:
        """Whether it gives points."""
        return self.score is not None or bool(self.extra)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one student.

    due        the date in effect; None where there is none
    free_days  free late days that are left
    excused    whether the whole assignment is; else which `questions` are
    marks      by cell (of another notebook than the assignment's: notebook/cell)
    beside     the points of the cells of other notebooks, which only people grade
    marked     the first letters of the hash of the submission that the gradebook knows; None where it knows none
    """

    due: datetime | None = None
    free_days: int = 0
    excused: bool = False
    questions: frozenset[str] = frozenset()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    beside: Mapping[str, float] = field(default_factory=dict)
    marked: str | None = None
