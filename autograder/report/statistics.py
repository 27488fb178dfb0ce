"""What a class did, counted from its records in one pass: all that the summary, scores.csv and the class report say.

The order of the records makes no difference, so they are counted as they come, and none of them is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple

from autograder.grading.settling.settle import waits
from autograder.grading.since import Seen, seen_of
from autograder.model.outcome import Outcome
from autograder.model.record import QuestionRecord, Record
from autograder.report.anonymous import Examples
from autograder.report.gradesheet import Field, Row, row_of


@dataclass(slots=True)
class Tally:
    """How many answers there were, how many earned full points, and the points earned of those possible."""

    answers: int = 0
    passed: int = 0
    earned: float = 0.0
    points: float = 0.0

    def add(self, earned: float, points: float) -> None:
        """Count one more answer."""
        self.answers += 1
        self.passed += earned >= points
        self.earned += earned
        self.points = max(self.points, points)

    @property
    def pass_rate(self) -> float:
        """Share of the answers with full points; 0 for no answers."""
        return self.passed / self.answers if self.answers else 0.0

    @property
    def mean(self) -> float:
        """Mean of the points earned; 0 for no answers."""
        return self.earned / self.answers if self.answers else 0.0


@dataclass(slots=True)
class QuestionTally(Tally):
    """One question: itself, its rubric items by (check, of), who has which misconception, with examples, how it ended; and how
    many tried it, got some of the points, and got nothing for what they tried."""

    tried: int = 0
    earned_nothing: int = 0
    items: dict[tuple[int, str, str], Tally] = field(default_factory=dict)
    misconceptions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    outcomes: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    examples: Examples = field(default_factory=Examples)

    @property
    def parts(self) -> tuple[int, int, int, int]:
        """How many earned full points, some, none, and how many tried nothing."""
        some = self.answers - self.passed - self.earned_nothing - self.untried
        return self.passed, some, self.earned_nothing, self.untried

    @property
    def untried(self) -> int:
        """Students who tried nothing."""
        return self.answers - self.tried

    @property
    def pass_rate_tried(self) -> float:
        """Share of full points among those who tried."""
        return self.passed / self.tried if self.tried else 0.0

    @property
    def commonest(self) -> list[tuple[str, list[str]]]:
        """Misconceptions with their students, the commonest first."""
        return sorted(self.misconceptions.items(), key=lambda entry: (-len(entry[1]), entry[0]))


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """A submission that a person should look at: `reason` is a word (`ungraded`, `crashed`, `blocked`, `reaches`, `estimates`, `older`)."""

    student: str
    reason: str
    detail: str


class Line(NamedTuple):
    """One submission in scores.csv; `questions` are their scores (None: excused).

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
    questions: dict[str, float | None]
    protection: str
    handed_in: str | None = None
    days_late: int | None = None
    free_days: int = 0
    manual: float | None = None
    by_hand: float | None = None
    by_hand_max: float | None = None
    waits: bool = False
    older: bool = False


