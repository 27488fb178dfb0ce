"""roster.csv beside course.yml: who takes part, and what each platform calls them.

student,last_name,first_name,email,section,canvas_id,moodle_id
ada,Lee,Ada,ada@example.edu,A,1001,2001
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autograder.course.csv_table import Row, read_table
from autograder.model.question import Course
from autograder.model.student import COLUMNS, Student

FILE = "roster.csv"
UNIQUE = ("student", "canvas_id", "sis_user_id", "sis_login_id", "moodle_id", "username")
"""What no two students share."""
LONGEST = 200
"""Bytes of an id, which is the name of a folder."""


def read_roster(course: Course, path: Path | None = None) -> Mapping[str, Student]:
    """The students by id, in the order of the file: the course's roster.csv, or `path`; nobody where the course has none.

    Raises CourseError with file and line for what cannot be read, and for a student or an id of a platform that stands twice.
    """
    file = path or course.root / FILE
    if path is None and not file.is_file():
        return {}
    students: dict[str, Student] = {}
    seen: dict[tuple[str, str], int] = {}
    for row in read_table(file, COLUMNS, "student"):
        _folder(row)
        for name in filter(row.fields.get, UNIQUE):
            first = seen.setdefault((name, row.fields[name]), row.line)
            if first != row.line:
                row.fail(f'the {name} "{row.fields[name]}" stands in line {first} too; keep one')
        students[row.fields["student"]] = Student(**row.fields)
    return students


def _folder(row: Row) -> None:
    """Raise CourseError for an id that is no name of a folder."""
    name = row.fields["student"]
    if "/" in name or "\\" in name or name.startswith(".") or not name.isprintable():
        row.fail(
            f"the student {name!r} is a folder's name, too; write it without /, \\ and without a dot in front"
        )
    if len(name.encode()) > LONGEST:
        row.fail(f"the student {name[:20]}… is longer than {LONGEST} bytes; write a shorter id")
