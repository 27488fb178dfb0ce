"""The trusted end of the sandbox: starts a fork server, hands a request to a child, listens with deadlines.

`Prober.ask` always comes back with a `Heard`, whatever the student's process does; only a failure of the sandbox
itself raises (SandboxError).
"""

from __future__ import annotations

import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.errors import SandboxError
from autograder.model import Limits
from autograder.sandbox import bubblewrap
from autograder.sandbox.interpreter import units
from autograder.sandbox.protocol import (
    MAX_FRAME,
    MAX_TOTAL,
    POLICY,
    STATUS,
    ProtocolError,
    Raised,
    Reply,
    Request,
    checked_reply,
    decode,
    encode,
)

MAX_RESTARTS = 6
PATIENCE = 3.0
"""A unit's wall-clock limit, as a multiple of its CPU limit: on a busy machine only the CPU limit is fair."""


@dataclass
class Heard:
    """What came out of a submission.

    cells      exceptions of each cell that ran, by index
    replies    the replies of each question that answered, by id
    lost       how each unit ended that did not answer: "timeout", "memory" or "crashed", by ("cell", index) or
               ("asked", question)
    cpu        CPU seconds of all children
    """

    cells: dict[int, tuple[Raised, ...]] = field(default_factory=dict)
    replies: dict[str, tuple[Reply, ...]] = field(default_factory=dict)
    lost: dict[tuple[str, int | str], str] = field(default_factory=dict)
    cpu: float = 0.0


class Prober:
    """One fork server. Not for use from two threads at once; `close` it, or use it in a `with` statement.

    `protection` is the level in force ("full", "strong", "partial", "none"), `layers` the walls that make it.
    """

    def __init__(self, limits: Limits, protect: bool = True) -> None:
        self.limits = limits
        self.protect = protect
        self.start()

    def start(self) -> None:
        """Start the fork server. Raises SandboxError when it does not come up."""
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        mode = "protect" if self.protect else "open"
        python = [sys.executable, "-I", "-m", "autograder.sandbox.server", str(theirs.fileno()), mode]
        self.process = subprocess.Popen(
            bubblewrap.command(python) if self.protect else python,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=_environment(),
            pass_fds=(theirs.fileno(),),
            cwd="/",
        )
        theirs.close()
        self.control.settimeout(60)
        try:
            self.protection, *self.layers = self.control.recv(4096).decode().split()
        except (OSError, ValueError) as error:
            _, text = self.process.communicate()
            raise SandboxError(
                f"the sandbox did not start: {text.decode(errors='replace')[-600:]}"
            ) from error

    def close(self) -> None:
        """End the server and what still runs in it."""
        self.control.close()
        self.process.kill()
        self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()

    def restart(self) -> None:
        """End the server and start a fresh one."""
        self.close()
        self.start()

    def __enter__(self) -> Prober:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, request: Request, threads: int = 0, lighter: Callable[[str], str] | None = None) -> Heard:
        """Run a request; whatever hangs or dies is left out in a fresh child, until all that can answer has.

        `lighter` makes the second form of a cell that hung (its definitions alone); without it, or if that hangs
        too, the cell is left out.
        """
        heard = Heard()
        budget = time.monotonic() + max(60.0, MAX_RESTARTS * self.limits.cell_seconds)
        for _ in range(MAX_RESTARTS):
            failure = self._attempt(request, threads, heard, budget)
            if failure is None:
                return heard
            request = _without(request, failure, heard, lighter)
            if time.monotonic() > budget:
                break
        for unit in units(request):
            if unit[0] == "asked":
                heard.lost.setdefault(unit, "timeout")
        return heard

    def _attempt(
        self, request: Request, threads: int, heard: Heard, budget: float
    ) -> tuple[tuple[str, int | str], str] | None:
        """One child's life. Returns the unit that failed and how, or None when all have answered."""
        with self._child(threads) as child:
            failure = child.listen(request, heard, self.limits, budget)
        heard.cpu += child.cpu
        if failure is None:
            return None
        unit, how = failure
        return unit, child.verdict(how)

    @contextmanager
    def _child(self, threads: int) -> Iterator[_Child]:
        ours, theirs = socket.socketpair()
        cpu = int(max(60.0, (MAX_RESTARTS + 1) * self.limits.cell_seconds))
        try:
            try:
                socket.send_fds(
                    self.control, [POLICY.pack(self.limits.memory_mb, cpu, threads)], [theirs.fileno()]
                )
                theirs.close()
                _, fds, _, _ = socket.recv_fds(self.control, 16, 1)
                child = _Child(ours, fds[0])
            except (OSError, IndexError) as error:
                raise SandboxError("the sandbox's fork server has gone") from error
            try:
                yield child
            finally:
                child.kill()
                self._reap(child)
        finally:
            ours.close()

    def _reap(self, child: _Child) -> None:
        try:
            status, user, system, _ = STATUS.unpack(self.control.recv(64))
        except (OSError, struct.error) as error:
            raise SandboxError("the sandbox's fork server has gone") from error
        child.status, child.cpu = status, user + system
        os.close(child.pidfd)


