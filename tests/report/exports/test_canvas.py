"""Gradebooks that Canvas reads: new ones, and downloaded ones that are filled in."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.model.errors import UsageError
from autograder.report.exports.canvas import EXPORT
from autograder.report.exports.parts.export import Source
from tests.report.exports.canvas_reader import upload
from tests.report.exports.samples import ROSTER, STUDENTS, source

GRADES = {"ada": "3.15", "b=1+1": "4.1000000000001", "chul": "", "dina": "EX", "emoji": "8.0"}
DOWNLOADED = """\
Student,ID,SIS User ID,SIS Login ID,Section,Quiz (11),Gates (12345),Gates (retake) (777),Current Score,Final Grade
    Manual Posting,,,,,,,,,
    Points Possible,,,,,10,8,8,(read only),(read only)
"Lovelace, ""Lady"", Ada",1001,S1,ada,A,7.5,,,75,C
"Test, Student",1999,,x,A,1,2,,,
"=1+1, +cmd|' /C calc'!A0",1002,S2,b,A,,9,,,
"김, 철수",,S3,chul,"나; 반",,6,,,
"Nobody, Nell",,,nell,B,,5,,,
"no such id, dina",,,dina@example.edu,B,,,,,
"""


def text(source: Source) -> str:
    assert EXPORT.text
    return EXPORT.text(source)


def filled(folder: Path, content: str, **more: str) -> tuple[str, list[str]]:
    path = folder / "grades.csv"
    path.write_bytes(content.encode())
    asked = source(into=path, **more)
    return text(asked), asked.notes


def test_a_new_gradebook_is_read_by_canvas() -> None:
    seen = upload(text(source()), ROSTER, {12345: "Gates"})
    assert not seen.new_students
    assert not seen.new_assignments
    assert seen.points == {"Gates": "8.0"}
    assert {who: row["Gates"] for who, row in seen.grades.items()} == {**GRADES, "nobody": ""}


def test_no_cell_of_a_new_gradebook_is_a_formula() -> None:
    for row in csv.reader(io.StringIO(text(source()))):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row), row


def test_without_ids_it_is_said_how_canvas_finds_people() -> None:
    asked = replace(source(), roster={})
    text(asked)
    assert asked.notes[0].startswith("5 of 5 have no Canvas or SIS id")


def test_a_downloaded_gradebook_keeps_all_but_the_scores(tmp_path: Path) -> None:
    content = DOWNLOADED
    after, notes = filled(tmp_path, content)
    before, now = (list(csv.reader(io.StringIO(one))) for one in (content, after))
    assert [row[1:6] + row[7:] for row in now] == [row[1:6] + row[7:] for row in before]
    assert [row[6] for row in now] == ["Gates (12345)", "", "8", "3.15", "2", GRADES["b=1+1"], "", "5", "EX"]
    assert now[5][0].startswith("'=1+1"), "it is found by its id, so its name can be made harmless"
    assert notes == [
        "4 filled in",
        "graded, but not found in the file: emoji",
        "in the file, but without a record: left as it was: Test, Student, Nobody, Nell",
    ]
    seen = upload(after, ROSTER, {11: "Quiz", 12345: "Gates", 777: "Gates (retake)"})
    assert seen.grades["ada"] == {"Quiz": "7.5", "Gates": "3.15", "Gates (retake)": ""}


def test_other_points_there_are_said(tmp_path: Path) -> None:
    _, notes = filled(tmp_path, DOWNLOADED.replace("10,8,8", "10,100,8"))
    assert notes[0] == '"Gates (12345)" has 100 points in Canvas and 8 here; scores are written as they are'


@pytest.mark.parametrize(
    ("change", "column", "said"),
    [
        (
            ("Gates (12345)", "Tor (12345)"),
            "",
            'no column is called "Gates"; say which with --column: "Quiz (11)", "Tor (12345)"',
        ),
        (("Quiz (11)", "Gates (11)"), "", 'several columns are called "Gates"'),
        (("", ""), "Homework", 'no column is called "Homework"'),
        (("10,8,8", "10,(read only),8"), "", 'Canvas reads no grades from the column "Gates (12345)"'),
        (("Student,ID", "Name,Number"), "", "is no gradebook of Canvas"),
    ],
)
def test_what_is_not_clear_is_refused(
    tmp_path: Path, change: tuple[str, str], column: str, said: str
) -> None:
    with pytest.raises(UsageError, match=r"^[^\n]+$") as refused:
        filled(tmp_path, DOWNLOADED.replace(*change, 1), column=column)
    assert said in str(refused.value)


@pytest.mark.parametrize("column", ["Gates (12345)", "12345", "gates"])
def test_a_column_is_found_by_its_title_and_by_its_number(tmp_path: Path, column: str) -> None:
    after, _ = filled(tmp_path, DOWNLOADED, column=column)
    assert ",7.5,3.15,," in after


def test_two_of_one_name_get_no_score_by_it(tmp_path: Path) -> None:
    twins = {
        name: replace(STUDENTS[0], student=name, canvas_id="", sis_user_id="", sis_login_id="")
        for name in ("ada", "b=1+1")
    }
    path = tmp_path / "grades.csv"
    path.write_text('Student,ID,SIS Login ID,Section,Gates (1)\n"Lovelace, ""Lady"", Ada",,,A,\n')
    assert text(replace(source(into=path), roster=twins)) == path.read_text()
