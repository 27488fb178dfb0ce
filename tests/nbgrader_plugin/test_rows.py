"""Rows of the gradebook, in a fresh SQLite file: what we write, next to what people have entered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.record import make_record
from autograder.grading.submissions import Submission
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Course, Late
from autograder.model.result import Graded, QuestionResult
from autograder.model.trial import Verdict
from autograder.nbgrader_plugin.gradebook import rows as module
from autograder.nbgrader_plugin.gradebook.database import SQLITE, Database
from autograder.nbgrader_plugin.gradebook.restore import open_notebook
from autograder.nbgrader_plugin.gradebook.rows import Entry, penalty, write_rows
from autograder.nbgrader_plugin.gradebook.sheet import keep_in_step

DUE = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)
LATE = Late(0.1, 0.5)
SCORES = (
    "SELECT b.name, g.auto_score, g.manual_score, g.needs_manual_grade FROM grade g "
    "JOIN base_cell b ON b.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
    "JOIN submitted_assignment s ON s.id = n.assignment_id WHERE s.student_id = ? ORDER BY b.name"
)

Write = Callable[..., None]


@pytest.fixture
def ps2(course: Course) -> Course:
    """ps2 alone, with a due date."""
    return replace(course, assignments=(replace(course.assignment("ps2"), due=DUE, late=LATE),))


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"{SQLITE}{tmp_path / 'gradebook.db'}"


@pytest.fixture
def write(ps2: Course, url: str) -> Write:
    """Writes one student's rows: full points for all questions, a share of them, or no result."""

    def write(student: str, share: float | None = 1.0, handed_in: datetime | None = None) -> None:
        assignment = ps2.assignment("ps2")
        submission = Submission(student, (), handed_in=handed_in)
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
        notebook = open_notebook(ps2.released_path(assignment))
        with Database(url) as book:
            sheet = keep_in_step(book, ps2, assignment)
            write_rows(book, sheet, assignment, [Entry(record, notebook, handed_in)])

    return write


def rows(url: str, sql: str, *values: str) -> list[tuple[Any, ...]]:
    with Database(url) as book:
        return book.rows(sql, *values)


def test_every_question_has_its_points(write: Write, url: str, ps2: Course) -> None:
    write("ada")
    write("bob", 0.5)
    points = {f"{q.id}_check": q.points for q in ps2.assignment("ps2").questions}
    ada, bob = rows(url, SCORES, "ada"), rows(url, SCORES, "bob")
    assert {name: score for name, score, _, _ in ada if name in points} == points
    assert {name: score for name, score, _, _ in bob if name in points} == {
        n: p / 2 for n, p in points.items()
    }
    assert not any(needs for name, _, _, needs in ada if name in points)


def test_without_a_result_there_is_no_score_and_a_person_has_to_look(write: Write, url: str) -> None:
    write("eve", None)
    scores = rows(url, SCORES, "eve")
    assert scores
    assert all(auto is None and needs for name, auto, _, needs in scores if name.endswith("_check"))


def test_what_people_entered_stays_and_is_to_be_looked_at_again(write: Write, url: str) -> None:
    write("ada")
    with Database(url) as book:
        (key,) = (
            key
            for key, name in book.rows(
                "SELECT g.id, b.name FROM grade g JOIN base_cell b ON b.id = g.cell_id"
            )
            if name == "add_gate_check"
        )
        book.run("UPDATE grade SET manual_score = ?, extra_credit = ? WHERE id = ?", [(1.5, 0.5, key)])
    write("ada", 0.0, DUE + timedelta(hours=1))
    assert rows(url, "SELECT late_submission_penalty FROM submitted_notebook") == [(0.2,)]  # of 1.5 and 0.5
    after = {name: rest for name, *rest in rows(url, SCORES, "ada")}
    assert after["add_gate_check"] == [0.0, 1.5, 1]
    assert after["max_gate_check"] == [0.0, None, 0]


def test_a_second_write_makes_no_second_rows(write: Write, url: str) -> None:
    write("ada")
    tables = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment", "base_cell")
    before = [rows(url, f"SELECT count(*) FROM {table}") for table in tables]
    write("ada")
    assert [rows(url, f"SELECT count(*) FROM {table}") for table in tables] == before


@pytest.mark.parametrize(
    ("late", "extension", "lost"),
    [
        (None, 0, None),
        (timedelta(hours=-1), 0, None),
        (timedelta(hours=30), 0, 3.6),
        (timedelta(hours=30), 1, 1.8),
        (timedelta(days=40), 0, 9.0),
    ],
)
def test_lateness_is_taken_of_all_points_with_the_extensions_that_nbgrader_knows(
    write: Write, url: str, late: timedelta | None, extension: int, lost: float | None
) -> None:
    handed_in = None if late is None else DUE + late
    write("ada", handed_in=handed_in)
    with Database(url) as book:
        span = (datetime(1970, 1, 1) + timedelta(days=extension)).strftime("%Y-%m-%d %H:%M:%S.%f")  # noqa: DTZ001
        book.run("UPDATE submitted_assignment SET extension = ? WHERE student_id = ?", [(span, "ada")])
    write("ada", handed_in=handed_in)
    assert rows(url, "SELECT late_submission_penalty FROM submitted_notebook") == [(lost,)]


def test_a_penalty_is_a_share_for_each_day_begun(ps2: Course) -> None:
    assignment = ps2.assignment("ps2")
    assert [penalty(10.0, assignment, seconds) for seconds in (0, 1, 86_400, 86_401)] == [None, 1.0, 1.0, 2.0]
    assert penalty(10.0, replace(assignment, late=None), 1) is None


def test_a_failure_leaves_the_gradebook_as_it_was(
    write: Write, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("ada")

    def broken(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(module, "_penalize", broken)  # the last step
    with pytest.raises(OSError, match="no space left"):
        write("bob")
    monkeypatch.undo()
    assert rows(url, "SELECT id FROM student") == [("ada",)]
