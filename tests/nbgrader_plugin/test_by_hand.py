"""Points that people have given, as the gradebook holds them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.model.question import Course
from autograder.nbgrader_plugin.gradebook import by_hand
from autograder.nbgrader_plugin.gradebook.by_hand import given_by_hand
from autograder.nbgrader_plugin.gradebook.database import Database
from autograder.nbgrader_plugin.gradebook.sheet import keep_in_step
from autograder.nbgrader_plugin.gradebook.update import Settings
from tests.nbgrader_plugin.conftest import Write


@pytest.fixture
def mine(ps2: Course, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    monkeypatch.setattr(by_hand, "settings", lambda _: Settings(url, tmp_path))
    (assignment,) = ps2.assignments
    return replace(ps2, assignments=(replace(assignment, by_hand={"essay": 5.0}),))


def test_without_a_gradebook_nobody_has_any(mine: Course) -> None:
    assert given_by_hand(mine, mine.assignments[0]) == {}


def test_points_that_were_entered_are_there_and_others_are_not(mine: Course, url: str, write: Write) -> None:
    write("ada")
    write("bob")
    with Database(url) as book:
        sheet = keep_in_step(book, mine, mine.assignments[0])
        sql = "SELECT s.student_id, n.id FROM submitted_notebook n JOIN submitted_assignment s ON s.id = n.assignment_id"
        papers = dict(book.rows(sql))
        book.insert(
            "base_cell", "id, name, type, notebook_id", [("e", "essay", "GradeCell", sheet.notebook_key)]
        )
        book.insert("grade_cells", "id, max_score, cell_type", [("e", 5.0, "markdown")])
        book.insert(
            "grade",
            "id, notebook_id, cell_id, auto_score, manual_score, needs_manual_grade",
            [("1", papers["ada"], "e", None, 4.5, False), ("2", papers["bob"], "e", None, None, True)],
        )
    assert given_by_hand(mine, mine.assignments[0]) == {"ada": 4.5}
