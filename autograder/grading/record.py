"""From a submission judged to its record: what is said, in the student's language, and what is kept from it."""

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from autograder import __version__
from autograder.grading.intake.submission import Submission
from autograder.grading.settling.settle import settled
from autograder.grading.stamps import Stamps
from autograder.model.question import Assignment, Misconceptions
from autograder.model.record import (
    SCHEMA,
    CellRecord,
    ErrorRecord,
    ItemRecord,
    QuestionRecord,
    Record,
    SkippedRecord,
    SubmissionRecord,
    of_sheet,
)
from autograder.model.result import Graded, QuestionResult
from autograder.notebook.places import places
from autograder.notebook.upstream import upstream_name
from autograder.sandbox.protocol import Raised
from autograder.words.clean import clean
from autograder.words.messages import render, retold
from autograder.words.verdicts import told

PLATFORM = f"Python {platform.python_version()}, numpy {np.__version__}, {platform.machine()}"
MAX_SOURCE = 20_000
"""Characters of a cell that a record carries."""
BEFORE = 10
"""Lines before the answer that it carries of a longer one."""
MAX_CELLS = 50
"""Cells with errors, cells left out, and names reached for, that a record speaks of."""


_NOTHING = Graded((), (), 0.0)


class _Source(NamedTuple):
    """A cell, or a part of it: the number of its first line, and how many lines before and after it are left out."""

    source: str | None
    first_line: int
    left_out: list[int] | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What an earlier record of the same submission says of questions that nothing has changed for."""

    record: Record
    ids: frozenset[str]

    @property
    def questions(self) -> Mapping[str, QuestionRecord]:
        """The questions that stay as they are, by id."""
        return {q["id"]: q for q in self.record["questions"] if q["id"] in self.ids}

    @property
    def violations(self) -> list[str]:
        """What was tried in these questions."""
        return [said for said in self.record["violations"] if said.removeprefix("question ") in self.ids]


def make_record(
    submission: Submission,
    assignment: Assignment,
    result: Graded | str,
    lang: str,
    protection: str,
    stamps: Stamps | None = None,
    seconds: float = 0.0,
    kept: Kept | None = None,
) -> Record:
    """Of a `result`, or the reason why there is none; without `stamps` to be made anew, with `kept` of other questions alone. It is
    settled by the assignment's due date; what else is known of the student, `class_facts` says."""
    graded, reason = (_NOTHING, _told(result, lang)) if isinstance(result, str) else (result, None)
    sha256 = submission.sha256()
    judged: Record = {
        "schema": SCHEMA,
        "student": submission.student,
        "assignment": assignment.id,
        "status": "graded" if reason is None else "ungraded",
        "reason": reason,
        "score": None,
        "max_score": 0.0,
        "late_penalty": 0.0,
        "final_score": None,
        "submission": _submission(submission, sha256, lang),
        "questions": _questions(graded, assignment, kept, lang),
        "cells": _cells(graded),
        "skipped": _skipped(graded),
        "seconds": round(seconds, 4),
        "cpu_seconds": round(graded.cpu, 4),
        "violations": [*(kept.violations if kept else ()), *graded.violations],
        "reaches": [clean(name) for name in graded.reaches[:MAX_CELLS]],
        "protection": protection,
        "fingerprint": stamps.fingerprint(submission, sha256) if stamps else "",
        "stamps": stamps.to_record() if stamps else None,
        "version": __version__,
        "platform": PLATFORM,
        "lang": lang,
    }
    return settled(judged, assignment)


def _told(reason: str, lang: str) -> str:
    return clean(retold(reason, lang), 400)


def restamped(record: Record, submission: Submission, assignment: Assignment, stamps: Stamps) -> Record:
    """An earlier record of the same submission, all of whose questions stay as they are, with other stamps."""
    kept = Kept(record, frozenset(question.id for question in assignment.questions))
    changed: Record = {**record, "questions": _questions(_NOTHING, assignment, kept, record["lang"])}
    changed["submission"] = _submission(submission, record["submission"]["sha256"], record["lang"])
    changed["fingerprint"] = stamps.fingerprint(submission, record["submission"]["sha256"])
    changed["stamps"] = stamps.to_record()
    return settled(changed, assignment)


