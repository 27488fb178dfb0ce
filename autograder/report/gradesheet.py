"""The class as a table, students by questions: what stands in each field, and how well a question tells students apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum, sqrt
from typing import NamedTuple

from autograder.grading.settling.settle import waits
from autograder.model.outcome import Outcome
from autograder.model.record import QuestionRecord, Record

ENOUGH = 20
"""Students who tried a question, at least, before it is said how well it tells them apart."""
POOR = 0.2
"""A correlation below that tells students badly apart (Ebel's rule of thumb)."""


class Field(NamedTuple):
    """One student's answer to one question: whether anything was tried, whether a person gave the points, whether it counts."""

    score: float
    points: float
    tried: bool = True
    manual: bool = False
    excused: bool = False

    @property
    def share(self) -> float:
        """Of the points; 1 where there are none."""
        return self.score / self.points if self.points else 1.0


class Line(NamedTuple):
    """One submission: whether it is graded, ungraded or excused, its score before and after what lateness costs, and the answers by
    question.

    manual   the points that people gave, by correction or in cells that only they grade; None where nobody gave any
    by_hand  of these, the ones in such cells; `by_hand_max` the most that can be had there
    waits    whether such a cell has no points yet
    older    whether people gave points for something older than what is there now
    """

    student: str
    status: str
    score: float | None
    late_penalty: float | None
    final_score: float | None
    max_score: float
    fields: dict[str, Field]
    protection: str = ""
    handed_in: str | None = None
    days_late: int | None = None
    free_days: int = 0
    manual: float | None = None
    by_hand: float | None = None
    by_hand_max: float | None = None
    waits: bool = False
    older: bool = False

    @property
    def excused(self) -> bool:
        """Nothing of it counts."""
        return self.status == "excused"

    @property
    def days(self) -> int:
        """Days begun after the deadline."""
        return self.days_late or 0

    def points_of(self, question: str) -> float | None:
        """The points of a question; None where it is excused, or was not asked."""
        field = self.fields.get(question)
        return None if self.excused or field is None or field.excused else field.score


def line_of(record: Record) -> Line:
    """What stands in a record, as a line of the table."""
    penalty = None if record["score"] is None else record["late_penalty"]
    points = record["score"], penalty, record["final_score"], record["max_score"]
    late, by_hand = record.get("lateness"), record.get("by_hand", {})
    given = [one["score"] for one in by_hand.values() if one["score"] is not None]
    manual = (one["manual"]["score"] for one in record["questions"] if "manual" in one)
    corrected = [score for score in manual if score is not None]
    return Line(
        *(record["student"], _status(record), *points),
        fields={question["id"]: field_of(question) for question in record["questions"]},
        protection=record["protection"],
        handed_in=record["submission"]["handed_in"],
        days_late=late["days"] if late else None,
        free_days=late["free_days"] if late else 0,
        manual=_sum([*corrected, *given]),
        by_hand=_sum(given),
        by_hand_max=_sum([one["points"] for one in by_hand.values()]),
        waits=len(given) < len(by_hand),
        older=any(waits(record)),
    )


def _status(record: Record) -> str:
    """The record's, or that it is excused, or graded by a person."""
    if record.get("excused"):
        return "excused"
    return "ungraded" if record["final_score"] is None else "graded"


def _sum(points: Sequence[float]) -> float | None:
    """All of them; None for none."""
    return round(fsum(points), 6) if points else None


def field_of(question: QuestionRecord) -> Field:
    """A student's answer to a question; what is not there, or untouched, was not tried, unless a person found something in it."""
    manual = question.get("manual")
    by_person = manual is not None and manual["score"] is not None
    untouched = question["outcome"] in (Outcome.NOT_ATTEMPTED, Outcome.MISSING)
    tried = not untouched or question["score"] > 0
    return Field(question["score"], question["max_score"], tried, by_person, bool(question.get("excused")))


def discrimination(lines: Iterable[Line], question: str) -> float | None:
    """How well the question tells students apart: the correlation of its points with all other points of those who tried it (the
    corrected item-total correlation, of right and wrong alone the point-biserial one). None for too few students, or where all
    have the same."""
    pairs = [
        (one.score, fsum(other.score for name, other in line.fields.items() if name != question))
        for line in lines
        if line.final_score is not None
        and (one := line.fields.get(question))
        and one.tried
        and not one.excused
    ]
    return _correlation(pairs) if len(pairs) >= ENOUGH else None


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's; None where one of the two is always the same."""
    means = [fsum(side) / len(pairs) for side in zip(*pairs, strict=True)]
    off = [(x - means[0], y - means[1]) for x, y in pairs]
    spread = sqrt(fsum(x * x for x, _ in off)) * sqrt(fsum(y * y for _, y in off))
    return fsum(x * y for x, y in off) / spread if spread > 1e-9 else None
