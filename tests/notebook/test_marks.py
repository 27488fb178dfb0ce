"""nbgrader's marks, whatever stands in their place."""

from __future__ import annotations

import pytest

from autograder.notebook.marks import as_written, is_answer, is_by_hand, is_test, marks_of, points_of


@pytest.mark.parametrize("cell", [{}, {"metadata": None}, {"metadata": {"nbgrader": 3}}, {"metadata": []}])
def test_what_is_no_mark_says_nothing(cell: dict[str, object]) -> None:
    assert marks_of(cell) == {}


@pytest.mark.parametrize(
    ("grade", "solution", "task", "who"),
    [
        (True, False, False, (True, False, False)),
        (False, True, False, (False, True, False)),
        (True, True, False, (False, False, True)),
        (False, False, True, (False, False, True)),
        (False, False, False, (False, False, False)),
    ],
)
def test_a_cell_is_a_test_an_answer_or_for_people(
    grade: bool, solution: bool, task: bool, who: tuple[bool, bool, bool]
) -> None:
    marks = marks_of({"metadata": {"nbgrader": {"grade": grade, "solution": solution, "task": task}}})
    assert (is_test(marks), is_answer(marks), is_by_hand(marks)) == who


def test_points_are_whole_where_they_can_be() -> None:
    assert [points_of(marks) for marks in ({"points": 2}, {"points": None}, {})] == [2.0, 0.0, 0.0]
    assert [repr(as_written(points)) for points in (2.0, 0.5)] == ["2", "0.5"]
