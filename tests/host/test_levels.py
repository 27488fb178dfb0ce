"""Each level in a real process from which capabilities were taken away: what protects there, what is refused, what is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from autograder.sandbox import libc
from tests.conftest import ROOT

DEPRIVED = ROOT / "tests" / "host" / "deprived.py"
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become an ordinary user")
pytestmark = pytest.mark.skipif(not libc.LINUX, reason="the walls are those of Linux")

SAY = """
from autograder.host.prober import Prober
from autograder.model.question import Limits
with Prober(Limits(), least="none") as one:
    print(one.protection, *one.layers)
"""


def run(what: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A Python of this environment without some capabilities."""
    call = [sys.executable, str(DEPRIVED), what, sys.executable, "-P", *arguments]
    environment = {**os.environ, "PYTHONPATH": "", "COLUMNS": "200", **more}
    return subprocess.run(
        call, capture_output=True, text=True, cwd="/", env=environment, timeout=300, check=False
    )


@cache
def here(what: str = "") -> tuple[str, frozenset[str]]:
    """The level and the layers in a process without some capabilities."""
    done = run(what, "-c", SAY)
    assert done.returncode == 0, done.stderr
    level, *layers = done.stdout.split()
    return level, frozenset(layers)


def has(*layers: str) -> bool:
    return set(layers) <= here()[1]


@pytest.mark.slow
def test_nothing_taken_away() -> None:
    """What this machine can do, all of it."""
    level, layers = here()
    assert (level == "full") == ({"bubblewrap", "landlock", "seccomp"} <= layers)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "missing"),
    [
        ("bwrap", {"bubblewrap"}),
        ("spaces", {"bubblewrap"}),
        ("landlock", {"landlock"}),
        ("spaces,landlock", {"bubblewrap", "landlock"}),
    ],
)
@pytest.mark.parametrize("user", ["", pytest.param("user,", marks=AS_ROOT)])
def test_one_wall_less_is_strong(user: str, what: str, missing: set[str]) -> None:
    assert here(user + what) == ("strong", here(user)[1] - missing)


@pytest.mark.slow
@AS_ROOT
def test_an_ordinary_user_has_all_walls_but_the_change_of_identity() -> None:
    level, layers = here("user")
    assert layers == here()[1] - {"uid"}
    assert level == here()[0]


@pytest.mark.slow
@AS_ROOT
@pytest.mark.parametrize(
    ("what", "level"), [("setuid,spaces", "strong"), ("setuid,spaces,landlock", "partial")]
)
def test_root_that_stays_root_needs_landlock(what: str, level: str) -> None:
    if not has("landlock"):
        pytest.skip("this kernel has no Landlock")
    assert here(what)[0] == level
    assert "uid" not in here(what)[1]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["seccomp", "nosys", "seccomp,spaces"])
def test_without_a_filter_there_is_no_protection(what: str) -> None:
    level, layers = here(what)
    assert level == "none"
    assert not layers & {"seccomp", "rlimits", "landlock"}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one question, and a submission."""
    root = Path(shutil.copytree(ROOT / "autograder" / "commands" / "template", tmp_path / "course"))
    (root / "submitted" / "ada" / "ps1").mkdir(parents=True)
    shutil.copy(next((root / "solutions" / "ps1").glob("*.ipynb")), root / "submitted" / "ada" / "ps1")
    return root


def grade(what: str, course: Path, *more: str) -> subprocess.CompletedProcess[str]:
    call = (
        "-m",
        "autograder.cli",
        "grade",
        "ps1",
        "--course",
        str(course),
        "--no-gradebook",
        "-j",
        "1",
        *more,
    )
    return run(what, *call)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "level"), [("seccomp", "none"), pytest.param("setuid,spaces,landlock", "partial", marks=AS_ROOT)]
)
def test_too_low_a_level_grades_nobody(course: Path, what: str, level: str) -> None:
    done = grade(what, course)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"autograder: protection here is {level!r} (missing: ")
    assert "`autograder doctor`" in line
    assert not list(course.glob("graded/*/ada.json"))
    unprotected = grade(what, course, "--unprotected")
    assert (unprotected.returncode, len(list(course.glob("graded/*/ada.json")))) == (0, 1)


@pytest.mark.slow
def test_a_course_may_demand_the_highest_level(course: Path) -> None:
    file = course / "course.yml"
    file.write_text(f"protection: full\n{file.read_text('utf-8')}", "utf-8")
    done = grade("spaces", course)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "protection here is 'strong' (missing: bubblewrap" in line
    assert "course.yml demands 'full'" in line
    assert not list(course.glob("graded/*/ada.json"))
    if here()[0] == "full":
        assert grade("", course).returncode == 0
    assert grade("spaces", course, "--unprotected", "--force").returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "code", "words"),
    [
        (
            "spaces",
            0,
            ["bubblewrap: missing", "Creating new namespace failed|No permissions", "PROTECTION: strong"],
        ),
        ("seccomp", 1, ["seccomp: missing. needed", "PROTECTION: none", "grading is refused"]),
    ],
)
def test_doctor_says_so(what: str, code: int, words: list[str]) -> None:
    done = run(what, "-m", "autograder.cli", "doctor")
    assert done.returncode == code
    for word in words:
        if "|" not in word or shutil.which("bwrap"):
            assert any(one in done.stdout for one in word.split("|")), word
