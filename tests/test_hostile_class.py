"""A class in which two of three are hostile, graded by the command itself: nobody is lost, and the honest notice nothing."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.store import record_path
from autograder.sandbox import libc
from tests.conftest import ROOT, assert_valid, headers
from tests.intake import hand_in
from tests.machine import look, orphans_kept

ATTACKS = ROOT / "tests" / "attacks"
INTAKE = sorted(ATTACKS.glob("intake_*.yml"))
OTHERS = sorted(
    path
    for path in (
        *ATTACKS.glob("injection_*"),
        *ATTACKS.glob("denial_end_*.py"),
        *ATTACKS.glob("stealing_inputs_*"),
    )
    if "slow" not in headers(path.read_text("utf-8"))
)
HONEST = sorted((ROOT / "submitted").glob("s0*"))
"""Of the sample class."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone"),
]


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "autograder.cli", *map(str, words)]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, encoding="utf-8", errors="replace", timeout=600, check=False
    )


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course in a folder of its own, where nobody has handed in."""
    root = tmp_path_factory.mktemp("hostile") / "course"
    root.mkdir()
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("course.yml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, root)
    (root / "submitted").mkdir()
    return root


@pytest.fixture(scope="module")
def alone(course: Path) -> dict[str, dict[str, Any]]:
    """What the honest get in a class of their own."""
    folder = course.parent / "alone"
    for home in HONEST:
        shutil.copytree(home, folder / home.name)
    out = course.parent / "alone-graded"
    done = run(
        "grade", "ps2", folder, "--course", course, "-o", out, "--seed", "7", "--no-gradebook", cwd=course
    )
    assert done.returncode in (0, 1), done.stderr
    return records(out)


def records(out: Path) -> dict[str, dict[str, Any]]:
    """Records by student, without the time that they took."""
    found = (json.loads(path.read_text("utf-8")) for path in out.glob("*.json"))
    return {
        one["student"]: {key: value for key, value in one.items() if "seconds" not in key} for one in found
    }


@pytest.fixture(scope="module")
def graded(course: Path) -> Iterator[tuple[subprocess.CompletedProcess[str], Path]]:
    """The hostile class, graded with a gradebook; what the command said, and where its records are."""
    for path in (*INTAKE, *OTHERS):
        hand_in(path, course / "submitted", "ps2")
    for home in HONEST:
        shutil.copytree(home, course / "submitted" / home.name)
    before = look(os.getuid())
    with orphans_kept():
        yield run("grade", "ps2", "--seed", "7", "-j", "2", cwd=course), course / "graded" / "ps2"
        assert [one for one in look(os.getuid()).beside(before) if one.startswith("processes")] == []


Graded = tuple[subprocess.CompletedProcess[str], Path]


def test_it_ends_as_documented(graded: Graded) -> None:
    done, _ = graded
    assert "Traceback" not in done.stderr + done.stdout
    assert done.returncode == 1, done.stderr[-2000:]


def test_every_submission_has_a_record(graded: Graded, course: Path) -> None:
    _, out = graded
    submitted = course / "submitted"
    handed_in = {one.name for one in submitted.iterdir() if (one / "ps2").is_dir()}
    assert {path.name for path in out.glob("*.json")} == {record_path(out, name).name for name in handed_in}
    found = records(out)
    assert len(found) == len(handed_in) > 50
    for record in found.values():
        assert_valid({**record, "seconds": 0.0, "cpu_seconds": 0.0})
        assert (record["status"] == "ungraded") == (record["score"] is None)
        assert "please report" not in str(record["reason"])


def test_the_honest_get_what_they_get_alone(graded: Graded, alone: dict[str, dict[str, Any]]) -> None:
    found = records(graded[1])
    assert len(alone) >= 5
    assert {name: found[name] for name in alone} == alone


def test_nobody_hostile_has_points(graded: Graded) -> None:
    honest = {home.name for home in HONEST}
    points = {name: record["score"] for name, record in records(graded[1]).items() if name not in honest}
    assert {name: score for name, score in points.items() if score} == {}


def test_the_tables_and_pages_are_there(graded: Graded) -> None:
    _, out = graded
    with (out / "scores.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(records(out))
    assert not [row for row in rows for cell in row.values() if cell and cell[0] in "=@\t\r"]
    page = (out / "report.html").read_text("utf-8")
    assert "<script>alert" not in page
    assert "onerror=alert" not in page.replace("&lt;img src=x onerror=alert(1)&gt;", "")


def test_the_gradebook_has_the_honest(graded: Graded, course: Path) -> None:
    pytest.importorskip("nbgrader")
    with sqlite3.connect(course / "gradebook.db") as book:
        students = {name for (name,) in book.execute("SELECT id FROM student")}
    assert {home.name for home in HONEST} <= students


def test_nothing_is_left(graded: Graded) -> None:
    _, out = graded
    assert [path.name for path in out.rglob(".*.new")] == []


def test_it_is_the_same_again(graded: Graded, course: Path) -> None:
    """What has a reason of its own is not tried anew, and nothing changes."""
    before = records(graded[1])
    done = run("grade", "ps2", "--seed", "7", "-j", "2", cwd=course)
    assert done.returncode == 1
    assert records(graded[1]) == before
