"""Feedback pages and the class report, from records: the commands' side of `autograder.report`."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

from autograder.grading.store import read_records
from autograder.grading.submissions import file_name
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.report.class_report import write_report
from autograder.report.student_page import write_feedback

NEEDS = ("jinja2", "matplotlib")
MISSING = "pages need jinja2 and matplotlib: pip install 'backprop-autograder[course]'"


def write_class_report(
    assignment: Assignment,
    records: list[Record],
    path: Path,
    lang: str,
    *,
    hide_names: bool = False,
) -> list[str]:
    """Write report.html; returns a remark where the libraries for it are not installed."""
    if not all(find_spec(name) for name in NEEDS):
        return [f"no report.html: {MISSING}"]
    titles = {question.id: question.title for question in assignment.questions}
    write_report(records, assignment.title or assignment.id, titles, path, lang=lang, hide_names=hide_names)
    return []


def write_pages(
    course: Course, assignment: Assignment, folder: Path, lang: str, *, hide_names: bool = False
) -> list[str]:
    """report.html beside the records and a feedback page a student; returns lines that say where.

    Raises UsageError when there are no records, or the libraries for pages are not installed.
    """
    records = [r for r in read_records(folder) if r["assignment"] == assignment.id]
    if not records:
        raise UsageError(
            f"no records of {assignment.id} in {folder}; first: autograder grade {assignment.id}"
        )
    notes = write_class_report(assignment, records, folder / "report.html", lang, hide_names=hide_names)
    if notes:
        raise UsageError(MISSING)
    titles = {question.id: question.title for question in assignment.questions}
    for record in records if may_show_answers(course, assignment) else map(without_answers, records):
        page = (
            course.root
            / "feedback"
            / file_name(record["student"])
            / assignment.id
            / f"{assignment.notebook}.html"
        )
        page.parent.mkdir(parents=True, exist_ok=True)
        write_feedback(record, titles, lang, page, title=assignment.title)
    return [
        f"class report: {folder / 'report.html'}",
        f"feedback pages: {course.root / 'feedback'} ({len(records)})",
    ]


def may_show_answers(course: Course, assignment: Assignment) -> bool:
    """Whether pages may show the right numbers of hidden inputs now."""
    return course.answers == "after_due" and assignment.due is not None and datetime.now(UTC) > assignment.due


def without_answers(record: Record) -> Record:
    """A record whose comparisons hold the student's numbers alone."""
    hidden = copy.deepcopy(record)
    for item in (item for question in hidden["questions"] for item in question["items"]):
        item.get("compare", {}).pop("numerical", None)
    return hidden
