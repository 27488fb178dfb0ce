"""grades.csv of `nbgrader export`: what counts by now, and nothing that would be taken for a zero."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook

from autograder.grading.settling.database import SQLITE, Database
from autograder.nbgrader_plugin.export import HEAD, ExportScores
from tests.nbgrader_plugin.small import converter, fill_gradebook, small_course

SCORES = ("raw_score", "late_submission_penalty", "score", "max_score")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """ada has all points, bob half, cleo's file cannot be read, dan is excused, eve handed in nothing; all were an hour late."""
    root = small_course(tmp_path / "course")
    (root / "roster.csv").write_text("student,last_name,first_name,email\nada,=1+1,Ada,ada@example.edu\n")
    (root / "extensions.csv").write_text("student,assignment,excused\ndan,ps1,yes\n")
    fill_gradebook(root, {"ada": 1.0, "bob": 0.5, "cleo": None, "dan": 1.0})
    return root


def exported(root: Path, **options: Any) -> list[dict[str, str]]:
    plugin = ExportScores(parent=converter(root), **{"to": str(root / "grades.csv"), **options})
    with Gradebook(f"{SQLITE}{root / 'gradebook.db'}") as gradebook:
        gradebook.update_or_create_student("eve")
        plugin.export(gradebook)
    return list(csv.DictReader(io.StringIO((root / "grades.csv").read_text("utf-8"))))


def test_ungraded_and_excused_are_empty_and_what_is_missing_is_nothing(root: Path) -> None:
    rows = {row["student_id"]: row for row in exported(root)}
    assert tuple(rows["ada"]) == HEAD
    assert {name: [row[key] for key in SCORES] for name, row in rows.items()} == {
        "ada": ["3.0", "0.3", "2.7", "3.0"],
        "bob": ["1.5", "0.15", "1.35", "3.0"],
        "cleo": ["", "", "", "3.0"],
        "dan": ["", "", "", "3.0"],
        "eve": ["0.0", "0.0", "0.0", "3.0"],
    }
    assert rows["eve"]["timestamp"] == ""
    assert rows["ada"]["timestamp"].startswith("2027-03-13 00:59:00")


def test_names_are_those_of_the_roster_and_no_formulas(root: Path) -> None:
    found = {row["student_id"]: row for row in exported(root)}
    ada, bob = found["ada"], found["bob"]
    assert [ada[key] for key in ("last_name", "first_name", "email")] == ["'=1+1", "Ada", "ada@example.edu"]
    assert [bob[key] for key in ("last_name", "first_name", "email")] == ["", "", ""]


@pytest.mark.parametrize(
    ("options", "students"),
    [({"student": ["bob", "eve"]}, ["bob", "eve"]), ({"assignment": ["ps9"]}, []), ({"assignment": ["ps1"]}, ["ada", "bob", "cleo", "dan", "eve"])],
)  # fmt: skip
def test_only_what_was_asked_for(root: Path, options: dict[str, list[str]], students: list[str]) -> None:
    assert sorted(row["student_id"] for row in exported(root, **options)) == students


def test_without_a_name_it_is_grades_csv_in_the_folder_at_hand(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert len(exported(root, to="")) == 5


def test_an_assignment_that_the_course_does_not_know_is_nbgraders_own(root: Path) -> None:
    with Database(f"{SQLITE}{root / 'gradebook.db'}") as book:
        book.run("INSERT INTO assignment (id, name, course_id) VALUES ('a', 'before', 'own')", [()])
        when = "2027-01-02 00:00:00.000000"
        row = ("s", "a", "bob", when)
        book.insert("submitted_assignment", "id, assignment_id, student_id, timestamp", [row])
    found = {row["student_id"]: row for row in exported(root, assignment=["before"])}
    assert [found["bob"][key] for key in SCORES] == ["0.0", "0.0", "0.0", "0.0"]
    assert found["bob"]["timestamp"].startswith("2027-01-02")
