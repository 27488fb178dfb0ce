"""`autograder validate`: proves a course, and that its releases are fresh (see `release.course_proof`)."""

import argparse
from collections.abc import Iterator, Sequence

from autograder.commands.common_options import add_assignment, assignments_of, course_of
from autograder.model.question import Assignment, Course
from autograder.release.course_proof import Line, proof
from autograder.release.generate import draft, stale


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add_assignment(parser, "?")


def run(arguments: argparse.Namespace) -> int:
    """Prove one assignment or all of them; 1 when something is wrong."""
    course = course_of(arguments)
    problems, notable = 0, list[str]()
    chosen = assignments_of(course, arguments)
    for assignment in chosen:
        for line, right in validate(course, assignment):
            problems += not right
            notable += [] if right and TO_RELEASE not in line else [line]
            print(line)
    print(f"next: {next_step([assignment.id for assignment in chosen], notable)}")
    return 1 if problems else 0


TO_RELEASE = "run autograder release"
"""Said of what a release mends."""


def next_step(assignments: Sequence[str], notable: Sequence[str]) -> str:
    """What to do after the lines that ask for something, in words for the author."""
    if not assignments:
        return "autograder new my_question --kind layer"
    to_release = [one for one in assignments if any(f"{TO_RELEASE} {one}" in line for line in notable)]
    others = [line for line in notable if TO_RELEASE not in line]
    if others:
        return f"mend {f'the first of {len(others)}' if others[1:] else 'that'} and say it again"
    if to_release:
        return f"autograder release {to_release[0]}"
    return " ".join(["autograder audit", *(assignments if len(assignments) == 1 else ())])


def validate(course: Course, assignment: Assignment) -> Iterator[Line]:
    """Lines for people, each with whether what it says is right. Raises CourseError for a wrong course."""
    made = draft(course, assignment)
    yield from proof(course, assignment, made)
    if not course.released_path(assignment).parent.is_dir():
        yield f"{assignment.id}: not released yet; {TO_RELEASE} {assignment.id}", True
        return
    problems = stale(course, assignment, made)
    yield from ((f"{assignment.id}: {problem}", False) for problem in problems)
    if not problems:
        yield f"{assignment.id}: the release is fresh and leaks nothing", True
