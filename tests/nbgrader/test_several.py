"""An assignment of several notebooks under nbgrader's own commands: a sheet each in the gradebook, and one total."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import sqlite3
import sys
from pathlib import Path

import nbgrader as package
import pytest

from autograder.cli import main
from autograder.course.load import load_course
from tests.nbgrader.commands import nbgrader
from tests.nbgrader.conftest import scores
from tests.own_course import POWERS, SUMS, hand_in, several_notebooks

pytestmark = pytest.mark.slow

WORK = {
    "ada": {"powers": POWERS, "sums": SUMS},
    "bob": {"powers": "f = x * x\ndfdx = x", "sums": SUMS},
    "cyd": {"sums": SUMS},
}
RIGHT = {
    "ada": {"square_check": (3.0, False), "double_check": (3.0, False)},
    "bob": {"square_check": (1.0, False), "double_check": (3.0, False)},
    "cyd": {"square_check": (0.0, False), "double_check": (3.0, False)},
}


def class_of(root: Path, *, late: bool = False) -> Path:
    several_notebooks(root)
    if late:
        text = (root / "course.yml").read_text("utf-8")
        due = "    due: 2027-01-01T00:00:00+00:00\n    late: {per_day: 50%, at_most: 50%}\n"
        (root / "course.yml").write_text(text.replace("    notebooks:\n", f"{due}    notebooks:\n"))
    assert main(["release", "ps1", "--course", str(root)]) == 0
    for student, sources in WORK.items():
        folder = hand_in(root / "submitted" / student / "ps1", **sources)
        (folder / "timestamp.txt").write_text("2027-01-01 10:00:00 UTC")
    return root


def papers(root: Path) -> dict[tuple[str, str], float | None]:
    """The late penalties, by student and notebook."""
    with sqlite3.connect(root / "gradebook.db") as book:
        return {
            (student, notebook): penalty
            for student, notebook, penalty in book.execute(
                "SELECT s.student_id, p.name, n.late_submission_penalty FROM submitted_notebook n JOIN notebook p "
                "ON p.id = n.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id"
            )
        }


def exported(root: Path) -> dict[str, tuple[str, str]]:
    assert nbgrader("export", cwd=root).code == 0
    with (root / "grades.csv").open() as file:
        return {row["student_id"]: (row["score"], row["max_score"]) for row in csv.DictReader(file)}


def test_every_command_knows_all_notebooks(tmp_path: Path) -> None:
    root = class_of(tmp_path / "course", late=True)
    before = {path.name: path.read_bytes() for path in (root / "assignments/ps1").iterdir()}
    assert nbgrader("generate_assignment", "ps1", "--force", cwd=root).code == 0
    assert {path.name: path.read_bytes() for path in (root / "assignments/ps1").iterdir()} == before
    said = nbgrader("autograde", "ps1", cwd=root)
    assert said.code == 0, said.log
    assert scores(root) == RIGHT
    assert papers(root)["ada", "powers"] == 3.0
    assert not papers(root)["ada", "sums"]
    assert exported(root) == {"ada": ("3.0", "6.0"), "bob": ("2.0", "6.0"), "cyd": ("1.5", "6.0")}
    missing = (root / "autograded/cyd/ps1/powers.ipynb").read_text("utf-8")
    assert "powers.ipynb was not handed in" in missing
    assert "is not the gradient" in (root / "autograded/bob/ps1/powers.ipynb").read_text("utf-8")
    assert nbgrader("generate_feedback", "ps1", cwd=root).code == 0
    pages = sorted(path.name for path in (root / "feedback/bob/ps1").glob("*.html"))
    assert pages == ["powers.html", "sums.html"]


def test_in_bulk_it_is_the_same_and_a_person_counts_in_any_of_them(tmp_path: Path) -> None:
    root = class_of(tmp_path / "course")
    assert main(["grade", "ps1", "--course", str(root), "-q"]) == 0
    assert scores(root) == RIGHT
    with sqlite3.connect(root / "gradebook.db") as book:
        book.execute(
            "UPDATE grade SET manual_score = 2.5 WHERE auto_score = 0 AND cell_id IN "
            "(SELECT id FROM base_cell WHERE name = 'square_check')"
        )
    before = (root / "autograded/ada/ps1/sums.ipynb").stat().st_mtime_ns
    assert main(["grade", "ps1", "--course", str(root), "-q"]) == 0
    assert (root / "autograded/ada/ps1/sums.ipynb").stat().st_mtime_ns == before
    with (root / "graded/ps1/scores.csv").open() as file:
        totals = {row["student"]: row["final_score"] for row in csv.DictReader(file)}
    assert totals == {"ada": "6.0", "bob": "4.0", "cyd": "5.5"}
    assert {name: float(score) for name, (score, _) in exported(root).items()} == {
        name: float(score) for name, score in totals.items()
    }


def test_one_notebook_alone_can_be_graded_anew(tmp_path: Path) -> None:
    root = class_of(tmp_path / "course")
    assert nbgrader("autograde", "ps1", cwd=root).code == 0
    hand_in(root / "submitted/bob/ps1", powers=POWERS)
    said = nbgrader("autograde", "ps1", "--notebook=powers", "--student=bob", "--force", cwd=root)
    assert said.code == 0, said.log
    assert scores(root) == RIGHT | {"bob": RIGHT["ada"]}


def test_a_download_of_files_side_by_side(tmp_path: Path) -> None:
    root = class_of(tmp_path / "course")
    folder = root / "downloaded/ps1/archive"
    folder.mkdir(parents=True)
    for name in ("powers", "sums"):
        path = root / "submitted/ada/ps1" / f"{name}.ipynb"
        (folder / f"eve_{name}.ipynb").write_bytes(path.read_bytes())
    said = nbgrader("zip_collect", "ps1", cwd=root)
    assert said.code == 0, said.log
    there = sorted(path.name for path in (root / "submitted/eve/ps1").glob("*.ipynb"))
    assert there == ["powers.ipynb", "sums.ipynb"]


QUICKSTART = Path(package.__file__).parent / "docs/source/user_guide/source/ps1"
SQUARES = (
    "def squares(n):\n    if n < 1:\n        raise ValueError\n    return [i ** 2 for i in range(1, n + 1)]\n"
)
SUMMED = "def sum_of_squares(n):\n    return sum(squares(n))"


def twice(course: Path, *, adopted: bool) -> dict[str, list[tuple[str, str, float | None, int]]]:
    """nbgrader's quickstart with its first notebook a second time, under other ids: what the gradebook says of each student's cells."""
    shutil.copytree(QUICKSTART, course / "source" / "ps1")
    text = (QUICKSTART / "problem1.ipynb").read_text("utf-8")
    (course / "source/ps1/again.ipynb").write_text(re.sub(r'("grade_id": ")', r"\1again-", text))
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'own'\n")
    if adopted:
        assert main(["adopt", str(course)]) == 0
    assert nbgrader("generate_assignment", "ps1", "--create", cwd=course).code == 0
    for student, right in (("ada", ("problem1", "again")), ("bob", ("again",))):
        folder = course / "submitted" / student / "ps1"
        shutil.copytree(course / "release/ps1", folder)
        for name in right:
            notebook = json.loads((folder / f"{name}.ipynb").read_text("utf-8"))
            for cell in notebook["cells"]:
                grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
                answers = {"squares": SQUARES, "sum_of_squares": SUMMED}
                cell["source"] = answers.get(grade_id.removeprefix("again-"), cell["source"])
            (folder / f"{name}.ipynb").write_text(json.dumps(notebook))
    said = nbgrader("autograde", "ps1", "--create", cwd=course)
    assert said.code == 0, said.log
    with sqlite3.connect(course / "gradebook.db") as book:
        rows = book.execute(
            "SELECT s.student_id, p.name, b.name, x.auto_score, x.needs_manual_grade FROM grade x JOIN base_cell b ON b.id = x.cell_id "
            "JOIN submitted_notebook n ON n.id = x.notebook_id JOIN notebook p ON p.id = n.notebook_id "
            "JOIN submitted_assignment s ON s.id = n.assignment_id"
        ).fetchall()
    found: dict[str, list[tuple[str, str, float | None, int]]] = {}
    for student, *row in sorted(rows, key=repr):
        found.setdefault(student, []).append(tuple(row))
    return found


def test_a_course_that_was_adopted_has_stock_nbgraders_points_in_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")  # stock calls alembic
    ours, stock = twice(tmp_path / "ours", adopted=True), twice(tmp_path / "stock", adopted=False)
    (assignment,) = load_course(tmp_path / "ours").assignments
    assert assignment.notebooks == ("again", "problem1")
    assert ours == stock
    assert sum(score or 0 for _, _, score, _ in ours["ada"]) == 6
    assert sum(score or 0 for _, _, score, _ in ours["bob"]) == 3
    essay = "UPDATE grade SET manual_score = 1.5, needs_manual_grade = 0 WHERE cell_id IN (SELECT id FROM base_cell WHERE name = ?)"
    with sqlite3.connect(tmp_path / "ours/gradebook.db") as book:
        book.execute(essay, ["again-sum_of_squares_equation"])
    assert main(["grade", "ps1", "--course", str(tmp_path / "ours"), "-q"]) == 0
    with (tmp_path / "ours/graded/ps1/scores.csv").open() as file:
        totals = {row["student"]: row["final_score"] for row in csv.DictReader(file)}
    assert totals == {"ada": "7.5", "bob": "4.5"}
    assert {name: score for name, (score, _) in exported(tmp_path / "ours").items()} == totals
