"""What a process of a sandbox says, in frames."""

from __future__ import annotations

import os
import types

import pytest

from autograder.sandbox import life
from autograder.sandbox.protocol import MAX_FRAME, Opaque, Reply, decode


def test_frames_go_through_a_descriptor_whole() -> None:
    reading, writing = os.pipe()
    life._send(writing, ("cell", 3, ()))
    (length,) = life._LENGTH.unpack(life._read(reading, 4))
    assert decode(life._read(reading, length)) == ("cell", 3, ())
    os.close(reading)
    os.close(writing)


def test_answers_that_are_too_large_are_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    said = bytearray()

    def write(_: int, data: bytes) -> int:
        said.extend(data[: 1 << 10])  # a part at a time, as a full socket takes it
        return len(data[: 1 << 10])

    monkeypatch.setattr(life, "os", types.SimpleNamespace(write=write))
    reply = Reply(("x" * (MAX_FRAME // 2), 1))
    life._send(7, ("asked", "q", (reply,)))
    assert decode(bytes(said[4:])) == ("asked", "q", (Reply((Opaque("too large"),) * 2),))
