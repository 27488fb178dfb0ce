"""`autograder demo`: the sample class from release to report, in a copy of the course, and where to look."""

import argparse
import tempfile
from pathlib import Path

from autograder.commands.common_options import add_directory
from autograder.commands.grade import Options, grade
from autograder.commands.init import init
from autograder.commands.report import write_pages
from autograder.course.load import load_course
from autograder.release.generate import release


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_directory(parser, "?")


def run(arguments: argparse.Namespace) -> int:
    """The demonstration, in a new folder unless one is named."""
    return demo(arguments.directory)


def demo(directory: Path | None) -> int:
    """Make a course in `directory` (default: a new folder), release, grade and report; returns the exit code."""
    directory = directory or Path(tempfile.mkdtemp(prefix="autograder-demo-")) / "course"
    print(f"$ autograder init {directory}")
    print("\n".join(init(directory)))
    course = load_course(directory)
    handed_in = {path.name for path in (directory / "submitted").glob("*/*") if path.is_dir()}
    for assignment in course.assignments:
        if assignment.id not in handed_in:
            continue
        print(f"\n$ autograder release {assignment.id}")
        print("\n".join(release(course, assignment)))
        print(f"\n$ autograder grade {assignment.id}")
        folder = directory / "graded" / assignment.id
        grade(course, assignment, Options((directory / "submitted",), folder, lang=course.language))
        print(f"\n$ autograder report {assignment.id}")
        print("\n".join(write_pages(course, assignment, folder, course.language)))
    print(f"\nlook at: {directory}/graded/*/report.html and {directory}/feedback/*/*/*.html")
    return 0
