"""What exceptions say, and where."""

from __future__ import annotations

from pathlib import Path

from autograder.model.errors import CourseError, UnreadableSubmission
from autograder.model.message import tell


def test_a_fault_of_a_course_is_one_line_with_its_place() -> None:
    error = CourseError("course.yml", 7, "write\n  this")
    assert (str(error), error.message) == ("course.yml:7: write this", "write this")
    assert (error.path, error.line) == (Path("course.yml"), 7)
    assert str(CourseError(Path("course.yml"), 0, "write this")) == "course.yml: write this"


def test_why_a_submission_is_unreadable_is_kept_as_it_can_be_said_in_any_language() -> None:
    why = tell("it is no file")
    error = UnreadableSubmission(why)
    assert error.why is why
    assert str(error) == "it is no file"
