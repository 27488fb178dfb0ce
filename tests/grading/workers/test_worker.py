"""The grader's end of one worker process: what it says, and that it is alike the others."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.task import Answer, Task
from autograder.grading.workers.worker import Ready, Refused, Worker
from autograder.model.errors import SandboxError
from tests.grading.workers.stand_in import READY

STAND_IN = ("-m", "tests.grading.workers.stand_in")
STANDS = Ready("full", ("a",), {"grader": "g", "questions": {"q": "1"}}, 30.0)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Worker]]:
    """Starts workers that do what the students' names say."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    monkeypatch.chdir(Path(__file__).parents[3])
    started: list[Worker] = []

    def made() -> Worker:
        started.append(Worker(Recipe(tmp_path, "ps1", b"", "en"), STAND_IN))
        return started[-1]

    yield made
    for worker in started:
        worker.end()


def stood(worker: Worker) -> Worker:
    """A worker that has said that it stands."""
    while worker.ready is None:
        assert list(worker.receive()) == []
    return worker


def said(worker: Worker) -> tuple[Task, Answer]:
    """What it has done."""
    while True:
        for one in worker.receive():
            return one


def test_what_it_says_of_itself_crosses_whole() -> None:
    assert Ready.from_json(STANDS.to_json()) == STANDS


@pytest.mark.parametrize(
    "other",
    [
        replace(STANDS, protection="strong"),
        replace(STANDS, layers=("a", "b")),
        replace(STANDS, stamps={"grader": "g", "questions": {"q": "2"}}),
        replace(STANDS, patience=31.0),
    ],
)
def test_workers_are_alike_in_everything(other: Ready) -> None:
    STANDS.insist_on(replace(STANDS))
    with pytest.raises(SandboxError, match=r"not all workers are alike \(protection 'full' and '\w+'\)"):
        STANDS.insist_on(other)


def test_a_task_is_its_own_until_it_is_answered(start: Callable[[], Worker]) -> None:
    worker = stood(start())
    assert worker.ready == Ready.from_json(READY)
    task = Task(Submission("a", ()))
    begun = worker.since
    worker.hand(task)
    assert worker.doing is task
    assert worker.since > begun
    done, answer = said(worker)
    assert done is task
    assert (answer.student, answer.status) == ("a", "graded")
    assert worker.doing is None


def test_it_has_one_thread_of_arithmetic_and_the_same_order_of_sets(
    start: Callable[[], Worker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "8")
    monkeypatch.setenv("PYTHONHASHSEED", "5")
    worker = stood(start())
    lines = Path(f"/proc/{worker.process.pid}/environ").read_bytes().split(b"\0")
    assert {b"OMP_NUM_THREADS=1", b"PYTHONHASHSEED=0"} <= set(lines)
    assert os.getpgid(worker.process.pid) != os.getpgid(0)  # Ctrl-C is for the grader


def test_one_that_died_is_heard_of_when_it_is_listened_to(start: Callable[[], Worker]) -> None:
    worker = stood(start())
    worker.process.kill()
    worker.process.wait()
    worker.hand(Task(Submission("a", ())))
    worker.hand(Task(Submission("b", ())))
    with pytest.raises(EOFError):
        list(worker.receive())


def test_what_it_refuses_is_what_it_says(start: Callable[[], Worker], tmp_path: Path) -> None:
    (tmp_path / "refuse").touch()
    with pytest.raises(Refused, match=r"^course.yml:3: no$"):
        stood(start())


def test_it_is_ended_once_it_is_at_its_task_for_too_long(start: Callable[[], Worker]) -> None:
    worker = stood(start())
    overdue = []
    for task, seconds in ((None, 1000.0), ("hangs", 29.0), ("", 31.0)):
        if task:
            worker.hand(Task(Submission(task, ())))
        worker.hurry(worker.since + seconds)
        overdue.append(worker.overdue)
    assert overdue == [False, False, True]
    assert worker.process.wait(10) == -signal.SIGKILL


def test_it_may_end_by_itself_and_is_ended_else(start: Callable[[], Worker], tmp_path: Path) -> None:
    assert stood(start()).end(30.0) == 0
    deaf = Worker(Recipe(tmp_path, "ps1", b"", "en"), ("-S", "-c", "import time; time.sleep(9)"))
    assert deaf.end() == -signal.SIGKILL
