"""Late penalties, of the scores and extensions that the gradebook has now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from autograder.grading.settling.database import Database
from autograder.model.question import Course
from autograder.nbgrader_plugin.gradebook.totals import penalize, totals
from tests.nbgrader_plugin.conftest import DUE, Write, rows


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


def test_the_penalties_of_a_class_follow_what_changed_in_the_gradebook(
    ps2: Course, url: str, write: Write
) -> None:
    late = DUE + timedelta(hours=1)
    for student, when in {"ada": late, "bob": late, "eve": DUE}.items():
        write(student, handed_in=when)
    with Database(url) as book:
        assignment = ps2.assignment("ps2")
        key = book.rows("SELECT id FROM grade WHERE auto_score = 4.0")[0][0]
        book.run("UPDATE grade SET manual_score = 2.0, extra_credit = 1.0 WHERE id = ?", [(key,)])
        penalize(book, ps2, assignment)
    lost = "SELECT late_submission_penalty FROM submitted_notebook ORDER BY 1"
    assert rows(url, lost) == [(None,), (1.7,), (1.8,)]


def test_what_is_excused_counts_nowhere_whoever_gave_points_for_it(
    ps2: Course, url: str, write: Write, tmp_path: Path
) -> None:
    for student in ("ada", "bob", "eve"):
        write(student, None if student == "eve" else 1.0, handed_in=DUE + timedelta(hours=1))
    (tmp_path / "extensions.csv").write_text("student,assignment,excused\nada,ps2,max_gate\nbob,ps2,yes\n")
    course = replace(ps2, root=tmp_path)
    with Database(url) as book:
        where = "cell_id IN (SELECT id FROM base_cell WHERE name = 'max_gate_check')"
        book.run(f"UPDATE grade SET manual_score = 2.5 WHERE {where}", [()])
        found = totals(book, course, ps2.assignment("ps2"))
    assert (found["ada"].score, found["ada"].penalty, found["ada"].max_score) == (15.0, 1.5, 15.0)
    assert (found["bob"].score, found["bob"].final_score, found["bob"].excused) == (None, None, True)
    assert (found["eve"].score, found["eve"].final_score) == (
        2.5,
        2.25,
    )  # ungraded, but for what a person gave


def test_a_question_that_left_the_course_counts_nowhere_although_its_cells_are_there(
    ps2: Course, url: str, write: Write
) -> None:
    write("ada", handed_in=DUE)
    assignment = ps2.assignment("ps2")
    first, *rest = assignment.questions
    with Database(url) as book:
        cells = [(name,) for name in first.test_cells]
        book.run(
            "UPDATE grade SET manual_score = 1.5 WHERE cell_id IN (SELECT id FROM base_cell WHERE name = ?)",
            cells,
        )
        before = totals(book, ps2, assignment)["ada"]
        after = totals(book, ps2, replace(assignment, questions=tuple(rest)))["ada"]
    assert (before.score, before.max_score) == (15.5, 18.0)
    assert (after.score, after.max_score) == (14.0, 14.0)
