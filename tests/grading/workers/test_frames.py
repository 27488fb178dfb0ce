"""Frames come whole, in whatever pieces a socket gives them."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from autograder.grading.workers.frames import Receiver, packed

FRAMES: list[tuple[dict[str, Any], bytes]] = [
    ({"a": 1}, b""),
    ({"é": "가"}, b"\x00text\xff"),
    ({}, b"x" * 3000),
]


@pytest.mark.parametrize("size", [1, 7, 8, 9, 1000, 10_000])
def test_frames_in_pieces(size: int) -> None:
    data = b"".join(packed(said, text) for said, text in FRAMES)
    here, there = socket.socketpair()
    with here, there:
        receiver, found = Receiver(here), []
        for at in range(0, len(data), size):
            there.sendall(data[at : at + size])
            found += receiver.receive()
        assert found == FRAMES
        assert not receiver.kept
        there.close()
        with pytest.raises(EOFError):
            receiver.receive()


def test_frame_after_frame() -> None:
    here, there = socket.socketpair()
    with here, there:
        there.sendall(packed({"a": 1}) + packed({"b": 2}, b"t"))
        frames = Receiver(here).receive_all()
        assert [next(frames), next(frames)] == [({"a": 1}, b""), ({"b": 2}, b"t")]
