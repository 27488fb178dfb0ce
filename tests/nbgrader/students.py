"""Six students of ps2, and what befalls their notebooks."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]
ROOT = Path(__file__).parents[2]
NAME = "gates.ipynb"


def released(course: Path = ROOT) -> Notebook:
    """The notebook as students get it."""
    notebook: Notebook = json.loads((course / "assignments/ps2" / NAME).read_text("utf-8"))
    return notebook


def right(course: Path = ROOT) -> Notebook:
    """The notebook with every question answered."""
    notebook = released(course)
    solution = json.loads((ROOT / "solutions/ps2" / NAME).read_text("utf-8"))
    answers = {grade_id(cell): cell["source"] for cell in solution["cells"]}
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            text = re.sub(
                r"^ *### (BEGIN|END) SOLUTION\n?", "", "".join(answers[grade_id(cell)]), flags=re.MULTILINE
            )
            cell["source"] = text.splitlines(keepends=True)
    return notebook


def grade_id(cell: Notebook) -> str:
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def cell_of(notebook: Notebook, name: str) -> Notebook:
    """The cell with a grade_id."""
    return next(cell for cell in notebook["cells"] if grade_id(cell) == name)


def prepend(notebook: Notebook, name: str, line: str) -> Notebook:
    """The notebook with a line more at the head of a cell."""
    cell = cell_of(notebook, name)
    cell["source"] = [f"{line}\n", *cell["source"]]
    return notebook


def replace(notebook: Notebook, name: str, source: str) -> Notebook:
    """The notebook with another text in a cell."""
    cell_of(notebook, name)["source"] = source.splitlines(keepends=True)
    return notebook


def without(notebook: Notebook, *names: str) -> Notebook:
    """The notebook with cells deleted."""
    notebook["cells"] = [cell for cell in notebook["cells"] if grade_id(cell) not in names]
    return notebook


def doubled(notebook: Notebook, name: str) -> Notebook:
    """The notebook with a cell copied right below itself, metadata and all."""
    cell = cell_of(notebook, name)
    notebook["cells"].insert(notebook["cells"].index(cell), copy.deepcopy(cell))
    return notebook


def renamed(notebook: Notebook, name: str, other: str) -> Notebook:
    """The notebook with another grade_id in a cell."""
    cell_of(notebook, name)["metadata"]["nbgrader"]["grade_id"] = other
    return notebook


def bare(notebook: Notebook) -> Notebook:
    """The notebook as Colab gives it back: no nbgrader metadata, other cell ids."""
    for place, cell in enumerate(notebook["cells"]):
        cell["metadata"], cell["id"] = {"colab": {"base_uri": "x"}}, f"x{place}"
    return notebook


EXCHANGED = """class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return [self.x * dz, self.y * dz]
"""

CLASS: dict[str, Callable[[], Notebook]] = {
    "ada": right,
    "ben": lambda: replace(right(), "multiply_gate", EXCHANGED),
    "cho": released,
    "dan": lambda: prepend(right(), "multiply_gate", "import os; os._exit(0)"),
    "eva": lambda: renamed(without(doubled(right(), "add_gate"), "neuron_check"), "staged", "staged_2"),
    "fay": lambda: prepend(
        right(), "max_gate", "import sys, warnings; print('!', file=sys.stderr); warnings.warn('?')"
    ),
}
SCORES = {"ada": 18.0, "ben": 15.0, "cho": 0.0, "dan": 14.0, "eva": 18.0, "fay": 18.0}


def write(notebook: Notebook, path: Path) -> Path:
    """Write a notebook to its file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path
