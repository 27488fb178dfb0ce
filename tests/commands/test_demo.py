"""`autograder demo`: the sample class, from release to report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder import cli
from autograder.commands import demo
from autograder.course.load import load_course
from tests.conftest import HASTY


@pytest.mark.slow
def test_the_demo_goes_from_release_to_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    monkeypatch.setattr(demo, "load_course", lambda path: replace(load_course(path), limits=HASTY))
    code = cli.main(["demo", str(folder)])
    said = capsys.readouterr().out
    assert code == 0
    assert "$ autograder grade ps2" in said
    assert "look at: " in said
    assert len(list((folder / "graded" / "ps2").glob("*.json"))) >= 12
    assert (folder / "graded" / "ps2" / "report.html").is_file()
    assert len(list(folder.glob("feedback/*/ps2/gates.html"))) >= 12
