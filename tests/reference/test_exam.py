"""Tests of a course, as they go to whoever judges them."""

from __future__ import annotations

from pathlib import Path

from autograder.cli import main
from autograder.course.load import load_course
from autograder.reference.answer_key import make_answer_key
from tests.release.test_adoption import DOUBLE, assignment, cell


def test_what_tests_draw_at_random_comes_from_the_courses_secret(tmp_path: Path) -> None:
    assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 1))
    assert main(["adopt", str(tmp_path)]) == 0
    course = load_course(tmp_path)
    exams = [make_answer_key(course, course.assignment("hw1"), seed).exam for seed in (b"a", b"a", b"b")]
    one, same, other = (exam.seed if exam else None for exam in exams)
    assert one == same
    assert one != other
