"""`autograder release`: what students get, from solutions/ to assignments/."""

from __future__ import annotations

import argparse

from autograder.commands.options import add_assignment, add_lang, course_of
from autograder.course.load import find_assignment
from autograder.release.generate import release
from autograder.release.proof import proved


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser)
    add_lang(parser, "language of the texts (default: the course's)")


def run(arguments: argparse.Namespace) -> int:
    """Prove the assignment, release it, and say what was written; what `autograder validate` finds wrong is refused."""
    course = course_of(arguments)
    assignment = find_assignment(course, arguments.assignment)
    print("\n".join(release(course, assignment, proved(course, assignment, arguments.lang))))
    return 0
