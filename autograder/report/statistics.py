"""What a class did, counted from its records in one pass: all that the summary, scores.csv and the class report say.

The order of the records makes no difference, so they are counted as they come, and none of them is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import fsum
from statistics import median

from autograder.grading.settling.settle import waits
from autograder.grading.since import Seen, seen_of
from autograder.model.outcome import Outcome
from autograder.model.record import QuestionRecord, Record
from autograder.report.anonymous import Examples
from autograder.report.gradesheet import Field, Line, line_of


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
    reasons = (
        (Outcome.CRASHED, crashed),
        ("reaches", reaches),
        ("estimates", estimates),
        ("older", older),
        ("undated", undated),
    )
    return [NeedsPerson(student, reason, ", ".join(ids)) for reason, ids in reasons if ids]
