"""The fork server: a fresh interpreter with numpy loaded, one locked child a submission.

Theory of operation. The grader starts this module as a program of its own (never by forking itself, so no answer is
in the memory that children inherit) and holds one end of a control socket. For each submission it sends a policy and
one descriptor, a socket of which it keeps the other end. The server forks; it never reads a byte from that socket, so
no student's code stays in memory that a later child could search. The child locks itself (`jail.enter`), reads the
request from the socket, runs cells and answers probes (`interpreter.serve`), and ends with `_exit`. The server hands
the child's pidfd back (the grader kills through it), reaps the child and reports its exit status and usage. When the
control socket closes, the server kills what still runs and ends.
"""

from __future__ import annotations

import gc
import io
import os
import random
import select
import signal
import socket
import struct
import sys
from typing import Any

import numpy as np

from autograder.sandbox import jail, scratch
from autograder.sandbox.interpreter import serve
from autograder.sandbox.preload import preload
from autograder.sandbox.protocol import MAX_FRAME, POLICY, STATUS, Opaque, Reply, encode
from autograder.sandbox.requests import unpack


def main(control: socket.socket, protect: bool) -> None:
    """Serve fork requests until the control socket closes. First says what protects: "level layer layer …"."""
    preload()
    walls = jail.prepare(protect)
    gc.collect()
    gc.freeze()
    gc.disable()
    control.send(" ".join((walls.level, *walls.layers)).encode())
    while True:
        message, fds, _, _ = socket.recv_fds(control, 64, 1)
        if not message or not fds:
            return
        memory_mb, cpu_seconds, threads = POLICY.unpack(message)
        policy = jail.Policy(memory_mb=memory_mb, cpu_seconds=cpu_seconds, threads=threads, protect=protect)
        _one(control, fds[0], walls, policy)


def _one(control: socket.socket, fd: int, walls: jail.Walls, policy: jail.Policy) -> None:
    child = os.fork()
    if child == 0:
        try:
            _child(fd, walls, policy)
        finally:
            os._exit(1)
    os.close(fd)
    pidfd = os.pidfd_open(child)
    socket.send_fds(control, [b"p"], [pidfd])
    poll = select.poll()
    poll.register(pidfd, select.POLLIN)
    poll.register(control, select.POLLHUP)
    if any(ready != pidfd for ready, _ in poll.poll()):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)
    _, status, usage = os.wait4(child, 0)
    os.close(pidfd)
    control.send(STATUS.pack(status, usage.ru_utime, usage.ru_stime, usage.ru_maxrss))


def _child(fd: int, walls: jail.Walls, policy: jail.Policy) -> None:
    """The life of one child, from the fork to `_exit`; nothing of the student's is read before it is locked."""
    jail.enter(walls, policy, (fd,))
    gc.enable()
    scratch.install()
    channel = socket.socket(fileno=fd)
    sink = Sink()
    for name in ("stdout", "stderr", "__stdout__", "__stderr__"):
        setattr(sys, name, sink)
    request = unpack(_read_frame(channel))
    random.seed(request.seed)
    np.random.seed(request.seed % 2**32)  # noqa: NPY002 - students use it
    serve(request, lambda answer: _send(channel, answer), lambda: sink.count)
    os._exit(0)


def _read_frame(channel: socket.socket) -> bytes:
    (length,) = struct.unpack("<I", _read(channel, 4))
    return _read(channel, length)


def _read(channel: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        part = channel.recv(min(count - len(data), 1 << 20))
        if not part:
            os._exit(0)
        data += part
    return bytes(data)


def _send(channel: socket.socket, answer: tuple[str, int | str, Any]) -> None:
    data = encode(answer)
    if len(data) > MAX_FRAME // 2:
        kind, which, replies = answer
        large = tuple(Reply(tuple(Opaque("too large") for _ in reply.observations)) for reply in replies)
        data = encode((kind, which, large))
    channel.sendall(struct.pack("<I", len(data)) + data)


class Sink(io.TextIOBase):
    """Standard output and error of a child: counts what is written and keeps none of it."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.buffer = io.BytesIO()

    def write(self, text: str) -> int:
        """Count a text; returns its length as every text stream does."""
        self.count += len(text)
        return len(text)

    def writable(self) -> bool:
        """Always."""
        return True

    def reconfigure(self, **_: Any) -> None:
        """Accepted and ignored, as some notebooks set an encoding."""


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])), sys.argv[2] == "protect")
