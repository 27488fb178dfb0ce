"""The records of an assignment as they count now: every command that tells of them reads them here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.grading.store import read_record
from autograder.model.question import Assignment, Course
from autograder.model.record import Record


def records_of(course: Course, assignment: Assignment, folder: Path) -> Iterator[Record]:  # noqa: ARG001
    """All records of the assignment in `folder`, by student, one at a time: those of ten thousand are not held at once."""
    for path in sorted(folder.glob("*.json"), key=lambda path: path.stem):
        record = read_record(path)
        if record and record["assignment"] == assignment.id:
            yield record
