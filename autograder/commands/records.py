"""The records of an assignment as they count now: every command that tells of them reads them here."""

import sys
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path

from autograder.course.extensions import read_extensions
from autograder.course.roster import read_roster
from autograder.files import write_whole
from autograder.grading.intake.submission import file_name
from autograder.grading.settling.gradebook import settings
from autograder.grading.settling.of_class import ClassFacts, class_facts
from autograder.grading.store import read_record, record_path, record_text
from autograder.model.message import tell
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.words.clean import clean
from autograder.words.messages import retold

WRITERS = 4
MOST_WRITING = 64
"""Threads that write records, and records that wait for them at most."""

Replaced = Callable[[Record, Record], None]
"""Whoever is told of a record, before and after."""


def records_of(
    course: Course,
    assignment: Assignment,
    folder: Path,
    *,
    facts: ClassFacts | None = None,
    replaced: Replaced | None = None,
) -> Iterator[Record]:
    """All records of the assignment in `folder`, by student, one at a time: those of ten thousand are not held at once.

    Each is settled by the facts of now (which are read unless they are given) and written back where that changed it; nbgrader's
    gradebook takes the same penalties then. Raises CourseError for a wrong extensions.csv, AutograderError for a gradebook that
    cannot be read.
    """
    facts = facts or class_facts(course, assignment)
    changed = False
    try:
        with ThreadPoolExecutor(WRITERS) as pool:  # a disk takes its time to be sure
            waiting: deque[tuple[Record, Future[None] | None]] = deque()
            for path, before in stored(course, assignment, folder):
                record, writing = facts.settled(before), None
                if record != before:
                    changed = True
                    writing = pool.submit(write_whole, path, record_text(record))
                    if replaced:
                        replaced(before, record)
                waiting.append((record, writing))
                while waiting and (_is_there(waiting[0][1]) or len(waiting) > MOST_WRITING):
                    yield _written(*waiting.popleft())
            while waiting:
                yield _written(*waiting.popleft())
    finally:  # also where somebody looks at the first ones alone
        if changed and facts.entered.times and is_own(course, assignment, folder):
            _penalize(course, assignment)


def _is_there(writing: Future[None] | None) -> bool:
    return writing is None or writing.done()


def _written(record: Record, writing: Future[None] | None) -> Record:
    """A record, as soon as its file is there. Raises OSError where it cannot be written."""
    if writing:
        writing.result()
    return record


def stored(course: Course, assignment: Assignment, folder: Path) -> Iterator[tuple[Path, Record]]:
    """The assignment's records in a folder as they stand there, with their files, by student. Which files are left out, for nobody
    can read them or they are copies of others, is said once on standard error."""
    odd = []
    for path in sorted(folder.glob("*.json"), key=lambda path: path.stem):
        record = read_record(path)
        if record is None or _is_copy(path, record):
            odd.append(path)
        elif record["assignment"] == assignment.id:
            yield path, record
    if odd:
        _say_odd(tuple(odd), assignment.id, course.language)


def _is_copy(path: Path, record: Record) -> bool:
    """Whether the student's record is there under its own name, too."""
    own = record_path(path.parent, record["student"])
    return own != path and own.exists()


@cache
def _say_odd(files: tuple[Path, ...], assignment: str, lang: str) -> None:
    names = ", ".join(clean(path.name, 60) for path in files[:3])
    if files[3:]:
        names = tell("{names} and {count} more", names=names, count=len(files) - 3)
    said = tell(
        "{folder}: {names} left out: no record that this version can read, or the copy of one; `autograder grade {assignment}` makes "
        "anew what is missing",
        folder=clean(files[0].parent),
        names=names,
        assignment=assignment,
    )
    warn(said, lang)


def warn(line: str, lang: str) -> None:
    """Say on standard error what is odd, and stops nothing."""
    print(retold(tell("autograder: warning: {line}", line=line), lang), file=sys.stderr)


def is_own(course: Course, assignment: Assignment, folder: Path) -> bool:
    """Whether a folder is the one of the course's own records."""
    return folder.resolve() == course.records_path(assignment).resolve()


def noted_in(students: list[str]) -> Replaced:
    """What notes there whose records were replaced."""
    return lambda before, _: students.append(before["student"])


def say_of_nobody(course: Course, lang: str | None = None) -> None:
    """Say on standard error which rows of extensions.csv are about a student whom neither roster.csv, submitted/ nor a record knows."""
    extensions = read_extensions(course)
    named = {student for student, _ in extensions.lines}
    if not named:
        return
    known = {path.name for path in (course.root / "submitted").glob("*/")} | set(read_roster(course))
    graded = {path.stem for path in (course.root / "graded").glob("*/*.json")}
    known |= graded | {student for student in named if file_name(student) in graded}
    for line in extensions.of_nobody(known):
        warn(line, lang or course.language)


def _penalize(course: Course, assignment: Assignment) -> None:
    from autograder.grading.settling.database import Database
    from autograder.nbgrader_plugin.gradebook.totals import penalize

    with Database(settings(course).db_url) as book:
        penalize(book, course, assignment)
