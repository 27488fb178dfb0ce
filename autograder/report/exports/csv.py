"""`csv`: scores.csv with names: a row a student, also for those of the roster who handed in nothing."""

from collections.abc import Sequence

from autograder.model.student import Student
from autograder.report.exports.parts.export import Export, Source
from autograder.report.summary import scores, table

NAMES = ("last_name", "first_name", "email", "section")
MISSING = "missing"
"""The status of a student of the roster who handed in nothing."""


def _text(source: Source) -> str:
    """Every number as scores.csv has it, because it is taken from there."""
    header, *lines = scores(source.chosen())
    rows = [[header[0], *NAMES, *header[1:]]]
    rows += [_row(source.student(str(name)), line) for name, *line in lines]
    nothing = [MISSING, *[""] * (len(header) - 2)]
    rows += [_row(student, nothing) for student in source.without([str(name) for name, *_ in lines])]
    return table(rows)


def _row(student: Student, scores: Sequence[object]) -> list[object]:
    return [student.student, *(getattr(student, field) for field in NAMES), *scores]


EXPORT = Export(".csv", text=_text)