def _questions(graded: Graded, assignment: Assignment, kept: Kept | None, lang: str) -> list[QuestionRecord]:
    """A question's record each, in the course's order."""
    made = {
        result.question.id: _question(result, lang, assignment.misconceptions) for result in graded.questions
    }
    every = {**kept.questions, **made} if kept else made
    return [
        {**every[question.id], **of_sheet(part.sheet)}
        for part in assignment.parts
        for question in part.questions
        if question.id in every
    ]


def _submission(submission: Submission, sha256: str, lang: str) -> SubmissionRecord:
    names = [clean(path.name) for path in submission.files]
    said: SubmissionRecord = {"files": names, "sha256": sha256, "handed_in": submission.stamp}
    if submission.unsure:
        said["undated"] = _told(submission.unsure, lang)
    return said


def _cells(graded: Graded) -> list[CellRecord]:
    return [
        {"index": cell.index, "error": _error(raised, raised.message), **of_sheet(cell.sheet)}
        for cell, raised in graded.cell_errors[:MAX_CELLS]
    ]


def _skipped(graded: Graded) -> list[SkippedRecord]:
    return [
        {"index": cell.index, "reason": clean(reason), **of_sheet(cell.sheet)}
        for cell, reason in graded.skipped[:MAX_CELLS]
    ]


def _question(result: QuestionResult, lang: str, own: Misconceptions) -> QuestionRecord:
    verdicts = [verdict for _, verdict in result.verdicts if not verdict.passed]
    mistakes = (name for v in verdicts for name in (v.misconception, *v.alternatives) if name)
    shown = _source(result)
    record: QuestionRecord = {
        "id": result.question.id,
        "score": result.score,
        "max_score": round(result.question.points, 9),
        "outcome": result.outcome.value,
        "error": _own_error(result),
        "items": _items(result, lang, own),
        "misconceptions": list(dict.fromkeys(mistakes)),
        "notes": [render(note, lang) for note in result.notes],
        "cell": result.cell.index if result.cell else None,
        "source": shown.source,
        "first_line": shown.first_line,
    }
    if shown.left_out:
        record["left_out"] = shown.left_out
    if result.estimates:
        record["estimates"] = True
    return record


def _items(result: QuestionResult, lang: str, own: Misconceptions) -> list[ItemRecord]:
    items: list[ItemRecord] = []
    upstream = upstream_name(result.cell.source if result.cell else None)
    for item, verdict in result.verdicts:
        record: ItemRecord = {
            "check": item.check,
            "of": list(item.of),
            "score": round(item.points * verdict.share, 9),
            "points": item.points,
            "passed": verdict.passed,
            "message": told(verdict, lang, own, upstream),
            "misconception": verdict.misconception,
        }
        if verdict.conditions:
            record["conditions"] = [condition.value for condition in verdict.conditions]
        if verdict.compare:
            record["compare"] = verdict.compare
        items.append(record)
    return items


def _source(result: QuestionResult) -> _Source:
    """The student's cell (a script's cells are slices of the file); of a very long one the part that answers the question."""
    if result.cell is None:
        return _Source(None, 1)
    source = result.cell.source
    kept, first = source.strip("\n").rstrip(), 1 + len(source) - len(source.lstrip("\n"))
    if len(kept) <= MAX_SOURCE:
        return _Source(kept, first)
    lines = kept.split("\n")
    answer = next(places(kept, result.question.answers), range(0))
    start = max(0, answer.start - BEFORE)
    room = accumulate(len(line) + 1 for line in lines[start:])
    shown = max(1, sum(1 for end in room if end <= MAX_SOURCE))
    part = "\n".join(lines[start : start + shown])[:MAX_SOURCE]
    return _Source(part, first + start, [start, len(lines) - start - shown])


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
