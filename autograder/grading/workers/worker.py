"""The grader's end of one worker process."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from autograder.grading.recipe import Recipe
from autograder.grading.task import Answer, Task
from autograder.grading.workers.frames import Receiver, packed
from autograder.model.errors import SandboxError
from autograder.model.record import Json, StampRecord
from autograder.numbers import ONE_THREAD

PROGRAM = ("-P", "-m", "autograder.grading.workers.program")
"""-P: no file of the folder that the grader was started in is taken for a module."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What a worker says once it stands: the protection in force, the walls that make it, what its records depend on, and
    for how many seconds by the clock it may be at one submission."""

    protection: str
    layers: tuple[str, ...]
    stamps: StampRecord
    patience: float

    def to_json(self) -> dict[str, object]:
        """As JSON carries it."""
        return asdict(self)

    @classmethod
    def from_json(cls, said: Json) -> Ready:
        """What `to_json` made of it."""
        return cls(said["protection"], tuple(said["layers"]), said["stamps"], said["patience"])

    def insist_on(self, other: Ready) -> None:
        """Raise SandboxError unless `other` is protected alike, and its records depend on the same."""
        if other != self:
            raise SandboxError(
                f"not all workers are alike (protection {self.protection!r} and {other.protection!r}), or course files or the "
                "version of this package differ; nothing more was graded: run the same command again"
            )


class Refused(SandboxError):
    """A worker cannot grade this course: the text is what it said."""


class Worker:
    """One worker process, started. `doing` is the task that it is at, `since` when it could begin with that (monotonic seconds);
    `ready` is what it said when it stood, None until then; `overdue` says that it was ended because it took too long.

    Raises SandboxError when no process can be started.
    """

    def __init__(self, recipe: Recipe, program: Sequence[str] = PROGRAM) -> None:
        self.channel, theirs = socket.socketpair()
        try:
            self.process = subprocess.Popen(
                [sys.executable, *program, str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
                pass_fds=(theirs.fileno(),),
                process_group=0,  # Ctrl-C is for the grader
            )
        except OSError as error:
            self.channel.close()
            raise SandboxError(f"a worker process did not start: {error}") from error
        finally:
            theirs.close()
        self.receiver = Receiver(self.channel)
        self.doing: Task | None = None
        self.since = time.monotonic()
        self.ready: Ready | None = None
        self.overdue = False
        self._send(packed(recipe.to_json()))

    def hand(self, task: Task) -> None:
        """Give it a task; it must have none."""
        self.doing, self.since = task, time.monotonic()
        self._send(packed(task.to_json()))

    def receive(self) -> Iterator[tuple[Task, Answer]]:
        """What it has done, as far as it says so now. Raises EOFError where it has died, Refused where it will not grade."""
        for said, text in self.receiver.receive():
            if "refused" in said:
                raise Refused(said["refused"])
            if self.ready is None:
                self.ready, self.since = Ready.from_json(said), time.monotonic()
            else:
                task, self.doing = self.doing, None
                assert task is not None
                yield task, Answer.from_json(said, text)

    def hurry(self, now: float) -> None:
        """End it if it has been at its task for too long: it hangs where neither a budget nor a limit sees it."""
        if self.ready and self.doing and now - self.since > self.ready.patience and not self.overdue:
            self.overdue = True
            self.process.kill()

    def end(self, patience: float = 0.0) -> int:
        """End it, after `patience` seconds in which it may end by itself; returns its exit status as `subprocess` does."""
        self.channel.close()
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()

    def _send(self, frame: bytes) -> None:
        """Send a frame; that the process has died is noticed by whoever listens."""
        try:
            self.channel.sendall(frame)
        except (BrokenPipeError, ConnectionResetError):
            return


def _environment() -> dict[str, str]:
    """One thread of arithmetic a worker: there is a worker for every core, and the same numbers come out everywhere."""
    return {**os.environ, **ONE_THREAD, "PYTHONHASHSEED": "0"}
