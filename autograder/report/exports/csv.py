"""`csv`: scores.csv with names: a row a student, also for those of the roster who handed in nothing."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from autograder.report.exports.parts.export import Export, Source
from autograder.report.exports.parts.sheet import table
from autograder.report.summary import guarded, scores_csv

NAMES = ("last_name", "first_name", "email", "section")
MISSING = "missing"
"""The status of a student of the roster who handed in nothing."""


def _text(source: Source) -> str:
    """Every number as scores.csv has it, because it is taken from there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scores.csv"
        scores_csv(source.chosen(), path)
        header, *lines = csv.reader(io.StringIO(path.read_text("utf-8"), newline=""))
    scores = {line[0]: line[1:] for line in lines}
    nothing = [MISSING, *[""] * (len(header) - 2)]
    rows = [[header[0], *NAMES, *header[1:]]]
    for student, _ in source.everyone():
        name = str(guarded(student.student))
        told = [str(guarded(getattr(student, field))) for field in NAMES]
        rows.append([name, *told, *scores.get(name, nothing)])
    return table(rows)


EXPORT = Export(".csv", text=_text)
