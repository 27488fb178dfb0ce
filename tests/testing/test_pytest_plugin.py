"""`pytest --autograder-course course.yml SUBMISSION`, as CI runs it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml

from autograder.commands.init import TEMPLATE
from tests.conftest import ROOT

pytestmark = pytest.mark.slow  # each starts a pytest

PLUGIN = ("-p", "autograder.testing.pytest_plugin", "-p", "no:cacheprovider")
SOLUTION = TEMPLATE / "solutions" / "ps1" / "first_steps.ipynb"


def run(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "COLUMNS": "200"}
    command = [sys.executable, "-m", "pytest", *PLUGIN, *map(str, words)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course, and beside it what four students handed in: right, wrong, broken, under another name; with much that would run."""
    root = tmp_path_factory.mktemp("ci")
    shutil.copytree(TEMPLATE, root / "course")
    text = SOLUTION.read_text("utf-8")
    handed_in = {
        "right/first_steps.ipynb": text,
        "wrong/first_steps.ipynb": text.replace("dfdx = 2", "dfdx = x"),
        "broken/first_steps.ipynb": text[:200],
        "other/mine.ipynb": text,
        "other/unknown.ipynb": '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
    }
    assert handed_in["wrong/first_steps.ipynb"] != text
    evil = f"open({str(root / 'EVIL')!r}, 'w')\n"
    for folder in ("right", "wrong"):
        handed_in |= {
            f"{folder}/{name}": evil for name in ("conftest.py", "__init__.py", "test_it.py", "helper.py")
        }
    for name, content in handed_in.items():
        (root / "handed_in" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "handed_in" / name).write_text(content, "utf-8")
    (root / "handed_in" / "link").mkdir()
    (root / "handed_in" / "link" / "first_steps.ipynb").symlink_to(
        root / "course" / "solutions" / "ps1" / "first_steps.ipynb"
    )
    return root


@pytest.fixture(scope="module")
def ran(place: Path) -> tuple[str, Mapping[tuple[str, str], ET.Element]]:
    """What pytest prints of all of them, and its XML by (who, item)."""
    done = run(
        place, "--autograder-course", "course/course.yml", "handed_in", "-v", "--junitxml", place / "out.xml"
    )
    assert done.returncode == 1, done.stdout + done.stderr
    cases = ET.parse(place / "out.xml").getroot().iter("testcase")
    return done.stdout, {
        (str(c.get("classname")).partition("handed_in.")[2].split(".")[0], str(c.get("name"))): c
        for c in cases
    }


def test_an_item_is_a_test_with_its_points(
    ran: tuple[str, Mapping[tuple[str, str], ET.Element]],
) -> None:
    text, cases = ran
    assert "handed_in/wrong/first_steps.ipynb::double::derivative of dfdx FAILED" in text
    assert [p.get("value") for p in cases["right", "value of f"].iter("property")] == ["1.0", "1"]
    assert [p.get("value") for p in cases["wrong", "derivative of dfdx"].iter("property")] == ["0.0", "1"]
    assert ("other", "value of f") in cases, "found by the ids of its cells"
    assert "1 failed, 5 passed, 4 errors in" in text


def test_a_failure_is_a_sentence_and_no_traceback(
    ran: tuple[str, Mapping[tuple[str, str], ET.Element]],
) -> None:
    text, cases = ran
    failure = cases["wrong", "derivative of dfdx"].find("failure")
    assert failure is not None
    assert str(failure.text).startswith("0 of 1 points\n")
    for inside in ("Traceback", "pytest_plugin.py", "runtest", "excinfo"):
        assert inside not in text


def test_ungraded_is_an_error(ran: tuple[str, Mapping[tuple[str, str], ET.Element]]) -> None:
    _, cases = ran
    case = cases["broken", "value of f"]
    error = case.find("error")
    assert error is not None
    assert "its JSON is broken" in str(error.text)
    assert case.find("failure") is None
    link = cases["link", "value of f"].find("error")
    assert link is not None
    assert "a link" in str(link.text)


def test_nothing_of_a_submission_runs_in_the_process_that_grades(
    place: Path, ran: tuple[str, Mapping[tuple[str, str], ET.Element]]
) -> None:
    assert not (place / "EVIL").exists()
    named = run(place, "--autograder-course", "course", "handed_in/right/test_it.py")
    assert named.returncode == 2
    assert "it cannot be seen which assignment this is" in named.stdout
    assert not (place / "EVIL").exists()


