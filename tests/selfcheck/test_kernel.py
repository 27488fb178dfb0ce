"""The released notebooks in a real Jupyter kernel."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.notebook.cells import read_cells
from tests.selfcheck.answers import NOTEBOOKS, ROOT, SPECIMENS

MISTAKES = {
    "product": ("not-swapped", "A product is differentiated with its own input"),
    "chain_rule": ("upstream-forgotten", "The upstream gradient is left out"),
    "multiply_gate": ("no-return", "Nothing is returned"),
    "add_gate": ("upstream-ignored", "(dz) is left out"),
    "matmul_grad": ("sign", "A gradient has the opposite sign"),
}


@pytest.fixture(scope="module")
def kernel_run(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """The released notebooks filled with the reference, then mistakes and an untouched stub, all in one kernel."""
    import nbformat
    from nbclient import NotebookClient

    cells: list[Any] = []
    for name in ("ps1", "ps2"):
        (path,) = (ROOT / "assignments" / name).glob("*.ipynb")
        answers = {cell.grade_id: cell.source for cell in read_cells(NOTEBOOKS[name])}
        for cell in nbformat.read(path, 4).cells:
            grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
            if cell.cell_type == "code" and cell.source != "check()":
                cell.source = answers[grade_id] if not cell.source.startswith("check(") else cell.source
                cell.id = f"{name}-{cell.id}"
                cells.append(cell)
    for question, (mistake, _) in MISTAKES.items():
        cells.append(nbformat.v4.new_code_cell((SPECIMENS / question / f"{mistake}.py").read_text("utf-8")))
        cells.append(nbformat.v4.new_code_cell(f'check("{question}")'))
    cells.append(
        nbformat.v4.new_code_cell(
            "class AddGate:\n    def forward(self, x, y):\n        raise NotImplementedError()\n"
            "    def backward(self, dz):\n        raise NotImplementedError()"
        )
    )
    cells.append(nbformat.v4.new_code_cell('check("add_gate", lang="ko")'))
    notebook = nbformat.v4.new_notebook(cells=cells)
    folder = tmp_path_factory.mktemp("student")
    client = NotebookClient(
        notebook, timeout=60, allow_errors=True, resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"})
    return [cell for cell in notebook.cells if cell.source.startswith("check(")]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_in_a_real_kernel_the_filled_notebook_is_green(kernel_run: list[Any]) -> None:
    right = kernel_run[: -len(MISTAKES) - 1]
    assert len(right) == 15
    for cell in right:
        (output,) = cell.outputs
        assert output.output_type == "display_data", output
        assert "✓" in output.data["text/html"]
        assert "✗" not in output.data["text/html"]
        assert output.data["text/plain"].startswith("✓ ")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_in_a_real_kernel_a_mistake_shows_its_hint(kernel_run: list[Any]) -> None:
    cells = kernel_run[-len(MISTAKES) - 1 : -1]
    for cell, (question, (_, hint)) in zip(cells, MISTAKES.items(), strict=True):
        table, error = cell.outputs
        assert "✗" in table.data["text/html"]
        assert (error.output_type, error.ename) == ("error", "SelfCheckFailed")
        assert hint in error.evalue
        assert error.traceback == [f"✗ {question}"]


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_in_a_real_kernel_a_stub_is_not_attempted(kernel_run: list[Any]) -> None:
    (error,) = kernel_run[-1].outputs
    assert error.evalue.startswith("add_gate: 아직 풀지 않았어요.")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.slow
def test_run_all_goes_through_and_ends_in_a_summary(tmp_path: Path) -> None:
    """With one right answer, one wrong one and the others untouched; without a word to the client about errors."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(ROOT / "assignments" / "ps2" / "gates.ipynb", 4)
    answers = {cell.grade_id: cell.source for cell in read_cells(NOTEBOOKS["ps2"])}
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name == "multiply_gate":
            cell.source = answers[name]
        elif name == "add_gate":
            cell.source = (SPECIMENS / name / "upstream-ignored.py").read_text("utf-8")
    shutil.copy(ROOT / "assignments" / "ps2" / "exercises.json", tmp_path)
    client = NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(tmp_path)}})
    client.execute(env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"})
    (shown,) = notebook.cells[-1].outputs
    assert shown.data["text/plain"].splitlines() == [
        "✓ 4 / 4  right          The multiply gate",
        "✗ – / 2  not yet        The add gate",
        "· – / 3  not tried yet  The max gate",
        "· – / 4  not tried yet  A sigmoid neuron",
        "· – / 3  not tried yet  The long formula as a function",
        "· – / 2  not tried yet  The gradients of a matrix product",
        "1 of 6 questions right, 4 of 18 points stand. A question that is right in part earns its part when it is graded.",
    ]
