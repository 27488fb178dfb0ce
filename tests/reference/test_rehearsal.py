"""A reference that would not end, or would take the grader along, is one line with its place: whoever asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder import cli
from autograder.course.load import load_course
from autograder.host.child import Heard
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.outcome import Outcome
from autograder.model.question import Limits
from autograder.reference.answer_key import make_answer_key
from autograder.reference.rehearsal import rehearse
from autograder.sandbox.protocol import Raised, Request
from tests.own_course import SETUP, answer, cell, own_course
from tests.reference.test_proving import CUBE, GIVEN, in_order

LIMITS = "limits: {cell_seconds: 0.5, question_seconds: 1, memory_mb: 256, submission_seconds: 30}\n"

ENDLESS = {
    "a loop": ("while True:\n    pass", "cell 1, line the reference runs longer than 0.5 s"),
    "a loop that catches": ("while True:\n    try:\n        f = f + 0\n    except Exception:\n        pass", "cell 1, line the reference runs longer than 0.5 s"),
    "a loop in a function": ("def f():\n    while True:\n        pass\nf()", "cell 1, line the reference runs longer than 0.5 s"),
    "slow": ("import time\nend = time.perf_counter() + 60\nwhile time.perf_counter() < end: pass", "cell 1, line 6: the reference runs longer"),
    "asleep": ("import time\ntime.sleep(60)", "cell 1, line 6: the reference runs longer than 0.5 s"),
    "not Python's own": ("f = sum(range(10 ** 13))", "cell 1: the reference runs longer than 0.5 s"),
    "memory": ("f = [0] * 10 ** 9", "cell 1, line 4: the reference needs more than 256 MB"),
    "the end": ("import os\nos._exit(0)", "cell 1: the reference ends its own process"),
}  # fmt: skip


def said_by(command: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.main([*command, "--course", str(folder)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    return err


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Prober]:
    with Prober(Limits(memory_mb=256), least="none") as one:
        yield one


@pytest.mark.slow
@pytest.mark.parametrize("what", ENDLESS)
def test_cells_that_do_not_end(tmp_path: Path, sandbox: Prober, what: str) -> None:
    source, words = ENDLESS[what]
    cells = [("setup", SETUP), answer("q", f"f = dfdx = 0\n{source}", "x = 2.0")]
    course = load_course(own_course(tmp_path, cells, GIVEN, LIMITS))
    with pytest.raises(CourseError) as caught:
        rehearse(course, course.assignments[0], sandbox)
    in_order(words, str(caught.value))


@pytest.mark.slow
@pytest.mark.parametrize("command", [["release", "ps1"], ["grade", "ps1", "--unprotected"], ["audit"]])
def test_whoever_asks(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    source, words = ENDLESS["a loop"]
    folder = own_course(
        tmp_path, [("setup", SETUP), answer("q", f"f = dfdx = 0\n{source}", "x = 2.0")], GIVEN, LIMITS
    )
    (folder / "submitted" / "ada" / "ps1").mkdir(parents=True)
    in_order(words, said_by(command, folder, capsys))


def test_ones_that_end_in_time(tmp_path: Path, sandbox: Prober) -> None:
    course = load_course(own_course(tmp_path, [("setup", SETUP), CUBE], GIVEN, LIMITS))
    rehearse(course, course.assignments[0], sandbox)
    make_answer_key(course, course.assignments[0], b"tests")
    assert sandbox.limits == Limits(memory_mb=256)


class Child:
    """A sandbox in which what is said happens."""

    def __init__(self, heard: Heard) -> None:
        self.heard, self.limits = heard, Limits()
        self.asked: list[tuple[Request, float]] = []

    def ask(self, request: Request) -> Heard:
        self.asked.append((request, self.limits.cell_seconds))
        return self.heard


FATES: dict[str, tuple[Any, str]] = {
    "well": ((Raised("ValueError"),), ""),
    "late": ((Raised("ReferenceIsLate", line=4),), "cell 1, line 4: the reference runs longer than 0.5 s"),
    "memory": ((Raised("MemoryError", line=4),), "cell 1, line 4: the reference needs more than 256 MB"),
    "hangs": (Outcome.TIMEOUT, "cell 1: the reference runs longer than 0.5 s"),
    "killed": (Outcome.MEMORY, "cell 1: the reference needs more than 256 MB"),
    "ends": (Outcome.CRASHED, "cell 1: the reference ends its own process"),
    "not reached": (None, "cell 1: the cells up to here run longer than 30 s together"),
}


def test_cells_that_are_given_are_run_in_the_place_of_the_notebooks(tmp_path: Path) -> None:
    course = load_course(own_course(tmp_path, [("setup", SETUP), CUBE], GIVEN, LIMITS))
    child: Any = Child(Heard(dict.fromkeys(range(2), ())))
    rehearse(course, course.assignments[0], child, [Cell("x = 1", 0)])
    ((request, _),) = child.asked
    assert request.cells[1::2] == ("x = 1",)


@pytest.mark.parametrize("fate", FATES)
def test_what_becomes_of_a_cell_is_told_with_its_place(tmp_path: Path, fate: str) -> None:
    """Each cell has a deadline of its own, and tests do not run."""
    what, words = FATES[fate]
    test = cell("q_test", "1 / 0", grade=True, solution=False, locked=True, points=2)
    course = load_course(
        own_course(tmp_path, [("setup", SETUP), answer("q", "f = dfdx = 0", "x = 2.0"), test], GIVEN, LIMITS)
    )
    heard = Heard(dict.fromkeys(range(3), ()))
    if isinstance(what, Outcome):
        heard.lost[3] = what
    elif what is not None:
        heard.cells[3] = what
    child: Any = Child(heard)
    with pytest.raises(CourseError) if words else nullcontext() as caught:
        rehearse(course, replace(course.assignments[0], files={"a.csv": b"1"}), child)
    ((request, seconds),) = child.asked
    watch, setup, again, own = request.cells
    assert (setup, again, "f = dfdx = 0" in own) == (SETUP, watch, True)
    assert request.files == (("a.csv", b"1"),)
    assert "ITIMER_PROF, 0.5)" in watch
    assert (seconds, child.limits) == (2.5, Limits())
    assert words in str(caught.value if caught else "")
