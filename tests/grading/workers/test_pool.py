"""Workers die, stumble and refuse: every task is answered once, or the run says in one line why not."""

from __future__ import annotations

import socket
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.intake.submission import Submission
from autograder.grading.progress import Running
from autograder.grading.recipe import Recipe
from autograder.grading.task import Answer, Task
from autograder.grading.workers import pool as module
from autograder.grading.workers.pool import Pool
from autograder.grading.workers.worker import Ready, Refused
from autograder.model.errors import SandboxError

STAND_IN = ("-m", "tests.grading.workers.stand_in")


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Pool]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    monkeypatch.chdir(Path(__file__).parents[3])

    def lost(task: Task, reason: str) -> Answer:
        return Answer(task.submission.student, "ungraded", reason, b"")

    def made(jobs: int = 2, **more: Any) -> Pool:
        return Pool(Recipe(tmp_path, "ps1", b"", "en"), jobs, lost, program=STAND_IN, **more)

    return made


def tasks(*students: str) -> list[Task]:
    return [Task(Submission(student, ())) for student in students]


def test_every_task_is_answered_once(pool: Callable[..., Pool]) -> None:
    students = [f"s{i}" for i in range(50)]
    with pool(3) as workers:
        seen = Counter(answer.student for answer in workers.grade(iter(tasks(*students))))
        again = [answer.student for answer in workers.grade(tasks("t"))]
    assert seen == Counter(students)
    assert again == ["t"]


def test_it_stands_when_its_worker_has_said_so(pool: Callable[..., Pool], tmp_path: Path) -> None:
    told: list[Ready] = []
    with pool(1, started=told.append) as workers:
        assert workers.ready is None
        workers.stand()
        assert told == [workers.ready]
        workers.stand()
        assert len(told) == 1
    (tmp_path / "refuse").touch()
    with pool(1) as workers, pytest.raises(Refused, match=r"^course.yml:3: no$"):
        workers.stand()


def test_large_records_come_whole(pool: Callable[..., Pool]) -> None:
    with pool(1) as workers:
        sizes = [len(answer.text) for answer in workers.grade(tasks("big1", "big2", "big3", "small"))]
    assert sizes == [3_000_000, 3_000_000, 3_000_000, 2]


def test_what_kills_its_worker_twice_is_told_and_costs_nobody_else(
    pool: Callable[..., Pool], tmp_path: Path
) -> None:
    students = ["a", "kills", "b", "stumbles", "c", "kills too", "d"]
    with pool(2) as workers:
        answers = {answer.student: answer for answer in workers.grade(tasks(*students))}
    assert sorted(answers) == sorted(students)
    died = {student for student, answer in answers.items() if answer.status == "ungraded"}
    assert died == {"kills", "kills too"}
    assert "ended twice over it (killed by signal SIGKILL)" in str(answers["kills"].reason)
    begun = Counter((tmp_path / "begun").read_text().split("\n"))
    assert (begun["kills"], begun["stumbles"]) == (2, 2)


@pytest.mark.slow
def test_what_meets_a_limit_of_its_worker_is_not_tried_again(
    pool: Callable[..., Pool], tmp_path: Path
) -> None:
    (tmp_path / "hurried").touch()
    with pool(2) as workers:
        answers = {a.student: a for a in workers.grade(tasks("a", "ponders", "hangs", "b"))}
    assert {student for student, one in answers.items() if one.status == "graded"} == {"a", "b"}
    assert answers["ponders"].reason == "it takes more than 60 s of the grader's own processor time"
    assert answers["hangs"].reason == "the grader gave it up after 1 s"
    begun = Counter((tmp_path / "begun").read_text().split("\n"))
    assert (begun["ponders"], begun["hangs"]) == (1, 1)


def test_a_worker_that_is_killed_from_outside_is_replaced(pool: Callable[..., Pool]) -> None:
    seen: list[str] = []
    with pool(2) as workers:
        for answer in workers.grade(tasks(*(f"s{i}" for i in range(40)))):
            seen.append(answer.student)
            if len(seen) in (5, 15):
                workers.workers[0].process.kill()
        alive = [worker.process.poll() for worker in workers.workers]
    assert Counter(seen) == Counter(f"s{i}" for i in range(40))
    assert alive == [None, None]


def test_it_says_once_what_protects(pool: Callable[..., Pool]) -> None:
    told: list[Ready] = []
    with pool(2, started=told.append) as workers:
        list(workers.grade(tasks("a", "b")))  # one for each of them, at once
    assert [(ready.protection, ready.layers) for ready in told] == [("full", ("a",))]


def test_a_worker_that_is_protected_less_ends_the_run(pool: Callable[..., Pool], tmp_path: Path) -> None:
    (tmp_path / "weak").touch()
    with pool(2) as workers, pytest.raises(SandboxError, match="not all workers are alike"):
        list(workers.grade(tasks("a", "b")))


