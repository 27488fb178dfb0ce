"""Answers of a student in a notebook: the course's own, or specimens, and what the self-check reports on them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.model.cell import Cell
from autograder.notebook.cells import read_cells
from autograder.selfcheck import examine
from autograder.selfcheck.display import Report
from autograder.selfcheck.history import Scope
from autograder.selfcheck.runs import Run, run_of

ROOT = Path(__file__).parents[2]


NOTEBOOKS = {path.parent.name: path for path in sorted(ROOT.glob("solutions/*/*.ipynb"))}


SPECIMENS = ROOT / "tests" / "specimens"


def reference(question: str) -> tuple[list[Cell], Cell]:
    """The reference cells before a question's own, and that cell."""
    for path in NOTEBOOKS.values():
        cells = [cell for cell in read_cells(path) if not cell.locked]
        for at, cell in enumerate(cells):
            if cell.grade_id == question:
                return cells[:at], cell
    raise KeyError(question)


def answered(question: str, source: str | None = None) -> Report:
    """The report on an answer, after the reference's cells before it."""
    before, own = reference(question)
    names: dict[str, Any] = {"__name__": "__main__", "check": lambda _: None}
    cells = []
    for cell in [*before, own]:
        text = source if source is not None and cell is own else cell.source
        try:
            exec(text, names)
        except Exception:
            if cell is not own:
                raise
        cells += [text, f'check("{cell.grade_id}")'] if cell is not own else [text]
    return examine(question, Scope(names, (*cells, f'check("{question}")')))


def ran(*cells: tuple[str | None, str]) -> Scope:
    """What is there after cells were run, each with its id."""
    names: dict[str, Any] = {"check": lambda *_: None}
    runs: list[Run] = []
    for cell, source in cells:
        error = None
        try:
            exec(source, names)
        except Exception as raised:
            error = raised
        runs.append(run_of(source, cell, error))
    return Scope(names, tuple(run.source for run in runs), tuple(runs))


def specimens(expected: str) -> list[Any]:
    """All specimens of that expectation for a spread of exercises."""
    chosen = ("chain_rule", "staged_steps", "multiply_gate", "max_gate", "neuron", "matmul_grad", "affine", "relu",
              "softmax_with_loss", "two_layer_net", "shopping", "variable", "function", "square", "numerical_diff",
              "define_by_run", "backward", "functional")  # fmt: skip
    paths = [path for name in chosen for path in sorted((SPECIMENS / name).glob("*.py"))]
    return [
        pytest.param(path, id=f"{path.parent.name}/{path.stem}")
        for path in paths
        if path.read_text("utf-8").startswith(f"# expect: {expected}")
    ]


def load_assignment(question: str) -> str:
    return next(
        name for name, path in NOTEBOOKS.items() if f'"grade_id": "{question}"' in path.read_text("utf-8")
    )
