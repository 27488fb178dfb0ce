"""nbgrader's gradebook, written in bulk: afterwards its web pages, export and feedback work as if it had graded itself.

Rows go into gradebook.db (or the database of nbgrader_config.py) in one transaction, notebooks with our feedback into
autograded/. nbgrader is not imported.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.files import write_whole
from autograder.grading.submissions import Submission
from autograder.model.errors import AutograderError
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.nbgrader_plugin.gradebook.database import SQLITE, Database
from autograder.nbgrader_plugin.gradebook.restore import Notebook, open_notebook, restore
from autograder.nbgrader_plugin.gradebook.rows import Entry, write_rows
from autograder.nbgrader_plugin.gradebook.sheet import KnownCell, keep_in_step
from autograder.nbgrader_plugin.gradebook.show import show

CONFIG_FILE = "nbgrader_config.py"
ALONGSIDE = ("timestamp.txt", "submission_secret.txt")
"""What nbgrader's later steps read beside the notebook."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the course's nbgrader keeps things."""

    db_url: str
    autograded: Path


def update(
    course: Course, assignment: Assignment, records: Iterable[Record], submissions: Iterable[Submission]
) -> str:
    """Write records and notebooks where the course's nbgrader_config.py says; returns one line for people.

    Raises AutograderError when the gradebook cannot be opened or the assignment was never released.
    """
    where = settings(course)
    entries = write_gradebook(course, assignment, records, submissions, where.db_url)
    for entry, submission in entries:
        folder = where.autograded / entry.student / assignment.id
        _write_notebook(folder / f"{assignment.notebook}.ipynb", entry.notebook)
        _copy_alongside(submission, folder, assignment)
    shown = where.db_url.removeprefix(SQLITE).removeprefix(f"{course.root}/")
    shown = shown if where.db_url.startswith(SQLITE) else "the course's database"
    return f"{shown} and {where.autograded.name}/: {len(entries)} submissions"


def write_gradebook(
    course: Course,
    assignment: Assignment,
    records: Iterable[Record],
    submissions: Iterable[Submission],
    db_url: str,
) -> list[tuple[Entry, Submission]]:
    """Write the rows of all records in one transaction; returns what belongs into autograded/."""
    by_student = {submission.student: submission for submission in submissions}
    with Database(db_url) as book:
        sheet = keep_in_step(book, course, assignment)
        entries = []
        for record in records:
            submission = by_student.get(record["student"])
            if submission is not None and _plain_name(submission.student):
                notebook = graded_notebook(record, submission, assignment, sheet.cells)
                entries.append((Entry(record, notebook, submission.handed_in), submission))
        write_rows(book, sheet, assignment, [entry for entry, _ in entries])
    return entries


def graded_notebook(
    record: Record, submission: Submission, assignment: Assignment, known: Sequence[KnownCell]
) -> Notebook:
    """The notebook as it stands in autograded/: what the student handed in, mended, with our feedback."""
    notebook = open_notebook(submission.files[0] if submission.files else None)
    told = restore(notebook, known, answer_places(record))
    show(notebook, record, assignment, told)
    return notebook


def answer_places(record: Record) -> dict[str, int]:
    """In which cell of the file each question's answer was found."""
    return {q["id"]: q["cell"] for q in record["questions"] if q["cell"] is not None}


def settings(course: Course) -> Settings:
    """The database and the folder that the course's nbgrader_config.py names, or nbgrader's usual ones."""
    from traitlets.config.loader import PyFileConfigLoader

    try:
        config = PyFileConfigLoader(CONFIG_FILE, path=str(course.root)).load_config()
    except Exception as error:
        raise AutograderError(f"{CONFIG_FILE} cannot be read: {type(error).__name__}: {error}") from None
    folders = config.get("CourseDirectory", {})
    url = folders.get("db_url") or f"{SQLITE}{course.root / 'gradebook.db'}"
    return Settings(str(url), course.root / str(folders.get("autograded_directory") or "autograded"))


def _plain_name(student: str) -> bool:
    """True for a name that can be a folder of its own."""
    return Path(student).name == student and student not in ("", ".", "..")


def _write_notebook(path: Path, notebook: Notebook) -> None:
    """Write a notebook, nobody's to change."""
    text = json.dumps(notebook, ensure_ascii=False)  # indented it would take six times as long
    write_whole(path, f"{text}\n", mode=0o444)


def _copy_alongside(submission: Submission, folder: Path, assignment: Assignment) -> None:
    """Copy what nbgrader's later steps read, where the submission came in nbgrader's folders."""
    home = submission.files[0].parent if submission.files else None
    for name in ALONGSIDE:
        (folder / name).unlink(missing_ok=True)
        if home is not None and home.name == assignment.id and (home / name).is_file():
            shutil.copy(home / name, folder / name)
