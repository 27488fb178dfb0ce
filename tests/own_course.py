"""A course of one's own, in a few lines: cells of a reference notebook and the questions of its course.yml."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SETUP = "import numpy as np\nfrom autograder.selfcheck import check"
TEMPLATE = Path(__file__).parents[1] / "autograder" / "commands" / "template"

Cell = tuple[str, str] | dict[str, Any]
"""(what it is, its source): "setup", an id of a question, "given" or "" for one without metadata; or a whole cell."""


def own_course(folder: Path, cells: Sequence[Cell], questions: str, more: str = "") -> Path:
    """Write a course of one assignment, ps1, whose notebook is nb.ipynb; returns its folder. `more` are keys of the course."""
    (folder / "solutions" / "ps1").mkdir(parents=True, exist_ok=True)
    write_notebook(folder / "solutions" / "ps1" / "nb.ipynb", cells)
    entries = textwrap.indent(textwrap.dedent(questions).strip("\n"), " " * 6)
    head = f"course: own\n{more}assignments:\n  - id: ps1\n    notebook: nb\n    questions:\n"
    (folder / "course.yml").write_text(f"{head}{entries}\n", "utf-8")
    shutil.copy(TEMPLATE / "nbgrader_config.txt", folder / "nbgrader_config.py")
    return folder


SEVERAL = """\
course: own
assignments:
  - id: ps1
    notebooks:
      - notebook: powers
        questions:
          - id: square
            given: {x: 3}
            rubric:
              - {check: value, of: f, equals: 9, points: 1}
              - {check: derivative, of: dfdx, d: f, by: x, equals: 6, points: 2}
      - notebook: sums
        questions:
          - id: double
            given: {x: 5}
            rubric:
              - {check: value, of: f, equals: 10, points: 3}
"""
"""An assignment of two notebooks that use the same names."""
POWERS, SUMS = "f = x ** 2\ndfdx = 2 * x", "f = x + x"
"""Right answers to it."""


def several_notebooks(folder: Path) -> Path:
    """Write that course; returns its folder."""
    solutions = folder / "solutions" / "ps1"
    solutions.mkdir(parents=True)
    setup = ("setup", SETUP)
    write_notebook(solutions / "powers.ipynb", [setup, answer("square", POWERS, "x = 3"), ("", "check()")])
    write_notebook(solutions / "sums.ipynb", [setup, answer("double", SUMS, "x = 5"), ("", "check()")])
    (folder / "course.yml").write_text(SEVERAL, "utf-8")
    shutil.copy(TEMPLATE / "nbgrader_config.txt", folder / "nbgrader_config.py")
    return folder


def hand_in(folder: Path, **sources: str) -> Path:
    """A submission of notebooks by name, each with the cell that answers it; returns its folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, source in sources.items():
        question, given = {"powers": ("square", "x = 3"), "sums": ("double", "x = 5")}[name]
        write_notebook(folder / f"{name}.ipynb", [("setup", SETUP), (question, f"{given}\n{source}")])
    return folder


def write_notebook(path: Path, cells: Sequence[Cell]) -> None:
    """A notebook of these cells, as Jupyter writes it."""
    made = [one if isinstance(one, dict) else cell(*one) for one in cells]
    for at, one in enumerate(made):
        one["id"] = f"c{at}" if not one.get("id") else one["id"]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = {"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


def cell(name: str, source: str, **marks: Any) -> dict[str, Any]:
    """A cell of code: the setup or another one to be read, an answer cell, or a plain one; `marks` change its metadata."""
    metadata: dict[str, Any] = {}
    if name:
        given = name in ("setup", "given")
        base = {"grade": False, "solution": not given, "locked": given, "task": False, "schema_version": 3}
        metadata["nbgrader"] = base | {"grade_id": name, "cell_type": "code"} | marks
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": "",
        "metadata": metadata,
        "outputs": [],
        "source": textwrap.dedent(source).strip("\n").splitlines(keepends=True),
    }


def answer(name: str, source: str, before: str = "", after: str = "") -> dict[str, Any]:
    """An answer cell whose `source` stands between the markers of a solution."""
    inside = textwrap.dedent(source).strip("\n")
    lines = [before, "### BEGIN SOLUTION", inside, "### END SOLUTION", after]
    return cell(name, "\n".join(line for line in lines if line))


def layer(name: str, forward: str, backward: str, init: str = "pass", arguments: str = "") -> dict[str, Any]:
    """An answer cell with a class Layer, the lines of whose methods are hidden."""

    def hidden(lines: str) -> str:
        inside = f"### BEGIN SOLUTION\n{textwrap.dedent(lines).strip()}\n### END SOLUTION"
        return textwrap.indent(inside, " " * 8)

    head = f"    def __init__(self{arguments}):\n{hidden(init)}\n"
    body = (
        f"    def forward(self, x):\n{hidden(forward)}\n    def backward(self, dout):\n{hidden(backward)}\n"
    )
    return cell(name, f"class Layer:\n{head}{body}")
