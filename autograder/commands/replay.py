"""`autograder grade --replay RECORD`: the record made once more, without writing anything."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.grading.intake.find import find_submissions
from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.replay import Replay, replay
from autograder.grading.store import read_record
from autograder.model.errors import UsageError
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.reference.seed import grading_seed
from autograder.words.clean import clean


def replayed(
    course: Course,
    assignment: Assignment,
    paths: Sequence[Path],
    path: Path,
    *,
    seed: int | None,
    protect: bool,
) -> int:
    """Say whether the same record comes out; 1 where it does not. Raises UsageError for what is no record, or where the
    submission is not among `paths`."""
    before = _record(path, assignment)
    submission = _handed_in(course, assignment, paths, before["student"])
    drawn = grading_seed(course.root, assignment.id, seed)
    recipe = Recipe(course.root, assignment.id, drawn, before["lang"], protect)
    done = replay(recipe, assignment, submission, before)
    print("\n".join(_told(done, before)))
    return 0 if done.same else 1


def _record(path: Path, assignment: Assignment) -> Record:
    before = read_record(path)
    if before is None:
        raise UsageError(
            f"{path} is no record that this version can read; name a file of graded/{assignment.id}/"
        )
    if before["assignment"] != assignment.id:
        raise UsageError(f"{path} is a record of {before['assignment']}, not of {assignment.id}")
    return before


def _handed_in(course: Course, assignment: Assignment, paths: Sequence[Path], student: str) -> Submission:
    """What the student handed in; a single file is taken for that, whatever it is called."""
    if len(paths) == 1 and paths[0].is_file():
        return replace(find_submissions(assignment, paths, course=course)[0], student=student)
    return find_submissions(assignment, paths, glob.escape(student), course)[0]


def _told(done: Replay, before: Record) -> Iterator[str]:
    student = clean(before["student"])
    if done.same:
        yield f"the same record: {student}, {_score(before)} of {before['max_score']:g}"
        return
    yield f"not the same: {student}" if done.differs else f"the same result, made otherwise: {student}"
    yield from (f"  {reason}" for reason in done.reasons or ["nothing that it is made of has changed"])
    if done.scores:
        yield f"  score {_score(before)} then, {_score(done.record)} now"
    if done.differs:
        yield f"  differs in: {', '.join(done.differs)}"


def _score(record: Record) -> str:
    return "none" if record["final_score"] is None else f"{record['final_score']:g}"
