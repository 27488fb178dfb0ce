"""`autograder grade --replay RECORD`: the record made once more, without writing anything."""

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
from autograder.model.message import tell
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.reference.seed import grading_seed
from autograder.report.remarks import why_words
from autograder.words.clean import clean
from autograder.words.messages import retold


def replayed(
    course: Course,
    assignment: Assignment,
    paths: Sequence[Path],
    path: Path,
    *,
    seed: int | None,
    protect: bool,
) -> int:
    """Say whether the same record comes out; 1 where not. Raises UsageError for no record, or one whose submission is not in `paths`."""
    before = _record(path, assignment)
    submission = _handed_in(course, assignment, paths, before["student"])
    drawn = grading_seed(course.root, assignment.id, seed)
    recipe = Recipe(course.root, assignment.id, drawn, before["lang"], protect)
    done = replay(recipe, assignment, submission, before)
    print("\n".join(retold(line, course.language) for line in _told(done, before, course.language)))
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


def _told(done: Replay, before: Record, lang: str) -> Iterator[str]:
    student = clean(before["student"])
    if done.same:
        had = {"score": _score(before), "most": before["max_score"]}
        yield tell("the same record: {who}, {score} of {most:g}", who=student, **had)
        return
    other = tell("not the same: {who}", who=student)
    yield other if done.differs else tell("the same result, made otherwise: {who}", who=student)
    reasons = [why_words(reason, lang) for reason in done.reasons]
    reasons = reasons or [tell("nothing that it is made of has changed")]
    yield from (tell("  {reason}", reason=one) for one in reasons)
    if done.scores:
        yield tell("  score {before} then, {now} now", before=_score(before), now=_score(done.record))
    if done.differs:
        yield tell("  differs in: {names}", names=", ".join(done.differs))


def _score(record: Record) -> str:
    return tell("none") if record["final_score"] is None else f"{record['final_score']:g}"
