"""The record: one JSON file a submission, all that is said of it. Written whole or not at all; read back for resuming."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder import __version__
from autograder.grading.grader import Graded
from autograder.grading.submissions import Submission, file_name
from autograder.model.question import Assignment, Late
from autograder.model.result import QuestionResult
from autograder.model.trial import Verdict
from autograder.reference.answer_key import AnswerKey
from autograder.sandbox.protocol import Raised
from autograder.words.clean import clean
from autograder.words.hints import load_hints
from autograder.words.messages import render

Record = dict[str, Any]

SCHEMA = 1
MAX_SOURCE = 20_000
MAX_CELL_ERRORS = 50


def make_record(
    submission: Submission,
    graded: Graded,
    key: AnswerKey,
    lang: str,
    fingerprint: str,
    protection: str,
    seconds: float,
) -> Record:
    """The record of a graded submission."""
    assignment = key.assignment
    questions = [_question(result, lang) for result in graded.questions]
    score = round(sum(q["score"] for q in questions), 6)
    penalty = late_penalty(score, assignment.due, assignment.late, submission.handed_in)
    return {
        **_head(submission, assignment),
        "status": "graded",
        "reason": None,
        "score": score,
        "max_score": round(assignment.points, 6),
        "late_penalty": penalty,
        "final_score": round(score - penalty, 6),
        "submission": _submission(submission),
        "questions": questions,
        "cells": [
            {"index": cell.index, "error": _error(raised, hidden=False)}
            for cell, raised in graded.cell_errors[:MAX_CELL_ERRORS]
        ],
        "skipped": [
            {"index": cell.index, "reason": clean(reason, 200)}
            for cell, reason in graded.skipped[:MAX_CELL_ERRORS]
        ],
        "seconds": round(seconds, 4),
        "cpu_seconds": round(graded.cpu, 4),
        "violations": list(graded.violations),
        "protection": protection,
        "fingerprint": fingerprint,
        "version": __version__,
        "lang": lang,
    }


def ungraded_record(
    submission: Submission, key: AnswerKey, reason: str, fingerprint: str, protection: str
) -> Record:
    """The record of a submission that has no result: its score is null, never zero."""
    return {
        **_head(submission, key.assignment),
        "status": "ungraded",
        "reason": clean(reason, 400),
        "score": None,
        "max_score": round(key.assignment.points, 6),
        "late_penalty": 0.0,
        "final_score": None,
        "submission": _submission(submission),
        "questions": [],
        "cells": [],
        "skipped": [],
        "seconds": 0.0,
        "protection": protection,
        "fingerprint": fingerprint,
        "version": __version__,
    }


def _head(submission: Submission, assignment: Assignment) -> Record:
    return {"schema": SCHEMA, "student": submission.student, "assignment": assignment.id}


def _submission(submission: Submission) -> Record:
    handed_in = submission.handed_in.isoformat() if submission.handed_in else None
    names = [clean(path.name) for path in submission.files]
    return {"files": names, "sha256": submission.sha256(), "handed_in": handed_in}


def _question(result: QuestionResult, lang: str) -> Record:
    items = [
        {
            "check": item.check,
            "of": list(item.of),
            "score": round(item.points * verdict.share, 9),
            "points": item.points,
            "passed": verdict.passed,
            "message": _message(verdict, lang),
            "misconception": verdict.misconception,
            **({"compare": verdict.compare} if verdict.compare else {}),
        }
        for item, verdict in result.verdicts
    ]
    return {
        "id": result.question.id,
        "score": result.score,
        "max_score": round(result.question.points, 9),
        "outcome": result.outcome,
        "error": _own_error(result),
        "items": items,
        "misconceptions": list(
            dict.fromkeys(
                name
                for _, verdict in result.verdicts
                for name in (verdict.misconception, *verdict.alternatives)
                if name and not verdict.passed
            )
        ),
        "notes": [render(note, lang) for note in result.notes],
        "cell": result.cell.index if result.cell else None,
        **_source(result),
    }


def _source(result: QuestionResult) -> Record:
    """The student's cell, and the number of its first line (a script's cells are slices of the file)."""
    if result.cell is None:
        return {"source": None, "first_line": 1}
    source = result.cell.source[:MAX_SOURCE]
    kept = source.lstrip("\n")
    return {"source": kept.rstrip(), "first_line": 1 + len(source) - len(kept)}


VAGUE = frozenset(
    {
        "forward_wrong", "gradient_wrong", "gradient_of_own_forward", "value_wrong", "wrong_shape", "not_finite",
        "not_a_number", "returned_nothing", "returned_count", "second_call_wrong", "other_object_wrong",
        "batch_of_one_wrong",
    }
)  # fmt: skip
"""Messages that say where an answer is wrong; where the mistake is known, what it is stands in their place."""


def _message(verdict: Verdict, lang: str) -> str:
    text = render(verdict.message, lang)
    if verdict.passed or verdict.misconception is None or verdict.message.key not in VAGUE:
        return text
    description = load_hints()[verdict.misconception].description
    return f"{description.get(lang, description['en']).rstrip('.')}."


def _own_error(result: QuestionResult) -> Record | None:
    """The question's first exception; its line only where it stands in the question's own cell."""
    if result.error is None:
        return None
    error = _error(result.error, hidden=True)
    return error if result.error.cell in (result.at, -1) else {**error, "line": None}


def _error(error: Raised, *, hidden: bool) -> Record:
    """Type, line and name of an exception; its message too where it cannot hold a hidden input."""
    message = f"name '{error.name}'" if hidden and error.name else ("" if hidden else error.message)
    return {"type": clean(error.type_name), "message": clean(message, 300), "line": error.line or None}


def late_penalty(score: float, due: datetime | None, late: Late | None, handed_in: datetime | None) -> float:
    """Points lost for lateness: a share of the score for each day begun."""
    if due is None or late is None or handed_in is None or handed_in <= due:
        return 0.0
    days = math.ceil((handed_in - due).total_seconds() / 86_400)
    return round(score * min(days * late.per_day, late.at_most), 6)


def fingerprint(submission: Submission, run: str) -> str:
    """What a record depends on: the submission's bytes and everything `run` stands for."""
    handed_in = submission.handed_in.isoformat() if submission.handed_in else ""
    return hashlib.sha256(f"{submission.sha256()} {handed_in} {run}".encode()).hexdigest()


