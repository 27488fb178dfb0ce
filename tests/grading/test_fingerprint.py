"""A fingerprint stands for all that a record depends on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from autograder.grading.fingerprint import fingerprint, run_fingerprint
from autograder.grading.submissions import Submission
from autograder.model.question import Course

HANDED_IN = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)


def test_a_fingerprint_depends_on_the_submission_and_the_run(tmp_path: Path, course: Course) -> None:
    path = tmp_path / "ada.py"
    path.write_text("x")
    ada = Submission("ada", (path,))
    ps1 = course.assignment("ps1")
    asked = ((b"a", "en"), (b"b", "en"), (b"a", "ko"))
    runs = [run_fingerprint(course, ps1, seed, lang) for seed, lang in asked]
    assert len(set(runs)) == 3
    assert run_fingerprint(course, ps1, b"a", "en") == runs[0]
    assert run_fingerprint(course, course.assignment("ps2"), b"a", "en") != runs[0]
    one = fingerprint(ada, runs[0])
    assert fingerprint(ada, runs[1]) != one
    assert fingerprint(Submission("ada", (path,), handed_in=HANDED_IN), runs[0]) != one
    path.write_text("y")
    assert fingerprint(ada, runs[0]) != one
