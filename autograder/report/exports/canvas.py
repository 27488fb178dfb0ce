"""`canvas`: a gradebook CSV as Canvas imports it, or with --into one that was downloaded from there, filled in.

Canvas knows an assignment by the number in the name of its column, `Title (12345)`, and a student by `ID`, else by the SIS ids, else by
name; what it does not know it offers to make anew. A downloaded gradebook has the numbers, so that is the usual way.
"""

import re
from collections.abc import Iterator

from autograder.grading.intake.claim import Claim
from autograder.grading.intake.whose import Whose, letters
from autograder.model.errors import UsageError
from autograder.model.message import tell
from autograder.model.record import Record
from autograder.model.student import Student
from autograder.report.exports.parts.export import Entry, Export, Source
from autograder.report.exports.parts.filled_table import Sheet, read_sheet
from autograder.report.exports.parts.filling import most_points, remarks
from autograder.report.exports.parts.telling import number
from autograder.report.summary import as_it_stands, guarded

HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "    Points Possible"
EXCUSED = "EX"
_NUMBERED = re.compile(r"(.*)\s\((\d+)\)", re.DOTALL)
_NO_STUDENTS = re.compile(r"Muted|Manual Posting", re.IGNORECASE)
_TOTALS = re.compile(r"(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)")
"""Columns that Canvas reckons itself."""


def _text(source: Source) -> str:
    return _filled(source) if source.into else _new(source)


def _new(source: Source) -> str:
    title = source.title
    rows, nameless = [], 0
    for entry in source.everyone():
        rows.append(_row(entry))
        nameless += not _is_known(entry.student)
    if nameless:
        source.notes.append(
            tell(
                "{count} of {all} have no Canvas or SIS id in roster.csv, so Canvas goes by their names; fill in a "
                "gradebook that was downloaded from Canvas instead: --into FILE",
                count=nameless,
                all=len(rows),
            )
        )
    return as_it_stands([[*HEADER, title], [POINTS, *[""] * 4, number(most_points(source))], *rows])


def _row(entry: Entry) -> list[str]:
    one = entry.student
    cells = (one.name, one.canvas_id, one.sis_user_id, one.sis_login_id, one.section)
    return [*(str(guarded(cell)) for cell in cells), _grade(entry.record)]


def _is_known(student: Student) -> bool:
    return bool(student.canvas_id or student.sis_user_id or student.sis_login_id)


def _grade(record: Record | None) -> str:
    """What stands in the assignment's column: empty for what is ungraded, as for what was not handed in."""
    if record is None:
        return ""
    return EXCUSED if record.get("excused") else number(record["final_score"])


def _filled(source: Source) -> str:
    assert source.into
    sheet = read_sheet(source.into)
    _check(source, sheet)
    column = _column(source, sheet)
    grades = {record["student"]: _grade(record) for record in source.chosen()}
    whose = Whose(source.students(grades))
    strangers: list[str] = []
    written: set[str] = set()
    for row in _students(source, sheet, column):
        student, _ = whose.of(_claim(sheet, row))
        if student in grades:
            row[column] = grades[student]
            written.add(student)
        else:
            strangers.append(row[0])
        if row[1].strip():  # it is known by its id, so its name may be made harmless
            row[0] = str(guarded(row[0]))
    source.notes.extend(remarks(written, grades, strangers))
    return sheet.text


def _check(source: Source, sheet: Sheet) -> None:
    """Raise UsageError for what Canvas would call an invalid header row."""
    header = sheet.header
    if len(header) < 4 or "Student" not in header[0] or "ID" not in header[1] or "Section" not in header:
        raise UsageError(
            f"{source.into} is no gradebook of Canvas: its first columns should be Student, ID, …, Section; in Canvas: Grades, "
            "Export, Export Entire Gradebook"
        )


def _column(source: Source, sheet: Sheet) -> int:
    """The assignment's column, by its title in any language, its id here, or --column. Raises UsageError where it is not clear."""
    first = sheet.header.index("Section") + 1
    named = [(at, name) for at, name in enumerate(sheet.header) if at >= first and name]
    columns = {at: name for at, name in named if not _TOTALS.search(name)}
    titles = {source.assignment.id, *source.assignment.title.values()}
    wanted = {letters(title) for title in ([source.column] if source.column else titles)}
    found = [place for place, name in columns.items() if wanted & _names(name)]
    if len(found) != 1:
        asked = source.title
        what = "several columns are" if found else "no column is"
        names = ", ".join(f'"{name}"' for name in list(columns.values())[:12])
        raise UsageError(f'{source.into}: {what} called "{asked}"; say which with --column: {names}')
    return found[0]


def _names(header: str) -> set[str]:
    """A column's whole name, and its title and its number alone."""
    numbered = _NUMBERED.fullmatch(header)
    return {letters(header), *map(letters, numbered.groups() if numbered else ())}


def _students(source: Source, sheet: Sheet, column: int) -> Iterator[list[str]]:
    """The rows of students. Raises UsageError for a column that Canvas does not take grades for."""
    for row in sheet.rows[1:]:
        if "Points Possible" in row[0]:
            _compare(source, row[column], sheet.header[column])
        elif any(cell.strip() and not _NO_STUDENTS.match(cell.strip()) for cell in row):
            yield row


def _compare(source: Source, points: str, header: str) -> None:
    """Hold the points of the column against ours: scores are not converted."""
    if "read only" in points:
        raise UsageError(f'{source.into}: Canvas reads no grades from the column "{header}" (read only)')
    try:
        theirs = float(points.replace(",", "."))
    except ValueError:
        return
    ours = most_points(source)
    if theirs != ours:
        source.notes.append(
            tell(
                '"{column}" has {theirs:g} points in Canvas and {ours:g} here; scores are written as they are',
                column=header,
                theirs=theirs,
                ours=ours,
            )
        )


def _claim(sheet: Sheet, row: list[str]) -> Claim:
    """Whose row it is: by Canvas' id, its other ids, the name, in Canvas' own order."""
    named = dict(zip(sheet.header, row, strict=True))
    name = f"{row[0]}, {row[1]}" if sheet.header[0] == "LastName" else row[0]
    names = (named.get("SIS User ID", ""), named.get("SIS Login ID", ""), name)
    return Claim(tuple(filter(None, names)), (), "Canvas", "canvas_id", named.get("ID", ""))


EXPORT = Export(".csv", text=_text, into=(".csv",))
