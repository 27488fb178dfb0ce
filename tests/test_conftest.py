"""What the fast tests leave out is marked, and they start no whole program."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import APART, ROOT, STARTERS, WHOLE


@pytest.mark.parametrize("program", sorted(WHOLE))
def test_a_fast_test_starts_no_whole_program(program: str) -> None:
    with pytest.raises(pytest.fail.Exception, match="mark it slow"):
        subprocess.run([sys.executable, "-m", program, "--help"], check=False, capture_output=True)


@pytest.mark.slow
def test_a_slow_one_may() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "--version"], check=False, capture_output=True
    )
    assert done.returncode == 0


def test_what_may_stands_there() -> None:
    assert all((ROOT / "tests" / name).is_file() for name in STARTERS)


@pytest.mark.parametrize(("place", "left_out"), APART.items())
def test_what_is_passed_over_is_marked_throughout(place: str, left_out: str) -> None:
    """By a folder's conftest.py, or in the file."""
    path, mark = ROOT / place, left_out.removeprefix("not ")
    if path.is_dir():
        assert f'item.add_marker("{mark}")' in (path / "conftest.py").read_text("utf-8")
    else:
        assert f"pytestmark = [\n    pytest.mark.{mark}" in path.read_text("utf-8")