@dataclass(slots=True)
class ClassTally:
    """A whole class. Scores are final scores; seconds is the time that grading took, per student."""

    lines: list[Line] = field(default_factory=list)
    max_score: float = 0.0
    scores: list[float] = field(default_factory=list)
    seconds: list[tuple[float, str]] = field(default_factory=list)
    questions: dict[str, QuestionTally] = field(default_factory=dict)
    needs_person: list[NeedsPerson] = field(default_factory=list)
    protection: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    rows: list[Row] = field(default_factory=list)
    seen: dict[str, Seen] = field(default_factory=dict)

    @property
    def students(self) -> int:
        """Submissions, graded or not."""
        return len(self.lines)

    @property
    def graded(self) -> int:
        """Submissions that have a score."""
        return len(self.scores)

    @property
    def mean(self) -> float | None:
        """Mean final score; None when nothing is graded."""
        return fsum(self.scores) / len(self.scores) if self.scores else None

    @property
    def median(self) -> float | None:
        """Median final score; None when nothing is graded."""
        ranked, middle = sorted(self.scores), len(self.scores) // 2
        if not ranked:
            return None
        return ranked[middle] if len(ranked) % 2 else (ranked[middle - 1] + ranked[middle]) / 2

    def add(self, record: Record) -> None:
        """Count one more record."""
        student = record["student"]
        self.lines.append(_line(record))
        self.rows.append(row := row_of(record))
        self.seen[student] = seen_of(record)
        self.max_score = max(self.max_score, record["max_score"])
        self.protection[record["protection"]] += 1
        self.seconds.append((record["seconds"], student))
        doubtful = _needs_person(record, student)
        self.needs_person += doubtful
        if record["final_score"] is None or row.excused:
            return
        self.scores.append(record["final_score"])
        for question in record["questions"]:
            answer = row.fields[question["id"]]
            if answer.excused:
                continue
            counts = self.questions.get(question["id"])
            if counts is None:  # setdefault would make one each time
                counts = self.questions[question["id"]] = QuestionTally()
            _count(counts, question, answer)
            if not doubtful:  # who attacks or crashes the grader believes nothing wrong about gradients
                mistakes = list(dict.fromkeys(question["misconceptions"]))
                counts.examples.add(question, mistakes)
                for misconception in mistakes:
                    counts.misconceptions[misconception].append(student)


def tally(records: Iterable[Record] | ClassTally) -> ClassTally:
    """Count a class; `records` may be a generator, and is gone through once. What is counted already stays as it is."""
    if isinstance(records, ClassTally):
        return records
    result = ClassTally()
    for record in records:
        result.add(record)
    return result


def _line(record: Record) -> Line:
    whole = record.get("excused", False)
    scores = {q["id"]: None if whole or q.get("excused") else q["score"] for q in record["questions"]}
    penalty = None if record["score"] is None else record["late_penalty"]
    points = record["score"], penalty, record["final_score"], record["max_score"]
    late, by_hand = record.get("lateness"), record.get("by_hand", {})
    given = [one["score"] for one in by_hand.values() if one["score"] is not None]
    manual = (one["manual"]["score"] for one in record["questions"] if "manual" in one)
    corrected = [score for score in manual if score is not None]
    return Line(
        *(record["student"], _status(record), *points, scores, record["protection"]),
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


def _count(counts: QuestionTally, question: QuestionRecord, answer: Field) -> None:
    """Add one student's answer to a question."""
    counts.add(answer.score, answer.points)
    counts.tried += answer.tried
    counts.earned_nothing += answer.tried and answer.score <= 0 < answer.points
    counts.outcomes[question["outcome"]] += 1
    for number, item in enumerate(question["items"]):
        key = (number, item["check"], ", ".join(item["of"]))
        if key not in counts.items:
            counts.items[key] = Tally()
        counts.items[key].add(item["score"], item["points"])


def _needs_person(record: Record, student: str) -> list[NeedsPerson]:
    """Why a person should look at a submission: no score, attempts at forbidden things, a dead process, names that no exercise
    needs, gradients that may be estimates, or a time that nobody knows."""
    if record["status"] != "graded" and record["score"] is None and not record.get("excused"):
        return [NeedsPerson(student, "ungraded", record["reason"] or "")]
    reaches = record.get("reaches", [])
    if record["violations"]:
        return [NeedsPerson(student, "blocked", ", ".join([*record["violations"], *reaches]))]
    crashed = [question["id"] for question in record["questions"] if question["outcome"] == Outcome.CRASHED]
    estimates = [question["id"] for question in record["questions"] if question.get("estimates")]
    older, undated = list(waits(record)), list(filter(None, [record["submission"].get("undated")]))
    reasons = (
        (Outcome.CRASHED, crashed),
        ("reaches", reaches),
        ("estimates", estimates),
        ("older", older),
        ("undated", undated),
    )
    return [NeedsPerson(student, reason, ", ".join(ids)) for reason, ids in reasons if ids]
