"""The archive that makes Gradescope grade: what is in it, and that it grades there as here, in a stand-in of its harness."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course.load import load_course
from autograder.grading.engine import grade_file
from autograder.report.exports import gradescope, gradescope_archive
from tests.conftest import ROOT
from tests.report.exports.archives import environment, put, results, source_of, unpack


def test_what_gradescope_runs_and_what_stands_where_it_comes_to_nothing(course: Path, tmp_path: Path) -> None:
    source = source_of(course, "ps1")
    unpack(gradescope_archive.EXPORT, source, tmp_path, program=False)
    assert {one.name for one in tmp_path.iterdir()} == {
        "setup.sh", "run_autograder", "ungraded.json", "course", "recipe.json"
    }  # fmt: skip
    assert all(os.access(tmp_path / name, os.X_OK) for name in ("setup.sh", "run_autograder"))
    assert json.loads((tmp_path / "ungraded.json").read_text()) == gradescope.not_graded("en")
    assert source.notes[0] == "it holds the answers of ps1: for Gradescope and instructors alone"


@pytest.mark.slow
def test_the_scripts_of_gradescope_grade_as_here(tmp_path: Path, python: Path) -> None:
    unpack(gradescope_archive.EXPORT, source_of(ROOT, "ps2"), tmp_path / "source")
    run: Callable[[str], Any] = lambda name: subprocess.run(  # noqa: E731
        [tmp_path / name],
        env=environment(tmp_path, python),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "PROTECTION: " in run("source/setup.sh").stdout
    shutil.copy(tmp_path / "source" / "run_autograder", tmp_path)
    notebook = ROOT / "submitted" / "s04-not-swapped" / "ps2" / "gates.ipynb"
    put(tmp_path, notebook)
    assert "PROTECTION: " in run("run_autograder").stdout
    here = grade_file(notebook, "ps2", course=ROOT)
    there = gradescope.results(here, load_course(ROOT).assignment("ps2"), "en")["tests"]
    assert results(tmp_path)["tests"] == there
    put(tmp_path, ROOT / "README.md")
    run("run_autograder")
    assert not {"score", "tests"} & results(tmp_path).keys()
    # Killed in the middle, as by a platform that has no memory left.
    put(tmp_path, notebook)
    shutil.rmtree(tmp_path / "results")
    with subprocess.Popen(
        [tmp_path / "run_autograder"], env=environment(tmp_path, python), process_group=0
    ) as running:
        while not (tmp_path / "results" / "results.json").is_file():
            time.sleep(0.01)
        time.sleep(0.2)
        os.killpg(running.pid, signal.SIGKILL)
    assert results(tmp_path) == gradescope.not_graded("en")
