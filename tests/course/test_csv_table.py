"""A table as spreadsheets write it: every row with all columns, and one line for what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.csv_table import read_table, separator_of
from autograder.model.errors import CourseError

KNOWN = ("student", "last_name", "email")


def table(folder: Path, content: str | bytes) -> Path:
    path = folder / "students.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "student,last_name\nada,Lee\nbo,\n",
        "student;last_name\r\nada;Lee\r\nbo\r\n",
        "\ufeffstudent\tLast Name\nada\t Lee \nbo\t\n",
        'Last-Name,STUDENT\n\n,\nLee,="ada"\n,"bo"\n',
        "student,last_name,\nada,Lee,\nbo,,,,\n",
    ],
)
def test_rows(content: str, tmp_path: Path) -> None:
    rows = list(read_table(table(tmp_path, content), KNOWN, "student"))
    assert [row.fields for row in rows] == [
        {"student": "ada", "last_name": "Lee", "email": ""},
        {"student": "bo", "last_name": "", "email": ""},
    ]


def test_a_row_knows_its_first_line_and_letters_are_in_one_piece(tmp_path: Path) -> None:
    path = table(tmp_path, 'student,last_name\nada,"Lee\n  of   Seoul"\n\ninés,x\n')
    first, second = read_table(path, KNOWN, "student")
    assert (first.line, first.fields["last_name"], first.path) == (2, "Lee of Seoul", path)
    assert (second.line, second.fields["student"]) == (5, "inés")


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (
            "",
            1,
            "there is no first line that names the columns; write student,last_name,email, or some of them",
        ),
        (
            ",,\nada,,\n",
            1,
            "there is no first line that names the columns; write student,last_name,email, or some of them",
        ),
        ("student,nme\nada,x\n", 1, 'unknown column "nme"; write one of student, last_name, email'),
        ("studnt\nada\n", 1, 'unknown column "studnt"; did you mean "student"?'),
        ("student,Student\nada,x\n", 1, 'the column "student" stands twice; keep one'),
        ("email\nx\n", 1, 'there is no column "student"; the first line is like student,last_name,email'),
        ("student,email\n,x\n", 2, 'this row has no "student"; add it, or take the row out'),
        (
            "student\nada,x\n",
            2,
            "this row has 2 fields, and there are 1 columns; put quotes around a text with a comma in it",
        ),
        (
            "student,,email\nada,x,\n",
            2,
            "a field stands under no column; give the column a name in the first line, or empty the field",
        ),
        (
            'student\n"ada\n',
            2,
            "this row cannot be read (unexpected end of data); write a quote in a text twice, and put quotes around the text",
        ),
        (
            "student\nada\n김\n".encode("cp949"),
            3,
            'it may be the cp949 of Korean Excel; in Excel, save it as "CSV UTF-8 (Comma delimited)", or say: iconv -f cp949 -t utf-8 FILE > NEW',
        ),
        (
            "student\nada".encode("utf-16"),
            1,
            'this line is not UTF-8 but UTF-16; in Excel, save it as "CSV UTF-8 (Comma delimited)"',
        ),
        (
            "\ufeffstudent\nada".encode("utf-16-be"),
            1,
            'this line is not UTF-8 but UTF-16; in Excel, save it as "CSV UTF-8 (Comma delimited)"',
        ),
        (
            b"student\n\xff\xff\xff\n",
            2,
            'this line is not UTF-8; in Excel, save it as "CSV UTF-8 (Comma delimited)"',
        ),
    ],
)
def test_what_is_wrong_is_one_line(content: str | bytes, line: int, says: str, tmp_path: Path) -> None:
    with pytest.raises(CourseError) as caught:
        list(read_table(table(tmp_path, content), KNOWN, "student"))
    assert str(caught.value).endswith(says)
    assert caught.value.line == line


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match="cannot be read") as caught:
        list(read_table(tmp_path / "none.csv", KNOWN, "student"))
    assert caught.value.line == 0


@pytest.mark.parametrize(
    ("text", "sign"), [("a;b;c,d\n,,,,", ";"), ("a\tb", "\t"), ("a,b;c", ","), ("a", ",")]
)
def test_the_first_line_says_what_parts_fields(text: str, sign: str) -> None:
    assert separator_of(text) == sign
