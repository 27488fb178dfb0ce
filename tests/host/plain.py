"""Another sandbox, for tests of the seam: each child is a Python of its own, started anew. It protects from nothing, so nobody
hostile is graded in it; and it needs no Linux."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from autograder.host.child import Child
from autograder.numbers import ONE_THREAD

PROGRAM = """
import resource, sys
from autograder.sandbox import life, preload
judges, memory_mb, cpu_seconds, fds, packages = eval(sys.argv[1])
preload.preload(packages)
if judges:
    preload.preload_for_tests()
resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
resource.setrlimit(resource.RLIMIT_AS, ((memory_mb + 512) << 20,) * 2)
life.live(life.furnish(), *fds)
"""


class PlainChild(Child):
    """A process that was started for one request."""

    def __init__(self, channel: socket.socket, cpu_seconds: float, pid: int) -> None:
        super().__init__(channel, cpu_seconds)
        self.pid, self.ended = pid, False

    def end(self) -> None:
        """Kill the process; nothing where it has ended."""
        os.kill(self.pid, signal.SIGKILL)

    def has_ended(self, seconds: float) -> bool:
        """Wait for its end, so long at the most; whether it has come."""
        until = time.monotonic() + seconds
        while not self.ended:
            pid, status, usage = os.wait4(self.pid, os.WNOHANG)
            if pid:
                self.ended, self.status, self.cpu = True, status, usage.ru_utime + usage.ru_stime
            elif time.monotonic() >= until:
                break
            else:
                time.sleep(0.002)
        return self.ended

    def cpu_now(self) -> float:
        """Nobody says."""
        return 0.0


class Plain:
    """A `seam.Sandbox` without a wall."""

    protection = "none"
    layers: tuple[str, ...] = ()

    def __init__(self, protect: bool, judges: bool, packages: Sequence[str]) -> None:
        self.judges, self.packages = judges, tuple(packages)

    @contextmanager
    def child(
        self, memory_mb: int, cpu_seconds: int, threads: int, peer: socket.socket | None = None
    ) -> Iterator[PlainChild]:
        """A process for one request. It may start as many threads as it likes."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                fds = [theirs.fileno(), *([peer.fileno()] if peer else [])]
                told = repr((self.judges, memory_mb, cpu_seconds, fds, self.packages))
                process = subprocess.Popen(
                    [sys.executable, "-I", "-c", PROGRAM, told], pass_fds=fds, env=ONE_THREAD, cwd="/"
                )
            child = PlainChild(ours, cpu_seconds, process.pid)
            try:
                yield child
            finally:
                child.kill()
                child.has_ended(60.0)
                process.returncode = 0  # it has been waited for

    def missing(self) -> dict[str, str]:
        """All of them."""
        return {"every wall": "it is made without"}

    def close(self) -> None:
        """Each child has ended by itself."""
