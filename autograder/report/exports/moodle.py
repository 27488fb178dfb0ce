"""`moodle`: a table for Moodle's gradebook import, or with --into an assignment's grading worksheet, filled in.

The import asks the teacher which column names the user and which has the grade and the feedback. The worksheet speaks the site's
language, and Moodle reads it in that language alone: so it is the downloaded one that is filled in, and its columns are known by what
stands in them.
"""

import re
from html import escape

from autograder.grading.intake.claim import Claim
from autograder.grading.intake.whose import Whose, letters
from autograder.model.errors import UsageError
from autograder.model.message import tell
from autograder.model.record import Record
from autograder.model.student import Student
from autograder.report.exports.parts.export import Export, Source
from autograder.report.exports.parts.filled_table import Sheet, read_sheet
from autograder.report.exports.parts.filling import most_points, remarks
from autograder.report.exports.parts.telling import comment, number
from autograder.report.summary import as_it_stands, guarded

USERS = ("username", "email", "idnumber")
GRADE = "Grade"
_PARTICIPANT = re.compile(r"\D*?(\d+)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def _text(source: Source) -> str:
    return _filled(source) if source.into else _new(source)


def _new(source: Source) -> str:
    title = source.title
    rows = [[*_user(source.student(one["student"])), *_told(one, source, "\n")] for one in source.chosen()]
    most_points(source)
    full = [name for place, name in enumerate(USERS) if all(row[place] for row in rows)]
    source.notes.append(
        tell(
            'in Moodle: Grades, Import, CSV file; map users by one of {columns}; "{title}" to the grade item',
            columns=", ".join(full),
            title=title,
        )
    )
    return as_it_stands([[*USERS, title, f"{title} feedback"], *rows])


def _user(one: Student) -> list[str]:
    """A user that Moodle does not know ends its import, so only names of the roster are given; the id stands as the ID number."""
    return [str(guarded(cell)) for cell in (one.username, one.email, one.sis_user_id or one.student)]


def _told(record: Record, source: Source, end: str) -> list[str]:
    """Grade and feedback; Moodle shows the latter as HTML."""
    grade = "" if record.get("excused") else number(record["final_score"])
    said = escape(comment(record, source.assignment, source.lang), quote=False)
    return [grade, said.replace("\n", end)]  # it begins with a word of ours, so it is no formula


def _filled(source: Source) -> str:
    assert source.into
    sheet = read_sheet(source.into)
    grade, feedback = _columns(source, sheet)
    told = {one["student"]: _told(one, source, "<br />") for one in source.chosen()}
    whose = Whose(source.students(told))
    strangers: list[str] = []
    written: set[str] = set()
    for row in sheet.rows[1:]:
        student, _ = whose.of(_claim(row, grade))
        row[1] = str(guarded(row[1]))  # the name, which Moodle does not read
        if student not in told:
            strangers.append(row[0])
            continue
        row[grade] = told[student][0]
        if feedback is not None:
            row[feedback] = told[student][1]
        written.add(student)
    if feedback is None:
        source.notes.append(
            tell(
                "no feedback: the worksheet has no such column; switch on Feedback comments in the assignment's settings"
            )
        )
    source.notes.extend(remarks(written, told, strangers))
    return sheet.text


def _columns(source: Source, sheet: Sheet) -> tuple[int, int | None]:
    """Where the grade is and, if anywhere, the feedback. Raises UsageError where it cannot be seen."""
    if not all(_PARTICIPANT.fullmatch(row[0]) for row in sheet.rows[1:]):
        raise UsageError(
            f"{source.into} is no grading worksheet of Moodle: its first column should say Participant 123; in the assignment: "
            "Download grading worksheet"
        )
    last = len(sheet.header) - 1
    # In every language the times are called "Last modified (…)"; after them comes the feedback.
    feedback = None if "(" in sheet.header[last] else last
    named = [at for at, name in enumerate(sheet.header) if letters(name) == letters(source.column or GRADE)]
    if not named and not source.column:
        named = [place - 1 for place in range(2, last + 1) if _is_maximum(sheet, place)]
    if len(named) != 1:
        names = ", ".join(f'"{name}"' for name in sheet.header[1:])
        raise UsageError(
            f"{source.into}: it cannot be seen which column has the grade; say which with --column: {names}"
        )
    _compare(source, sheet, named[0] + 1)
    return named[0], feedback


def _is_maximum(sheet: Sheet, place: int) -> bool:
    """Whether a column has the same number for everybody: the most that can be had."""
    cells = {row[place] for row in sheet.rows[1:]}
    return len(cells) == 1 and bool(_NUMBER.fullmatch(cells.pop()))


def _compare(source: Source, sheet: Sheet, place: int) -> None:
    """Hold the most that can be had there against ours: scores are not converted."""
    if place < len(sheet.header) and _is_maximum(sheet, place):
        theirs = float(sheet.rows[1][place].replace(",", "."))
        ours = most_points(source)
        if theirs != ours:
            source.notes.append(
                tell(
                    "the most is {theirs:g} in Moodle and {ours:g} here; scores are written as they are",
                    theirs=theirs,
                    ours=ours,
                )
            )


def _claim(row: list[str], grade: int) -> Claim:
    """Whose row it is: by the participant's number, and whatever names and ids stand before the grade."""
    number = _PARTICIPANT.fullmatch(row[0])
    return Claim(tuple(filter(None, row[1:grade])), (), "Moodle", "moodle_id", number[1] if number else "")


EXPORT = Export(".csv", text=_text, into=(".csv",))
