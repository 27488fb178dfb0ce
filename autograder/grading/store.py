"""Records as files of a folder, one a student."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import NoneType

from autograder.files import write_whole
from autograder.grading.intake.submission import file_name
from autograder.model.record import SCHEMA, Record


def record_path(folder: Path, student: str) -> Path:
    """Where in `folder` a student's record is kept."""
    return folder / f"{file_name(student)}.json"


def write_record(record: Record, folder: Path) -> Path:
    """Write a record to its file in `folder`, whole or not at all."""
    path = record_path(folder, record["student"])
    write_whole(path, record_text(record))
    return path


def record_text(record: Record) -> str:
    """A line a key, and a line a question: easy to read and to compare, at a tenth of the cost of full indentation.

    Raises ValueError for a number that JSON does not know.
    """

    def one(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)

    lines = []
    for key, value in record.items():
        told = one(value)
        if isinstance(value, list) and len(value) > 1:
            told = "[\n  " + ",\n  ".join(map(one, value)) + "\n ]"
        lines.append(f" {one(key)}: {told}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def read_record(path: Path) -> Record | None:
    """A record read back; None for a file that is no record (left by another program, changed by hand, or cut off)."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    record: Record | None = content if _is_record(content) else None
    return record


_FORMS: Mapping[str, type | tuple[type, ...]] = {
    "student": str,
    "assignment": str,
    "submission": dict,
    "questions": list,
    "cells": list,
    "skipped": list,
    "violations": list,
    "stamps": (dict, NoneType),
    "score": (float, int, NoneType),
}
"""What parts of a record are, whatever is in them."""


def _is_record(content: object) -> bool:
    if not isinstance(content, dict) or content.get("schema") != SCHEMA or "student" not in content:
        return False
    if not all(isinstance(content[key], form) for key, form in _FORMS.items() if key in content):
        return False
    return all(isinstance(question, dict) for question in content.get("questions", ()))


def read_records(folder: Path) -> list[Record]:
    """All records of a folder, by student name."""
    records = filter(None, map(read_record, sorted(folder.glob("*.json"))))
    return sorted(records, key=lambda record: record["student"])
