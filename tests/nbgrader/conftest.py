"""One course for all tests of nbgrader: played once, then looked at from all sides (and copied where a test changes it)."""

from __future__ import annotations

import fcntl
import importlib.util
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.nbgrader.commands import Said, nbgrader
from tests.nbgrader.students import NAME, Notebook, write

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is marked, and skipped where nbgrader is missing."""
    missing = importlib.util.find_spec("nbgrader") is None
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker("nbgrader")
            if missing:
                item.add_marker(pytest.mark.skip(reason="nbgrader is not installed"))


@pytest.fixture(scope="session", autouse=True)
def own_home() -> Iterator[Path]:
    """Jupyter's folders somewhere else than in the developer's home."""
    home = Path(tempfile.mkdtemp(prefix="nbgrader-home-"))
    names = {"HOME": "", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "run",
             "IPYTHONDIR": "ipython"}  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in names.items():
            patch.setenv(name, str(home / folder))
        yield home
    shutil.rmtree(home, ignore_errors=True)


@dataclass(frozen=True)
class Term:
    """A course that was played, and how each command ended."""

    course: Path
    said: dict[str, tuple[int, str]]


@pytest.fixture(scope="session")
def term(own_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Term:
    """The round trip of round_trip.py, played by whichever of pytest's workers comes first."""
    from tests.nbgrader.round_trip import main

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "term"
    folder.mkdir(exist_ok=True)
    said = folder / "said.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            said.write_text(json.dumps(main(folder / "course")))
    return Term(
        folder / "course", {words: (code, log) for words, (code, log) in json.loads(said.read_text()).items()}
    )


@pytest.fixture
def course(term: Term, tmp_path: Path) -> Path:
    """A copy of the course, to be changed."""
    shutil.copytree(term.course, tmp_path / "course")
    return tmp_path / "course"


@dataclass(frozen=True)
class Graded:
    """A class after `nbgrader autograde`."""

    course: Path
    said: Said
    scores: dict[str, dict[str, tuple[float | None, bool]]]

    def total(self, student: str) -> float:
        """The sum of a student's points."""
        return sum(score or 0.0 for score, _ in self.scores[student].values())

    def text(self, student: str) -> str:
        """A student's notebook in autograded/."""
        return (self.course / "autograded" / student / "ps2" / NAME).read_text("utf-8")


Grade = Callable[[dict[str, Notebook | bytes | dict[str, bytes]]], Graded]


@pytest.fixture(scope="session")
def grade(term: Term, tmp_path_factory: pytest.TempPathFactory) -> Grade:
    """Grades a class by `nbgrader autograde`, in a course with nobody else in it and short limits."""

    def run(submissions: dict[str, Notebook | bytes | dict[str, bytes]]) -> Graded:
        course = fresh(term, tmp_path_factory.mktemp("class") / "course")
        for student, work in submissions.items():
            hand_in(course, student, work)
        said = nbgrader("autograde", "ps2", cwd=course)
        return Graded(course, said, scores(course))

    return run


def fresh(term: Term, course: Path) -> Path:
    """The course without its class and with limits for impatient testers."""
    leave = shutil.ignore_patterns(
        "submitted", "autograded", "feedback", "gradebook.db", "downloaded", "grades.csv"
    )
    shutil.copytree(term.course, course, ignore=leave)
    text = (course / "course.yml").read_text("utf-8")
    limits = "limits: {cell_seconds: 1, question_seconds: 1, memory_mb: 256}"
    (course / "course.yml").write_text(
        text.replace(next(x for x in text.splitlines() if "limits" in x), limits)
    )
    return course


def hand_in(course: Path, student: str, work: Notebook | bytes | dict[str, bytes]) -> None:
    """Put a notebook (or files by name, or the bytes of a notebook's file) into submitted/."""
    folder = course / "submitted" / student / "ps2"
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(work, bytes):
        work = {NAME: work}
    elif "cells" in work:
        write(work, folder / NAME)
        return
    for name, data in work.items():
        (folder / name).write_bytes(data)


def scores(course: Path) -> dict[str, dict[str, tuple[float | None, bool]]]:
    """Automatic score and whether a person has to look, by student and test cell."""
    found: dict[str, dict[str, tuple[float | None, bool]]] = {}
    with sqlite3.connect(course / "gradebook.db") as book:
        for student, name, score, manual in book.execute(
            "SELECT s.student_id, b.name, g.auto_score, g.needs_manual_grade FROM grade g JOIN base_cell b "
            "ON b.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
            "JOIN submitted_assignment s ON s.id = n.assignment_id"
        ):
            found.setdefault(student, {})[name] = (score, bool(manual))
    book.close()
    return found


def dump(course: Path) -> list[tuple[object, ...]]:
    """All that the gradebook says, without its keys."""
    paper = "JOIN submitted_notebook n ON n.id = x.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id"
    cell = "JOIN base_cell b ON b.id = x.cell_id"
    scores = "x.auto_score, x.manual_score, x.extra_credit, x.needs_manual_grade"
    late = "s.timestamp, s.extension, x.flagged, x.late_submission_penalty"
    questions = [
        f"SELECT s.student_id, b.name, {scores} FROM grade x {cell} {paper}",
        f"SELECT s.student_id, b.name, x.auto_comment, x.manual_comment FROM comment x {cell} {paper}",
        f"SELECT s.student_id, {late} FROM submitted_notebook x JOIN submitted_assignment s ON s.id = x.assignment_id",
        "SELECT name, duedate, course_id FROM assignment",
        "SELECT name, kernelspec FROM notebook",
        "SELECT name, cell_type, locked, source, checksum FROM source_cell",
        "SELECT b.name, b.type, g.max_score, g.cell_type FROM base_cell b LEFT JOIN grade_cells g ON g.id = b.id",
    ]
    with sqlite3.connect(course / "gradebook.db") as book:
        rows = [row for question in questions for row in sorted(book.execute(question), key=repr)]
    book.close()
    return rows


def as_root() -> bool:
    """Whether the tests run as root."""
    return os.geteuid() == 0
