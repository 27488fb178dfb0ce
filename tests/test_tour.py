"""docs/tour.py runs, and says what the grader says."""

from __future__ import annotations

import subprocess
import sys

import pytest

from autograder.sandbox import libc
from tests.conftest import ROOT


@pytest.mark.slow
@pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone")
def test_the_tour_grades_one_gate_from_probe_to_verdict() -> None:
    command = [sys.executable, str(ROOT / "docs" / "tour.py")]
    said = subprocess.run(command, capture_output=True, text=True, check=True, cwd="/").stdout
    assert "  forward: 1 of 1. Right.\n" in said
    assert "  gradient x y: 0 of 3. dx is not the gradient that the chain rule gives" in said
    assert "the record: ada, 1 of 18 points\n" in said
    assert said.splitlines()[-1].startswith("  mul-not-swapped: ")
