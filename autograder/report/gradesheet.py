"""The class as a table, students by questions: what stands in each field, and how well a question tells students apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum, sqrt
from typing import NamedTuple

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


class Row(NamedTuple):
    """One student: the score that counts (None: ungraded) of those possible, days begun after the deadline, the answers by
    question, and of cells that people alone grade (None: there are none, or nobody has looked yet)."""

    student: str
    final: float | None
    most: float
    days: int
    excused: bool
    fields: dict[str, Field]
    by_hand: Field | None = None


def row_of(record: Record) -> Row:
    """A student's line of the table."""
    lateness = record.get("lateness")
    days = int(lateness["days"]) if lateness else 0
    fields = {question["id"]: field_of(question) for question in record["questions"]}
    final = record["final_score"]
    excused = bool(record.get("excused"))
    return Row(record["student"], final, record["max_score"], days, excused, fields, _by_hand(record))


def _by_hand(record: Record) -> Field | None:
    """What people gave in cells of their own."""
    cells = record.get("by_hand", {}).values()
    given = [one["score"] for one in cells if one["score"] is not None]
    return Field(round(fsum(given), 6), fsum(one["points"] for one in cells)) if given else None


def field_of(question: QuestionRecord) -> Field:
    """A student's answer to a question; what is not there, or untouched, was not tried, unless a person found something in it."""
    manual = question.get("manual")
    by_person = manual is not None and manual["score"] is not None
    untouched = question["outcome"] in (Outcome.NOT_ATTEMPTED, Outcome.MISSING)
    tried = not untouched or question["score"] > 0
    return Field(question["score"], question["max_score"], tried, by_person, bool(question.get("excused")))


def discrimination(rows: Iterable[Row], question: str) -> float | None:
    """How well the question tells students apart: the correlation of its points with all other points of those who tried it (the
    corrected item-total correlation, of right and wrong alone the point-biserial one). None for too few students, or where all
    have the same."""
    pairs = [
        (one.score, fsum(other.score for name, other in line.fields.items() if name != question))
        for line in rows
        if line.final is not None and (one := line.fields.get(question)) and one.tried and not one.excused
    ]
    return _correlation(pairs) if len(pairs) >= ENOUGH else None


def _correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's; None where one of the two is always the same."""
    means = [fsum(side) / len(pairs) for side in zip(*pairs, strict=True)]
    off = [(x - means[0], y - means[1]) for x, y in pairs]
    spread = sqrt(fsum(x * x for x, _ in off)) * sqrt(fsum(y * y for _, y in off))
    return fsum(x * y for x, y in off) / spread if spread > 1e-9 else None
