"""`autograder release`: what students get, from solutions/ to assignments/; of one assignment, or of all."""

import argparse

from autograder.commands.common_options import add_assignment, add_lang, assignments_of, course_of
from autograder.release.course_proof import proved
from autograder.release.generate import release


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser, "?")
    add_lang(parser, "language of the texts (default: the course's)")


def run(arguments: argparse.Namespace) -> int:
    """Prove what is asked for (default: every assignment), release it, and say what was written. What `autograder validate`
    finds wrong is refused, and then nothing is written."""
    course = course_of(arguments)
    chosen = assignments_of(course, arguments)
    made = [(assignment, proved(course, assignment, arguments.lang)) for assignment in chosen]
    for assignment, draft in made:
        print("\n".join(release(course, assignment, draft)))
    return 0
