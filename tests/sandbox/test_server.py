"""The fork server's own parts; what it does as a whole is in tests/host/test_prober.py."""

from __future__ import annotations

import os
import sys
import types
from typing import Any

import pytest

from autograder.sandbox import __main__ as way_in
from autograder.sandbox import server
from autograder.sandbox.protocol import MAX_FRAME, Opaque, Reply, decode, encode


def test_the_example_answers_all_that_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Any] = []
    main = sys.modules["__main__"]

    def note(answer: Any) -> bytes:
        said.append(answer)
        return encode(answer)

    monkeypatch.setattr(server, "encode", note)
    server.rehearse()
    assert sys.modules["__main__"] is main
    assert len(said) == 5 * server.TIMES
    assert encode(said[:4]) == encode(said[-5:-1])  # the last one tells seconds
    ((gate,), (again,)) = [answer for kind, _, answer in said[:5] if kind == "asked"]
    assert [type(one).__name__ for one in gate.observations] == ["Opaque", "ndarray", "tuple", "Raised"]
    assert again.observations == (1.5,)


def test_frames_go_through_a_descriptor_whole() -> None:
    reading, writing = os.pipe()
    server._send(writing, ("cell", 3, ()))
    (length,) = server._LENGTH.unpack(server._read(reading, 4))
    assert decode(server._read(reading, length)) == ("cell", 3, ())
    os.close(reading)
    os.close(writing)


def test_answers_that_are_too_large_are_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    said = bytearray()

    def write(_: int, data: bytes) -> int:
        said.extend(data[: 1 << 10])  # a part at a time, as a full socket takes it
        return len(data[: 1 << 10])

    monkeypatch.setattr(server, "os", types.SimpleNamespace(write=write))
    reply = Reply(("x" * (MAX_FRAME // 2), 1))
    server._send(7, ("asked", "q", (reply,)))
    assert decode(bytes(said[4:])) == ("asked", "q", (Reply((Opaque("too large"),) * 2),))


def test_hooks_of_forks_are_not_taken() -> None:
    assert way_in._forget(after_in_child=print) is None
