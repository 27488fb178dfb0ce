"""What several commands take: a course, one of its assignments, a folder of records, a language."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from autograder.course.load import COURSE_FILE, find_assignment, find_course, load_course
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course
from autograder.words.catalogue import languages


def add_directory(parser: argparse.ArgumentParser, nargs: str | None = None) -> None:
    """DIR, a folder to make a course in."""
    parser.add_argument("directory", nargs=nargs, type=Path, metavar="DIR")


def add_assignment(parser: argparse.ArgumentParser, nargs: str | None = None) -> None:
    """ASSIGNMENT, and where its course is; where `nargs` is "?", all assignments unless one is named."""
    which = "one of course.yml, as ps1" + (" (default: all)" if nargs else "")
    parser.add_argument("assignment", nargs=nargs, metavar="ASSIGNMENT", help=which)
    text = f"default: the nearest folder upward with a {COURSE_FILE}"
    parser.add_argument("--course", type=Path, metavar="DIR", help=text)


def add_output(parser: argparse.ArgumentParser, text: str) -> None:
    """-o, the folder of the records."""
    parser.add_argument("-o", dest="output", type=Path, metavar="DIR", help=text)


def add_lang(parser: argparse.ArgumentParser, text: str) -> None:
    """--lang, the language of what people read."""
    parser.add_argument("--lang", choices=languages(), help=text)


def course_of(arguments: argparse.Namespace) -> Course:
    """The course that is asked for. Raises UsageError where there is none, CourseError for a wrong one."""
    folder = arguments.course or find_course(Path.cwd())
    if not (folder / COURSE_FILE).is_file():
        raise UsageError(f"{folder} holds no {COURSE_FILE}")
    return load_course(folder)


def assignments_of(course: Course, arguments: argparse.Namespace) -> Sequence[Assignment]:
    """The assignment that is asked for, or all of the course. Raises UsageError for one that there is not."""
    one: str | None = arguments.assignment
    return [find_assignment(course, one)] if one else course.assignments


def records_folder(course: Course, assignment: Assignment, arguments: argparse.Namespace) -> Path:
    """Where the assignment's records are."""
    folder: Path = arguments.output or course.records_path(assignment)
    return folder
