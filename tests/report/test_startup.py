"""A run loads what it needs and nothing else: what takes longer to import than a small class to grade is left alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.commands.init import init
from tests.conftest import ROOT

HEAVY = {"IPython", "alembic", "distributed", "matplotlib", "nbconvert", "nbformat", "nbgrader", "sqlalchemy"}
"""Nothing needs them but what is nbgrader's or Dask's own."""
PAGES = {"jinja2", "markupsafe"}
GRADEBOOK = {"sqlite3", "traitlets"}

CODE = """
import json, sys
from autograder import cli
code = cli.main(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with one student, who has a released assignment."""
    folder = tmp_path_factory.mktemp("startup") / "course"
    init(folder)
    for student in (folder / "submitted").iterdir():
        if student.name != "s04-not-swapped":
            shutil.rmtree(student)
    return folder


def loaded(folder: Path, *words: str) -> set[str]:
    """The modules, packages by their first name, that a command has loaded."""
    command = [sys.executable, "-c", CODE, *words, "--course", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


@pytest.mark.slow
def test_a_run_loads_what_it_needs(folder: Path) -> None:
    first = loaded(folder, "grade", "ps2")
    assert (folder / "gradebook.db").is_file()
    assert (folder / "graded" / "ps2" / "report.html").is_file()
    assert not first & (HEAVY | {"rich"})  # a progress bar is for terminals
    assert first > PAGES | GRADEBOOK  # where they are made, they are needed
    again = loaded(folder, "grade", "ps2")
    assert not again & (
        HEAVY | PAGES | {"rich"}
    )  # people may have entered points since: the gradebook is looked into
    elsewhere = loaded(folder, "grade", "ps2", "--force", "-q", "-o", str(folder / "elsewhere"))
    assert not elsewhere & (HEAVY | {"rich"})


@pytest.mark.slow
def test_pages_need_no_sandbox(folder: Path) -> None:
    loaded(folder, "grade", "ps2", "-q")
    pages = loaded(folder, "report", "ps2")
    assert pages > PAGES
    assert not pages & (HEAVY | {"rich"})
