"""The pages that commands write of records: the class report, a student's page, the course's; and again, where records changed."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from autograder.commands.records import is_own, records_of, stored
from autograder.course.roster import read_roster
from autograder.grading.settling.of_class import class_facts
from autograder.grading.since import since_last
from autograder.grading.store import record_path
from autograder.model.message import tell
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.report.answers import without_answers
from autograder.report.beside import Beside
from autograder.report.class_report import write_report
from autograder.report.course_picture import Part, part_of, standings
from autograder.report.course_report import course_csv, write_course_report
from autograder.report.page_place import feedback_page
from autograder.report.similarity.page import SIMILAR
from autograder.report.statistics import ClassTally, tally
from autograder.report.student_page import write_feedback
from autograder.report.summary import scores_csv
from autograder.words.messages import in_language, retold

MISSING = tell("pages need jinja2: pip install 'backprop-autograder[course]'")
_LANGUAGE = re.compile(r'<html lang="(\w+)"')
_HIDDEN = '<meta name="names" content="hidden">'
"""What a page says of itself that hides names."""


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
        return [retold(tell("no report.html: {why}", why=MISSING), lang)]
    counts = tally(records)
    beside = _beside(course, assignment, counts, path.parent)
    write_report(counts, assignment, path, lang=lang, hide_names=hide_names, beside=beside)
    return []


def _beside(course: Course, assignment: Assignment, counts: ClassTally, folder: Path) -> Beside:
    """What the class report says that the records do not."""

    def page_of(student: str) -> str | None:
        page = feedback_page(course, assignment, student)
        return quote(os.path.relpath(page, folder)) if page.exists() else None

    similar = SIMILAR if (folder / SIMILAR).exists() else None
    since = since_last(folder, counts.seen)
    return replace(people_of(course, counts), page_of=page_of, since=since, similar=similar)


def people_of(course: Course, counts: ClassTally) -> Beside:
    """Who is who, and who of the roster has handed in nothing."""
    roster = read_roster(course)
    known = {line.student for line in counts.lines}
    names = {student: one.name for student, one in roster.items()}
    return Beside(names, tuple(student for student in roster if student not in known))


def write_page(course: Course, assignment: Assignment, record: Record, lang: str, *, answers: bool) -> Path:
    """A student's feedback page; returns where it is."""
    page = feedback_page(course, assignment, record["student"])
    told = record if answers else without_answers(record)
    write_feedback(told, assignment, lang, page, course=course.title)
    return page


def part(assignment: Assignment, counts: ClassTally, lang: str) -> Part:
    """What the report on the course needs of an assignment: less than all that was counted of it."""
    title = in_language(assignment.title, lang, assignment.id)
    is_open = assignment.due is not None and datetime.now(UTC) < assignment.due
    return part_of(assignment.id, title, counts, is_open=is_open)


def write_course(course: Course, parts: Sequence[Part], lang: str, *, hide_names: bool) -> None:
    """The report on the course and its gradebook, both in graded/."""
    graded, roster = course.root / "graded", read_roster(course)
    beside = Beside({student: one.name for student, one in roster.items()})
    page = graded / "report.html"
    write_course_report(course, parts, page, lang=lang, hide_names=hide_names, beside=beside)
    course_csv(parts, standings(parts, roster), roster, graded / "scores.csv")


def may_show_answers(course: Course, assignment: Assignment) -> bool:
    """Whether pages may show the right numbers of hidden inputs now: when it was due for the last of those with an extension."""
    if course.answers != "after_due" or assignment.due is None:
        return False
    return datetime.now(UTC) > class_facts(course, assignment).last_due(assignment.due)


def pages_renewed(
    course: Course, assignment: Assignment, folder: Path, records: Iterable[Record]
) -> Iterator[Record]:
    """The records as they go by; of the course's own a student's page that is older than its record is written anew, in its language."""
    if not is_own(course, assignment, folder) or not find_spec("jinja2"):
        yield from records
        return
    shown = may_show_answers(course, assignment)
    for record in records:
        page = feedback_page(course, assignment, record["student"])
        if lang := _language_of(page, record_path(folder, record["student"])):
            write_page(course, assignment, record, lang, answers=shown)
        yield record


def tables_renewed(course: Course, assignment: Assignment, folder: Path) -> None:
    """scores.csv and report.html, where they are, once more of the records of now; the page as it was in language and names."""
    scores, page = folder / "scores.csv", folder / "report.html"
    counts = tally(records_of(course, assignment, folder))
    if scores.exists():
        scores_csv(counts, scores, read_roster(course))
    if lang := _language(page):
        hidden = _HIDDEN in _head(page)
        write_class_report(course, assignment, counts, page, lang, hide_names=hidden)
    course_renewed(course, assignment, counts, folder)


def course_renewed(course: Course, assignment: Assignment, counts: ClassTally, folder: Path) -> None:
    """The report on the course and its gradebook, where they are, once more: the records of an assignment, in `folder`, are others
    now, and counted. Those of the others are taken as they stand, as in the tables beside them."""
    page = course.root / "graded" / "report.html"
    lang = _language(page)
    if lang is None or not is_own(course, assignment, folder) or not find_spec("jinja2"):
        return
    parts = []
    for one in course.assignments:
        records = (record for _, record in stored(course, one, course.records_path(one)))
        found = counts if one.id == assignment.id else tally(records)
        parts += [part(one, found, lang)] if found.students else []
    write_course(course, parts, lang, hide_names=_HIDDEN in _head(page))


def _language_of(page: Path, record: Path) -> str | None:
    """The language of a page that is older than its record; None where there is none."""
    try:
        fresh = page.stat().st_mtime_ns >= record.stat().st_mtime_ns
    except OSError:
        return None
    return None if fresh else _language(page)


def _language(page: Path) -> str | None:
    """The language of a page; None where there is none."""
    found = _LANGUAGE.search(_head(page))
    return found[1] if found else None


def _head(page: Path) -> str:
    """The first letters of a page; none where there is none."""
    try:
        with page.open(encoding="utf-8") as file:
            return file.read(1000)
    except (OSError, UnicodeDecodeError):
        return ""
