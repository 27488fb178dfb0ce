"""Where a student's feedback page is: feedback/<student>/<assignment>/<notebook>.html, where nbgrader would put its own.

Where nbgrader's page is there already, it stays, and ours stands with the records, graded/<assignment>/feedback/<student>.html.
"""

from contextlib import suppress
from pathlib import Path

from autograder.grading.intake.submission import file_name
from autograder.model.question import Assignment, Course

_SIGN = b'<meta name="generator" content="backprop-autograder">'
_HEAD = 2000
"""Bytes in which a page says who made it."""


def feedback_page(course: Course, assignment: Assignment, student: str) -> Path:
    """Where the student's page is to be written, or looked for."""
    page = _usual(course, assignment, student)
    return page if not page.exists() or is_ours(page) else _aside(course, assignment, student)


def is_ours(page: Path) -> bool:
    """Whether `autograder report` has written a page."""
    try:
        with page.open("rb") as file:
            return _SIGN in file.read(_HEAD)
    except OSError:
        return False


def make_way(course: Course, assignment: Assignment, student: str) -> None:
    """Put our page with the records, so that nbgrader, which passes over whoever has a page, writes its own."""
    page, aside = _usual(course, assignment, student), _aside(course, assignment, student)
    if is_ours(page):
        aside.parent.mkdir(parents=True, exist_ok=True)
        page.replace(aside)
        with suppress(OSError):  # there is something else in it
            page.parent.rmdir()


def alone(page: Path, course: Course, assignment: Assignment, student: str) -> None:
    """Leave no second page of ours, with scores of old, once `page` is written where nbgrader's was."""
    aside = _aside(course, assignment, student)
    if page != aside:
        aside.unlink(missing_ok=True)


def _usual(course: Course, assignment: Assignment, student: str) -> Path:
    return course.root / "feedback" / file_name(student) / assignment.id / f"{assignment.notebook}.html"


def _aside(course: Course, assignment: Assignment, student: str) -> Path:
    return course.records_path(assignment) / "feedback" / f"{file_name(student)}.html"
