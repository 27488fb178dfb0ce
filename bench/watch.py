"""What a run holds while it goes on: its processes, their memory and descriptors, and temporary files."""

from __future__ import annotations

import os
import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

PAGE = os.sysconf("SC_PAGE_SIZE")


class Held(NamedTuple):
    """One look: `memory` in MB resident and `descriptors` of the grader and its workers, processes, temporary files."""

    memory: float
    descriptors: int
    processes: int
    temporary: int


def descendants(pid: int) -> list[int]:
    """Every process under `pid`, without it."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = [int(word) for word in task.read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def words(pid: int) -> bytes:
    """The command line of a process; nothing where it has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def look(pid: int) -> Held | None:
    """What the run holds now; None where it has just ended."""
    under = descendants(pid)
    ours = [pid, *(one for one in under if b"autograder.grading.workers" in words(one))]
    memory = descriptors = 0
    try:
        for one in ours:
            memory += int(Path(f"/proc/{one}/statm").read_text().split()[1]) * PAGE
            descriptors += len(list(Path(f"/proc/{one}/fd").iterdir()))
    except OSError:
        return None
    return Held(memory / 1e6, descriptors, len(under), len(list(Path(tempfile.gettempdir()).iterdir())))


class Watch(threading.Thread):
    """Looks every half second until `stop`; `thirds` then tells the highest of the run's first and last third."""

    def __init__(self, pid: int) -> None:
        super().__init__()
        self.pid, self.seen, self._over = pid, list[Held](), threading.Event()
        self.start()

    def run(self) -> None:
        """The thread's work."""
        while not self._over.wait(0.5):
            if held := look(self.pid):
                self.seen.append(held)

    def stop(self) -> None:
        """End; the looks stay."""
        self._over.set()
        self.join()

    def thirds(self) -> tuple[Held, Held]:
        """The most held in the first and in the last third of the run."""
        part = max(1, len(self.seen) // 3)
        first, last = self.seen[:part], self.seen[-part:]
        return tuple(Held(*map(max, zip(*some, strict=True))) for some in (first, last))  # type: ignore[return-value]
