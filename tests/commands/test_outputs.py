"""What is made of the records, where one part of it fails."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.commands.outputs import write_outputs
from autograder.grading.intake.submission import Submission
from autograder.grading.store import read_records, write_record
from autograder.model.errors import AutograderError
from autograder.model.question import Course
from tests.conftest import ROOT
from tests.nbgrader_plugin.conftest import record_of

SUBMISSIONS = [Submission(name, ()) for name in ("ada", "bob", "\udcff\udcfe bad", "two\nlines", "x" * 300)]


@pytest.fixture
def mine(course: Course, tmp_path: Path) -> Course:
    """A course with nbgrader and the records of a class."""
    shutil.copytree(ROOT / "assignments" / "ps2", tmp_path / "assignments" / "ps2")
    shutil.copy(ROOT / "nbgrader_config.py", tmp_path)
    mine = replace(course, root=tmp_path)
    for submission in SUBMISSIONS:
        write_record(record_of(mine, submission), tmp_path / "graded" / "ps2")
    return mine


def written(mine: Course) -> list[str]:
    folder = mine.root / "graded" / "ps2"
    return write_outputs(mine, mine.assignment("ps2"), SUBMISSIONS, folder, lang="en", gradebook=True)


def test_a_broken_gradebook_costs_neither_records_nor_scores_nor_report(mine: Course) -> None:
    gradebook = mine.root / "gradebook.db"
    gradebook.write_text("no database, " * 200)
    for _ in range(2):  # the second time it is tried again
        with pytest.raises(AutograderError, match="file is not a database"):
            written(mine)
    assert len((mine.root / "graded" / "ps2" / "scores.csv").read_text("utf-8").splitlines()) == 1 + len(
        SUBMISSIONS
    )
    assert (mine.root / "graded" / "ps2" / "report.html").exists()
    assert len(read_records(mine.root / "graded" / "ps2")) == len(SUBMISSIONS)
    gradebook.unlink()
    assert any("2 submissions; left out: 3 whose names" in line for line in written(mine))


def test_names_that_nbgrader_cannot_have_cost_nobody_else_a_row(mine: Course) -> None:
    assert any("gradebook.db and autograded/: 2 submissions; left out: 3" in line for line in written(mine))
    assert sorted(path.name for path in (mine.root / "autograded").iterdir()) == ["ada", "bob"]
