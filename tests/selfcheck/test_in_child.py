"""The child checks each exercise where its cell stands."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import autograder.selfcheck as face
from autograder.selfcheck import in_child as child
from tests.selfcheck.answers import NOTEBOOKS


@pytest.mark.slow
def test_the_child_checks_where_no_check_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("check", "find"):
        monkeypatch.setattr(face, name, getattr(face, name))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.chdir(tmp_path)
    notebook = json.loads(NOTEBOOKS["ps1"].read_text("utf-8"))
    notebook["cells"] = [
        cell for cell in notebook["cells"] if not "".join(cell["source"]).startswith("check(")
    ]
    (tmp_path / "own.ipynb").write_text(json.dumps(notebook))
    assert child.main("own.ipynb", "en") == 0
    assert capsys.readouterr().out.count("✓ ") > 9
    (tmp_path / "own.py").write_text(
        "x = 4\ny = -3\n# %%\nf = x * y; dfdx = y; dfdy = y\n# %%\nif:\n# %%\nx = 1"
    )
    assert child.main("own.py", "en", "product") == 1
    assert "A product is differentiated with its own input, not the other one" in capsys.readouterr().out
    assert child.main("own.py", "ko") == 1
    assert "찾지 못했어요" in capsys.readouterr().out


@pytest.mark.slow
def test_a_cell_that_does_not_end_costs_its_own_question_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("check", "find"):
        monkeypatch.setattr(face, name, getattr(face, name))
    monkeypatch.setattr(face, "SECONDS_OF_CELL", 2.0)  # the others come back on the busiest machine
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.chdir(tmp_path)
    notebook = json.loads(NOTEBOOKS["ps1"].read_text("utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "addition":
            cell["source"] = ["x = 4\n", "y = -3\n", "while True:\n", "    f = x + y\n"]
    (tmp_path / "own.ipynb").write_text(json.dumps(notebook))
    assert child.main("own.ipynb", "en") == 1
    said = capsys.readouterr().out
    assert said.count("\n✓ ") + said.startswith("✓ ") >= 8
    assert "✗ addition\n  Your cell did not come back within 2 s (line" in said


@pytest.mark.parametrize(("kind", "code"), [("float", 0), ("Nowhere", 1)])
def test_annotations_are_evaluated_as_in_a_kernel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, code: int
) -> None:
    monkeypatch.setattr(face, "check", face.check)
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    gate = f"class AddGate:\n    def forward(self, x: {kind}, y): return x + y\n    def backward(self, dz): return dz, dz\n"
    (tmp_path / "own.py").write_text(gate)
    assert child.main(str(tmp_path / "own.py"), "en", "add_gate") == code
