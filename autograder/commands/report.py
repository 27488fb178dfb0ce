"""`autograder report`: feedback pages and the class report, from records."""

from __future__ import annotations

import argparse
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
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
from autograder.commands.records import noted_in, records_of, say_of_nobody
from autograder.commands.similar import SIMILAR, class_of, write_similar_page
from autograder.course.extensions import read_extensions
from autograder.course.load import find_assignment
from autograder.course.roster import read_roster
from autograder.grading.since import since_last
from autograder.grading.store import record_path
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.report.answers import without_answers
from autograder.report.beside import Beside, naming
from autograder.report.class_report import write_report
from autograder.report.course_picture import Part, part_of, standings
from autograder.report.course_report import write_course_report
from autograder.report.gradebook import course_csv
from autograder.report.place import alone, feedback_page
from autograder.report.remarks import of_settled
from autograder.report.statistics import ClassTally, tally
from autograder.report.student_page import write_feedback
from autograder.report.summary import scores_csv
from autograder.words.messages import in_language, word

MISSING = "pages need jinja2: pip install 'backprop-autograder[course]'"


_LANGUAGE = re.compile(r'<html lang="(\w+)"')
_HIDDEN = '<meta name="names" content="hidden">'
"""What a page says of itself that hides names."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser, nargs="?")
    add_output(parser, "folder of the records (default graded/ASSIGNMENT)")
    add_lang(parser, "language of the pages (default: the course's)")
    parser.add_argument("--hide-names", action="store_true", help="number the students in the class report")


def run(arguments: argparse.Namespace) -> int:
    """Write the pages of an assignment, or those of all and the report on the course, and say where."""
    course = course_of(arguments)
    lang = arguments.lang or course.language
    if arguments.assignment is None:
        if arguments.output:
            raise UsageError("-o is the folder of one assignment's records; name the assignment, too")
        lines = write_course_pages(course, lang, hide_names=arguments.hide_names)
    else:
        assignment = find_assignment(course, arguments.assignment)
        folder = records_folder(course, assignment, arguments)
        lines = write_pages(course, assignment, folder, lang, hide_names=arguments.hide_names)
    print("\n".join(lines))
    say_of_nobody(course)
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

    def page_of(student: str) -> str | None:
        page = feedback_page(course, assignment, student)
        return quote(os.path.relpath(page, folder)) if page.exists() else None

    similar = SIMILAR if (folder / SIMILAR).exists() else None
    since = since_last(folder, counts.seen)
    return replace(_people(course, counts), page_of=page_of, since=since, similar=similar)


def _people(course: Course, counts: ClassTally) -> Beside:
    """Who is who, and who of the roster has handed in nothing."""
    roster = read_roster(course)
    known = {line.student for line in counts.lines}
    names = {student: one.name for student, one in roster.items()}
    return Beside(names, tuple(student for student in roster if student not in known))


def write_pages(
    course: Course, assignment: Assignment, folder: Path, lang: str, *, hide_names: bool = False
) -> list[str]:
    """report.html beside the records and a feedback page a student; returns lines that say where.

    Raises UsageError when there are no records, or the libraries for pages are not installed.
    """
    settled: list[str] = []
    counts = _write_pages(course, assignment, folder, lang, settled, hide_names=hide_names)
    if not counts.students:
        raise UsageError(
            f"no records of {assignment.id} in {folder}; first: autograder grade {assignment.id}"
        )
    course_renewed(course, folder)
    report = word("said_report", lang).format(path=folder / "report.html")
    return [report, *_where(course, assignment, counts, lang), *of_settled(settled, lang)]


def _where(course: Course, assignment: Assignment, counts: ClassTally, lang: str) -> list[str]:
    """Where the feedback pages are."""
    usual, count = course.root / "feedback", defaultdict[str, int](int)
    for line in counts.lines:
        page = feedback_page(course, assignment, line.student)
        count["said_pages" if page.is_relative_to(usual) else "said_pages_aside"] += 1
    folders = {"said_pages": usual, "said_pages_aside": course.root / "graded" / assignment.id / "feedback"}
    return [word(key, lang).format(folder=folders[key], count=found) for key, found in sorted(count.items())]


def _write_pages(
    course: Course, assignment: Assignment, folder: Path, lang: str, settled: list[str], *, hide_names: bool
) -> ClassTally:
    """The pages of an assignment, none where it has no records; `settled` takes whose record was settled anew."""
    if not find_spec("jinja2"):
        raise UsageError(MISSING)
    counts, shown = ClassTally(), may_show_answers(course, assignment)
    group = class_of(course, assignment)
    for record in records_of(course, assignment, folder, replaced=noted_in(settled)):
        counts.add(record)
        group.add(record)
        page = feedback_page(course, assignment, record["student"])
        told = record if shown else without_answers(record)
        write_feedback(told, assignment, lang, page, course=course.title)
        alone(page, course, assignment, record["student"])
    if counts.students:
        students = [line.student for line in counts.lines]
        people = _people(course, counts)
        named = naming(students, people, lang, hide_names=hide_names)
        hidden = [*students, *people.names.values()] if hide_names else None
        write_similar_page(assignment, group, folder, lang, named, hidden=hidden)
        write_class_report(course, assignment, counts, folder / "report.html", lang, hide_names=hide_names)
        scores_csv(counts, folder / "scores.csv", read_roster(course))
    return counts


def write_course_pages(course: Course, lang: str, *, hide_names: bool = False) -> list[str]:
    """The pages of all assignments that have records, the report on the course and its gradebook; returns lines that say where.

    Raises UsageError when no assignment has records, or the libraries for pages are not installed.
    """
    parts: list[Part] = []
    graded, told = course.root / "graded", []
    for assignment in course.assignments:
        folder = graded / assignment.id
        settled: list[str] = []
        counts = _write_pages(course, assignment, folder, lang, settled, hide_names=hide_names)
        if counts.students:
            parts.append(_part(assignment, counts, lang))
            where = {"assignment": assignment.id, "path": folder / "report.html", "count": counts.students}
            told.append(word("said_part", lang).format(**where))
            told += of_settled(settled, lang)
    if not parts:
        raise UsageError(f"no records in {graded}; first: autograder grade ASSIGNMENT")
    _write_course(course, parts, lang, hide_names=hide_names)
    course_report = word("said_course_report", lang).format(path=graded / "report.html")
    return [*told, course_report, word("said_course_csv", lang).format(path=graded / "scores.csv")]


def course_renewed(course: Course, folder: Path) -> None:
    """The report on the course and its gradebook, where they are, once more: the records of an assignment, in `folder`, have changed."""
    graded = course.root / "graded"
    lang = _language(graded / "report.html")
    if lang is None or folder.resolve().parent != graded.resolve() or not find_spec("jinja2"):
        return
    counted = ((one, tally(records_of(course, one, graded / one.id))) for one in course.assignments)
    parts = [_part(assignment, counts, lang) for assignment, counts in counted if counts.students]
    _write_course(course, parts, lang, hide_names=_HIDDEN in _head(graded / "report.html"))


def _part(assignment: Assignment, counts: ClassTally, lang: str) -> Part:
    title = in_language(assignment.title, lang, assignment.id)
    is_open = assignment.due is not None and datetime.now(UTC) < assignment.due
    return part_of(assignment.id, title, counts, is_open=is_open)


def _write_course(course: Course, parts: list[Part], lang: str, *, hide_names: bool) -> None:
    graded, roster = course.root / "graded", read_roster(course)
    write_course_report(
        parts,
        course.title or course.id,
        graded / "report.html",
        lang=lang,
        hide_names=hide_names,
        own={
            name: one for assignment in course.assignments for name, one in assignment.misconceptions.items()
        },
        beside=Beside({student: one.name for student, one in roster.items()}),
        link_of=lambda assignment: f"{quote(assignment)}/report.html",
    )
    course_csv(parts, standings(parts, roster), roster, graded / "scores.csv")


def may_show_answers(course: Course, assignment: Assignment) -> bool:
    """Whether pages may show the right numbers of hidden inputs now: when it was due for the last of those with an extension."""
    if course.answers != "after_due" or assignment.due is None:
        return False
    return datetime.now(UTC) > read_extensions(course).latest(assignment, assignment.due)


def pages_renewed(
    course: Course, assignment: Assignment, folder: Path, records: Iterable[Record]
) -> Iterator[Record]:
    """The records as they go by; of the course's own a student's page that is older than its record is written anew, in its language."""
    shown = may_show_answers(course, assignment)
    own = folder.resolve() == (course.root / "graded" / assignment.id).resolve()
    for record in records:
        page = feedback_page(course, assignment, record["student"])
        lang = _language_of(page, record_path(folder, record["student"])) if own else None
        if lang and find_spec("jinja2"):
            told = record if shown else without_answers(record)
            write_feedback(told, assignment, lang, page, course=course.title)
        yield record


def tables_renewed(course: Course, assignment: Assignment, folder: Path) -> None:
    """scores.csv and report.html, where they are, once more of the records as they count now; the page in its language, with names
    where it had them."""
    scores, page = folder / "scores.csv", folder / "report.html"
    counts = tally(records_of(course, assignment, folder))
    if scores.exists():
        scores_csv(counts, scores, read_roster(course))
    if lang := _language(page):
        hidden = _HIDDEN in _head(page)
        write_class_report(course, assignment, counts, page, lang, hide_names=hidden)
    course_renewed(course, folder)


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