def run_fingerprint(key: AnswerKey, seed: bytes, lang: str) -> str:
    """All but the submission that decides a record: course.yml, reference, grader version, seed, language."""
    digest = hashlib.sha256(f"{__version__} {SCHEMA} {lang} ".encode() + hashlib.sha256(seed).digest())
    folder = key.course.solution_path(key.assignment).parent
    files = [key.course.root / "course.yml", *sorted(folder.glob("*.ipynb")), *sorted(folder.glob("*.py"))]
    package = Path(__file__).parents[1]
    files += sorted(path for path in package.rglob("*") if path.suffix in (".py", ".yaml"))
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def write_record(record: Mapping[str, Any], folder: Path) -> Path:
    """Write a record to its file in `folder`, atomically."""
    path = folder / f"{file_name(record['student'])}.json"
    text = _text(record)
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("w", encoding="utf-8", errors="replace") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    return path


def _text(record: Mapping[str, Any]) -> str:
    """A line a key, and a line a question: easy to read and to compare, at a tenth of the cost of full indentation."""

    def one(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, default=str)

    lines = []
    for key, value in record.items():
        several = isinstance(value, list) and len(value) > 1
        told = "[\n  " + ",\n  ".join(map(one, value)) + "\n ]" if several else one(value)
        lines.append(f" {one(key)}: {told}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_record(path: Path) -> Record | None:
    """A record read back; None for a file that is no record (left by another program, or cut off)."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return (
        record
        if isinstance(record, dict) and record.get("schema") == SCHEMA and "student" in record
        else None
    )


def read_records(folder: Path) -> list[Record]:
    """All records of a folder, by student name."""
    records = (read_record(path) for path in sorted(folder.glob("*.json")))
    return sorted((r for r in records if r), key=lambda r: str(r["student"]))
