"""The fork server: a fresh interpreter with numpy loaded, one locked child a submission.

Theory of operation. The grader starts this module as a program of its own (never by forking itself, so no answer is
in the memory that children inherit) and holds one end of a control socket. For each submission it sends a policy and
one descriptor, a socket of which it keeps the other end (and a second one, where the child is to talk to another, see `remote`).
The server forks; it never reads a byte from that socket, so
no student's code stays in memory that a later child could search. The child locks itself (`jail.enter`), reads the
request from the socket, runs cells and answers probes (`life.live`), and ends with `_exit`. The server hands
the child's pidfd back (the grader kills through it), reaps the child and reports its exit status and usage. When the
control socket closes, the server kills what still runs and ends.
"""

import gc
import os
import select
import signal
import socket
import struct
import sys
from array import array
from collections.abc import Sequence

import numpy as np

from autograder.sandbox import heap, jail
from autograder.sandbox.interpreter import serve
from autograder.sandbox.life import Sink, furnish, live
from autograder.sandbox.preload import preload, preload_for_tests
from autograder.sandbox.protocol import POLICY, STATUS, Asked, Probe, Request, encode
from autograder.sandbox.requests import pack, unpack

_DESCRIPTOR = struct.Struct("i")
_PAIR = struct.Struct("2i")
_ROOM = socket.CMSG_SPACE(_PAIR.size)
TIMES = 12
"""Runs of the example: the interpreter adapts code that has run eight times."""


def main(control: socket.socket, protect: bool, judges: bool = False, packages: Sequence[str] = ()) -> None:
    """Serve fork requests until the control socket closes. First says what protects: "level layer layer …".

    Children that are `judges` of tests have what tests are written with besides; all have `packages`.
    """
    preload(packages)
    if judges:
        preload_for_tests()
    walls = jail.prepare(protect)
    rehearse()
    sink = furnish()
    gc.collect()
    heap.fill()
    gc.freeze()
    control.send(" ".join((walls.level, *walls.layers)).encode())
    poll = select.poll()
    poll.register(control, select.POLLHUP)
    while True:
        message, data, _, _ = control.recvmsg(64, _ROOM)
        if not message or not data:
            return
        memory_mb, cpu_seconds, threads = POLICY.unpack(message)
        policy = jail.Policy(memory_mb=memory_mb, cpu_seconds=cpu_seconds, threads=threads, protect=protect)
        fds = array("i", data[0][2])
        child = os.fork()
        if child == 0:
            try:
                _child(list(fds), walls, policy, sink)
            finally:
                os._exit(1)
        for fd in fds:
            os.close(fd)
        _attend(control, child, poll)


def _attend(control: socket.socket, child: int, poll: select.poll) -> None:
    """Hand a child's pidfd on, wait until it has ended, and say how."""
    pidfd = os.pidfd_open(child)
    control.sendmsg([b"p"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, _DESCRIPTOR.pack(pidfd))])
    poll.register(pidfd, select.POLLIN)
    if any(ready != pidfd for ready, _ in poll.poll()):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    poll.unregister(pidfd)
    os.close(pidfd)
    control.send(STATUS.pack(status, usage.ru_utime, usage.ru_stime, usage.ru_maxrss))


EXAMPLE = """import numpy as np
class Gate:
    def forward(self, x, y):
        self.x = x
        return x * y
    def backward(self, upstream):
        return [self.x * upstream, np.ones(3) * upstream]
"""
STEPS = (
    ("gate", "Gate()"),
    ("out", "gate.forward(x, y)"),
    ("back", "gate.backward(n)"),
    ("lost", "gate.lost"),
)


def rehearse() -> None:
    """Run an example as a child does: the interpreter adapts its code as it runs, and so it is adapted in every child."""
    main = sys.modules["__main__"]
    probe = Probe({"x": np.ones(3), "y": (1.0, 2.0, 3.0), "n": 0.5}, STEPS)
    again = Probe({}, (("n", "n"),), {"n": 1.5}, ("n",))
    asked = (Asked("a", 0, 0, (), (probe,)), Asked("b", 1, 1, ("n",), (again,)))
    data = pack(Request((EXAMPLE, "n = 0.5"), asked))
    said: list[bytes] = []
    for _ in range(TIMES):
        request = unpack(data)
        assert isinstance(request, Request)
        serve(request, lambda answer: said.append(encode(answer)), lambda: 0)
    sys.modules["__main__"] = main


def _child(fds: list[int], walls: jail.Walls, policy: jail.Policy, sink: Sink) -> None:
    """The life of one child, from the fork to `_exit`; it is locked before anything else."""
    jail.enter(walls, policy, fds)
    live(sink, *fds)
    os._exit(0)
