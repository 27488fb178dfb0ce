"""`autograder release` without a name: every assignment, or none where one of them is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder import cli


@pytest.mark.slow
def test_all_are_released_and_none_where_one_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = tmp_path / "own"
    assert cli.main(["init", "--empty", str(course)]) == 0
    for name in ("ps1", "ps2"):
        there = ["--assignment", name, "--course", str(course)]
        assert cli.main(["new", f"cube_{name}", "--kind", "variables", *there]) == 0
    assert cli.main(["release", "--course", str(course)]) == 0
    assert sorted(path.name for path in (course / "assignments").iterdir()) == ["ps1", "ps2"]
    shutil.rmtree(course / "assignments")
    text = (course / "course.yml").read_text("utf-8")
    first, last = text.rsplit("equals: ", 1)
    (course / "course.yml").write_text(f"{first}equals: 1{last}", "utf-8")
    assert cli.main(["release", "--course", str(course)]) == 2
    assert "cube_ps2" in capsys.readouterr().err
    assert not (course / "assignments").exists()
