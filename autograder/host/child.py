"""One child of the fork server, heard from the trusted end: frames with deadlines, decoded and checked.

`Child.listen` takes whatever a hostile process writes and comes back in time: with answers in a `Heard`, and with the
first unit that failed.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

from autograder.host.names import plainly, words_of
from autograder.model.outcome import Outcome
from autograder.model.question import Limits
from autograder.sandbox.interpreter import units
from autograder.sandbox.protocol import (
    MAX_FRAME,
    MAX_TOTAL,
    ProtocolError,
    Raised,
    Reply,
    Request,
    checked_errors,
    checked_reply,
    decode,
    encode,
)

PATIENCE = 3.0
"""A unit's wall-clock limit, as a multiple of its CPU limit: on a busy machine only the CPU limit is fair."""


class Unit(NamedTuple):
    """What a child answers one by one: ("cell", its place) or ("asked", the question)."""

    kind: str
    which: int | str


class Loss(NamedTuple):
    """A unit that did not answer, and how it ended."""

    unit: Unit
    how: Outcome


@dataclass
class Heard:
    """What came out of a submission.

    cells      exceptions of each cell that ran, by index
    replies    the replies of each question that answered, by id
    lost       how each unit ended that did not answer
    cpu        CPU seconds of all children
    forbidden  the units in which the kernel killed a child for a forbidden system call
    """

    cells: dict[int, tuple[Raised, ...]] = field(default_factory=dict)
    replies: dict[str, tuple[Reply, ...]] = field(default_factory=dict)
    lost: dict[Unit, Outcome] = field(default_factory=dict)
    cpu: float = 0.0
    forbidden: list[Unit] = field(default_factory=list)


class Child:
    """One child: its socket, its pidfd, and afterwards its exit status and CPU seconds."""

    def __init__(self, channel: socket.socket, pidfd: int) -> None:
        self.channel, self.pidfd = channel, pidfd
        self.status, self.cpu = 0, 0.0
        self.received = 0
        self.pid = _pid_of(pidfd)

    def kill(self) -> None:
        """End it, if it still runs."""
        with suppress(OSError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def listen(self, request: Request, heard: Heard, limits: Limits, budget: float) -> Loss | None:
        """Take the answers of all units in order into `heard`; the first unit that fails, and how."""
        probes = {asked.question: asked.probes for asked in request.asked}
        words = words_of(request)
        data = encode(request)
        unit = Unit("cell", 0)
        try:
            self.channel.settimeout(limits.cell_seconds)
            self.channel.sendall(struct.pack("<I", len(data)) + data)
            for unit in starmap(Unit, units(request)):
                seconds = limits.cell_seconds if unit.kind == "cell" else limits.question_seconds
                kind, which, answer = decode(self._frame(seconds, budget))
                if (kind, which) != unit:
                    raise ProtocolError("an answer out of order")
                if kind == "cell":
                    heard.cells[which] = plainly(checked_errors(answer), words)
                elif kind == "asked":
                    replies = starmap(checked_reply, zip(answer, probes[which], strict=True))
                    heard.replies[which] = tuple(
                        replace(reply, observations=plainly(reply.observations, words)) for reply in replies
                    )
        except TimeoutError:
            return Loss(unit, Outcome.TIMEOUT)
        except (ProtocolError, OSError, ValueError, TypeError):
            return Loss(unit, Outcome.CRASHED)
        return None

    def _frame(self, seconds: float, budget: float) -> bytes:
        started, used = time.monotonic(), self._cpu_now()
        deadline = Deadline(seconds, started, used, budget, self._cpu_now)
        (length,) = struct.unpack("<I", self._read(4, deadline))
        self.received += length
        if length > MAX_FRAME or self.received > MAX_TOTAL:
            raise ProtocolError("more than a child may say")
        return self._read(length, deadline)

    def _read(self, count: int, deadline: Deadline) -> bytes:
        data = bytearray()
        while len(data) < count:
            ready, _, _ = select.select([self.channel], [], [], deadline.left())
            if not ready:
                continue
            part = self.channel.recv(min(count - len(data), 1 << 20))
            if not part:
                raise ProtocolError("the child has gone")
            data += part
        return bytes(data)

    def _cpu_now(self) -> float:
        """CPU seconds the child has used so far (0 where /proc does not say)."""
        try:
            fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        except (OSError, IndexError, ValueError):
            return 0.0

    @property
    def forbidden(self) -> bool:
        """True when the seccomp filter killed the child."""
        return os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGSYS

    def verdict(self, how: Outcome) -> Outcome:
        """How the child ended, heard as `how`: a kill by the CPU limit is a timeout too."""
        by_limit = os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGXCPU
        return Outcome.TIMEOUT if by_limit else how


@dataclass
class Deadline:
    """When to give up on a unit: its CPU limit is used up, PATIENCE times that has passed, or the budget is spent."""

    seconds: float
    started: float
    used: float
    budget: float
    cpu_now: Callable[[], float]

    def left(self) -> float:
        """Seconds to wait before looking again. Raises TimeoutError when it is over."""
        now = time.monotonic()
        passed = now - self.started
        if now > self.budget or passed > self.seconds * PATIENCE:
            raise TimeoutError
        if passed < self.seconds:
            return self.seconds - passed + 0.01
        if self.cpu_now() - self.used >= self.seconds * 0.9:
            raise TimeoutError
        return 0.25


def _pid_of(pidfd: int) -> int:
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1])
    return -1
