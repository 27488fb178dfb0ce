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
from dataclasses import dataclass, field
from itertools import starmap
from math import isfinite
from pathlib import Path
from typing import Any, NamedTuple

from autograder.host.names import Names
from autograder.model.outcome import Outcome
from autograder.model.question import Limits
from autograder.sandbox.interpreter import units
from autograder.sandbox.protocol import (
    MAX_FRAME,
    MAX_TOTAL,
    Asked,
    ProtocolError,
    Raised,
    Reply,
    Request,
    checked_errors,
    checked_reply,
    decode,
)
from autograder.sandbox.requests import pack

PATIENCE = 3.0
"""A unit's wall-clock limit, as a multiple of its CPU limit: on a busy machine only the CPU limit is fair."""

TICK = 0.25
"""Seconds after which somebody who waits looks at the clock."""
AT_ONCE = 0.05
"""Seconds in which most children are done: so long nobody wakes at each answer, and then all are read at once."""
_LENGTH = struct.Struct("<I")


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
        self.received, self.data = 0, bytearray()
        self.clock = _clock_of(pidfd)
        self.inside: dict[str, float] = {}

    def kill(self) -> None:
        """End it, if it still runs."""
        with suppress(OSError):
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)

    def listen(self, request: Request, heard: Heard, limits: Limits, budget: float) -> Loss | None:
        """Take the answers of all units in order into `heard`; the first unit that fails, and how."""
        names = Names(request)
        asked = {one.question: one for one in request.asked}
        data = pack(request)
        unit = Unit("cell", 0)
        try:
            self.channel.settimeout(limits.cell_seconds)
            self.channel.sendall(_LENGTH.pack(len(data)) + data)
            self.channel.settimeout(TICK)
            self._wait(AT_ONCE)
            for unit in starmap(Unit, units(request)):
                seconds = limits.cell_seconds if unit.kind == "cell" else limits.question_seconds
                kind, which, answer = decode(self._frame(seconds, budget))
                if (kind, which) != unit:
                    raise ProtocolError("an answer out of order")
                if kind == "cell":
                    heard.cells[which] = tuple(map(names.raised, checked_errors(answer)))
                elif kind == "asked":
                    heard.replies[which] = _replies(answer, asked[which], names)
                else:
                    self.inside = _seconds(answer)
        except TimeoutError:
            return Loss(unit, Outcome.TIMEOUT)
        except (ProtocolError, OSError, ValueError, TypeError):
            return Loss(unit, Outcome.CRASHED)
        return None

    def _wait(self, seconds: float) -> None:
        """Wait for its end, so long at the most."""
        poll = select.poll()
        poll.register(self.pidfd, select.POLLIN)
        poll.poll(1e3 * seconds)

    def _frame(self, seconds: float, budget: float) -> bytes:
        """The next frame, and what was read beyond it is kept for the one after."""
        deadline = Deadline(seconds, time.monotonic(), self.cpu_now(), budget, self.cpu_now)
        self._have(_LENGTH.size, deadline)
        (length,) = _LENGTH.unpack_from(self.data)
        self.received += length
        if length > MAX_FRAME or self.received > MAX_TOTAL:
            raise ProtocolError("more than a child may say")
        end = _LENGTH.size + length
        self._have(end, deadline)
        frame = bytes(self.data[_LENGTH.size : end])
        del self.data[:end]
        return frame

    def _have(self, count: int, deadline: Deadline) -> None:
        """Read until there are so many bytes."""
        while len(self.data) < count:
            deadline.check()
            try:
                part = self.channel.recv(min(max(count - len(self.data), 1 << 14), 1 << 20))
            except TimeoutError:
                continue
            if not part:
                raise ProtocolError("the child has gone")
            self.data += part

    def cpu_now(self) -> float:
        """CPU seconds that the child has used so far (0 where the system does not say)."""
        try:
            return time.clock_gettime(self.clock)
        except OSError:
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

    def check(self) -> None:
        """Raises TimeoutError when it is over."""
        now = time.monotonic()
        passed = now - self.started
        if now > self.budget or passed > self.seconds * PATIENCE:
            raise TimeoutError
        if passed >= self.seconds and self.cpu_now() - self.used >= self.seconds * 0.9:
            raise TimeoutError


def _seconds(answer: Any) -> dict[str, float]:
    """What the child says that its cells and the probes took: nothing rests on it."""
    cells, probes = answer
    if not all(type(one) is float and isfinite(one) for one in answer):
        raise ProtocolError("no seconds")
    return {"cells": cells, "probes": probes}


def _replies(answer: Any, asked: Asked, names: Names) -> tuple[Reply, ...]:
    return tuple(
        Reply(tuple(map(names.seen, reply.observations)), reply.printed, reply.mutated)
        for reply in starmap(checked_reply, zip(answer, asked.probes, strict=True))
    )


def _clock_of(pidfd: int) -> int:
    """The clock of another process's CPU time (clock_getcpuclockid): its number is made of the process's."""
    words = Path(f"/proc/self/fdinfo/{pidfd}").read_bytes().split()
    return ~int(words[words.index(b"Pid:") + 1]) << 3 | 2
