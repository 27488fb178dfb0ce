"""What `autograder grade` makes of the records once they are there: scores.csv, report.html, the gradebook, a summary."""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from autograder.commands.report import write_class_report
from autograder.files import write_whole
from autograder.grading.intake.submission import Submission
from autograder.grading.store import Records
from autograder.model.errors import AutograderError
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.report.statistics import ClassTally
from autograder.report.summary import ByHand, scores_csv, summary, summary_text

MARK = ".written"


def write_outputs(
    course: Course,
    assignment: Assignment,
    submissions: Sequence[Submission],
    folder: Path,
    *,
    lang: str,
    gradebook: bool,
    state: str,
) -> list[str]:
    """Write all of them, and return what is to be said: the summary, and where things are.

    Nothing is written where it was for these very records, of which `state` is a hash. Raises AutograderError for a
    gradebook that cannot be written, after everything else.
    """
    database = course.root / "gradebook.db"
    kept = _which(database) if gradebook else None
    by_hand = _by_hand(course, assignment, gradebook=kept is not None)
    state = f"{state} {lang} {gradebook} {assignment!r} {by_hand!r}"
    files = [folder / "scores.csv", folder / "report.html"]
    here = f"records, scores.csv and report.html: {folder}"
    before = _marked(folder)
    if before[:2] == [state, kept] and all(path.exists() for path in files):
        return [str(before[2]), f"nothing to do: all {len(submissions)} records are up to date", here]
    counts, notes = ClassTally(), []
    records = _counted(Records(folder, submissions), counts)
    failure: AutograderError | None = None
    if gradebook:
        try:
            notes = _gradebook(course, assignment, records, submissions)
        except AutograderError as error:  # told when all else is written
            failure = error
    deque(records, maxlen=0)  # what nobody has asked for
    scores_csv(counts, files[0], by_hand)
    notes = write_class_report(course, assignment, counts, files[1], lang) + notes
    if failure:
        raise failure
    kept = _which(database) if gradebook else None
    write_whole(folder / MARK, json.dumps([state, kept, summary_text(counts, lang)]))
    return [_summary(counts, lang), here, *notes, *_told(by_hand)]


def _which(database: Path) -> int | None:
    """The file that a gradebook is; None where there is none."""
    return database.stat().st_ino if database.exists() else None


def _told(by_hand: ByHand | None) -> list[str]:
    """What is left to people."""
    if by_hand is None:
        return []
    what = f"{by_hand.points:g} further points are given by people, in nbgrader"
    return [f"{what}; scores.csv has those of {len(by_hand.given)} students beside the others"]


def _counted(records: Iterable[Record], counts: ClassTally) -> Iterator[Record]:
    """The records, each counted as it goes by."""
    for record in records:
        counts.add(record)
        yield record


def _marked(folder: Path) -> list[object]:
    try:
        mark = json.loads((folder / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return mark if isinstance(mark, list) else []


def _gradebook(
    course: Course, assignment: Assignment, records: Iterable[Record], submissions: Sequence[Submission]
) -> list[str]:
    """nbgrader's gradebook, where the course is one of nbgrader's and nbgrader is installed."""
    if not (course.root / "nbgrader_config.py").is_file() or find_spec("nbgrader") is None:
        return []
    from autograder.nbgrader_plugin.gradebook.update import update

    return [update(course, assignment, records, submissions)]


def _by_hand(course: Course, assignment: Assignment, *, gradebook: bool) -> ByHand | None:
    """The points that are left to people; None where an assignment has no such cells."""
    if not assignment.by_hand:
        return None
    given: dict[str, float] = {}
    if gradebook and (course.root / "nbgrader_config.py").is_file():
        from autograder.nbgrader_plugin.gradebook.by_hand import given_by_hand

        given = given_by_hand(course, assignment)
    return ByHand(sum(assignment.by_hand.values()), given)


def _summary(counts: ClassTally, lang: str) -> str:
    if not sys.stdout.isatty():
        return summary_text(counts, lang)
    from rich.console import Console

    console = Console()
    with console.capture() as told:
        console.print(summary(counts, lang))
    return told.get().rstrip("\n")
