"""Pages from records: right numbers of hidden inputs only when the course lets them be seen."""

from __future__ import annotations

import csv
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.commands.pages import may_show_answers, pages_renewed, tables_renewed
from autograder.commands.records import records_of
from autograder.commands.report import write_course_pages, write_pages
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course
from autograder.report.page_place import feedback_page
from tests.grading.made import write_record
from tests.report.samples import rich_record

HOUR = timedelta(hours=1)


def course(root: Path, answers: str, due_in: timedelta | None) -> tuple[Course, Assignment]:
    due = None if due_in is None else datetime.now(UTC) + due_in
    assignment = Assignment("ps2", "gates", (), due=due)
    return Course("backprop", root, (assignment,), answers=answers), assignment


@pytest.mark.parametrize(
    ("answers", "due_in", "shown"),
    [
        ("after_due", -HOUR, True),
        ("after_due", HOUR, False),
        ("after_due", None, False),
        ("never", -HOUR, False),
        ("never", HOUR, False),
    ],
)
def test_right_numbers_are_on_the_page_only_after_the_due_date(
    tmp_path: Path, answers: str, due_in: timedelta | None, shown: bool
) -> None:
    ours, assignment = course(tmp_path, answers, due_in)
    assert may_show_answers(ours, assignment) == shown
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
    ours, assignment = course(tmp_path, "never", None)
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


def test_the_courses_gradebook_follows_each_assignments_records(tmp_path: Path) -> None:
    """In the language of its page, and with names hidden where they were; where there is none, none is made."""
    parts = tuple(Assignment(name, "gates", ()) for name in ("ps1", "ps2"))
    ours, graded = Course("backprop", tmp_path, parts), tmp_path / "graded"
    for one in parts:
        write_record(rich_record() | {"assignment": one.id}, graded / one.id)
    write_pages(ours, parts[0], graded / "ps1", "en")
    assert not (graded / "scores.csv").exists()
    write_course_pages(ours, "ko", hide_names=True)
    before = (graded / "scores.csv").read_text("utf-8")
    record = rich_record() | {"assignment": "ps1"}
    record["questions"][0]["score"] = 0.25
    write_record(record, graded / "ps1")
    tables_renewed(ours, parts[0], graded / "ps1")
    after = (graded / "scores.csv").read_text("utf-8")
    page = (graded / "report.html").read_text("utf-8")
    assert after != before
    assert ('lang="ko"' in page, "ada" in page) == (True, False)
    write_record(rich_record() | {"assignment": "ps1"}, graded / "ps1")
    write_pages(ours, parts[0], graded / "ps1", "en")
    assert (graded / "scores.csv").read_text("utf-8") == before


def test_a_page_that_is_there_follows_its_record_in_its_language(tmp_path: Path) -> None:
    assignment = Assignment("ps2", "gates", ())
    ours, folder = Course("backprop", tmp_path, (assignment,)), tmp_path / "graded" / "ps2"
    for student in ("ada", "bob"):
        write_record(rich_record() | {"student": student}, folder)
    write_pages(ours, assignment, folder, "ko")
    page = feedback_page(ours, assignment, "ada")
    feedback_page(ours, assignment, "bob").unlink()

    def renewed() -> list[str]:
        before = page.read_bytes()
        found = pages_renewed(ours, assignment, folder, records_of(ours, assignment, folder))
        return [one["student"] for one in found if one["student"] == "ada" and page.read_bytes() != before]

    assert renewed() == []
    (tmp_path / "extensions.csv").write_text("student,assignment,excused\n*,ps2,yes\n")
    assert renewed() == ["ada"]
    assert "면제받았어요" in page.read_text("utf-8")
    assert renewed() == []
    assert not feedback_page(ours, assignment, "bob").exists()


def test_no_answers_while_somebody_has_an_extension(tmp_path: Path) -> None:
    ours, assignment = course(tmp_path, "after_due", -HOUR)
    assert may_show_answers(ours, assignment)
    (tmp_path / "extensions.csv").write_text("student,assignment,late_days\nada,ps2,1\n")
    assert not may_show_answers(ours, assignment)
