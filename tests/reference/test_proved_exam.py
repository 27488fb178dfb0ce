"""Tests of a course, as they go to whoever judges them."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.cli import main
from autograder.course.load import load_course
from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.reference.answer_key import make_answer_key
from autograder.reference.proved_exam import (
    NEGLIGIBLE,
    _place,
    make_exam,
    tried,
    undisturbed,
    why_not_full,
    written_exam,
)
from autograder.reference.solution import Reference
from autograder.sandbox import protocol
from autograder.sandbox.protocol import Raised
from tests.own_course import SETUP, own_course
from tests.own_course import answer as own_answer
from tests.own_course import cell as own_cell
from tests.release.nbgraders import DOUBLE, assignment, cell


def test_what_tests_draw_at_random_comes_from_the_courses_secret(tmp_path: Path) -> None:
    assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 1))
    assert main(["adopt", str(tmp_path)]) == 0
    course = load_course(tmp_path)
    exams = [make_answer_key(course, course.assignment("hw1"), seed).exam for seed in (b"a", b"a", b"b")]
    one, same, other = (exam.seed if exam else None for exam in exams)
    assert one == same
    assert one != other


def answer(name: str, by: int) -> Cell:
    """An answer that multiplies."""
    source = f"def {name}(x):\n    ### BEGIN SOLUTION\n    return {by} * x\n    ### END SOLUTION"
    return Cell(source, 0, name, answer=True)


def locked(source: str, name: str) -> Cell:
    return Cell(source, 0, name, locked=True)


TWO, THREE = answer("double", 2), answer("triple", 3)
TESTS = locked("assert double(1) == 2", "double_test"), locked("assert triple(1) == 3", "triple_test")
POINTS = {"double_test": 1.0, "triple_test": 1.0}


def test_each_test_is_taken_where_it_stands() -> None:
    """What stands behind it has not run, and is not its business."""
    assert tried((TWO, TESTS[0], THREE, TESTS[1]), POINTS) == {"double_test": "", "triple_test": ""}
    late = (TWO, *TESTS, THREE)
    assert tried(late, POINTS)["triple_test"].startswith("it raises NameError")


def test_a_test_that_passes_without_the_answers_before_it_is_told() -> None:
    nothing = "it passes for who has answered nothing"
    assert tried((TWO, locked("x = 1", "blind")), {"blind": 1.0}) == {"blind": nothing}
    both = (TWO, TESTS[0], THREE, locked("assert double(2) == 4", "triple_test"))
    assert tried(both, POINTS) == {
        "double_test": "",
        "triple_test": "it passes for who has answered all but triple",
    }
    own = (*both[:3], locked("triple = double(2)\nassert triple == 4", "triple_test"))  # its own name
    assert tried(own, POINTS) == tried(both, POINTS)
    first = (TWO, locked("x = 1", "double_test"), THREE, TESTS[1])
    assert tried(first, POINTS) == {"double_test": nothing, "triple_test": ""}
    for given in (Cell("x = 1", 0, "given"), locked("assert double(1) == 3", "wrong")):  # parts no answers
        of_one = (TWO, given, THREE, TESTS[0])
        assert tried(of_one, {"wrong": 1.0, "double_test": 1.0})["double_test"] == ""
    four = answer("fourfold", 4)
    blind = "it passes for who has answered all but triple and fourfold"
    assert tried((*both[:3], four, both[3]), POINTS)["triple_test"] == blind
    assert tried((*both, locked("assert triple(1) == 3", "third")), {**POINTS, "third": 1.0}) == {
        "double_test": "",
        "triple_test": "it passes for who has answered all but triple",
        "third": "",
    }


def test_a_test_that_gives_all_points_for_nothing_is_told() -> None:
    blind = locked("double(1)\n1.0", "double_test"), locked("1.0", "blind")
    assert tried((TWO, *blind), {"double_test": 1.0, "blind": 1.0}) == {
        "double_test": "",
        "blind": "it passes for who has answered nothing",
    }


def test_a_test_that_gives_some_points_for_nothing_need_not_pass_in_full() -> None:
    some = locked("1.0 if double(1) == 2 else 0.5", "double_test")
    assert tried((TWO, some), {"double_test": 1.0}) == {"double_test": ""}


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("assert double(1) == 3", "the reference does not pass it (assert double(1) == 3)"),
        ("assert double(1) == 3, 'twice'", "the reference does not pass it (twice)"),
        ("1 / 0", "it raises ZeroDivisionError: division by zero"),
        (
            "double(None)",
            "the reference raises TypeError: unsupported operand type(s) for *: 'int' and 'NoneType'",
        ),
        ("1 if double(1) == 2 else 0", "its last line gives the reference 1 of 2 points"),
        ("while True: pass", "it runs longer than 0.05 s"),
    ],
)
def test_why_a_test_cannot_be_used(source: str, why: str) -> None:
    found = tried((TWO, locked(source, "one")), {"one": 2.0}, seconds=0.05)["one"]
    assert found == why


@pytest.mark.parametrize(
    ("number", "complaint"),
    [
        (None, ""),
        (2.0, ""),
        (2.0 + NEGLIGIBLE / 2, ""),
        (2.5, "its last line gives the reference 2.5 of 2 points"),
        (0.0, "its last line gives the reference 0 of 2 points"),
    ],
)
def test_the_reference_gets_all_points_of_a_test(number: float | None, complaint: str) -> None:
    assert why_not_full(protocol.Tested("one", "passed", number), {"one": 2.0}) == complaint


def test_a_place_in_a_test_is_its_cell_and_its_line() -> None:
    assert _place(Cell("", 7), protocol.Tested("one", "failed", line=3)) == 'cell 7, line 3: the test "one"'
    assert _place(Cell("", 7), protocol.Tested("one", "failed")) == 'cell 7: the test "one"'


@pytest.mark.parametrize(
    ("given", "theirs"),
    [
        ("scale = 2", set()),
        ("twice = double(2)", {"twice"}),
        ("twice = double(2)\nmore = twice + 1\nless = 3", {"twice", "more"}),
        ("twice = double(2)\ntwice = 3\nmore = twice", {"twice", "more"}),
        ("twice = double(2)\ndef twice():\n    return 3\nmore = twice", {"twice"}),
        ("twice = double(2)\nimport math as twice\nmore = twice", {"twice"}),
        ("def helper(x):\n    return double(x)\nclass Held:\n    size = double(1)", set()),
        ("from functools import reduce as double, partial", set()),
        ("import marks", set()),
        ("class Base:\n    pass", {"Base"}),
        ("out = []\nfor x in range(3):\n    out.append(double(x))", {"out", "x"}),
    ],
)
def test_what_stands_on_an_answer_is_the_students_and_all_else_is_run_beside_the_tests(
    given: str, theirs: set[str]
) -> None:
    reads = Cell("class Mine(Base):\n    pass", 0, "mine", answer=True)
    cells = (TWO, reads, Cell(given, 0), locked("assert double(2) == 4", "one"))
    items = {"one": 1.0}
    exam = written_exam(cells, items, {"marks.py": b""})
    asked = frozenset[str]().union(*(paper.theirs for paper in exam.papers[2:] if not paper.source))
    assert asked == theirs
    assert exam.papers[-1].name == "one"
    assert not exam.streams


@pytest.mark.parametrize(
    ("source", "is_theirs"),
    [
        ("import marks", True),
        ("import marks.deep as deep", True),
        ("import math, marks", True),
        ("from marks import mark", True),
        ("from marks.deep import mark", True),
        ("import math", False),
        ("from math import sqrt", False),
        ("mark = 1", True),
    ],
)
def test_an_answer_imports_what_is_anybodys_unless_it_is_a_module_beside_the_notebook(
    source: str, is_theirs: bool
) -> None:
    exam = written_exam((Cell(source, 0, "own", answer=True),), {}, {"marks.py": b""})
    (paper,) = exam.papers
    assert (not paper.source) is is_theirs


def test_what_a_test_has_set_is_the_tests() -> None:
    cells = (
        Cell("x = z = 3", 0, "own", answer=True),
        locked("x = 4", "one"),
        Cell("y = x", 0),
        locked("z = 5", "without points"),
        Cell("y = z", 0),
    )
    exam = written_exam(cells, {"one": 1.0})
    assert [(paper.name, paper.source) for paper in exam.papers] == [
        ("", ""),
        ("one", "x = 4"),
        ("", "y = x"),
        ("", "y = z"),
    ]


def test_notebooks_that_draw_at_random_share_their_streams() -> None:
    assert written_exam((Cell("x = np.random.rand()", 0),), {}).streams


def test_what_a_notebook_disturbs_is_as_before(capsys: pytest.CaptureFixture[str]) -> None:
    before, known = repr(np.random.get_state()), sys.modules.get("autograder.testing")  # noqa: NPY002
    with undisturbed({"marks.py": b"seen = 1"}, ()):
        import marks  # type: ignore[import-not-found]

        assert marks.seen == 1
        assert sys.modules["autograder.testing"] is not known
        np.random.seed(1)  # noqa: NPY002
        np.sort = None  # type: ignore[assignment]
        print("loud")
        warnings.warn("loud", stacklevel=1)
        assert np.isnan(np.log(np.float64(-1.0)))
    assert repr(np.random.get_state()) == before  # noqa: NPY002
    assert sys.modules.get("autograder.testing") is known
    assert "marks" not in sys.modules
    assert np.sort is not None
    assert capsys.readouterr().out == ""


QUESTION = """
- id: q
  rubric:
    - {check: tests, of: q_test, points: 2}
