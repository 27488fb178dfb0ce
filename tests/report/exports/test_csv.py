"""The plain table: scores.csv to the last digit, with names, and those who handed in nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from autograder.report.exports.csv import EXPORT, NAMES
from autograder.report.summary import scores_csv
from tests.report.exports.samples import records, source


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_number_is_that_of_scores_csv(tmp_path: Path) -> None:
    assert EXPORT.text
    found = rows(EXPORT.text(source()))
    scores_csv(iter(records()), tmp_path / "scores.csv")
    wanted = rows((tmp_path / "scores.csv").read_text("utf-8"))
    plain = [{key: value for key, value in row.items() if key not in NAMES} for row in found]
    assert [row for row in plain if row["status"] != "missing"] == wanted
    assert [row["student"] for row in found if row["status"] == "missing"] == ["nobody"]


def test_names_stand_beside_them_and_are_no_formulas() -> None:
    assert EXPORT.text
    found = rows(EXPORT.text(source()))
    by_student = {row["student"]: row for row in found}
    assert by_student["ada"]["last_name"] == 'Lovelace, "Lady"'
    assert by_student["chul"]["first_name"] == "철수"
    assert by_student["b=1+1"]["last_name"] == "'=1+1"
    assert by_student["emoji"]["first_name"] == "two\\nlines"
    assert by_student["dina"]["first_name"] == "\\u202edina\\u202c"
