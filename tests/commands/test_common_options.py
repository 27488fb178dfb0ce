"""What several commands take, and the table of commands."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from autograder import commands
from autograder.commands.common_options import course_of, records_folder
from autograder.course.load import find_assignment
from autograder.model.errors import UsageError
from autograder.model.question import Course
from tests.conftest import ROOT

FOLDER = Path(commands.__file__).parent


def test_every_command_is_a_file_and_every_file_a_command() -> None:
    files = {path.stem for path in FOLDER.glob("*.py")} - {
        "__init__",
        "after_grading",
        "common_options",
        "pages",
        "records",
        "replay",
        "shown_progress",
    }
    assert files == set(commands.HELP)


@pytest.mark.parametrize("name", sorted(commands.HELP))
def test_a_command_declares_what_it_takes_and_runs(name: str) -> None:
    command = import_module(f"autograder.commands.{name}")
    command.arguments(argparse.ArgumentParser())
    assert callable(command.run)
    assert f"`autograder {name}`" in (command.__doc__ or "")


def test_help_imports_no_command() -> None:
    code = "import sys; from autograder.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    modules = done.stdout.splitlines()[-1].split()
    assert "numpy" not in modules
    assert {name for name in modules if name.startswith("autograder.")} == {
        "autograder.cli",
        "autograder.commands",
        "autograder.model",
        "autograder.model.errors",
    }


def test_a_course_is_named_or_found_upward(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(ROOT / "tests")
    assert course_of(argparse.Namespace(course=None)).root == ROOT
    assert course_of(argparse.Namespace(course=ROOT)).root == ROOT
    with pytest.raises(UsageError, match=r"holds no course\.yml"):
        course_of(argparse.Namespace(course=tmp_path))


def test_an_assignment_that_is_misspelt_gets_a_suggestion(course: Course) -> None:
    assert find_assignment(course, "ps2").id == "ps2"
    with pytest.raises(UsageError, match=r"no assignment 'ps22' in course\.yml; .*ps2"):
        find_assignment(course, "ps22")


def test_records_are_in_the_course_unless_a_folder_is_named(course: Course, tmp_path: Path) -> None:
    ps2 = course.assignment("ps2")
    assert records_folder(course, ps2, argparse.Namespace(output=None)) == course.root / "graded" / "ps2"
    assert records_folder(course, ps2, argparse.Namespace(output=tmp_path)) == tmp_path