def test_what_a_worker_refuses_is_said(pool: Callable[..., Pool], tmp_path: Path) -> None:
    (tmp_path / "refuse").touch()
    with pool(2) as workers, pytest.raises(Refused, match=r"^course.yml:3: no$"):
        list(workers.grade(tasks("a")))


class Fated:
    """In the place of a worker: as the next letter says, it falls before it stands, or afterwards (s), or grades (g)."""

    fates = ""

    def __init__(self, *_: object) -> None:
        self.fate, Fated.fates = Fated.fates[0], Fated.fates[1:]
        self.channel, theirs = socket.socketpair()
        theirs.close()  # so there is always something to be heard
        self.ready: Ready | None = None
        self.doing: Task | None = None
        self.overdue = False

    def hand(self, task: Task) -> None:
        self.doing = task

    def receive(self) -> list[tuple[Task, Answer]]:
        if self.fate == "f" or (self.fate == "s" and self.ready):
            raise EOFError
        if self.ready is None:
            self.ready = Ready("full", ("a",), {}, 60.0)  # type: ignore[typeddict-item]
            return []
        task, self.doing = self.doing, None
        assert task is not None
        return [(task, Answer("a", "graded", None, b""))]

    def end(self, _: float) -> int:
        self.channel.close()
        return 7


@pytest.mark.parametrize(("fates", "stands"), [("ffsffg", True), ("fff", False), ("ffsfff", False)])
def test_the_third_in_a_row_that_does_not_stand_ends_the_run(
    pool: Callable[..., Pool], monkeypatch: pytest.MonkeyPatch, fates: str, stands: bool
) -> None:
    monkeypatch.setattr(module, "Worker", Fated)
    monkeypatch.setattr(Fated, "fates", fates)
    said = r"^3 worker processes ended before they stood, the last with exit status 7$"
    with pool(1) as workers, nullcontext() if stands else pytest.raises(SandboxError, match=said):
        assert [answer.status for answer in workers.grade(tasks("a"))] == ["graded"]
    assert Fated.fates == ""
    assert workers.selector.get_map() is None  # it is closed


@pytest.mark.slow
def test_workers_that_are_killed_before_they_stand_cost_nothing(
    pool: Callable[..., Pool], tmp_path: Path
) -> None:
    (tmp_path / "killed at first").write_text("6")
    with pool(2) as workers:
        assert sorted(answer.status for answer in workers.grade(tasks("a", "b"))) == ["graded", "graded"]
    (tmp_path / "killed at first").write_text("100")
    with pool(2) as workers, pytest.raises(SandboxError, match="20 worker processes ended before they stood"):
        list(workers.grade(tasks("a")))


def test_the_time_until_a_worker_stands_is_none_of_its_task(pool: Callable[..., Pool]) -> None:
    with pool(1) as workers:
        (worker,) = workers.workers
        worker.hand(*tasks("hangs"))
        worker.since -= 1000.0
        while worker.ready is None:
            list(worker.receive())
        worker.hurry(time.monotonic())
        assert not worker.overdue
        worker.hurry(time.monotonic() + 31.0)
        assert worker.overdue


def test_a_program_that_cannot_be_started(pool: Callable[..., Pool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(SandboxError, match="did not start"):
        pool(1)


def test_it_says_who_is_running(pool: Callable[..., Pool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK", 0.05)
    looked: list[Running] = []
    with pool(1, looked=looked.append) as workers:
        list(workers.grade(tasks("a", "slow")))
    seen = {student for running in looked for student, _ in running}
    assert {"slow"} <= seen <= {"a", "slow"}  # on a busy machine anybody may be at work when it looks
    assert all(seconds < 60 for running in looked for _, seconds in running)


def test_workers_end_when_the_grader_is_gone(pool: Callable[..., Pool]) -> None:
    workers = pool(2)
    list(workers.grade(tasks("a", "b")))
    processes = [worker.process for worker in workers.workers]
    for worker in workers.workers:
        worker.channel.close()
    assert [process.wait(timeout=30) for process in processes] == [0, 0]
    workers.close()


def test_a_module_of_the_folder_is_not_taken_for_one_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real program, started in a folder of submissions."""
    (tmp_path / "json.py").write_text("import os\nos._exit(9)\n")
    (tmp_path / "numpy.py").write_text("import os\nos._exit(9)\n")
    monkeypatch.chdir(tmp_path)
    recipe = Recipe(tmp_path, "ps1", b"", "en")
    with (
        Pool(recipe, 1, lambda *_: Answer("", "", "", b"")) as workers,
        pytest.raises(Refused, match=r"course\.yml"),
    ):
        list(workers.grade(tasks("a")))
