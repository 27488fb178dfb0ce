"""A worker program that does what the students' names say, and grades nothing."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import time
from pathlib import Path

from autograder.grading.task import Answer, Task
from autograder.grading.workers.frames import Receiver, packed

READY = {
    "protection": "full",
    "layers": ["a"],
    "stamps": {"grader": "g", "questions": {}},
    "patience": 30.0,
}


def main(channel: socket.socket) -> None:
    messages = Receiver(channel).receive_all()
    recipe, _ = next(messages)
    folder = Path(recipe["root"])
    if (folder / "refuse").exists():
        channel.sendall(packed({"refused": "course.yml:3: no"}))
        return
    if any(_first(folder / f"killed {at}") for at in _killed(folder)):
        os.kill(os.getpid(), signal.SIGKILL)
    weak = (folder / "weak").exists() and _first(folder / "one is weak")
    hurried = {"patience": 1.0} if (folder / "hurried").exists() else {}
    channel.sendall(packed({**READY, "protection": "strong" if weak else "full", **hurried}))
    for said, _ in messages:
        act(Task.from_json(said), channel, folder)


def _killed(folder: Path) -> range:
    """How often a worker is killed before it stands."""
    file = folder / "killed at first"
    return range(int(file.read_text())) if file.exists() else range(0)


def act(task: Task, channel: socket.socket, folder: Path) -> None:
    student = task.submission.student
    with (folder / "begun").open("a") as file:
        file.write(f"{student}\n")
    if "kills" in student or ("stumbles" in student and _first(folder / f"{student} fell")):
        os.kill(os.getpid(), signal.SIGKILL)
    if "ponders" in student:
        os.kill(os.getpid(), signal.SIGPROF)
    if "hangs" in student:
        time.sleep(60)
    if "slow" in student:
        time.sleep(0.2)
    big = b"x" * 3_000_000 if "big" in student else b"{}"
    channel.sendall(packed(Answer(student, "graded", None, big, {"judge": 0.5}).to_json(), big))


def _first(mark: Path) -> bool:
    try:
        mark.open("x").close()
    except FileExistsError:
        return False
    return True


if __name__ == "__main__":
    with contextlib.suppress(EOFError):
        main(socket.socket(fileno=int(sys.argv[1])))
