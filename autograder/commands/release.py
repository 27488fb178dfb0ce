"""`autograder release`: what students get, from solutions/ to assignments/."""

from __future__ import annotations

import argparse

from autograder.commands.options import add_assignment, course_of
from autograder.course.load import find_assignment
from autograder.release.generate import release


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser)


def run(arguments: argparse.Namespace) -> int:
    """Release, and say what was written."""
    course = course_of(arguments)
    print("\n".join(release(course, find_assignment(course, arguments.assignment))))
    return 0
