"""roster.csv beside course.yml: who takes part, and what each platform calls them.

student,last_name,first_name,email,section,canvas_id,moodle_id
ada,Lee,Ada,ada@example.edu,A,1001,2001
"""

from collections.abc import Mapping
from pathlib import Path

from autograder.course.csv_table import Row, read_table
from autograder.model.question import Course
from autograder.model.student import COLUMNS, Student, is_id
from autograder.words.clean import clean

FILE = "roster.csv"
UNIQUE = ("student", "canvas_id", "sis_user_id", "sis_login_id", "moodle_id", "username")
"""What no two students share."""


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
    if not is_id(name):
        of = 'of at most 200 bytes, without / \\ : * ? " < > | and no dot or dash in front'
        row.fail(f'the student "{clean(name, 40)}" is a folder\'s name, too; write one {of}')
