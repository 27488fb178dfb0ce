"""On PrairieLearn: the results of what lies there; where it cannot grade, what the script wrote before it stays."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.report.exports import prairielearn, prairielearn_grader
from autograder.report.exports.there.__main__ import main
from tests.report.exports.archives import results, source_of, unpack


@pytest.fixture
def root(course: Path, tmp_path: Path) -> Path:
    """What PrairieLearn calls /grade."""
    unpack(prairielearn_grader.EXPORT, source_of(course, "ps1"), tmp_path, program=False)
    (tmp_path / "student").mkdir()
    return tmp_path


@pytest.mark.usefixtures("there")
def test_a_right_notebook_has_the_whole_share(course: Path, root: Path) -> None:
    shutil.copy(course / "solutions" / "ps1" / "first_steps.ipynb", root / "student")
    assert main("prairielearn", root) == 0
    assert (results(root)["gradable"], results(root)["score"]) == (True, 1.0)


@pytest.mark.usefixtures("there")
def test_nothing_handed_in_costs_no_attempt(root: Path) -> None:
    assert main("prairielearn", root) == 0
    assert results(root)["gradable"] is False


def test_where_it_cannot_grade_what_the_script_wrote_stays(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "tests" / "course" / "course.yml").write_text("course: broken\n")
    assert main("prairielearn", root) == 1
    assert "NOT GRADED: " in capsys.readouterr().out
    assert not (root / "results").exists()
    assert json.loads((root / "tests" / "ungraded.json").read_text()) == prairielearn.not_graded("en")
