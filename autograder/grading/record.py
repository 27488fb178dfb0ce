"""From a submission judged to its record: what is said, in the student's language, and what is kept from it."""

from __future__ import annotations

from autograder import __version__
from autograder.grading.lateness import late_penalty
from autograder.grading.submissions import Submission
from autograder.model.question import Assignment
from autograder.model.record import (
    SCHEMA,
    CellRecord,
    ErrorRecord,
    ItemRecord,
    QuestionRecord,
    Record,
    SkippedRecord,
    SubmissionRecord,
)
from autograder.model.result import Graded, QuestionResult
from autograder.sandbox.protocol import Raised
from autograder.words.clean import clean
from autograder.words.messages import render
from autograder.words.verdicts import told

MAX_SOURCE = 20_000
MAX_CELLS = 50
"""Cells with errors, and cells left out, that a record speaks of."""


def make_record(
    submission: Submission,
    assignment: Assignment,
    result: Graded | str,
    *,
    lang: str,
    fingerprint: str = "",
    protection: str,
    seconds: float = 0.0,
) -> Record:
    """The record of a submission: of its `result`, or of the reason why it has none; then its score is null, never zero."""
    graded = None if isinstance(result, str) else result
    questions = [_question(question, lang) for question in graded.questions] if graded else []
    score = round(sum(q["score"] for q in questions), 6) if graded else None
    penalty = late_penalty(score or 0.0, assignment.due, assignment.late, submission.handed_in)
    return {
        "schema": SCHEMA,
        "student": submission.student,
        "assignment": assignment.id,
        "status": "graded" if graded else "ungraded",
        "reason": clean(result, 400) if isinstance(result, str) else None,
        "score": score,
        "max_score": round(assignment.points, 6),
        "late_penalty": penalty,
        "final_score": None if score is None else round(score - penalty, 6),
        "submission": _submission(submission),
        "questions": questions,
        "cells": _cells(graded) if graded else [],
        "skipped": _skipped(graded) if graded else [],
        "seconds": round(seconds, 4),
        "cpu_seconds": round(graded.cpu, 4) if graded else 0.0,
        "violations": list(graded.violations) if graded else [],
        "protection": protection,
        "fingerprint": fingerprint,
        "version": __version__,
        "lang": lang,
    }


def _submission(submission: Submission) -> SubmissionRecord:
    handed_in = submission.handed_in.isoformat() if submission.handed_in else None
    names = [clean(path.name) for path in submission.files]
    return {"files": names, "sha256": submission.sha256(), "handed_in": handed_in}


def _cells(graded: Graded) -> list[CellRecord]:
    return [
        {"index": cell.index, "error": _error(raised, raised.message)}
        for cell, raised in graded.cell_errors[:MAX_CELLS]
    ]


def _skipped(graded: Graded) -> list[SkippedRecord]:
    return [
        {"index": cell.index, "reason": clean(reason, 200)} for cell, reason in graded.skipped[:MAX_CELLS]
    ]


def _question(result: QuestionResult, lang: str) -> QuestionRecord:
    verdicts = [verdict for _, verdict in result.verdicts if not verdict.passed]
    mistakes = (name for v in verdicts for name in (v.misconception, *v.alternatives) if name)
    source, first_line = _source(result)
    record: QuestionRecord = {
        "id": result.question.id,
        "score": result.score,
        "max_score": round(result.question.points, 9),
        "outcome": result.outcome.value,
        "error": _own_error(result),
        "items": _items(result, lang),
        "misconceptions": list(dict.fromkeys(mistakes)),
        "notes": [render(note, lang) for note in result.notes],
        "cell": result.cell.index if result.cell else None,
        "source": source,
        "first_line": first_line,
    }
    if result.estimates:
        record["estimates"] = True
    return record


def _items(result: QuestionResult, lang: str) -> list[ItemRecord]:
    items: list[ItemRecord] = []
    for item, verdict in result.verdicts:
        record: ItemRecord = {
            "check": item.check,
            "of": list(item.of),
            "score": round(item.points * verdict.share, 9),
            "points": item.points,
            "passed": verdict.passed,
            "message": told(verdict, lang),
            "misconception": verdict.misconception,
        }
        if verdict.conditions:
            record["conditions"] = [condition.value for condition in verdict.conditions]
        if verdict.compare:
            record["compare"] = verdict.compare
        items.append(record)
    return items


def _source(result: QuestionResult) -> tuple[str | None, int]:
    """The student's cell, and the number of its first line (a script's cells are slices of the file)."""
    if result.cell is None:
        return None, 1
    source = result.cell.source[:MAX_SOURCE]
    kept = source.lstrip("\n")
    return kept.rstrip(), 1 + len(source) - len(kept)


def _own_error(result: QuestionResult) -> ErrorRecord | None:
    """The question's first exception: its line only where it stands in the question's own cell, and no message but an
    unknown name, for it was raised at a hidden input."""
    raised = result.error
    if raised is None:
        return None
    error = _error(raised, f"name '{raised.name}'" if raised.name else "")
    return error if raised.cell in (result.at, -1) else {**error, "line": None}


def _error(raised: Raised, message: str) -> ErrorRecord:
    return {"type": clean(raised.type_name), "message": clean(message, 300), "line": raised.line or None}
