"""Moodle's two ways in, read as Moodle reads them: grade/import/csv and mod/assign/feedback/offline."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.model.errors import UsageError
from autograder.report.exports.moodle import EXPORT
from autograder.report.exports.parts.export import Source
from tests.report.exports.samples import records, source

WORKSHEET = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),"
    "Last modified (grade),Feedback comments\r\n"
    'Participant 2001,"Ada Lovelace, ""Lady""",,,Submitted,,8.00,Yes,"Friday, 26 March 2027, 8:00 PM",-,\r\n'
    "Participant 9002,x,,b@example.edu,Submitted,7,8.00,Yes,-,-,old\r\n"
    "Participant 9003,김 철수,,,Submitted,6,8.00,Yes,-,-,\r\n"
    "Participant 9006,Nell Nobody,,,No submission,5,8.00,Yes,-,-,\r\n"
    "Participant 2005,Somebody,S5,,Submitted,,8.00,Yes,-,-,\r\n"
)
KOREAN = (
    WORKSHEET.replace("Identifier", "식별자")
    .replace("Participant", "참가자")
    .replace(",Grade,Maximum Grade,Grade can be changed", ",성적,최고 성적,변경 가능")
)


def text(asked: Source) -> str:
    assert EXPORT.text
    return EXPORT.text(asked)


def rows(content: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content, newline=""), strict=True))


def filled(folder: Path, content: str, column: str = "") -> tuple[str, Source]:
    path = folder / "sheet.csv"
    path.write_bytes(content.encode())
    asked = source(into=path, column=column)
    return text(asked), asked


def test_a_table_for_the_gradebook_names_every_user() -> None:
    asked = source()
    header, *lines = rows(text(asked))
    assert header == ["username", "email", "idnumber", "Gates", "Gates feedback"]
    assert [line[:4] for line in lines] == [
        ["ada", "ada@example.edu", "S1", "3.15"],
        ["b", "b@example.edu", "S2", "4.1000000000001"],
        ["chul", "chul@example.edu", "S3", ""],
        ["dina", "dina@example.edu", "S4", ""],
        ["emoji", "emoji@example.edu", "S5", "8.0"],
    ]
    assert asked.notes == [
        'in Moodle: Grades, Import, CSV file; map users by one of username, email, idnumber; "Gates" to the grade item'
    ]


def test_without_a_roster_users_go_by_the_id() -> None:
    _, first, second, *_ = rows(text(replace(source(), roster={})))
    assert (first[:3], second[:3]) == (["", "", "ada"], ["", "", "b=1+1"])


@pytest.mark.parametrize(
    "sheet", [WORKSHEET, KOREAN, "\ufeff" + WORKSHEET], ids=["English", "Korean", "marked"]
)
def test_a_worksheet_keeps_all_but_grade_and_feedback(tmp_path: Path, sheet: str) -> None:
    after, asked = filled(tmp_path, sheet)
    assert after.startswith(sheet.partition("\r\n")[0] + "\r\n")
    assert "\n" not in after.replace("\r\n", "")
    before, now = rows(sheet)[1:], rows(after)[1:]
    assert [row[:5] + row[6:10] for row in now] == [row[:5] + row[6:10] for row in before]
    assert [row[5] for row in now] == ["3.15", "4.1000000000001", "", "5", "8.0"]
    assert now[0][10].startswith(
        "Score: 3.5 · Late penalty: -0.35 · Final score: 3.15 of 8<br />A multiply gate: 1 / 4<br />- Gradient"
    )
    assert "=well argued" in now[1][10]
    assert "to its very end" in now[2][10]
    assert asked.notes[:2] == ["4 filled in", "graded, but not found in the file: dina"]


def test_markup_and_hidden_numbers_do_not_pass_into_feedback(tmp_path: Path) -> None:
    said = records()
    said[0]["questions"][0]["items"][1]["message"] = "<script>alert(1)</script> & more"
    after = text(replace(source(), records=lambda: iter(said)))
    tags = re.findall(r"<(\w+)", rows(after)[1][4])
    assert not tags
    assert "0.1" not in after.replace("4.1000000000001", ""), "the right number of a hidden input"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("참가자 2001", "Ada"), "is no grading worksheet of Moodle"),
        ((",8.00,", ",,"), "it cannot be seen which column has the grade; say which with --column"),
    ],
)
def test_what_cannot_be_seen_is_refused(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    sheet = KOREAN.replace(*change)
    with pytest.raises(UsageError, match=r"^[^\n]+$") as refused:
        filled(tmp_path, sheet)
    assert said in str(refused.value)
    if "column" in said:
        assert ",3.15,," in filled(tmp_path, sheet, column="성적")[0]


def test_a_worksheet_without_feedback_gets_none(tmp_path: Path) -> None:
    sheet = "\r\n".join(line.rpartition(",")[0] for line in WORKSHEET.splitlines()) + "\r\n"
    after, asked = filled(tmp_path, sheet)
    assert rows(after)[1][5:] == ["3.15", "8.00", "Yes", "Friday, 26 March 2027, 8:00 PM", "-"]
    assert asked.notes[0].startswith("no feedback: the worksheet has no such column")
