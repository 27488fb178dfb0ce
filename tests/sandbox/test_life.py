"""What a process of a sandbox says, in frames."""

from __future__ import annotations

import os
import threading
import types

import pytest

from autograder.sandbox import life
from autograder.sandbox.codec import MAX_FRAME, Opaque, ProtocolError
from autograder.sandbox.protocol import Reply, decode
from autograder.sandbox.remote.link import Ended


def test_frames_go_through_a_descriptor_whole() -> None:
    reading, writing = os.pipe()
    said = [("cell", number, ()) for number in range(3)]
    for answer in said:
        life._send(writing, answer)
    frames = life.Frames(reading)
    assert [decode(frames()) for _ in said] == said
    os.write(writing, life._LENGTH.pack(9) + b"short")
    os.close(writing)
    with pytest.raises(Ended):
        frames()
    os.close(reading)


def test_a_frame_that_comes_in_parts_is_one_and_a_longer_one_is_refused() -> None:
    reading, writing = os.pipe()
    frames = life.Frames(reading, 3 * life.ROOM)
    content = bytes(range(256)) * (life.ROOM // 128)
    writer = threading.Thread(target=life._write, args=(writing, content))
    writer.start()
    assert frames() == content
    writer.join()
    os.write(writing, life._LENGTH.pack(3 * life.ROOM + 1))
    with pytest.raises(ProtocolError, match="more than may be said"):
        frames()
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
