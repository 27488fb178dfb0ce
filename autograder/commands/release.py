"""`autograder release`: what students get, from solutions/ to assignments/."""

from __future__ import annotations

import argparse

from autograder.commands.options import add_assignment, assignment_of, course_of
from autograder.release.generate import release


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser)


def run(arguments: argparse.Namespace) -> int:
    """Release, and say what was written."""
    course = course_of(arguments)
    print("\n".join(release(course, assignment_of(course, arguments.assignment))))
    return 0
