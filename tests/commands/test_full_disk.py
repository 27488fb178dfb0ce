"""A disk that is full, or a place that cannot be written: one line that names it, exit code 2, nothing half-written.

Files of more than some bytes are refused, as a full disk refuses them: in the middle of a file.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import libc
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not libc.LINUX, reason="files are limited by Linux")]
TEMPLATE = ROOT / "autograder" / "commands" / "template"
RIGHT = "x = 3\nf = 2 * x\ndfdx = 2\n"
LIMITED = """
import resource, sys
size = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
from autograder.cli import main
sys.exit(main(sys.argv[2:]))
"""


def run(size: int, *arguments: object) -> tuple[int, list[str]]:
    """A command where no file is larger than `size` bytes; its exit code, and the lines that it says on standard error."""
    # -B: a module that is compiled here would be written by halves, too
    command = [sys.executable, "-B", "-c", LIMITED, str(size), *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stderr.splitlines()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(TEMPLATE, tmp_path / "course"))
    (root / ".autograder-secret").write_text("s" * 64)
    for student in ("ada", "bob"):
        (root / "submitted" / student / "ps1").mkdir(parents=True)
        (root / "submitted" / student / "ps1" / "first_steps.py").write_text(RIGHT)
    return root


def drafts(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(".new")]


def test_a_course_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    for folder in (tmp_path / "new", there):
        code, (line,) = run(5_000, "init", folder)
        assert code == 2
        assert line.startswith(f"autograder: {folder} cannot be written: ")
        assert "File too large" in line
    assert list(tmp_path.iterdir()) == [there]
    assert list(there.iterdir()) == []


@pytest.mark.parametrize(("size", "what"), [(500, "the record of "), (5_000, "report.html: File too large")])
def test_what_cannot_be_written_is_named(size: int, what: str, course: Path) -> None:
    code, lines = run(size, "grade", "ps1", "-q", "--no-gradebook", "--course", course)
    assert (code, len(lines)) == (2, 1)
    assert what in lines[0]
    assert drafts(course) == []
    code, lines = run(10_000_000, "grade", "ps1", "-q", "--no-gradebook", "--course", course)
    assert (code, lines) == (0, [])


def test_pages_that_cannot_be_written(course: Path) -> None:
    assert run(10_000_000, "grade", "ps1", "-q", "--no-gradebook", "--course", course)[0] == 0
    code, (line,) = run(2_000, "report", "ps1", "--course", course)
    assert code == 2
    assert line == f"autograder: {course}/feedback/ada/ps1/first_steps.html: File too large"
    assert drafts(course) == []


def test_a_release_that_cannot_be_written(course: Path) -> None:
    code, (line,) = run(500, "release", "ps1", "--course", course)
    assert code == 2
    assert "File too large" in line
    assert not list((course / "assignments").rglob("*.ipynb"))


@pytest.mark.parametrize("place", ["a file/records", "a file", "/proc/self/records"])
def test_a_place_where_nothing_can_be(place: str, course: Path) -> None:
    (course / "a file").write_text("")
    where = course / place
    for command in (["grade", "ps1", "-q", "--no-gradebook", "-o", where], ["init", where]):
        code, (line,) = run(10_000_000, *command, *(["--course", course] if command[0] == "grade" else []))
        assert (code, line.startswith("autograder: ")) == (2, True)


def test_output_that_nobody_takes(course: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "autograder.cli", "grade", "ps1", "--json", "--no-gradebook"]
        done = subprocess.run(
            [*command, "--course", str(course)], check=False, stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert (done.returncode, done.stderr) == (2, "autograder: output: No space left on device\n")