"""


def exam_of(folder: Path, source: str, name: str = "q_test", own: str = "f = 3", **marks: Any) -> Any:
    """The exam of a course with one test cell, of two points."""
    marks = {"grade": True, "solution": False, "locked": True, "points": 2, **marks}
    cells = [("setup", SETUP), own_answer("q", own), own_cell(name, source, **marks)]
    course = load_course(own_course(folder, cells, QUESTION))
    reference = Reference(course.assignments[0], course.solution_path(course.assignments[0]))
    return make_exam(course.assignments[0], reference, b"tests")


def test_an_exam_has_its_tests_in_order_with_a_seed_of_the_courses(tmp_path: Path) -> None:
    exam = exam_of(tmp_path, "assert f == 3")
    assert exam.tests == ("q_test",)
    assert 0 < exam.seed < 1 << 32
    assert exam.shown == frozenset()


@pytest.mark.parametrize(
    ("source", "name", "says"),
    [
        ("assert f == 3", "q_tset", r'no test cell has the grade_id "q_test"; did you mean "q_tset"\?'),
        ("assert f == 3", "other", r'no test cell has the grade_id "q_test"; give a test cell this grade_id'),
        (
            "x = 1\nassert f == 4",
            "q_test",
            r'cell 2, line 2: the test "q_test": the reference does not pass it',
        ),
    ],
)
def test_a_test_that_is_not_there_or_does_not_pass_is_refused_with_its_place(
    tmp_path: Path, source: str, name: str, says: str
) -> None:
    with pytest.raises(CourseError, match=says) as caught:
        exam_of(tmp_path, source, name)
    assert "nb.ipynb: " in str(caught.value)


def test_where_the_reference_answers_with_objects_or_changes_data_is_remembered(tmp_path: Path) -> None:
    objects = exam_of(tmp_path / "a", "assert f.x == 3", own="class F:\n    x = 3\nf = F()").objects
    assert ("", "f", 0, 0, "name") in objects
    source = "y = [1]\nf(y)\nassert y == [2]"
    changing = exam_of(tmp_path / "b", source, own="def f(x):\n    x[0] = 2").changing
    assert [place[0] for place in changing] == ["<test q_test>"]


def test_a_cell_that_students_may_change_is_no_test(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r'no test cell has the grade_id "q_test"; give a test cell'):
        exam_of(tmp_path, "assert f == 3", locked=False, points=0, grade=False)


def test_what_the_reference_raises_itself_is_said() -> None:
    items = {"one": 2.0}
    raised = protocol.Tested("one", "raised", raised=Raised("KeyError", "'W'"))
    assert why_not_full(raised, items) == "the reference raises KeyError: 'W'"
