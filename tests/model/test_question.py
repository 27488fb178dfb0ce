"""What a course, an assignment and a question say of themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from autograder.model.condition import COSTS, Condition
from autograder.model.question import Assignment, Course, Late, Limits, Question, RubricItem

VALUE, TEST = RubricItem("value", 2.0, ("f", "g")), RubricItem("tests", 3.0, ("q_test",))
QUESTION = Question("q", (VALUE, RubricItem("derivative", 1.0, ("g",)), TEST))
EAST = timezone(timedelta(hours=9))


def test_a_gradient_is_known_by_its_place_else_by_d_and_its_name() -> None:
    question = Question(
        "q", (), inputs={"x": ()}, init={"W": ("D",), "b": ()}, gradients={"W": "gradient_of_W"}
    )
    labels = [question.called(name) for name in ("W", "x", "b", "predict")]
    assert labels == ["gradient_of_W", "dx", "db", "predict"]


def test_a_question_is_answered_in_its_own_cell_or_in_one_that_it_shares() -> None:
    assert QUESTION.answer_cell == "q"
    assert replace(QUESTION, cell="both").answer_cell == "both"


def test_what_is_asked_and_what_answers_it() -> None:
    assert QUESTION.asked == ("f", "g", "q_test")
    assert QUESTION.answers == {"f", "g", "q_test"}
    assert replace(QUESTION, target="A", partner="B", aliases=("C",)).answers == {"A", "B", "C"}


def test_points_stand_in_the_tests_and_in_one_cell_for_all_else() -> None:
    assert QUESTION.points == 6.0
    assert QUESTION.tested == (TEST,)
    assert QUESTION.test_cells == {"q_test": 3.0, "q_check": 3.0}
    assert replace(QUESTION, rubric=(TEST,)).test_cells == {"q_test": 3.0}
    assert replace(QUESTION, rubric=(VALUE,)).test_cells == {"q_check": 2.0}


def test_all_conditions_are_tried_unless_some_are_named() -> None:
    some = replace(QUESTION, tries=(Condition.SQUARE,))
    assert all(map(QUESTION.is_tried, Condition))
    assert [one for one in Condition if some.is_tried(one)] == [Condition.SQUARE]


def test_an_assignment_of_one_notebook_and_of_several() -> None:
    one = Assignment("ps1", "nb", (QUESTION, replace(QUESTION, id="p")))
    assert (one.parts, one.label, one.notebooks, one.points) == ((one,), "ps1", ("nb",), 12.0)
    assert one.question("p") is one.questions[1]
    with pytest.raises(KeyError):
        one.question("r")
    sheets = tuple(replace(one, notebook=name, sheet=name) for name in ("a", "b"))
    both = replace(one, members=sheets)
    assert (both.parts, both.notebooks, sheets[1].label) == (sheets, ("a", "b"), "ps1/b")


def test_where_a_course_keeps_what() -> None:
    one = Assignment("ps1", "nb", ())
    course = Course("c", Path("/c"), (one,))
    assert course.assignment("ps1") is one
    with pytest.raises(KeyError):
        course.assignment("ps2")
    assert course.solution_path(one) == Path("/c/solutions/ps1/nb.ipynb")
    assert course.released_path(one) == Path("/c/assignments/ps1/nb.ipynb")
    assert course.records_path(one) == Path("/c/graded/ps1")


def test_times_without_a_zone_are_the_courses_else_the_due_dates_else_of_utc() -> None:
    course, one = Course("c", Path(), ()), Assignment("ps1", "nb", ())
    due = replace(one, due=datetime(2026, 3, 1, tzinfo=EAST))
    assert (course.zone_of(one), course.zone_of(due)) == (UTC, EAST)
    assert replace(course, zone=UTC).zone_of(due) is UTC


def test_what_holds_where_the_course_says_nothing() -> None:
    course = Course("c", Path(), ())
    assert course.limits == Limits(10.0, 5.0, 1024, 120.0, 120.0)
    assert (course.language, course.answers, course.numerical, course.protection) == (
        "en",
        "never",
        0.0,
        "strong",
    )
    assert (course.packages, course.coaching, course.free_late_days) == ((), True, 0)
    assert Late() == Late(0.0, 1.0, 0.0, 0.0)
    assert (RubricItem("value", 1.0).of, RubricItem("value", 1.0).line) == ((), 0)
    bare = Question("q", ())
    assert (bare.conditions, bare.line, bare.example_line, bare.cell) == (COSTS, 0, 0, "")
    one = Assignment("ps1", "nb", ())
    assert (one.sheet, one.due, one.late, one.by_hand, one.files) == ("", None, None, {}, {})
    assert (course.zone, course.hand_in) == (None, {})
    assert (bare.target, bare.forward, bare.partner, bare.tries) == (None, None, None, None)


def test_what_stands_beside_a_notebook_is_not_printed_with_it() -> None:
    assert "secret" not in repr(Assignment("ps1", "nb", (), files={"a.csv": b"secret"}))
