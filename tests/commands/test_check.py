"""`autograder check`: every file that is named is checked, and what cannot be is one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.cli import main


@pytest.mark.parametrize(
    ("makes", "name", "said"),
    [
        ([], "gates.ipynb", "gates.ipynb does not exist; name a notebook or a Python file"),
        (["b.ipynb", "a.ipynb", "c.py"], ".", "is a folder; name a notebook in it, for instance a.ipynb"),
        (["c.py"], ".", ". is a folder; name a notebook in it; there is none in it"),
    ],
)
def test_what_is_no_file_is_told_before_anything_runs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    makes: list[str],
    name: str,
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for one in ("broken.ipynb", *makes):
        Path(one).write_text("{")
    if makes:
        Path("broken.ipynb").unlink()
    assert main(["check", "broken.ipynb" if not makes else "c.py", name]) == 2
    printed = capsys.readouterr()
    assert said in printed.err
    assert (printed.out, printed.err.count("\n")) == ("", 1)


def test_each_file_that_cannot_be_read_is_told_and_the_next_is_looked_at(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [tmp_path / name for name in ("one.ipynb", "two.ipynb")]
    for file in files:
        file.write_text("{")
    assert main(["check", "--lang", "ko", *map(str, files)]) == 2
    first, second = capsys.readouterr().out.split("\n\n")
    assert first.startswith(f"{files[0]}:\n")
    assert second.startswith(f"{files[1]}:\n")
    assert "JSON" in first
    assert any("가" <= letter <= "힣" for letter in first)


@pytest.mark.slow
def test_who_ends_python_is_told_and_costs_no_other_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    gate = "class AddGate:\n    def forward(self, x, y):\n        {}\n        return x + y\n    def backward(self, dz):\n        return dz, dz\n"
    for name, line in {
        "right": "pass",
        "exits": "raise SystemExit",
        "dies": "import os; os._exit(0)",
    }.items():
        (tmp_path / f"{name}.py").write_text(gate.format(line))
    (tmp_path / "broken.ipynb").write_text("{")
    files = [str(tmp_path / name) for name in ("exits.py", "dies.py", "broken.ipynb", "right.py")]
    assert main(["check", *files[:1]]) == 1
    assert "SystemExit" in capfd.readouterr().out
    assert main(["check", *files]) == 2
    out = capfd.readouterr().out
    assert "Python stopped in the middle of dies.py" in out
    assert "broken.ipynb" in out.split("dies.py:")[1]
    assert "✓ add_gate" in out.split("right.py:")[1]
