"""A cell of code."""

from __future__ import annotations

from autograder.model.cell import Cell


def test_a_cell_is_a_students_own_unless_something_else_is_said() -> None:
    own = Cell("x = 1", 3)
    assert (own.grade_id, own.locked, own.given, own.answer) == (None, False, False, False)
    assert (own.note, own.sheet) == ("", "")
