"""One process of a sandbox, heard from the trusted end: frames with deadlines, decoded and checked.

`Child.listen` takes whatever a hostile process writes and comes back in time: with answers in a `Heard`, and with the
first unit that failed.
"""

from __future__ import annotations

import os
import signal
import socket
import struct
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import starmap
from math import inf, isfinite
from typing import Literal, NamedTuple

from autograder.host.names import Names
from autograder.model.errors import SandboxError
from autograder.model.outcome import Outcome
from autograder.model.question import Limits
from autograder.sandbox.codec import MAX_FRAME, ProtocolError
from autograder.sandbox.protocol import (
    LOCKED,
    MAX_TOTAL,
    Asked,
    Raised,
    Reply,
    Request,
    Tested,
    checked_errors,
    checked_reply,
    checked_test,
    decode,
    sequence,
    units,
)
from autograder.sandbox.remote.exam import Exam, pack_exam
from autograder.sandbox.requests import pack

PATIENCE = 3.0
"""A unit's wall-clock limit, as a multiple of its CPU limit: on a busy machine only the CPU limit is fair."""

TICK = 0.25
"""Seconds after which somebody who waits looks at the clock."""
AT_ONCE = 0.05
"""Seconds in which most children are done: so long nobody wakes at each answer, and then all are read at once."""
START_SECONDS = 60.0
"""A sandbox has this long to say that it stands, and a child to lock itself and take its request."""
END_SECONDS = 3.0
"""So long after its socket has closed, a child that is dying has died: the kernel closes the files of a process last."""
_LENGTH = struct.Struct("<I")
_FROM_OUTSIDE = frozenset((signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT))
"""Signals that no child can send to itself, and that the kernel sends to none for what its code does."""


class Interrupted(SandboxError):
    """Something was killed from outside, or took too long before it began: the same may work the next time."""


class Gone(Interrupted):
    """The sandbox has ended, whoever ended it."""


