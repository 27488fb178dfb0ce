"""`autograder check FILE`: in a Python of its own, which may hang or die."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.model.message import say
from autograder.model.question import Course
from autograder.release.generate import draft
from autograder.selfcheck import check_file
from autograder.words.messages import render
from tests.selfcheck.answers import NOTEBOOKS


@pytest.mark.slow
def test_a_file_is_checked_in_a_python_of_its_own(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert check_file(NOTEBOOKS["ps2"], None, "en")
    out = capfd.readouterr().out
    assert out.count("✓ ") >= 6
    assert check_file(NOTEBOOKS["ps1"], "chain_rule", "ko")
    assert "여러분이 계산한" in capfd.readouterr().out
    script = tmp_path / "gates.py"
    script.write_text("import numpy as np\nclass AddGate:\n    def forward(self, x, y):\n        return x + y\n"
                      "    def backward(self, dz):\n        return [1, 1]\nimport sys\nsys.exit(3)\n")  # fmt: skip
    assert not check_file(script, None, "en")
    assert "(dz) is left out" in capfd.readouterr().out
    assert not check_file(script, "affine", "en")
    assert "Question affine was not found in gates.py" in capfd.readouterr().out
    plain = tmp_path / "product.py"
    plain.write_text("x = 4\ny = -3\nf = x * y; dfdx = y; dfdy = x\n")
    assert not check_file(plain, None, "en")
    capfd.readouterr()


@pytest.mark.slow
def test_a_file_that_hangs_or_dies_is_told(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.selfcheck.file.SECONDS", 1)
    script = tmp_path / "loop.py"
    script.write_text("while True:\n    pass\n")
    assert not check_file(script, None, "en")
    assert "did not finish within 1 seconds" in capfd.readouterr().out
    monkeypatch.setattr("autograder.selfcheck.file.SECONDS", 20)
    script.write_text("import os\nos._exit(9)\n")
    assert not check_file(script, None, "en")
    assert "Python stopped in the middle of loop.py" in capfd.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("assignment", ["ps1", "ps2", "ps3", "ps4", "ps5"])
def test_nothing_of_a_notebook_that_was_handed_out_is_tried_yet(
    assignment: str, lang: str, course: Course, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = course.assignment(assignment)
    for name, data in draft(course, asked, lang).files.items():
        (tmp_path / name).write_bytes(data)
    assert not check_file(tmp_path / f"{asked.notebook}.ipynb", None, lang)
    told = capfd.readouterr().out
    untried = render(say("not_attempted"), lang)
    assert told.count(untried) == told.count(render(say("summary_untried"), lang)) == len(asked.questions)
