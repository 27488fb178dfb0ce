"""What the trusted end makes of whatever comes out of a child's socket."""

from __future__ import annotations

import math
import os
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.host import child as child_module
from autograder.host.child import Child, Deadline, Heard
from autograder.host.server import Forked
from autograder.model.question import Limits
from autograder.sandbox.codec import MAX_FRAME
from autograder.sandbox.protocol import LOCKED, Asked, Probe, Raised, Reply, Request, encode

PROBE = Probe({}, (("a", "1"),))
REQUEST = Request(("x = 1",), (Asked("q", 0, 0, (), (PROBE,)),))
HASTY = Limits(cell_seconds=0.2, question_seconds=0.2)
GOOD = (("cell", 0, ()), ("asked", "q", (Reply((1,)),)), ("done", -1, (0.25, 0.5)))


def framed(*messages: Any) -> bytes:
    frames = [message if isinstance(message, bytes) else encode(message) for message in messages]
    return b"".join(struct.pack("<I", len(frame)) + frame for frame in frames)


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process, which stands for the child here, does not end."""
    monkeypatch.setattr(child_module, "AT_ONCE", 0.0)
    monkeypatch.setattr(child_module, "END_SECONDS", 0.0)


@pytest.fixture
def pair() -> Iterator[tuple[Child, socket.socket]]:
    """A child that is this process itself, and the far end of its socket."""
    ours, theirs = socket.socketpair()
    pidfd = os.pidfd_open(os.getpid())
    with ours, theirs:
        yield Forked(ours, pidfd, 60), theirs
    os.close(pidfd)


def hear(pair: tuple[Child, socket.socket], data: bytes, *, close: bool = True) -> tuple[Any, Heard]:
    child, theirs = pair
    heard = Heard()
    theirs.sendall(LOCKED + data)
    if close:
        theirs.shutdown(socket.SHUT_WR)
    return child.listen(REQUEST, heard, HASTY, time.monotonic() + 60), heard


def test_answers_are_taken_in_order(pair: tuple[Child, socket.socket]) -> None:
    failure, heard = hear(pair, framed(*GOOD))
    assert (failure, heard.cells, heard.replies) == (None, {0: ()}, {"q": (Reply((1,)),)})
    assert pair[0].inside == {"cells": 0.25, "probes": 0.5}


BROKEN: dict[str, tuple[bytes, tuple[str, int | str]]] = {
    "nothing": (b"", ("cell", 0)),
    "half a length": (b"\x04\0", ("cell", 0)),
    "half a frame": (framed(GOOD[0])[:-1], ("cell", 0)),
    "too long a frame": (struct.pack("<I", MAX_FRAME + 1), ("cell", 0)),
    "no triple": (framed(7), ("cell", 0)),
    "a number that equals a cell's": (framed(("cell", 0.0, ())), ("cell", 0)),
    "a truth that equals a cell's number": (framed(("cell", False, ())), ("cell", 0)),
    "three keys": (framed({"cell": 1, "b": 2, "c": 3}), ("cell", 0)),
    "nonsense": (framed(b"nonsense"), ("cell", 0)),
    "an answer ahead of time": (framed(GOOD[1], *GOOD), ("cell", 0)),
    "an answer too many": (framed(GOOD[0], GOOD[0]), ("asked", "q")),
    "errors that are none": (framed(("cell", 0, (1,))), ("cell", 0)),
    "no replies": (framed(GOOD[0], ("asked", "q", 7)), ("asked", "q")),
    "too few replies": (framed(GOOD[0], ("asked", "q", ())), ("asked", "q")),
    "too many replies": (framed(GOOD[0], ("asked", "q", (Reply((1,)),) * 2)), ("asked", "q")),
    "too many answers": (framed(GOOD[0], ("asked", "q", (Reply((1, 2)),))), ("asked", "q")),
    "an exception in plain data": (
        framed(GOOD[0], ("asked", "q", (Reply(((Raised("E"),),)),))),
        ("asked", "q"),
    ),
    "a reply in a reply": (framed(GOOD[0], ("asked", "q", (Reply((Reply(()),)),))), ("asked", "q")),
    "no end": (framed(*GOOD[:2]), ("done", -1)),
    "seconds that are none": (framed(*GOOD[:2], ("done", -1, ("1", 0.0))), ("done", -1)),
    "seconds that never end": (framed(*GOOD[:2], ("done", -1, (math.inf, 0.0))), ("done", -1)),
    "too few seconds": (framed(*GOOD[:2], ("done", -1, (0.5,))), ("done", -1)),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_protocol_is_a_crash_of_that_unit(pair: tuple[Child, socket.socket], name: str) -> None:
    data, unit = BROKEN[name]
    assert hear(pair, data)[0] == (unit, "crashed")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 2))
def test_any_bytes_end_in_a_verdict(data: bytes, before: int) -> None:
    ours, theirs = socket.socketpair()
    pidfd = os.pidfd_open(os.getpid())
    with ours, theirs:
        failure, _ = hear((Forked(ours, pidfd, 60), theirs), framed(*GOOD[:before]) + data)
    os.close(pidfd)
    assert failure is not None


@pytest.mark.slow
def test_silence_is_a_timeout(pair: tuple[Child, socket.socket]) -> None:
    started = time.monotonic()
    failure, heard = hear(pair, framed(GOOD[0]), close=False)
    assert (failure, heard.cells) == ((("asked", "q"), "timeout"), {0: ()})
    assert time.monotonic() - started < 3


@pytest.mark.slow
def test_dripping_bytes_do_not_put_off_the_deadline(pair: tuple[Child, socket.socket]) -> None:
    stop = threading.Event()

    def drip() -> None:
        while not stop.wait(0.05):
            pair[1].send(b"\0")

    thread = threading.Thread(target=drip)
    thread.start()
    started = time.monotonic()
    failure, _ = hear(pair, struct.pack("<I", 1 << 20), close=False)
    stop.set()
    thread.join()
    assert failure == (("cell", 0), "timeout")
    assert time.monotonic() - started < 3


def test_a_child_may_say_only_so_much(pair: tuple[Child, socket.socket]) -> None:
    child, _ = pair
    child.received = 32 * 1024 * 1024
    assert hear(pair, framed(*GOOD))[0] == (("cell", 0), "crashed")


class TestDeadline:
    def at(self, passed: float, used: float, budget: float = 100.0) -> None:
        now = time.monotonic()
        Deadline(1.0, now - passed, 0.0, now + budget, lambda: used).check()

    @pytest.mark.parametrize(("passed", "used"), [(0.5, 5.0), (1.5, 0.2)])
    def test_a_busy_machine_gives_more_wall_clock_time(self, passed: float, used: float) -> None:
        self.at(passed, used)

    @pytest.mark.parametrize(
        ("passed", "used", "budget"), [(1.5, 0.95, 100), (3.5, 0.0, 100), (0.1, 0.0, -1)]
    )
    def test_the_end(self, passed: float, used: float, budget: float) -> None:
        with pytest.raises(TimeoutError):
            self.at(passed, used, budget)


@pytest.mark.parametrize(
    ("how", "status", "verdict"),
    [
        ("timeout", 0, "timeout"),
        ("crashed", 0, "crashed"),
        ("crashed", signal.SIGXCPU, "timeout"),
        ("crashed", signal.SIGSEGV, "crashed"),
    ],
)
def test_how_a_child_ended(pair: tuple[Child, socket.socket], how: Any, status: int, verdict: str) -> None:
    pair[0].status = status
    assert pair[0].verdict(how) == verdict


def test_the_time_of_another_process() -> None:
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as busy:
        pidfd = os.pidfd_open(busy.pid)
        ours, theirs = socket.socketpair()
        with ours, theirs:
            child = Forked(ours, pidfd, 60)
            until = time.monotonic() + 30
            while child.cpu_now() < 0.1 and time.monotonic() < until:
                time.sleep(0.05)
            assert 0.1 <= child.cpu_now() < 30
            child.kill()
            busy.wait()
            assert child.cpu_now() == 0.0  # a process that has gone says nothing
        os.close(pidfd)


def test_the_answers_of_a_child_that_has_ended_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child_module, "AT_ONCE", 30.0)
    with subprocess.Popen([sys.executable, "-c", ""]) as short:
        pidfd = os.pidfd_open(short.pid)
        ours, theirs = socket.socketpair()
        theirs.sendall(LOCKED + framed(*GOOD))
        started = time.monotonic()
        with ours, theirs:
            assert Forked(ours, pidfd, 60).listen(REQUEST, Heard(), HASTY, time.monotonic() + 60) is None
        assert time.monotonic() - started < 25
        os.close(pidfd)


def test_several_answers_that_come_at_once_are_told_apart(pair: tuple[Child, socket.socket]) -> None:
    frames = LOCKED + framed(*GOOD)
    for cut in range(1, len(frames)):
        child, theirs = pair
        theirs.sendall(frames[:cut])
        later = threading.Timer(0.002, theirs.sendall, (frames[cut:],))
        later.start()
        heard = Heard()
        assert child.listen(REQUEST, heard, HASTY, time.monotonic() + 60) is None
        later.join()
        theirs.recv(1 << 16)  # the request
        assert (heard.cells, heard.replies) == ({0: ()}, {"q": (Reply((1,)),)})
        assert not child.data
