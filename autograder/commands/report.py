"""`autograder report`: feedback pages and the class report, from records."""

import argparse
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

from autograder.commands.common_options import add_assignment, add_lang, add_output, course_of, records_folder
from autograder.commands.pages import (
    MISSING,
    course_renewed,
    may_show_answers,
    part,
    people_of,
    write_class_report,
    write_course,
    write_page,
)
from autograder.commands.records import noted_in, records_of, say_of_nobody
from autograder.course.load import find_assignment
from autograder.course.roster import read_roster
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course
from autograder.report.beside import naming
from autograder.report.course_picture import Part
from autograder.report.page_place import alone, feedback_page
from autograder.report.remarks import of_settled
from autograder.report.similarity.page import class_of, write_similar_page
from autograder.report.statistics import ClassTally
from autograder.report.summary import scores_csv
from autograder.words.messages import word


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
    say_of_nobody(course, lang)
    return 0


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
    course_renewed(course, assignment, counts, folder)
    report = word("said_report", lang).format(path=folder / "report.html")
    return [report, *_where(course, assignment, counts, lang), *of_settled(settled, lang)]


def _where(course: Course, assignment: Assignment, counts: ClassTally, lang: str) -> list[str]:
    """Where the feedback pages are."""
    usual, count = course.root / "feedback", defaultdict[str, int](int)
    for line in counts.lines:
        page = feedback_page(course, assignment, line.student)
        count["said_pages" if page.is_relative_to(usual) else "said_pages_aside"] += 1
    folders = {"said_pages": usual, "said_pages_aside": course.records_path(assignment) / "feedback"}
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
        page = write_page(course, assignment, record, lang, answers=shown)
        alone(page, course, assignment, record["student"])
    if counts.students:
        students = [line.student for line in counts.lines]
        people = people_of(course, counts)
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
            parts.append(part(assignment, counts, lang))
            where = {"assignment": assignment.id, "path": folder / "report.html", "count": counts.students}
            told.append(word("said_part", lang).format(**where))
            told += of_settled(settled, lang)
    if not parts:
        raise UsageError(f"no records in {graded}; first: autograder grade ASSIGNMENT")
    write_course(course, parts, lang, hide_names=hide_names)
    course_report = word("said_course_report", lang).format(path=graded / "report.html")
    return [*told, course_report, word("said_course_csv", lang).format(path=graded / "scores.csv")]
