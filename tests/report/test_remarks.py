"""What is said at the end of a run beside the scores."""

from __future__ import annotations

from pathlib import Path

from autograder.grading.intake.submission import Submission
from autograder.model.question import Assignment, Course
from autograder.report.remarks import for_people, of_others, of_settled
from autograder.report.statistics import tally
from tests.report.samples import class_of

PS2 = Assignment("ps2", "gates", (), by_hand={"essay": 5.0})


def test_what_is_left_to_people() -> None:
    records = list(class_of(9))
    for record in records:
        record["by_hand"] = {"essay": {"score": None, "comment": "", "points": 5.0}}
    records[0]["by_hand"]["essay"] = {"score": 4.0, "comment": "", "points": 5.0, "older": True}
    assert list(for_people(PS2, tally(records), "en")) == [
        "5 of the points are given by people, in nbgrader",
        "no points by hand yet: student0001, student0002, student0003, student0004, student0005 and 3 more",
        "points by hand for an earlier hand-in or another rubric, look again: student0000",
    ]
    assert list(for_people(Assignment("ps2", "gates", ()), tally(class_of(3)), "ko")) == []


def test_whose_record_was_settled_anew() -> None:
    assert list(of_settled([], "en")) == []
    said = "settled anew (points by hand, lateness, excuses): ada, bob; report.html says what changed"
    assert list(of_settled(["ada", "bob"], "en")) == [said]


def test_what_came_from_elsewhere_and_whose_submission_is_gone(tmp_path: Path) -> None:
    course = Course("c", tmp_path, (PS2,))
    inside = Submission("ada", (tmp_path / "submitted" / "ada" / "ps2" / "gates.ipynb",))
    outside = [Submission(name, (tmp_path / "mail" / f"{name}.ipynb",)) for name in ("bob", "eve")]
    there = frozenset({"ada", "bob", "old"})
    assert list(of_others(course, [inside], there, "en", whole=False)) == []
    assert list(of_others(course, [inside, *outside], there, "en", whole=True)) == [
        "from outside submitted/, added to the class: eve (-o DIR keeps them apart)",
        "from outside submitted/, in the place of earlier records: bob (-o DIR keeps them apart)",
        "records without a submission stay, and count: old",
    ]
