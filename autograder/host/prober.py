"""The trusted end of the sandbox: starts a fork server, hands a request to a child, listens with deadlines.

`Prober.ask` always comes back with a `Heard`, whatever the student's process does; only a failure of the sandbox
itself raises (SandboxError).
"""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import starmap

from autograder.host import bubblewrap
from autograder.host.child import Child, Heard, Loss, Unit
from autograder.model.errors import SandboxError
from autograder.model.outcome import Outcome
from autograder.model.question import Limits
from autograder.model.spent import Spent
from autograder.numbers import ONE_THREAD
from autograder.sandbox.interpreter import units
from autograder.sandbox.protocol import POLICY, STATUS, Request

MAX_RESTARTS = 6
"""Children that one request may use up; what hangs or dies is left out of the next (docs/sandbox.md, "Limits")."""
END_SECONDS = 1.0
"""… and so long to end by itself, so that what its children used is counted where the system counts such things."""
START_SECONDS = 60.0
"""The fork server has this long to say that it stands, and to make a child."""


class Prober:
    """One fork server. Not for use from two threads at once; `close` it, or use it in a `with` statement.

    `spent` is what its time went on, `protection` the level in force ("full", "strong", "partial", "none"), `layers` the walls that make it.
    """

    def __init__(self, limits: Limits, protect: bool = True) -> None:
        self.limits = limits
        self.protect = protect
        self.spent = Spent()
        self.start()

    def start(self) -> None:
        """Start the fork server, in the best form that comes up. Raises SandboxError when none does."""
        forms = bubblewrap.forms(sys.executable) if self.protect else ((),)
        for form in forms:
            try:
                self._start(form)
            except SandboxError:
                if form is forms[-1]:
                    raise
            else:
                if self.protect:
                    bubblewrap.settle(sys.executable, form)
                return

    def _start(self, form: bubblewrap.Form) -> None:
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        mode = "protect" if self.protect else "open"
        python = [sys.executable, "-I", "-m", "autograder.sandbox", str(theirs.fileno()), mode]
        try:
            self.process = subprocess.Popen(
                [*form, *python],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=_environment(),
                pass_fds=(theirs.fileno(),),
                cwd="/",
            )
        except OSError as error:
            self.control.close()
            raise SandboxError(f"the sandbox did not start: {error}") from error
        finally:
            theirs.close()
        self.control.settimeout(START_SECONDS)
        try:
            self.protection, *self.layers = self.control.recv(4096).decode().split()
        except (OSError, ValueError) as error:
            self.control.close()
            self.process.kill()
            _, text = self.process.communicate()
            said = text.decode(errors="replace").strip()[-600:]
            raise SandboxError(f"the sandbox did not start: {said or error}") from error

    def close(self) -> None:
        """End the server and what still runs in it: it does so itself when nobody holds the other end any more."""
        self.control.close()
        try:
            self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
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
        for unit in starmap(Unit, units(request)):
            if unit.kind == "asked":
                heard.lost.setdefault(unit, Outcome.TIMEOUT)
        return heard

    def _attempt(self, request: Request, threads: int, heard: Heard, budget: float) -> Loss | None:
        """One child's life. Returns the unit that failed and how, or None when all have answered."""
        with self.spent.on("lock, talk"), self._child(threads) as child:
            failure = child.listen(request, heard, self.limits, budget)
            self.spent.told(child.inside)
        heard.cpu += child.cpu
        if failure is None:
            return None
        unit, how = failure
        if child.forbidden:
            heard.forbidden.append(unit)
        return Loss(unit, child.verdict(how))

    @contextmanager
    def _child(self, threads: int) -> Iterator[Child]:
        cpu = int(max(60.0, (MAX_RESTARTS + 1) * self.limits.cell_seconds))
        policy = POLICY.pack(self.limits.memory_mb, cpu, threads)
        ours, theirs = socket.socketpair()
        with ours:
            try:
                with self.spent.on("fork"):
                    with theirs:
                        socket.send_fds(self.control, [policy], [theirs.fileno()])
                    _, fds, _, _ = socket.recv_fds(self.control, 16, 1)
                child = Child(ours, fds[0])
            except (OSError, IndexError) as error:
                raise SandboxError("the sandbox's fork server has gone") from error
            try:
                yield child
            finally:
                child.kill()
                self._reap(child)

    def _reap(self, child: Child) -> None:
        os.close(child.pidfd)
        try:
            status, user, system, _ = STATUS.unpack(self.control.recv(64))
        except (OSError, struct.error) as error:
            raise SandboxError("the sandbox's fork server has gone") from error
        child.status, child.cpu = status, user + system


def _without(
    request: Request,
    failure: Loss,
    heard: Heard,
    lighter: Callable[[str], str] | None,
) -> Request:
    """The request again, without what has answered already and without the unit that failed."""
    unit, how = failure
    again = unit in heard.lost
    heard.lost[unit] = how
    answered = {*request.skip_questions, *heard.replies}
    if unit.kind == "asked":
        return replace(request, skip_questions=tuple(sorted({*answered, str(unit.which)})))
    index = max(int(unit.which), 0)
    cells = list(request.cells)
    light = lighter(cells[index]) if lighter and not again and 0 <= index < len(cells) else cells[index]
    skip = request.skip_cells if light != cells[index] else (*request.skip_cells, index)
    if index < len(cells):
        cells[index] = light
    return replace(request, cells=tuple(cells), skip_cells=skip, skip_questions=tuple(sorted(answered)))


def _environment() -> dict[str, str]:
    return {**ONE_THREAD, "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
