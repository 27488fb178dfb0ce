"""Rows of the gradebook, in a fresh SQLite file: what we write, next to what people have entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.settling.database import Database
from autograder.model.question import Course
from autograder.nbgrader_plugin.gradebook import graded_rows as module
from autograder.nbgrader_plugin.gradebook.cell_scores import Marks, marks_of
from autograder.nbgrader_plugin.gradebook.graded_rows import add_missing_rows, write_rows
from autograder.nbgrader_plugin.gradebook.restore import open_notebook
from autograder.nbgrader_plugin.gradebook.sheet import keep_in_step
from tests.nbgrader_plugin.conftest import DUE, Write, record_of, rows

SCORES = (
    "SELECT b.name, g.auto_score, g.manual_score, g.needs_manual_grade FROM grade g "
    "JOIN base_cell b ON b.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
    "JOIN submitted_assignment s ON s.id = n.assignment_id WHERE s.student_id = ? ORDER BY b.name"
)

COMMENTS = (
    "SELECT s.student_id, b.name, c.auto_comment FROM comment c "
    "JOIN base_cell b ON b.id = c.cell_id JOIN submitted_notebook n ON n.id = c.notebook_id "
    "JOIN submitted_assignment s ON s.id = n.assignment_id ORDER BY 1, 2"
)


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


def test_a_failure_leaves_the_gradebook_as_it_was(
    write: Write, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("ada")

    def broken(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(module, "_comment", broken)  # the last step
    with pytest.raises(OSError, match="no space left"):
        write("bob")
    monkeypatch.undo()
    assert rows(url, "SELECT id FROM student") == [("ada",)]


@pytest.fixture
def marks(ps2: Course, url: str) -> list[Marks]:
    """A class of three, one without a result; the gradebook knows the assignment."""
    assignment = ps2.assignment("ps2")
    with Database(url) as book:
        cells = keep_in_step(book, ps2, assignment).cells
    return [
        marks_of(
            record_of(ps2, Submission(student, ()), share),
            open_notebook(ps2.released_path(assignment)),
            DUE,
            cells,
        )
        for student, share in (("ada", 1.0), ("bob", 0.5), ("eve", None))
    ]


def test_a_class_at_once_is_the_same_as_one_by_one(
    ps2: Course, url: str, marks: list[Marks], write: Write
) -> None:
    for student, share in (("ada", 1.0), ("bob", 0.5), ("eve", None)):
        write(student, share, DUE)
    one_by_one = [rows(url, SCORES, one.student) for one in marks]
    comments = rows(url, COMMENTS)
    with Database(url) as book:
        for table in ("grade", "comment", "submitted_notebook", "submitted_assignment", "student"):
            book.run(f"DELETE FROM {table}", [()])
        write_rows(book, keep_in_step(book, ps2, ps2.assignment("ps2")), marks)
    assert [rows(url, SCORES, one.student) for one in marks] == one_by_one
    assert rows(url, COMMENTS) == comments
    assert {text for _, _, text in comments} == {"No response."}


def test_what_is_as_it_should_be_is_not_written(
    ps2: Course, url: str, marks: list[Marks], monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    run = Database.run

    def watched(self: Database, sql: str, many: Iterable[Sequence[Any]]) -> None:
        rows = list(many)
        written.extend(sql.split(maxsplit=1)[0] for _ in rows if "assignment SET duedate" not in sql)
        run(self, sql, rows)

    monkeypatch.setattr(Database, "run", watched)
    for expected in (True, False):
        written.clear()
        with Database(url) as book:
            sheet = keep_in_step(book, ps2, ps2.assignment("ps2"))
            write_rows(book, sheet, marks)
        assert bool(written) == expected
    assert "UPDATE" not in written


def test_a_comment_on_an_answer_that_was_left_goes_where_it_no_longer_is(
    ps2: Course, url: str, marks: list[Marks]
) -> None:
    ada, others = marks[0], marks[1:]
    with Database(url) as book:
        sheet = keep_in_step(book, ps2, ps2.assignment("ps2"))
        write_rows(book, sheet, [ada, *others])
        write_rows(book, sheet, [replace(ada, silent=frozenset()), *others])
    comments = rows(url, COMMENTS)
    assert {text for student, _, text in comments if student == "ada"} == {None}
    assert {text for student, _, text in comments if student == "bob"} == {"No response."}


def test_every_submission_has_every_row(ps2: Course, url: str, marks: list[Marks]) -> None:
    """A cell that was released after others had handed in."""
    with Database(url) as book:
        sheet = keep_in_step(book, ps2, ps2.assignment("ps2"))
        write_rows(book, sheet, marks)
        before = book.rows("SELECT count(*) FROM grade"), book.rows("SELECT count(*) FROM comment")
        for table, where in (("grade", "auto_score > 0"), ("comment", "true")):
            key = book.rows(f"SELECT id FROM {table} WHERE {where}")[0]
            book.run(f"DELETE FROM {table} WHERE id = ?", [key])
        add_missing_rows(book, sheet)
        assert (
            book.rows("SELECT count(*) FROM grade"),
            book.rows("SELECT count(*) FROM comment"),
        ) == before
        assert len(book.rows("SELECT id FROM grade WHERE auto_score IS NULL AND needs_manual_grade")) == 6 + 1
