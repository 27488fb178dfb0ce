"""The worker process itself, with its real sandbox: when that loses a wall in the middle of a class, the run ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.task import Answer, Task
from autograder.grading.workers.pool import Pool
from autograder.grading.workers.worker import Refused
from autograder.sandbox import libc
from tests.conftest import ROOT
from tests.host.mortal import NO_FILTER, interpreter

pytestmark = pytest.mark.skipif(not libc.LINUX, reason="the walls are those of Linux")

PROGRAM = """
import os, socket, sys
from autograder.grading.workers import program
from autograder.host import prober

def weakened(self, request, *more):
    sys.executable = {mortal!r}
    self.sandbox.process.kill()
    self.sandbox.process.wait()
    return ask(self, request, *more)

ask, prober.Prober.ask = prober.Prober.ask, weakened
program.main(socket.socket(fileno=int(sys.argv[1])))
"""
"""A worker whose fork servers are killed at every question, and start anew by another interpreter."""


@pytest.fixture
def work(tmp_path: Path) -> list[Task]:
    path = tmp_path / "ada.py"
    path.write_text("def double(x):\n    return 2 * x\n")
    return [Task(Submission(name, (path,))) for name in ("ada", "bob")]


def graded(program: str, work: list[Task]) -> Iterator[Answer]:
    recipe = Recipe(ROOT / "autograder" / "commands" / "template", "ps1", b"seed", "en")
    lost = Answer("", "ungraded", "lost", b"")
    with Pool(recipe, 1, lambda *_: lost, program=("-P", "-c", program)) as pool:
        yield from pool.grade(work)


@pytest.mark.slow
def test_a_server_that_is_killed_at_every_question_costs_nobody_anything(
    tmp_path: Path, work: list[Task]
) -> None:
    mortal = interpreter(tmp_path)
    answers = list(graded(PROGRAM.format(mortal=mortal), work))
    assert [(one.status, one.reason) for one in answers] == [("graded", None)] * 2


@pytest.mark.slow
@pytest.mark.parametrize("first", [NO_FILTER, "os._exit(7)", "os.kill(os.getpid(), 9)"])
def test_one_that_loses_a_wall_ends_the_run_in_one_line(tmp_path: Path, work: list[Task], first: str) -> None:
    mortal = interpreter(tmp_path, first=first)
    with pytest.raises(Refused, match="the sandbox does not come up any more; ") as caught:
        list(graded(PROGRAM.format(mortal=mortal), work))
    assert "\n" not in str(caught.value)
