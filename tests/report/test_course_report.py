"""The page of a course: everybody, why they fall behind, and the way to each assignment's report."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from autograder.model.question import Course
from autograder.model.student import Student
from autograder.report.beside import Beside
from autograder.report.course_picture import standings
from autograder.report.course_report import course_csv, write_course_report
from autograder.report.students_table import WEAKEST
from tests.report.test_course_picture import part
from tests.report.test_student_page import parsed

PARTS = [
    part("ps1", beliefs={"sign-flipped": frozenset(["ada", "bob"])}, ada=3.0, bob=9.125),
    part("ps2", beliefs={"sign-flipped": frozenset(["ada"])}, ada=4.0, bob=None),
]


def page(folder: Path, parts: Sequence[object], **more: object) -> str:
    beside = Beside({"ada": "Lee, <b>Ada</b>", "zoe": "Park, Zoe"})
    course = Course("backprop", folder, (), {"en": "Backprop"})
    write_course_report(course, parts, folder / "r.html", beside=beside, **more)  # type: ignore[arg-type]
    return (folder / "r.html").read_text("utf-8")


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_the_page_of_a_course(tmp_path: Path, lang: str) -> None:
    html = page(tmp_path, PARTS, lang=lang)
    assert parsed(html).headings[0] == 1
    assert '<a href="ps1/report.html">' in html
    assert "Lee, &lt;b&gt;Ada&lt;/b&gt; (ada)" in html
    assert "9.125" in html
    behind = html.partition('id="behind"')[2].partition("</section>")[0]
    assert "35 %" in behind
    assert "Park, Zoe (zoe)" in behind
    assert "bob" not in behind


def test_names_can_be_hidden(tmp_path: Path) -> None:
    html = page(tmp_path, PARTS, hide_names=True)
    assert not any(name in html for name in ("ada", "Lee", "zoe", "Park"))


def test_of_thousands_the_weakest_are_shown(tmp_path: Path) -> None:
    many = {f"s{n:05}": float(n % 11) for n in range(5000)}
    html = page(tmp_path, [part("ps1", **many), part("ps2", **many)])
    assert html.count("<th scope=row>") == WEAKEST
    assert len(html.encode()) < 200_000


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
