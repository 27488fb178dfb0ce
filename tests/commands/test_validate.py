"""`autograder validate`: a course that is right is proved, one that is wrong is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder import cli
from autograder.commands.validate import validate
from autograder.course.load import load_course
from autograder.model.errors import CourseError
from autograder.reference.solution import Reference
from tests.conftest import ROOT


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the course that may be spoiled."""
    folder = tmp_path / "course"
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("course.yml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.slow
def test_the_course_of_this_repository_is_right(copied: Path) -> None:
    course = load_course(copied)
    lines = list(validate(course, course.assignment("ps2")))
    assert all(right for _, right in lines), lines
    assert any("6 solutions get 18 of 18 points" in line for line, _ in lines)
    assert any("6 stubs get 0 points and count as not attempted" in line for line, _ in lines)


@pytest.mark.slow
def test_a_stub_that_holds_an_answer_is_found(copied: Path) -> None:
    shutil.copy(copied / "solutions" / "ps2" / "gates.ipynb", copied / "assignments" / "ps2" / "gates.ipynb")
    course = load_course(copied)
    wrong = [line for line, right in validate(course, course.assignment("ps2")) if not right]
    assert any('gates.ipynb: "BEGIN SOLUTION" would reach the students' in line for line in wrong)


@pytest.mark.slow
def test_a_mistake_that_the_rubric_lets_pass_is_found(copied: Path) -> None:
    bank = copied / "solutions" / "ps2" / "mistakes.py"
    right = "# %% add_gate: sign-flipped\ndef backward(dz):\n    return [dz, dz]\n"
    bank.write_text(right, encoding="utf-8")
    course = load_course(copied)
    wrong = [line for line, right in validate(course, course.assignment("ps2")) if not right]
    assert "ps2: mistakes.py:1: add_gate: sign-flipped gets full points; change it, or the rubric" in wrong


def test_a_reference_whose_gradient_is_wrong_is_refused(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(copied / "solutions" / "ps2" / "gates.ipynb", "dsigy = 1 * dnum", "dsigy = 2 * dnum")
    assert cli.main(["validate", "ps2", "--course", str(copied)]) == 2
    assert "question staged: the gradient of y is not the numerical gradient" in capsys.readouterr().err


def test_a_stated_number_that_is_wrong_is_refused(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(copied / "course.yml", "of: q, equals: 3,", "of: q, equals: 4,")
    assert cli.main(["validate", "ps1", "--course", str(copied)]) == 2
    assert "q equals 3" in capsys.readouterr().err


def test_a_reference_that_raises_is_refused(copied: Path) -> None:
    path = copied / "solutions" / "ps2" / "gates.ipynb"
    spoil(path, "import numpy as np\\n", "import numpy as np; 1 / 0\\n")
    course = load_course(copied)
    with pytest.raises(CourseError, match="the reference raises ZeroDivisionError"):
        Reference(course.assignment("ps2"), path)


def test_a_question_without_a_cell_is_refused(copied: Path) -> None:
    course = load_course(copied)
    with pytest.raises(CourseError, match='no cell has the grade_id "product"'):
        Reference(course.assignment("ps1"), copied / "solutions" / "ps2" / "gates.ipynb")
