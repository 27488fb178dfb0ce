"""The worker process itself: what it says, in this process; when its real sandbox loses a wall in the middle of a class, the run
ends."""

from __future__ import annotations

import gc
import json
import runpy
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.task import Answer, Task
from autograder.grading.workers import program as module
from autograder.grading.workers.frames import Receiver, packed
from autograder.grading.workers.limits import CPU_SECONDS
from autograder.grading.workers.pool import Pool
from autograder.grading.workers.worker import PROGRAM as STARTED
from autograder.grading.workers.worker import Ready, Refused
from autograder.model.errors import CourseError, ProtectionLost
from autograder.model.question import Limits
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


class Spent:
    """What was spent since it was last asked."""

    def __init__(self) -> None:
        self.noted = {"self-test": 9.0}

    def taken(self) -> dict[str, float]:
        noted, self.noted = self.noted, {}
        return noted


class Station:
    """In the place of the real one: its records say who was graded, and within which limit of time."""

    closed = False
    settled: ClassVar[list[str]] = []
    """What was done with the memory once it stood."""

    def __init__(self, recipe: Recipe) -> None:
        if recipe.assignment == "wrong":
            raise CourseError(Path("course.yml"), 3, "no such assignment")
        self.prober = SimpleNamespace(protection="full", layers=["a", "b"], spent=Spent())
        self.stamps = SimpleNamespace(to_record=lambda: {"grader": recipe.assignment})
        self.course = SimpleNamespace(limits=Limits(submission_seconds=5.0))

    def grade(self, task: Task) -> Any:
        student = task.submission.student
        if student == "eve":
            raise ProtectionLost("a wall is gone")
        self.prober.spent.noted = {"judge": 0.5}
        limit = signal.getitimer(signal.ITIMER_PROF)[0]
        return {"student": student, "status": "graded", "reason": None, "limit": limit}

    def __enter__(self) -> Station:
        return self

    def __exit__(self, *_: object) -> None:
        Station.closed = True


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Any:
    """What the program says to a recipe and tasks, until the other end closes."""
    monkeypatch.setattr(module, "Station", Station)
    monkeypatch.setattr(module, "limit_memory", lambda: Station.settled.append("limited"))
    monkeypatch.setattr(gc, "collect", lambda: Station.settled.append("collected"))
    monkeypatch.setattr(gc, "freeze", lambda: Station.settled.append("frozen"))
    Station.closed, Station.settled = False, []

    def serve(assignment: str, *students: str) -> list[Any]:
        here, there = socket.socketpair()
        with here, there:
            recipe = Recipe(Path("/course"), assignment, b"seed", "en")
            here.sendall(packed(recipe.to_json()))
            for student in students:
                here.sendall(packed(Task(Submission(student, ())).to_json()))
            here.shutdown(socket.SHUT_WR)
            module.main(there)
            there.close()
            said: list[Any] = []
            with suppress(EOFError):
                for one in Receiver(here).receive_all():
                    said.append(one)  # noqa: PERF402  (what came before the end counts)
            return said

    return serve


def test_it_says_what_protects_and_then_grades_what_comes_until_the_grader_has_gone(served: Any) -> None:
    (ready, _), *graded = served("ps1", "ada", "bob")
    assert Ready.from_json(ready) == Ready("full", ("a", "b"), {"grader": "ps1"}, 250.0)  # type: ignore[typeddict-item]
    answers = [Answer.from_json(*one) for one in graded]
    assert [(one.student, dict(one.spent)) for one in answers] == [
        (s, {"judge": 0.5}) for s in ("ada", "bob")
    ]
    limits = [json.loads(one.text)["limit"] for one in answers]
    assert limits == pytest.approx([CPU_SECONDS] * 2, abs=1.0)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
    assert Station.closed
    assert Station.settled == ["collected", "frozen", "limited"]


def test_a_course_that_cannot_be_graded_is_refused_in_its_own_words(served: Any) -> None:
    assert served("wrong", "ada") == [({"refused": "course.yml:3: no such assignment"}, b"")]


def test_when_a_wall_is_lost_nobody_else_is_graded(served: Any) -> None:
    said = served("ps1", "ada", "eve", "bob")
    assert [one for one, _ in said[2:]] == [{"refused": "a wall is gone"}]
    assert said[1][0]["student"] == "ada"
    assert Station.closed


def test_a_grader_that_has_gone_at_once_is_no_error() -> None:
    here, there = socket.socketpair()
    with there:
        here.close()
        module.main(there)


def test_it_takes_its_end_of_the_socket_by_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here, there = socket.socketpair()
    with here:
        here.sendall(packed(Recipe(tmp_path, "ps1", b"seed", "en").to_json()))
        monkeypatch.setattr(sys, "argv", ["program", str(there.detach())])
        runpy.run_path(module.__file__, run_name="__main__")
        ((said, _),) = Receiver(here).receive()
    assert "course.yml" in said["refused"]
    assert ("-P", "-m", module.__name__) == STARTED  # which is how a worker is started


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
