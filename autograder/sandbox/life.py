"""One request, from its descriptor to its last answer: what a process of a sandbox does, whichever sandbox has made it."""

from __future__ import annotations

import io
import os
import random
import struct
import sys
from functools import partial
from math import inf

import numpy as np

from autograder.sandbox import modules, scratch
from autograder.sandbox.codec import MAX_FRAME, Opaque, ProtocolError
from autograder.sandbox.interpreter import Interpreter, Talk, serve
from autograder.sandbox.protocol import LOCKED, Reply, encode, sequence
from autograder.sandbox.remote.answerer import answerer, until_end
from autograder.sandbox.remote.exam import Exam
from autograder.sandbox.remote.examining import Judge
from autograder.sandbox.remote.forms import MOST_SAID, TooLarge
from autograder.sandbox.remote.link import Ended, Link
from autograder.sandbox.requests import unpack

_LENGTH = struct.Struct("<I")


def furnish() -> Sink:
    """Put the stand-ins for output and files in place; the one that counts what is printed."""
    sink = Sink()
    for name in ("stdout", "stderr", "__stdout__", "__stderr__"):
        setattr(sys, name, sink)
    scratch.install()
    return sink


def live(sink: Sink, fd: int, peer: int | None = None) -> None:
    """Say that the walls stand, read the request from `fd`, carry it out, answer there; with `peer`, talk to whoever judges
    tests, or whom it judges. Nothing of a student's is read before."""
    os.write(fd, LOCKED)
    try:
        request = unpack(Frames(fd)())
    except Ended:  # nobody asks any more
        return
    random.seed(request.seed)
    np.random.seed(request.seed % 2**32)  # noqa: NPY002 - students use it
    scratch.stand(request.files)
    modules.stand(dict(request.files))
    if isinstance(request, Exam):
        assert peer is not None
        judge = Judge(request, partial(_say, peer), Frames(peer, MOST_SAID))
        judge.run(lambda tested: _send(fd, ("tested", tested.name, tested)))
    else:
        serve(request, lambda answer: _send(fd, answer), lambda: sink.count, _talk(peer))


def _talk(peer: int | None) -> Talk | None:
    """How a student's process answers a judge's: the one conversation of all its tests."""
    if peer is None:
        return None
    say, hear = partial(_say, peer), Frames(peer, MOST_SAID)
    links: list[Link] = []

    def talk(interpreter: Interpreter) -> tuple[()]:
        if not links:
            links.append(answerer(interpreter.names, interpreter.where, say, hear))
        until_end(links[0])
        return ()

    return talk


def _say(fd: int, data: bytes) -> None:
    """One frame to the other end of a conversation. Raises Ended where there is none."""
    if len(data) > MOST_SAID:
        raise TooLarge("a message")
    try:
        _write(fd, data)
    except OSError as error:
        raise Ended from error


class Frames:
    """What comes out of a socket, frame by frame; one read is enough for most of them.

    Called, it gives the next frame, of `most` bytes at the most. Raises Ended where there is none any more, ProtocolError where
    it says too much.
    """

    def __init__(self, fd: int, most: float = inf) -> None:
        self.fd, self.most, self.rest = fd, most, b""

    def __call__(self) -> bytes:
        """The next frame."""
        self._fill(_LENGTH.size)
        (length,) = _LENGTH.unpack_from(self.rest)
        if length > self.most:
            raise ProtocolError("more than may be said at once")
        end = _LENGTH.size + length
        self._fill(end)
        data, self.rest = self.rest[_LENGTH.size : end], self.rest[end:]
        return data

    def _fill(self, count: int) -> None:
        """Read until so many bytes are here."""
        parts, missing = [self.rest], count - len(self.rest)
        while missing > 0:
            try:
                part = os.read(self.fd, max(missing, ROOM))
            except OSError as error:
                raise Ended from error
            if not part:
                raise Ended
            parts.append(part)
            missing -= len(part)
        self.rest = b"".join(parts) if len(parts) > 1 else self.rest


ROOM = 1 << 14
"""Bytes that are asked for at once: a whole message that holds no large array."""


def _write(fd: int, data: bytes) -> None:
    data = _LENGTH.pack(len(data)) + data
    while data:
        data = data[os.write(fd, data) :]


def _send(fd: int, answer: tuple[str, int | str, object]) -> None:
    data = encode(answer)
    if len(data) > MAX_FRAME // 2:
        kind, which, replies = answer
        known = [reply for reply in sequence(replies) if isinstance(reply, Reply)]
        large = tuple(Reply(tuple(Opaque("too large") for _ in reply.observations)) for reply in known)
        data = encode((kind, which, large))
    _write(fd, data)


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

    def reconfigure(self, **_: object) -> None:
        """Accepted and ignored, as some notebooks set an encoding."""
