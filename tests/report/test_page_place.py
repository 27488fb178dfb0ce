"""Where a feedback page is: where nbgrader would put it, and beside the records where nbgrader has."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.model.question import Course
from autograder.report.page_place import alone, feedback_page, is_ours, make_way
from autograder.report.student_page import write_feedback
from tests.report.samples import ASSIGNMENT, rich_record


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course("backprop", tmp_path, (ASSIGNMENT,))


def usual(course: Course) -> Path:
    return course.root / "feedback" / "ada" / "ps2" / "gates.html"


def aside(course: Course) -> Path:
    return course.records_path(ASSIGNMENT) / "feedback" / "ada.html"


def nbgraders(page: Path) -> Path:
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("<html>nbgrader's</html>")
    return page


def ours(page: Path) -> Path:
    write_feedback(rich_record(), ASSIGNMENT, "en", page)
    return page


def test_a_page_of_ours_is_known_by_what_it_says_of_itself(course: Course) -> None:
    assert is_ours(ours(usual(course)))
    assert not is_ours(nbgraders(usual(course)))
    assert not is_ours(course.root)
    assert not is_ours(course.root / "nowhere.html")


def test_a_page_is_where_nbgrader_would_put_it_and_beside_where_it_has(course: Course) -> None:
    assert feedback_page(course, ASSIGNMENT, "ada") == usual(course)
    ours(usual(course))
    assert feedback_page(course, ASSIGNMENT, "ada") == usual(course)
    nbgraders(usual(course))
    assert feedback_page(course, ASSIGNMENT, "ada") == aside(course)


def test_a_name_that_is_no_folder_leads_nowhere_else(course: Course) -> None:
    page = feedback_page(course, ASSIGNMENT, "../../etc")
    assert page.resolve().is_relative_to(course.root / "feedback")


def test_ours_makes_way_for_nbgraders_and_its_folder_goes_with_it(course: Course) -> None:
    make_way(course, ASSIGNMENT, "ada")  # there is none
    ours(usual(course))
    make_way(course, ASSIGNMENT, "ada")
    assert is_ours(aside(course))
    assert not usual(course).parent.exists()
    nbgraders(usual(course))
    make_way(course, ASSIGNMENT, "ada")
    assert usual(course).read_text() == "<html>nbgrader's</html>"


def test_what_lies_beside_a_page_stays_where_it_makes_way(course: Course) -> None:
    ours(usual(course)).with_name("notes.txt").write_text("mine")
    make_way(course, ASSIGNMENT, "ada")
    assert [one.name for one in usual(course).parent.iterdir()] == ["notes.txt"]


def test_there_is_no_second_page_with_scores_of_old(course: Course) -> None:
    ours(aside(course))
    alone(aside(course), course, ASSIGNMENT, "ada")
    assert aside(course).exists()
    for _ in range(2):
        alone(ours(usual(course)), course, ASSIGNMENT, "ada")
        assert not aside(course).exists()
