"""Pages from records: right numbers of hidden inputs only when the course lets them be seen."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.commands.report import write_course_pages, write_pages
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course
from tests.grading.made import write_record
from tests.report.samples import rich_record


def course(root: Path, answers: str) -> tuple[Course, Assignment]:
    """It was due an hour ago."""
    assignment = Assignment("ps2", "gates", (), due=datetime.now(UTC) - timedelta(hours=1))
    return Course("backprop", root, (assignment,), answers=answers), assignment


@pytest.mark.parametrize(("answers", "shown"), [("after_due", True), ("never", False)])
def test_right_numbers_are_on_the_page_only_when_the_course_lets_them_be_seen(
    tmp_path: Path, answers: str, shown: bool
) -> None:
    ours, assignment = course(tmp_path, answers)
    write_record(rich_record(), tmp_path / "graded")
    said = write_pages(ours, assignment, tmp_path / "graded", "en")
    page = (tmp_path / "feedback" / "ada" / "ps2" / "gates.html").read_text("utf-8")
    assert ("≠ 0.33" in page) == shown
    assert "≠ −0.33" in page or not shown  # the student's own number
    assert page.count('<table class="map">') == 1 + shown
    assert said[1] == f"feedback pages: {tmp_path / 'feedback'} (1)"
    assert {"report.html", "scores.csv", "similar.html"} <= {
        path.name for path in (tmp_path / "graded").iterdir()
    }


def test_records_of_another_assignment_are_none(tmp_path: Path) -> None:
    ours, assignment = course(tmp_path, "never")
    write_record(rich_record() | {"assignment": "ps3"}, tmp_path)
    with pytest.raises(UsageError, match="no records of ps2"):
        write_pages(ours, assignment, tmp_path, "en")


def test_without_an_assignment_the_whole_course_is_told_and_all_totals_are_the_same(tmp_path: Path) -> None:
    parts = tuple(Assignment(name, "gates", ()) for name in ("ps1", "ps2", "ps3"))
    ours = Course("backprop", tmp_path, parts)
    (tmp_path / "roster.csv").write_text("student,last_name\nada,Lee\nzoe,Park\n", "utf-8")
    for name, score in (("ps1", 1.1), ("ps3", 2.2)):
        record = rich_record() | {"assignment": name}
        record["questions"][0]["score"], record["questions"][1]["score"] = score, 0.0
        write_record(record, tmp_path / "graded" / name)
    said = write_course_pages(ours, "en")
    assert said[-1] == f"gradebook: {tmp_path / 'graded' / 'scores.csv'}"
    with (tmp_path / "graded" / "scores.csv").open(newline="", encoding="utf-8") as file:
        ada, zoe = csv.DictReader(file)
    with (tmp_path / "graded" / "ps3" / "scores.csv").open(newline="", encoding="utf-8") as file:
        assert ada["ps3"] == next(csv.DictReader(file))["final_score"]
    assert (ada["total"], zoe["ps3_status"]) == ("3.3", "missing")
    page = (tmp_path / "graded" / "report.html").read_text("utf-8")
    links = re.findall(r'href="([^"#]+)"', page)
    assert links == ["ps1/report.html", "ps3/report.html"]
    of_class = (tmp_path / "graded" / links[0]).read_text("utf-8")
    led = re.findall(r'href="([^"#]+)"', of_class)
    assert "../../feedback/ada/ps1/gates.html" in led
    assert all((tmp_path / "graded" / "ps1" / path).is_file() for path in led)
    with pytest.raises(UsageError, match="no records"):
        write_course_pages(Course("backprop", tmp_path / "other", parts), "en")
