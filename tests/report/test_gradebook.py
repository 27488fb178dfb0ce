"""The gradebook of a course says what the records say, to the last digit."""

from __future__ import annotations

import csv
from pathlib import Path

from autograder.model.student import Student
from autograder.report.course_picture import standings
from autograder.report.gradebook import course_csv
from tests.report.test_course_picture import part


def test_the_gradebook_says_what_the_records_say(tmp_path: Path) -> None:
    parts = [part("ps1", ada=0.1, bob=None), part("ps2", ada=0.2, bob=7.3), part("ps3", ada="excused")]
    roster = {"ada": Student("ada", "=Lee", "Ada, the \"first\"", section="A"), "zoe": Student("zoe")}  # fmt: skip
    course_csv(parts, standings(parts, roster), roster, tmp_path / "scores.csv")
    with (tmp_path / "scores.csv").open(newline="", encoding="utf-8") as file:
        ada, bob, zoe = csv.DictReader(file)
    assert (ada["last_name"], ada["first_name"]) == ("'=Lee", 'Ada, the "first"')
    assert (ada["ps1"], ada["ps3"], ada["ps3_status"], ada["total"], ada["max_total"]) == ("0.1", "", "excused", "0.3", "20.0")  # fmt: skip
    assert (bob["ps1"], bob["ps1_status"], bob["total"], bob["max_total"]) == ("", "ungraded", "7.3", "20.0")
    assert (zoe["ps1_status"], zoe["total"], zoe["max_total"]) == ("missing", "0.0", "30.0")
