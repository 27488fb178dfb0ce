"""`csv`: scores.csv with names: a row a student, also for those of the roster who handed in nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from autograder.model.student import Student
from autograder.report.exports.parts.export import Export, Source
from autograder.report.exports.parts.sheet import table
from autograder.report.statistics import tally
from autograder.report.summary import guarded, scores_csv

NAMES = ("last_name", "first_name", "email", "section")
MISSING = "missing"
"""The status of a student of the roster who handed in nothing."""


def _text(source: Source) -> str:
    """Every number as scores.csv has it, because it is taken from there."""
    counts = tally(source.chosen())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scores.csv"
        scores_csv(counts, path)
        header, *lines = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
    graded = sorted(line.student for line in counts.lines)  # as they stand there
    rows = [[header[0], *NAMES, *header[1:]]]
    rows += [_row(source.student(name), line[1:]) for name, line in zip(graded, lines, strict=True)]
    nothing = [MISSING, *[""] * (len(header) - 2)]
    rows += [_row(student, nothing) for student in source.without(graded)]
    return table(rows)


def _row(student: Student, scores: list[str]) -> list[str]:
    names = (student.student, *(getattr(student, field) for field in NAMES))
    return [*(str(guarded(name)) for name in names), *scores]


EXPORT = Export(".csv", text=_text)
