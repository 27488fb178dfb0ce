"""A gradebook in a fresh SQLite file, and whoever writes one student's rows into it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.record import make_record
from autograder.grading.settling.database import SQLITE, Database
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Course, Late
from autograder.model.record import Record
from autograder.model.result import Graded, QuestionResult
from autograder.model.trial import Verdict
from autograder.nbgrader_plugin.gradebook.cell_scores import marks_of
from autograder.nbgrader_plugin.gradebook.graded_rows import write_rows
from autograder.nbgrader_plugin.gradebook.made_from import write_stamps
from autograder.nbgrader_plugin.gradebook.restore import open_notebook
from autograder.nbgrader_plugin.gradebook.sheet import keep_in_step
from autograder.nbgrader_plugin.gradebook.totals import penalize

DUE = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)
LATE = Late(0.1, 0.5)

Write = Callable[..., None]


@pytest.fixture(autouse=True)
def own_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """A course's nbgrader_config.py changes the path of programs."""
    monkeypatch.setenv("PATH", os.environ["PATH"])


@pytest.fixture
def ps2(course: Course) -> Course:
    """ps2 alone, with a due date."""
    return replace(course, assignments=(replace(course.assignment("ps2"), due=DUE, late=LATE),))


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"{SQLITE}{tmp_path / 'gradebook.db'}"


def record_of(
    course: Course, submission: Submission, share: float | None = 1.0, assignment_id: str = "ps2"
) -> Record:
    """Full points for all questions, a share of them, or no result."""
    assignment = course.assignment(assignment_id)
    results = tuple(
        QuestionResult(
            question,
            Outcome.ANSWERED,
            tuple((item, Verdict(share or 0.0, Message("right"))) for item in question.rubric),
        )
        for question in assignment.questions
    )
    result = "no file" if share is None else Graded(results, (), 0.0)
    record = make_record(submission, assignment, result, lang="en", protection="full")
    return {**record, "fingerprint": "f"}


@pytest.fixture
def write(ps2: Course, url: str) -> Write:
    """Writes one student's rows."""

    def write(student: str, share: float | None = 1.0, handed_in: datetime | None = None) -> None:
        assignment = ps2.assignment("ps2")
        record = record_of(ps2, Submission(student, (), handed_in=handed_in), share)
        notebook = open_notebook(ps2.released_path(assignment))
        with Database(url) as book:
            sheet = keep_in_step(book, ps2, assignment)
            marks = marks_of(record, notebook, handed_in, sheet.cells)
            write_rows(book, sheet, [marks])
            penalize(book, ps2, assignment, student)
            write_stamps(book, sheet, [(student, marks.sha256)])

    return write


def rows(url: str, sql: str, *values: str) -> list[tuple[Any, ...]]:
    """What a SELECT finds in the gradebook."""
    with Database(url) as book:
        return book.rows(sql, *values)
