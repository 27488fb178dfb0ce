"""nbgrader's gradebook, written in bulk: afterwards its web pages, export and feedback work as if it had graded itself.

Rows go into gradebook.db (or the database of nbgrader_config.py) in one transaction, notebooks with our feedback into
autograded/. nbgrader is not imported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.roster import read_roster
from autograder.files import write_whole
from autograder.grading.intake.submission import NBGRADERS, Submission
from autograder.grading.settling.database import SQLITE, Database
from autograder.grading.settling.facts import SIGN
from autograder.grading.settling.gradebook import Settings, settings
from autograder.model.message import Message
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.nbgrader_plugin.gradebook.cell_scores import Marks, marks_of, part_of
from autograder.nbgrader_plugin.gradebook.graded_rows import keep_names, write_rows
from autograder.nbgrader_plugin.gradebook.made_from import read_stamps, stamp, write_stamps
from autograder.nbgrader_plugin.gradebook.restore import open_notebook, restore
from autograder.nbgrader_plugin.gradebook.sheet import Notebook, Sheet, keep_in_step
from autograder.nbgrader_plugin.gradebook.show import show
from autograder.nbgrader_plugin.gradebook.totals import penalize
from autograder.notebook.handed_in import beginning_of
from autograder.words.catalogue import ENGLISH
from autograder.words.clean import clean
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
    """Write records and notebooks where the course's nbgrader_config.py says.

    Returns one line for people in their language, which says how many students have a name that nbgrader cannot have.
    Records may come one by one, while others are still being made: only their marks are held, and the database is not
    locked before the last one is here. Who is there already, from the same record, is left alone. Raises
    AutograderError when the gradebook cannot be opened or the assignment was never released.
    """
    where = settings(course)
    by_student = {one.student: one for one in submissions}
    strange = {student for student in by_student if not _plain_name(student)}
    with Database(where.db_url) as book:
        desks = [_Desk.of(book, course, part, where.autograded) for part in assignment.parts]
    there = set[str]()
    for record in records:
        submission = by_student.get(record["student"])
        if submission is None or submission.student in strange:
            continue
        there.add(submission.student)
        for desk in desks:
            desk.take(part_of(record, desk.part), submission)
    with Database(where.db_url) as book:
        for desk in desks:
            write_rows(book, desk.sheet, [marks for marks, _ in desk.new])
        keep_names(book, read_roster(course))
        penalize(book, course, assignment)
        for desk in desks:
            write_stamps(book, desk.sheet, ((marks.student, stamp) for marks, stamp in desk.new))
    return _said(where, course, len(there), len(strange), lang)


def _said(where: Settings, course: Course, count: int, strange: int, lang: str) -> str:
    """Where so many submissions are now, and how many have a name that nbgrader cannot have."""
    shown = where.db_url.removeprefix(SQLITE).removeprefix(f"{course.root}/")
    shown = shown if where.db_url.startswith(SQLITE) else word("said_database", lang)
    said = word("said_gradebook", lang).format(gradebook=shown, autograded=where.autograded.name, count=count)
    left_out = word("said_left_out", lang).format(count=strange)
    return f"{said}; {left_out}" if strange else said


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where the notebooks of one name are put into autograded/: `cells` stand for those of the sheet, `known` are the stamps that the
    gradebook has, `new` the marks that it has not, each with its stamp."""

    part: Assignment
    sheet: Sheet
    autograded: Path
    cells: str
    known: Mapping[str, str]
    new: list[tuple[Marks, str]] = field(default_factory=list)

    @classmethod
    def of(cls, book: Database, course: Course, part: Assignment, autograded: Path) -> _Desk:
        """The desk of a notebook, with the gradebook in step. Raises AutograderError where it was never released."""
        sheet = keep_in_step(book, course, part)
        cells = hashlib.sha256(repr(sheet).encode()).hexdigest()
        return cls(part, sheet, autograded, cells, read_stamps(book, sheet))

    def take(self, record: Record, submission: Submission) -> None:
        """Write a submission's notebook, unless it is there already, made from the same."""
        files = [self.path(submission.student), *submission.beside]
        before = self.known.get(submission.student, "")
        if before != stamp(record, submission, self.cells, files) or len(before) <= SIGN:
            marks = self.write(record, submission)
            self.new.append((marks, stamp(record, submission, self.cells, files)))

    def write(self, record: Record, submission: Submission) -> Marks:
        """Write a submission's notebook, and nbgrader's own files beside what was handed in."""
        notebook, told = mended(record, submission, self.part, self.sheet)
        show(notebook, record, self.part, told)
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
        return self.autograded / student / self.part.id / f"{self.part.notebook}.ipynb"


def mended(
    record: Record, submission: Submission, part: Assignment, sheet: Sheet
) -> tuple[Notebook, list[Message]]:
    """What was handed in as a notebook, every cell that nbgrader knows in its place, and what there is to say of it."""
    path, wanted = dict(submission.graded).get(part.sheet), f"{part.notebook}.ipynb"
    notebook = open_notebook(path)
    answers = {q["id"]: q["cell"] for q in record["questions"] if q["cell"] is not None}
    told = restore(notebook, sheet.cells, answers, sheet.texts)
    if part.sheet and path is None:
        return notebook, [Message("sheet_missing", {"name": wanted})]
    if path and path.name != wanted:
        told.insert(0, Message("nbgrader_other_file", {"name": clean(path.name), "want": wanted}))
    return notebook, told


def _plain_name(student: str) -> bool:
    """True for a name that can be a folder of its own, a row, and part of a path that nbgrader takes apart by patterns."""
    try:
        short = len(student.encode("utf-8")) <= MAX_FOLDER
    except UnicodeEncodeError:
        return False
    return (
        short and student.isprintable() and Path(student).name == student and student not in ("", ".", "..")
    )
