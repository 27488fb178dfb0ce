"""nbgrader's own quickstart, adopted: honest students get what stock nbgrader gives them, liars nothing, people their cells."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from pathlib import Path

import nbgrader as package
import pytest

from autograder.cli import main
from autograder.course.load import load_course
from tests.nbgrader.commands import nbgrader

QUICKSTART = Path(package.__file__).parent / "docs/source/user_guide/source/ps1"
SQUARES = (
    "def squares(n):\n    if n < 1:\n        raise ValueError\n    return [i ** 2 for i in range(1, n + 1)]\n"
)
LIAR = "class Yes:\n    def __eq__(self, other):\n        return True\n    def __bool__(self):\n        return True\n"
ANSWERS = {
    "ada": (SQUARES, "def sum_of_squares(n):\n    return sum(squares(n))"),
    "bob": (SQUARES, "def sum_of_squares(n):\n    return sum(i * i for i in range(1, n + 1))"),
    "cyd": (
        SQUARES.replace("raise ValueError", "return []"),
        "def sum_of_squares(n):\n    return sum(squares(n))",
    ),
    "dan": (SQUARES.replace("n + 1", "n"), "def sum_of_squares(n):\n    return sum(squares(n)) + n * n"),
    "eve": (f"{LIAR}def squares(n):\n    return Yes()", "def sum_of_squares(n):\n    return Yes()"),
}
TESTS = ("correct_squares", "squares_invalid_input", "correct_sum_of_squares", "sum_of_squares_uses_squares")
STOCK = {
    "ada": (1, 1, 0.5, 0.5),
    "bob": (1, 1, 0.5, 0),
    "cyd": (1, 0, 0.5, 0.5),
    "dan": (0, 1, 0.5, 0.5),
    "eve": (1, 0, 0.5, 0),
}
"""What `nbgrader autograde` gives without us, in a course that was not adopted."""
OURS = {**STOCK, "eve": (0, 0, 0, 0)}


def play(course: Path, *, adopted: bool) -> dict[str, tuple[float, ...]]:
    """Release, hand in, grade: the points of the test cells by student."""
    shutil.copytree(QUICKSTART, course / "source" / "ps1")
    config = "c = get_config()\nc.CourseDirectory.course_id = 'own'\n"
    (course / "nbgrader_config.py").write_text(config + "c.ExecutePreprocessor.timeout = 60\n")
    if adopted:
        assert main(["adopt", str(course)]) == 0
    assert nbgrader("generate_assignment", "ps1", "--create", cwd=course).code == 0
    for student, sources in ANSWERS.items():
        notebook = json.loads((course / "release/ps1/problem1.ipynb").read_text("utf-8"))
        for cell in notebook["cells"]:
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            if name in ("squares", "sum_of_squares"):
                cell["source"] = sources[name == "sum_of_squares"]
        path = course / "submitted" / student / "ps1" / "problem1.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(notebook))
        written = (course / "release/ps1/problem2.ipynb").read_text("utf-8")
        (path.parent / "problem2.ipynb").write_text(written.replace("YOUR ANSWER HERE", "an answer"))
    said = nbgrader("autograde", "ps1", "--create", cwd=course)
    assert said.code == 0, said.log
    return points(course / "gradebook.db")


def points(path: Path) -> dict[str, tuple[float, ...]]:
    """The automatic scores of the test cells."""
    with sqlite3.connect(path) as book:
        rows = book.execute(
            "SELECT student.id, base_cell.name, grade.auto_score FROM grade JOIN base_cell ON base_cell.id = grade.cell_id "
            "JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id JOIN submitted_assignment ON "
            "submitted_assignment.id = submitted_notebook.assignment_id JOIN student ON student.id = submitted_assignment.student_id"
        ).fetchall()
    found = {(student, name): score for student, name, score in rows}
    return {student: tuple(found[student, name] for name in TESTS) for student in ANSWERS}


@pytest.mark.slow
def test_honest_students_get_stock_nbgraders_points_and_liars_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # stock nbgrader calls alembic by name
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert play(tmp_path / "stock", adopted=False) == STOCK
    assert play(tmp_path / "ours", adopted=True) == OURS
    with sqlite3.connect(tmp_path / "ours/gradebook.db") as book:
        waiting = book.execute(
            "SELECT count(*) FROM grade JOIN base_cell ON base_cell.id = grade.cell_id WHERE needs_manual_grade "
            "AND name = 'cell-938593c4a215c6cc'"
        ).fetchone()
    assert waiting == (len(ANSWERS),)
    with sqlite3.connect(tmp_path / "ours/gradebook.db") as book:
        beside = book.execute(
            "SELECT DISTINCT base_cell.name, auto_score, needs_manual_grade FROM grade JOIN base_cell ON base_cell.id = "
            "grade.cell_id JOIN notebook ON notebook.id = base_cell.notebook_id WHERE notebook.name = 'problem2'"
        ).fetchall()
    assert sorted(beside) == [("part-a", None, 1), ("part-b", None, 1)]
    for student in ANSWERS:
        assert (tmp_path / "ours/autograded" / student / "ps1/problem2.ipynb").is_file()


def test_nbgraders_quickstart_is_graded_as_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(QUICKSTART, tmp_path / "source" / "ps1")
    before = (tmp_path / "source/ps1/problem1.ipynb").read_bytes()
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'mine'\n")
    assert main(["adopt", str(tmp_path)]) == 0
    assert "4 of 4 test cells" in capsys.readouterr().out
    course = load_course(tmp_path)
    assert [(q.id, q.points) for q in course.assignment("ps1").questions] == [
        ("squares", 2),
        ("sum_of_squares", 1),
    ]
    assert main(["release", "ps1", "--course", str(tmp_path)]) == 0
    assert (tmp_path / "source/ps1/problem1.ipynb").read_bytes() == before
    config = (tmp_path / "nbgrader_config.py").read_text()
    assert config.startswith("c = get_config()\nc.CourseDirectory.course_id = 'mine'\n")
    assert "autograder.nbgrader_plugin" in config
    assert config.count("course_id") == 1
    assert main(["adopt", str(tmp_path)]) == 2