class Unit(NamedTuple):
    """What a child answers one by one: ("cell", its place), ("asked", the question) or ("talk", the test)."""

    kind: Literal["cell", "asked", "talk", "done"]
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
    lost       how each cell ended that did not answer, by index (-1: the end of all)
    silent     the same of questions and tests, by name
    cpu        CPU seconds of all children
    forbidden  the units in which the kernel killed a child for a forbidden system call
    beyond     the questions and tests that the submission's budget did not reach, or ended in
    tests      what came of each test, by its name
    """

    cells: dict[int, tuple[Raised, ...]] = field(default_factory=dict)
    replies: dict[str, tuple[Reply, ...]] = field(default_factory=dict)
    lost: dict[int, Outcome] = field(default_factory=dict)
    silent: dict[str, Outcome] = field(default_factory=dict)
    cpu: float = 0.0
    forbidden: list[Unit] = field(default_factory=list)
    beyond: set[str] = field(default_factory=set)
    tests: dict[str, Tested] = field(default_factory=dict)

    def add(self, said: Heard) -> None:
        """Take what a further child said."""
        self.cells.update(said.cells)
        self.replies.update(said.replies)
        self.tests.update({name: one for name, one in said.tests.items() if name not in self.tests})
        self.cpu += said.cpu
        self.forbidden += said.forbidden


class Child(ABC):
    """One child: its socket, the CPU seconds that it may use, and afterwards its exit status (that of `os.wait`) and those it
    used. A sandbox says how it is ended, how its end is seen, and what it uses."""

    def __init__(self, channel: socket.socket, cpu_seconds: float) -> None:
        self.channel, self.cpu_seconds = channel, cpu_seconds
        self.status, self.cpu = 0, 0.0
        self.locked = self.killed = False
        self.received, self.data = 0, bytearray()
        self.inside: dict[str, float] = {}

    def kill(self) -> None:
        """End it, if it still runs."""
        if not self.has_ended(0.0):
            self.killed = True
            self.end()

    @abstractmethod
    def end(self) -> None:
        """Kill the process; nothing where it has ended."""

    @abstractmethod
    def has_ended(self, seconds: float) -> bool:
        """Wait for its end, so long at the most; whether it has come."""

    @abstractmethod
    def cpu_now(self) -> float:
        """CPU seconds that it has used so far (0 where nobody says: then the clock alone counts)."""

    def listen(
        self, request: Request, heard: Heard, limits: Limits, budget: float, judge: JudgeProcess | None = None
    ) -> Loss | None:
        """Take the answers of all units in order into `heard`; the first unit that fails, and how.

        Tests are answered to the process of a `judge`, which says what came of them.
        """
        names = Names(request)
        asked = {one.question: one for one in request.asked}
        data = pack(request)
        unit = Unit("cell", 0)
        try:
            self.hand_over(data)
            if judge:
                judge.begin()
            for unit in starmap(Unit, units(request)):
                if unit.kind == "talk" and judge:
                    heard.tests[str(unit.which)] = judge.heard(str(unit.which), names, self, budget)
                seconds = limits.cell_seconds if unit.kind == "cell" else limits.question_seconds
                kind, which, answer = sequence(decode(self.frame(seconds, budget)))
                if tuple(unit) != (kind, which) or type(which) not in (int, str):  # 0.0 and False equal 0
                    raise ProtocolError("an answer out of order")
                self._take(unit, answer, heard, asked, names)
        except TimeoutError:
            return Loss(unit, Outcome.TIMEOUT)
        except OSError:
            self.has_ended(END_SECONDS)
            return Loss(unit, Outcome.CRASHED)
        except (ProtocolError, ValueError, TypeError):
            return Loss(unit, Outcome.CRASHED)
        return None

    def _take(self, unit: Unit, answer: object, heard: Heard, asked: dict[str, Asked], names: Names) -> None:
        """What a unit was answered, where it belongs. Raises ProtocolError."""
        if unit.kind == "cell":
            heard.cells[int(unit.which)] = tuple(map(names.raised, checked_errors(answer)))
        elif unit.kind == "asked":
            heard.replies[str(unit.which)] = _replies(answer, asked[str(unit.which)], names)
        elif unit.kind == "done":
            self.inside = _seconds(answer)

    def hand_over(self, data: bytes) -> None:
        """Give it the request, and hear that it is locked; no code of the submission runs before."""
        self.channel.settimeout(START_SECONDS)
        self.channel.sendall(_LENGTH.pack(len(data)) + data)
        self.channel.settimeout(TICK)
        self.has_ended(AT_ONCE)
        self._have(1, Deadline(START_SECONDS, time.monotonic(), self.cpu_now(), inf, self.cpu_now))
        self.locked = self.data[:1] == LOCKED
        del self.data[:1]

    def frame(self, seconds: float, budget: float, cpu_now: Callable[[], float] | None = None) -> bytes:
        """The next frame, and what was read beyond it is kept for the one after."""
        cpu_now = cpu_now or self.cpu_now
        deadline = Deadline(seconds, time.monotonic(), cpu_now(), budget, cpu_now)
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
                raise ConnectionResetError
            self.data += part

    @property
    def forbidden(self) -> bool:
        """True when the seccomp filter killed the child."""
        return self._signal == signal.SIGSYS

    @property
    def interrupted(self) -> bool:
        """True when it was not its own code that ended the child: it had not begun, or somebody else killed it."""
        return not self.locked or (self._signal in _FROM_OUTSIDE and not self.killed and not self.by_limit)

    def verdict(self, how: Outcome) -> Outcome:
        """How the child ended, heard as `how`: a kill by the CPU limit is a timeout too."""
        return Outcome.TIMEOUT if self.by_limit else how

    @property
    def _signal(self) -> int:
        return os.WTERMSIG(self.status) if os.WIFSIGNALED(self.status) else 0

    @property
    def by_limit(self) -> bool:
        """The kernel ended it for its CPU seconds: who ignores the signal of the soft limit is killed by the hard one."""
        at_once = self._signal == signal.SIGKILL and not self.killed and self.cpu >= self.cpu_seconds
        return self._signal == signal.SIGXCPU or at_once


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


def _seconds(answer: object) -> dict[str, float]:
    """What the child says that its cells and the probes took: nothing rests on it."""
    cells, probes = sequence(answer)
    if not (isinstance(cells, float) and isinstance(probes, float) and isfinite(cells) and isfinite(probes)):
        raise ProtocolError("no seconds")
    return {"cells": cells, "probes": probes}


def _replies(answer: object, asked: Asked, names: Names) -> tuple[Reply, ...]:
    return tuple(
        Reply(tuple(map(names.seen, reply.observations)), reply.printed, reply.mutated)
        for reply in starmap(checked_reply, zip(sequence(answer), asked.probes, strict=True))
    )


class JudgeProcess:
    """The process that judges tests, for as long as a student's process answers it: a locked child of a second fork server."""

    def __init__(self, process: Child, exam: Exam, limits: Limits) -> None:
        self.process, self.exam, self.limits = process, exam, limits

    def begin(self) -> None:
        """Give it the tests; from then on it asks the student's process, and waits until that answers."""
        self.process.hand_over(pack_exam(self.exam))

    def heard(self, test: str, names: Names, child: Child, budget: float) -> Tested:
        """What came of a test. Its time is that of both processes together.

        Raises ConnectionResetError where either has ended, TimeoutError, ProtocolError.
        """

        def cpu_now() -> float:
            return self.process.cpu_now() + child.cpu_now()

        said = self.process.frame(self.limits.question_seconds, budget, cpu_now)
        kind, which, answer = sequence(decode(said))
        if (kind, which) != ("tested", test):
            raise ProtocolError("a test out of order")
        tested = checked_test(answer, test)
        if tested.how == "ended":
            raise ConnectionResetError
        return tested if tested.raised is None else replace(tested, raised=names.raised(tested.raised))
