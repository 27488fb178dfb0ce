"""roster.csv, as spreadsheets write it: read to the letter, or refused in one line that says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.roster import UNIQUE, read_roster
from autograder.model.errors import CourseError
from autograder.model.question import Course
from autograder.model.student import COLUMNS, Student


def read(folder: Path, text: str | bytes) -> list[Student]:
    data = text.encode() if isinstance(text, str) else text
    (folder / "roster.csv").write_bytes(data)
    return list(read_roster(Course("c", folder, ())).values())


def refused(folder: Path, text: str | bytes) -> str:
    with pytest.raises(CourseError) as error:
        read(folder, text)
    return str(error.value).removeprefix(f"{folder}/")


def test_everything_that_a_roster_may_say(tmp_path: Path) -> None:
    line = "ada,Lee,Ada,ada@example.edu,A,1001,S1,ada1,2001,adalee"
    (ada,) = read(tmp_path, f"{','.join(COLUMNS)}\n{line}\n")
    assert ada == Student(*line.split(","))
    assert ada.name == "Lee, Ada"


def test_without_a_file_there_is_nobody(tmp_path: Path) -> None:
    assert read_roster(Course("c", tmp_path, ())) == {}
    with pytest.raises(CourseError, match=r"other\.csv: cannot be read \(No such file"):
        read_roster(Course("c", tmp_path, ()), tmp_path / "other.csv")


def test_another_file(tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("student\nada\n")
    assert list(read_roster(Course("c", tmp_path, ()), tmp_path / "other.csv")) == ["ada"]


@pytest.mark.parametrize(
    ("text", "name", "email"),
    [
        ('student,last_name,first_name\na,"Lee, Jr.",Ada\n', "Lee, Jr., Ada", ""),
        ('student,last_name\na,"O\'Neil ""Jim"""\n', 'O\'Neil "Jim"', ""),
        ("student,last_name,first_name\na,김,철수\n", "김, 철수", ""),
        ('\ufeff"student","last_name"\r\n"a","Lee"\r\n', "Lee", ""),
        ("Student;Last Name;E-Mail\na;Lee;".replace("E-Mail", "email") + "x,y@z\n", "Lee", "x,y@z"),
        ("student\tfirst_name\na\tAda", "Ada", ""),
        ("student,first_name\ra,Ada\r", "Ada", ""),
        ("student,last_name\na,=HYPERLINK(1)\n", "=HYPERLINK(1)", ""),
        ('student,last_name\n"=""a""",Lee\n', "Lee", ""),
        ("email,first_name,student\n x@y , Ada ,a\n", "Ada", "x@y"),
        ('student,last_name\na,"Lee\nKim"\n', "Lee Kim", ""),
        ("student,last_name,,\n\na,Lee,,\n,,,\n", "Lee", ""),
        ("student,last_name\na,e\u0301\n", "é", ""),
        ("student,last_name\na\n", "a", ""),
    ],
    ids=lambda value: repr(value)[:24],
)
def test_as_spreadsheets_write_it(tmp_path: Path, text: str, name: str, email: str) -> None:
    (student,) = read(tmp_path, text)
    assert (student.student, student.name, student.email) == ("a", name, email)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "roster.csv:1: there is no first line that names the columns"),
        ("\n\n", "roster.csv:1: there is no first line"),
        ("name,email\n", 'roster.csv:1: unknown column "name"; '),
        ("student,emial\n", 'roster.csv:1: unknown column "emial"; did you mean "email"?'),
        ("email\nx\n", 'roster.csv:1: there is no column "student"'),
        ("student,email,email\n", 'roster.csv:1: the column "email" stands twice'),
        ('student,last_name\nada,"a\nb"\nada,c\n', 'roster.csv:4: the student "ada" stands in line 2 too'),
        ("student,canvas_id\na,1\nb,1\n", 'roster.csv:3: the canvas_id "1" stands in line 2 too'),
        ("student,email\n,x@y\n", 'roster.csv:2: this row has no "student"'),
        ("student,last_name\na,Lee, Ada\n", "roster.csv:2: this row has 3 fields, and there are 2 columns"),
        ("student,\na,x\n", "roster.csv:2: a field stands under no column"),
        ('student\n"ada\nbob\n', "roster.csv:2: this row cannot be read"),
        ("student\n../ada\n", 'roster.csv:2: the student "../ada" is a folder\'s name'),
        ("student\n.ssh\n", 'roster.csv:2: the student ".ssh" is a folder\'s name'),
        ("student\na\0b\n", 'roster.csv:2: the student "a\\x00b" is a folder\'s name'),
        (f"student\n{'김' * 70}\n", 'roster.csv:2: the student "김'),
        ("student,last_name\na,김\n".encode("cp949"), "roster.csv:2: this line is not UTF-8, it may be the cp949"),
        ("student\nada\n".encode("utf-16"), "roster.csv:1: this line is not UTF-8 but UTF-16; in Excel, save it as"),
        (b"student\n\xff\xff\n", "roster.csv:2: this line is not UTF-8; in Excel, save it as"),
        (f"student\n{'a' * 200_000}\n", "roster.csv:2: this row cannot be read (field larger"),
    ],
    ids=lambda value: repr(value)[:24],
)  # fmt: skip
def test_what_is_refused_in_one_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    told = refused(tmp_path, text)
    assert told.startswith(said)
    assert "\n" not in told


@pytest.mark.parametrize("column", ["canvas_id", "sis_user_id", "sis_login_id", "moodle_id", "username"])
def test_what_tells_people_apart_stands_once(tmp_path: Path, column: str) -> None:
    said = f'roster.csv:3: the {column} "x" stands in line 2 too; keep one'
    assert refused(tmp_path, f"student,{column}\na,x\nb,x\n") == said
    other = next(name for name in UNIQUE[1:] if name != column)
    assert len(read(tmp_path, f"student,{column},{other}\na,x,y\nb,y,x\n")) == 2
    assert set(UNIQUE) < set(COLUMNS)