def test_the_workflow_in_the_documentation_sums_up_what_pytest_wrote(
    place: Path, ran: tuple[str, Mapping[tuple[str, str], ET.Element]]
) -> None:
    steps = yaml.safe_load((ROOT / "docs" / "github-classroom.yml").read_text("utf-8"))["jobs"]["grade"][
        "steps"
    ]
    scripts = [step["run"] for step in steps if "run" in step]
    for script in scripts:
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)
    (summing,) = re.findall(r"<<'PYTHON'\n(.*?)\nPYTHON\n", "".join(scripts), re.DOTALL)

    def summed(report: Path) -> str:
        return subprocess.run(
            [sys.executable, "-c", summing, report], capture_output=True, text=True, check=True
        ).stdout

    assert summed(place / "out.xml") == "error not graded; your instructor has been told\n"
    root = ET.parse(place / "out.xml").getroot()
    for suite in root:
        for case in [one for one in suite if "handed_in.wrong." not in str(one.get("classname"))]:
            suite.remove(case)
    ET.ElementTree(root).write(place / "wrong.xml")
    assert summed(place / "wrong.xml") == "failure 1 of 2 points\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["course", "handed_in", "--autograder-assignment", "ps7"], "ps7"),
        (["course", "student"], "would configure the grading and may be a student's"),
    ],
)
def test_wrong_usage_is_one_line(place: Path, words: list[str], said: str) -> None:
    (place / "student").mkdir(exist_ok=True)
    (place / "student" / "pytest.ini").write_text("[pytest]\n")
    shutil.copy(SOLUTION, place / "student")
    done = run(place, f"--autograder-course={words[0]}", *words[1:])
    assert done.returncode == 4
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "course"),
    [
        ("-c pytest.ini -k nothing_of_this", "../course/course.yml"),
        ("--config-file=pytest.ini --deselect first_steps.ipynb", "../course"),
        ("-k nothing_of_this", "inside"),
        ("-k nothing_of_this", "inside/course.yml"),
    ],
)
def test_no_settings_of_a_students_choose_what_counts(place: Path, settings: str, course: str) -> None:
    """Not by naming themselves, nor where the course lies in a folder of the student's repository."""
    folder = place / "repository"
    folder.mkdir(exist_ok=True)
    shutil.copytree(place / "course", folder / "inside", dirs_exist_ok=True)
    shutil.copy(place / "handed_in" / "wrong" / "first_steps.ipynb", folder)
    (folder / "pytest.ini").write_text(f"[pytest]\naddopts = {settings}\n")
    done = run(folder, f"--autograder-course={course}", "first_steps.ipynb")
    assert done.returncode == 4
    assert "would configure the grading and may be a student's" in done.stderr


def test_what_lies_where_pytest_was_started_is_not_imported(place: Path) -> None:
    folder = place / "started"
    folder.mkdir()
    shutil.copy(place / "handed_in" / "right" / "first_steps.ipynb", folder)
    for name in ("numpy.py", "yaml.py"):
        (folder / name).write_text(f"open({str(place / 'EVIL')!r}, 'w')\n")
    done = run(folder, "-c", os.devnull, "--autograder-course=../course", "first_steps.ipynb")
    assert "2 passed" in done.stdout, done.stdout
    assert not (place / "EVIL").exists()


@pytest.mark.parametrize("named", ["clones", "clones/ada/hw/first_steps.ipynb"])
def test_a_folder_that_is_a_link_is_not_followed_wherever_it_lies(
    place: Path, tmp_path: Path, named: str
) -> None:
    (tmp_path / "clones" / "ada").mkdir(parents=True)
    (tmp_path / "clones" / "ada" / "hw").symlink_to(place / "course" / "solutions" / "ps1")
    done = run(
        place / "course", "-c", os.devnull, f"--autograder-course={place / 'course'}", tmp_path / named
    )
    assert "2 errors in" in done.stdout, done.stdout
    assert "a link: what was handed in is not here" in done.stdout


def test_without_the_option_it_does_nothing_and_loads_nothing(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(
        "import sys\ndef test_one():\n    heavy = {'numpy', 'yaml', 'autograder.sandbox', 'autograder.grading'}\n    assert not heavy & set(sys.modules)\n"
    )
    shutil.copy(SOLUTION, tmp_path)
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout
