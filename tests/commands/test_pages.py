"""Pages of records: when right numbers may be seen, and what is written again where a record has changed."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.commands.pages import (
    may_show_answers,
    pages_renewed,
    part,
    people_of,
    tables_renewed,
    write_class_report,
    write_page,
)
from autograder.commands.records import records_of
from autograder.commands.report import write_course_pages, write_pages
from autograder.model.question import Assignment, Course
from autograder.report.page_place import feedback_page
from autograder.report.statistics import tally
from tests.grading.made import write_record
from tests.report.samples import ASSIGNMENT, rich_record

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
def test_right_numbers_may_be_seen_only_after_the_due_date(
    tmp_path: Path, answers: str, due_in: timedelta | None, shown: bool
) -> None:
    assert may_show_answers(*course(tmp_path, answers, due_in)) == shown


def test_no_answers_while_somebody_has_an_extension(tmp_path: Path) -> None:
    ours, assignment = course(tmp_path, "after_due", -HOUR)
    assert may_show_answers(ours, assignment)
    (tmp_path / "extensions.csv").write_text("student,assignment,late_days\nada,ps2,1\n")
    assert not may_show_answers(ours, assignment)


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


def test_a_page_leaves_right_numbers_out_and_the_record_as_it_was(tmp_path: Path) -> None:
    ours, record = Course("backprop", tmp_path, (ASSIGNMENT,)), rich_record()
    hidden = write_page(ours, ASSIGNMENT, record, "en", answers=False).read_text("utf-8")
    assert record == rich_record()
    shown = write_page(ours, ASSIGNMENT, record, "en", answers=True).read_text("utf-8")
    assert ("≠ 0.33" in hidden, "≠ 0.33" in shown) == (False, True)


def test_who_of_the_roster_has_handed_in_nothing(tmp_path: Path) -> None:
    ours = Course("backprop", tmp_path, (ASSIGNMENT,))
    (tmp_path / "roster.csv").write_text("student,last_name,first_name\nada,Lee,Ada\nzoe,Park,\n")
    people = people_of(ours, tally([rich_record()]))
    assert (people.names["ada"], people.missing) == ("Lee, Ada", ("zoe",))


def test_the_class_report_leads_to_pages_that_are_there(tmp_path: Path) -> None:
    ours, folder = Course("backprop", tmp_path, (ASSIGNMENT,)), tmp_path / "graded" / "ps2"
    records = [rich_record(), rich_record() | {"student": "b c"}, rich_record() | {"student": "eve"}]
    for record in records[:2]:
        write_page(ours, ASSIGNMENT, record, "en", answers=False)
    assert write_class_report(ours, ASSIGNMENT, records, folder / "report.html", "en") == []
    html = (folder / "report.html").read_text("utf-8")
    assert '<a href="../../feedback/b%20c/ps2/gates.html">' in html
    assert "feedback/eve" not in html


@pytest.mark.parametrize(("lang", "said"), [("en", "no report.html: pages need jinja2"), ("ko", "jinja2")])
def test_without_what_pages_need_it_is_said_and_records_go_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, said: str
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    ours, folder = Course("backprop", tmp_path, (ASSIGNMENT,)), tmp_path / "graded" / "ps2"
    (remark,) = write_class_report(ours, ASSIGNMENT, [rich_record()], folder / "report.html", lang)
    assert said in remark
    assert not folder.exists()
    assert list(pages_renewed(ours, ASSIGNMENT, folder, [rich_record()])) == [rich_record()]


@pytest.mark.parametrize(("due_in", "is_open"), [(HOUR, True), (-HOUR, False), (None, False)])
def test_an_assignment_is_open_until_it_is_due(
    tmp_path: Path, due_in: timedelta | None, is_open: bool
) -> None:
    _, assignment = course(tmp_path, "never", due_in)
    assert part(assignment, tally([rich_record()]), "en").is_open == is_open


def test_a_page_that_is_newer_than_its_record_or_nobodys_is_left(tmp_path: Path) -> None:
    ours, folder = Course("backprop", tmp_path, (ASSIGNMENT,)), tmp_path / "graded" / "ps2"
    write_record(rich_record(), folder)
    page = feedback_page(ours, ASSIGNMENT, "ada")
    assert list(pages_renewed(ours, ASSIGNMENT, folder, [rich_record()]))
    assert not page.exists()
    page.parent.mkdir(parents=True)
    page.write_text("<html>nbgrader's</html>")
    os.utime(page, (1, 1))
    assert list(pages_renewed(ours, ASSIGNMENT, folder, [rich_record()]))
    assert page.read_text() == "<html>nbgrader's</html>"
