"""A course folder of nbgrader's with one question, twice x for 3 points, and a class in its gradebook."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from traitlets.config.loader import PyFileConfigLoader

from autograder.course.load import load_course
from autograder.grading.intake.submission import Submission
from autograder.grading.settling.database import SQLITE
from autograder.nbgrader_plugin.gradebook.update import update
from tests.nbgrader_plugin.conftest import DUE, record_of
from tests.own_course import SETUP, answer, cell, own_course, write_notebook

ENTRY = """
- id: twice
  title: Twice <x>
  given: {x: 3}
  rubric:
    - {check: value, of: f, equals: 6, points: 1}
    - {check: derivative, of: dfdx, d: f, by: x, equals: 2, points: 2}
"""
RIGHT = "x = 3\nf = 2 * x\ndfdx = 2"


def small_course(root: Path) -> Path:
    """Write it, released; returns its folder. It is due at DUE, and a day late costs a tenth."""
    own_course(
        root,
        [("setup", SETUP), answer("twice", "f = 2 * x\ndfdx = 2", "x = 3"), ("", 'check("twice")')],
        ENTRY,
    )
    text = (root / "course.yml").read_text("utf-8")
    late = f'    due: {DUE.isoformat()}\n    late: {{per_day: "10%", at_most: "50%"}}\n'
    (root / "course.yml").write_text(text.replace("    notebook: nb\n", f"    notebook: nb\n{late}"))
    path = released(root)
    path.parent.mkdir(parents=True)
    write_notebook(path, notebook("x = 3\nraise NotImplementedError()"))
    return root


def notebook(source: str, test: str = 'check("twice")') -> list[Any]:
    """The cells of a submission with this answer."""
    marks = {"grade": True, "solution": False, "locked": True, "points": 3}
    return [("setup", SETUP), ("twice", source), cell("twice_check", test, **marks)]


def released(root: Path) -> Path:
    """The released notebook."""
    return root / "assignments" / "ps1" / "nb.ipynb"


def fill_gradebook(root: Path, shares: Mapping[str, float | None]) -> None:
    """Grade students, an hour late, with a share of the points or without a result."""
    course = load_course(root)
    handed_in = [Submission(name, (), handed_in=DUE + timedelta(hours=1)) for name in shares]
    records = [record_of(course, one, shares[one.student], "ps1") for one in handed_in]
    update(course, course.assignments[0], records, handed_in)


def converter(root: Path, **options: str) -> Autograde:
    """nbgrader's autograde with the settings of the course's nbgrader_config.py; it is what steps and plugins hang on."""
    settings = PyFileConfigLoader("nbgrader_config.py", str(root)).load_config()
    folders = CourseDirectory(config=settings, root=str(root), assignment_id="ps1", **options)
    return Autograde(folders, config=settings)


def resources(root: Path, student: str = "ada", name: str = "nb") -> dict[str, Any]:
    """What nbgrader tells a step of the notebook that it is at."""
    url = f"{SQLITE}{root / 'gradebook.db'}"
    return {"nbgrader": {"assignment": "ps1", "student": student, "notebook": name, "db_url": url}}


def shown(root: Path, student: str, name: str = "nb") -> NotebookNode:
    """A student's notebook in autograded/."""
    return nbformat.read(root / "autograded" / student / "ps1" / f"{name}.ipynb", 4)
