"""The score on nbgrader's feedback page is the one that counts now; where there is none, the page says why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.grading.settling.database import SQLITE, Database
from autograder.nbgrader_plugin.grades import SettledGrades
from autograder.words.messages import word
from tests.nbgrader_plugin.small import converter, fill_gradebook, resources, shown, small_course


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_course(tmp_path / "course")
    (root / "extensions.csv").write_text("student,assignment,excused\ndan,ps1,yes\n")
    fill_gradebook(root, {"ada": 1.0, "cleo": None, "dan": 1.0})
    return root


def page(root: Path, student: str, name: str = "nb") -> dict[str, Any]:
    """What is told of a student's page."""
    step = SettledGrades(parent=converter(root))
    _, told = step.preprocess(shown(root, student), resources(root, student, name))
    return told


def test_the_penalty_is_that_of_the_score_as_it_is_now(root: Path) -> None:
    before = {"score": 2.7, "max_score": 3.0, "late_penalty": 0.3}
    assert page(root, "ada")["nbgrader"].items() >= before.items()
    with Database(f"{SQLITE}{root / 'gradebook.db'}") as book:
        book.run("UPDATE grade SET manual_score = ? WHERE auto_score = 3.0", [(2.0,)])
    told = page(root, "ada")
    assert told["nbgrader"].items() >= {"score": 1.8, "late_penalty": 0.2}.items()
    assert "standing" not in told


@pytest.mark.parametrize(("student", "standing"), [("cleo", "ungraded"), ("dan", "excused")])
def test_no_score_is_no_zero(root: Path, student: str, standing: str) -> None:
    assert page(root, student)["standing"] == word(standing, "en")


def test_a_notebook_that_course_yml_does_not_know_keeps_nbgraders_score(root: Path) -> None:
    with Database(f"{SQLITE}{root / 'gradebook.db'}") as book:
        book.run("UPDATE notebook SET name = ?", [("essay",)])
    assert "standing" not in page(root, "cleo", "essay")
