"""The gradebook's cells are those of the released notebook, with the points of course.yml, before and after others came."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.utils import compute_checksum

from autograder.grading.settling.database import Database
from autograder.model.errors import AutograderError
from autograder.model.question import Course
from autograder.nbgrader_plugin.gradebook.sheet import Sheet, checksum, follow, keep_in_step
from tests.nbgrader_plugin.conftest import DUE, Write, rows
from tests.own_course import cell

MARKS = {"grade": True, "solution": False, "locked": True, "points": 4}
CELLS = "SELECT name FROM base_cell ORDER BY name"


def released(course: Course) -> dict[str, Any]:
    notebook: dict[str, Any] = json.loads(course.released_path(course.assignment("ps2")).read_text("utf-8"))
    return notebook


def step(course: Course, url: str) -> Sheet:
    with Database(url) as book:
        return keep_in_step(book, course, course.assignment("ps2"))


def test_every_marked_cell_is_known_in_its_order_with_nbgraders_checksum(ps2: Course, url: str) -> None:
    sheet = step(ps2, url)
    notebook = nbformat.read(ps2.released_path(ps2.assignment("ps2")), 4)
    cells = {one.metadata.get("nbgrader", {}).get("grade_id"): one for one in notebook.cells}
    assert [one.name for one in sheet.cells] == [name for name in cells if name]
    for one in sheet.cells:
        assert checksum(one.source, one) == compute_checksum(cells[one.name]), one.name
        assert one.metadata().items() <= {"points": one.points, **cells[one.name].metadata.nbgrader}.items()
    assert step(ps2, url) == sheet


def test_points_and_due_date_are_those_of_the_course_now(ps2: Course, url: str, write: Write) -> None:
    write("ada")
    assignment = ps2.assignment("ps2")
    first = assignment.questions[0]
    dearer = replace(first, rubric=(replace(first.rubric[0], points=9.0), *first.rubric[1:]))
    later = replace(assignment, questions=(dearer, *assignment.questions[1:]), due=DUE + timedelta(days=1))
    sheet = step(replace(ps2, assignments=(later,)), url)
    known = {one.name: one for one in sheet.cells}[f"{first.id}_check"]
    assert known.points == dearer.points
    assert known.checksum == checksum(known.source, known)
    assert rows(url, "SELECT max_score FROM grade_cells WHERE id = ?", str(known.grade_key)) == [
        (dearer.points,)
    ]
    assert rows(url, "SELECT duedate FROM assignment") == [("2027-03-13 23:59:00.000000",)]
    step(replace(ps2, assignments=(replace(later, due=None),)), url)  # a date set in formgrader stays
    assert rows(url, "SELECT duedate FROM assignment") == [("2027-03-13 23:59:00.000000",)]


def test_cells_come_and_go_with_the_notebook_about_to_be_released(
    ps2: Course, url: str, write: Write
) -> None:
    """nbgrader refuses that where somebody has handed in."""
    write("ada")
    notebook = released(ps2)
    before = [name for (name,) in rows(url, CELLS)]
    gone = ("add_gate", "add_gate_check")
    kept = [
        one for one in notebook["cells"] if one["metadata"].get("nbgrader", {}).get("grade_id") not in gone
    ]
    new = cell("new_check", "check('new')", **MARKS)
    with Database(url) as book:
        follow(book, ps2, ps2.assignment("ps2"), {"cells": [*kept, new]})
    assert [name for (name,) in rows(url, CELLS)] == sorted({*before, "new_check"} - {*gone})
    left = "SELECT count(*) FROM {} WHERE cell_id NOT IN (SELECT id FROM base_cell)"
    assert [rows(url, left.format(table)) for table in ("grade", "comment")] == [[(0,)], [(0,)]]


def test_before_the_first_release_there_is_nothing_to_follow(ps2: Course, url: str) -> None:
    with Database(url) as book:
        follow(book, ps2, ps2.assignment("ps2"), released(ps2))
    assert rows(url, "SELECT * FROM source_cell") == []


@pytest.mark.parametrize("content", [None, "", "[]", '{"cells": 7}', "{}"])
def test_what_was_never_released_is_said_in_one_line(
    ps2: Course, url: str, tmp_path: Path, content: str | None
) -> None:
    course = replace(ps2, root=tmp_path)
    path = course.released_path(course.assignment("ps2"))
    path.parent.mkdir(parents=True)
    if content is not None:
        path.write_text(content)
    with pytest.raises(
        AutograderError, match=r"gates\.ipynb is not there or no notebook; run: autograder release ps2$"
    ):
        step(course, url)
