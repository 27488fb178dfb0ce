"""nbgrader's gradebook, written in bulk: afterwards its web pages, export and feedback work as if it had graded itself.

Rows go into gradebook.db (or the database of nbgrader_config.py) in one transaction, notebooks with our feedback into
autograded/. nbgrader is not imported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.course.roster import read_roster
from autograder.files import write_whole
from autograder.grading.intake.submission import NBGRADERS, Submission
from autograder.grading.settling.database import SQLITE, Database
from autograder.grading.settling.facts import SIGN
from autograder.grading.settling.gradebook import Settings, settings
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.nbgrader_plugin.gradebook.marks import Marks, marks_of
from autograder.nbgrader_plugin.gradebook.restore import open_notebook, restore
from autograder.nbgrader_plugin.gradebook.rows import keep_names, write_rows
from autograder.nbgrader_plugin.gradebook.sheet import Notebook, Sheet, keep_in_step
from autograder.nbgrader_plugin.gradebook.show import show
from autograder.nbgrader_plugin.gradebook.stamps import read_stamps, stamp, write_stamps
from autograder.nbgrader_plugin.gradebook.totals import penalize
from autograder.notebook.handed_in import beginning_of
from autograder.words.catalogue import ENGLISH
from autograder.words.messages import word

MAX_BESIDE = 10_000
"""Bytes of nbgrader's own files beside a notebook: a time, or a secret of 128 characters."""
MAX_FOLDER = 255
"""Bytes of a folder's name."""


def update(
    course: Course,
    assignment: Assignment,
    records: Iterable[Record],
    submissions: Iterable[Submission],
    lang: str = ENGLISH,
) -> str:
    """Write records and notebooks where the course's nbgrader_config.py says; returns one line for people in their language, which
    says how many students have a name that nbgrader cannot have.

    Records may come one by one, while others are still being made: only their marks are held, and the database is not
    locked before the last one is here. Who is there already, from the same record, is left alone. Raises AutograderError when the gradebook cannot be opened or the assignment was never released.
    """
    where = settings(course)
    by_student = {one.student: one for one in submissions}
    strange = {student for student in by_student if not _plain_name(student)}
    with Database(where.db_url) as book:
        sheet = keep_in_step(book, course, assignment)
        known = read_stamps(book, sheet)
    desk, cells = _Desk(assignment, sheet, where.autograded), hashlib.sha256(repr(sheet).encode()).hexdigest()
    new: list[tuple[Marks, str]] = []
    same = 0
    for record in records:
        submission = by_student.get(record["student"])
        if submission is None or submission.student in strange:
            continue
        files = [desk.path(submission.student), *submission.beside]
        before = known.get(submission.student, "")
        if before == stamp(record, submission, cells, files) and len(before) > SIGN:
            same += 1
        else:
            marks = desk.write(record, submission)
            new.append((marks, stamp(record, submission, cells, files)))
    with Database(where.db_url) as book:
        write_rows(book, sheet, [marks for marks, _ in new])
        keep_names(book, read_roster(course))
        penalize(book, course, assignment)
        write_stamps(book, sheet, ((marks.student, stamp) for marks, stamp in new))
    return _said(where, course, len(new) + same, len(strange), lang)


def _said(where: Settings, course: Course, count: int, strange: int, lang: str) -> str:
    """Where so many submissions are now, and how many have a name that nbgrader cannot have."""
    shown = where.db_url.removeprefix(SQLITE).removeprefix(f"{course.root}/")
    shown = shown if where.db_url.startswith(SQLITE) else word("said_database", lang)
    said = word("said_gradebook", lang).format(gradebook=shown, autograded=where.autograded.name, count=count)
    left_out = word("said_left_out", lang).format(count=strange)
    return f"{said}; {left_out}" if strange else said


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where one assignment's notebooks are put into autograded/."""

    assignment: Assignment
    sheet: Sheet
    autograded: Path

    def write(self, record: Record, submission: Submission) -> Marks:
        """Write a submission's notebook, and nbgrader's own files beside what was handed in."""
        notebook = graded_notebook(record, submission, self.assignment, self.sheet)
        path = self.path(submission.student)
        text = json.dumps(notebook, ensure_ascii=False)  # indented it would take six times as long
        # Nobody's to change. Not waited for: its stamp tells whether the disk has it, and it can be made again.
        write_whole(path, f"{text}\n", mode=0o444, lasting=False)
        for name in set(NBGRADERS) - {file.name for file in submission.beside}:
            path.with_name(name).unlink(missing_ok=True)
        for file in submission.beside:
            with suppress(OSError):  # it may be gone, or a link by now
                write_whole(path.with_name(file.name), beginning_of(file, MAX_BESIDE), lasting=False)
        return marks_of(record, notebook, submission.handed_in, self.sheet.cells)

    def path(self, student: str) -> Path:
        """A student's notebook."""
        return self.autograded / student / self.assignment.id / f"{self.assignment.notebook}.ipynb"


def graded_notebook(record: Record, submission: Submission, assignment: Assignment, sheet: Sheet) -> Notebook:
    """The notebook as it stands in autograded/: what the student handed in, mended, with our feedback."""
    notebook = open_notebook(submission.files[0] if submission.files else None)
    told = restore(notebook, sheet.cells, answer_places(record), sheet.texts)
    show(notebook, record, assignment, told)
    return notebook


def answer_places(record: Record) -> dict[str, int]:
    """In which cell of the file each question's answer was found."""
    return {q["id"]: q["cell"] for q in record["questions"] if q["cell"] is not None}


def _plain_name(student: str) -> bool:
    """True for a name that can be a folder of its own, a row, and part of a path that nbgrader takes apart by patterns."""
    try:
        short = len(student.encode("utf-8")) <= MAX_FOLDER
    except UnicodeEncodeError:
        return False
    return (
        short and student.isprintable() and Path(student).name == student and student not in ("", ".", "..")
    )
