"""Tests of a course, as they go to whoever judges them."""

from __future__ import annotations

from pathlib import Path

from autograder.cli import main
from autograder.course.load import load_course
from autograder.model.cell import Cell
from autograder.reference.answer_key import make_answer_key
from autograder.reference.exam import tried
from tests.release.test_adoption import DOUBLE, assignment, cell


def test_what_tests_draw_at_random_comes_from_the_courses_secret(tmp_path: Path) -> None:
    assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 1))
    assert main(["adopt", str(tmp_path)]) == 0
    course = load_course(tmp_path)
    exams = [make_answer_key(course, course.assignment("hw1"), seed).exam for seed in (b"a", b"a", b"b")]
    one, same, other = (exam.seed if exam else None for exam in exams)
    assert one == same
    assert one != other


def test_each_test_is_taken_where_it_stands() -> None:
    """What stands behind it has not run, and is not its business."""
    cells = [
        Cell(
            f"def {name}(x):\n    ### BEGIN SOLUTION\n    return {by} * x\n    ### END SOLUTION",
            0,
            name,
            answer=True,
        )
        for name, by in (("double", 2), ("triple", 3))
    ]
    tests = [
        Cell(f"assert {name}(1) == {is_}", 0, f"{name}_test", locked=True)
        for name, is_ in (("double", 2), ("triple", 3))
    ]
    one_by_one = (cells[0], tests[0], cells[1], tests[1])
    points = {"double_test": 1.0, "triple_test": 1.0}
    assert tried(one_by_one, points) == {"double_test": "", "triple_test": ""}
    late = (cells[0], *tests, cells[1])
    assert tried(late, points)["triple_test"].startswith("it raises NameError")