class _Child:
    """One child: its socket, its pidfd, and afterwards its exit status and CPU seconds."""

    def __init__(self, channel: socket.socket, pidfd: int) -> None:
        self.channel, self.pidfd = channel, pidfd
        self.status, self.cpu = 0, 0.0
        self.received = 0
        self.pid = _pid_of(pidfd)

    def kill(self) -> None:
        try:
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        except OSError:
            pass

    def listen(
        self, request: Request, heard: Heard, limits: Limits, budget: float
    ) -> tuple[tuple[str, int | str], str] | None:
        """Take the answers of all units in order into `heard`; the first unit that fails, and how."""
        probes = {asked.question: asked.probes for asked in request.asked}
        data = encode(request)
        unit: tuple[str, int | str] = ("cell", 0)
        try:
            self.channel.settimeout(limits.cell_seconds)
            self.channel.sendall(struct.pack("<I", len(data)) + data)
            for unit in units(request):
                seconds = limits.cell_seconds if unit[0] == "cell" else limits.question_seconds
                kind, which, answer = decode(self._frame(seconds, budget))
                if (kind, which) != unit:
                    raise ProtocolError("an answer out of order")
                if kind == "cell":
                    heard.cells[which] = _checked_errors(answer)
                elif kind == "asked":
                    heard.replies[which] = tuple(
                        checked_reply(reply, probe)
                        for reply, probe in zip(answer, probes[which], strict=True)
                    )
        except TimeoutError:
            return unit, "timeout"
        except (ProtocolError, OSError, ValueError, TypeError):
            return unit, "crashed"
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

    def verdict(self, how: str) -> str:
        """How the child ended: "timeout" stands; a kill by the CPU limit is one too; MemoryError's abort is "memory"."""
        if how == "timeout":
            return how
        if os.WIFSIGNALED(self.status) and os.WTERMSIG(self.status) == signal.SIGXCPU:
            return "timeout"
        return how


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


def _without(
    request: Request,
    failure: tuple[tuple[str, int | str], str],
    heard: Heard,
    lighter: Callable[[str], str] | None,
) -> Request:
    """The request again, without what has answered already and without the unit that failed."""
    unit, how = failure
    again = unit in heard.lost
    heard.lost[unit] = how
    answered = {*request.skip_questions, *heard.replies}
    if unit[0] == "asked":
        return replace(request, skip_questions=tuple(sorted({*answered, str(unit[1])})))
    index = max(int(unit[1]), 0)
    cells = list(request.cells)
    light = lighter(cells[index]) if lighter and not again and 0 <= index < len(cells) else cells[index]
    skip = request.skip_cells if light != cells[index] else (*request.skip_cells, index)
    if index < len(cells):
        cells[index] = light
    return replace(request, cells=tuple(cells), skip_cells=skip, skip_questions=tuple(sorted(answered)))


def _checked_errors(answer: object) -> tuple[Raised, ...]:
    if (
        not isinstance(answer, tuple)
        or len(answer) > 40
        or not all(isinstance(item, Raised) for item in answer)
    ):
        raise ProtocolError("no list of errors")
    for item in answer:
        if (
            not isinstance(item.line, int)
            or not isinstance(item.message, str)
            or not isinstance(item.type_name, str)
        ):
            raise ProtocolError("no exception")
    return answer


def _pid_of(pidfd: int) -> int:
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1])
    return -1


def _environment() -> dict[str, str]:
    threads = {f"{name}_NUM_THREADS": "1" for name in ("OPENBLAS", "OMP", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")}
    return {**threads, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
