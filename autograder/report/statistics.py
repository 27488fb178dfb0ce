"""What a class did, counted from its records in one pass: all that the summary, scores.csv and the class report say.

The order of the records makes no difference, so they are counted as they come, and none of them is kept.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import fsum, sqrt
from statistics import median
from typing import NamedTuple

from autograder.grading.settling.settle import waits
from autograder.grading.since import Seen, seen_of
from autograder.model.outcome import Outcome
from autograder.model.record import QuestionRecord, Record
from autograder.report.anonymous import Examples

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
        return median(self.scores) if self.scores else None

    def add(self, record: Record) -> None:
        """Count one more record."""
        student = record["student"]
        self.lines.append(line := line_of(record))
        self.seen[student] = seen_of(record)
        self.max_score = max(self.max_score, record["max_score"])
        self.protection[record["protection"]] += 1
        self.seconds.append((record["seconds"], student))
        doubtful = _needs_person(record, student)
        self.needs_person += doubtful
        if record["final_score"] is None or line.excused:
            return
        self.scores.append(record["final_score"])
        for question in record["questions"]:
            answer = line.fields[question["id"]]
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
    found = {"reaches": reaches, "estimates": estimates, "older": older, "undated": undated}
    reasons = {str(Outcome.CRASHED): crashed, **found}.items()
    return [NeedsPerson(student, reason, ", ".join(ids)) for reason, ids in reasons if ids]
