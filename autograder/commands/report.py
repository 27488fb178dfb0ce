"""`autograder report`: feedback pages and the class report, from records."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from autograder.commands.options import (
    add_assignment,
    add_lang,
    add_output,
    course_of,
    records_folder,
)
from autograder.commands.records import records_of
from autograder.course.load import find_assignment
from autograder.course.roster import read_roster
from autograder.grading.intake.submission import file_name
from autograder.grading.since import since_last
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.report.answers import without_answers
from autograder.report.beside import Beside
from autograder.report.class_report import write_report
from autograder.report.statistics import ClassTally, tally
from autograder.report.student_page import write_feedback

MISSING = "pages need jinja2: pip install 'backprop-autograder[course]'"

SIMILAR = "similar.html"
"""The page of similar submissions, beside the class report."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser)
    add_output(parser, "folder of the records (default graded/ASSIGNMENT)")
    add_lang(parser, "language of the pages (default: the course's)")
    parser.add_argument("--hide-names", action="store_true", help="number the students in the class report")


def run(arguments: argparse.Namespace) -> int:
    """Write the pages, and say where."""
    course = course_of(arguments)
    assignment = find_assignment(course, arguments.assignment)
    folder = records_folder(course, assignment, arguments)
    lang = arguments.lang or course.language
    print("\n".join(write_pages(course, assignment, folder, lang, hide_names=arguments.hide_names)))
    return 0


def write_class_report(
    course: Course,
    assignment: Assignment,
    records: Iterable[Record] | ClassTally,
    path: Path,
    lang: str,
    *,
    hide_names: bool = False,
) -> list[str]:
    """Write report.html, and remember the scores in it; returns a remark where the libraries for it are not installed."""
    if not find_spec("jinja2"):
        return [f"no report.html: {MISSING}"]
    counts, title = tally(records), assignment.title or assignment.id
    write_report(
        counts,
        title,
        {question.id: question.title for question in assignment.questions},
        path,
        lang=lang,
        hide_names=hide_names,
        own=assignment.misconceptions,
        beside=_beside(course, assignment, counts, path.parent),
    )
    return []


def _beside(course: Course, assignment: Assignment, counts: ClassTally, folder: Path) -> Beside:
    """What the class report says that the records do not."""
    roster = read_roster(course)
    known = {line.student for line in counts.lines}

    def page_of(student: str) -> str | None:
        page = feedback_page(course, assignment, student)
        return quote(os.path.relpath(page, folder)) if page.exists() else None

    return Beside(
        names={student: one.name for student, one in roster.items()},
        missing=tuple(student for student in roster if student not in known),
        page_of=page_of,
        since=since_last(folder, counts.seen),
        similar=SIMILAR if (folder / SIMILAR).exists() else None,
    )


def feedback_page(course: Course, assignment: Assignment, student: str) -> Path:
    """Where a student's page is."""
    return course.root / "feedback" / file_name(student) / assignment.id / f"{assignment.notebook}.html"


def write_pages(
    course: Course, assignment: Assignment, folder: Path, lang: str, *, hide_names: bool = False
) -> list[str]:
    """report.html beside the records and a feedback page a student; returns lines that say where.

    Raises UsageError when there are no records, or the libraries for pages are not installed.
    """
    if not find_spec("jinja2"):
        raise UsageError(MISSING)
    counts, shown = ClassTally(), may_show_answers(course, assignment)
    pages = course.root / "feedback"
    for record in records_of(course, assignment, folder):
        counts.add(record)
        page = feedback_page(course, assignment, record["student"])
        told = record if shown else without_answers(record)
        write_feedback(told, assignment, lang, page, course=course.title)
    if not counts.students:
        raise UsageError(
            f"no records of {assignment.id} in {folder}; first: autograder grade {assignment.id}"
        )
    write_class_report(course, assignment, counts, folder / "report.html", lang, hide_names=hide_names)
    return [f"class report: {folder / 'report.html'}", f"feedback pages: {pages} ({counts.students})"]


def may_show_answers(course: Course, assignment: Assignment) -> bool:
    """Whether pages may show the right numbers of hidden inputs now."""
    return course.answers == "after_due" and assignment.due is not None and datetime.now(UTC) > assignment.due
