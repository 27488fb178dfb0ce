"""Who is killed from outside has not crashed; and no code of a submission can make its own end look like that."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from autograder.host.prober import Prober
from autograder.model.errors import SandboxError
from autograder.sandbox import libc, syscalls
from tests.conftest import PATIENT, thinned
from tests.host.test_prober import ask, value

pytestmark = pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone")

SLEEPS = ["a = 1", "import time; time.sleep(3); b = 2", "c = a + b"]


@pytest.fixture
def own() -> Iterator[Prober]:
    with Prober(PATIENT) as one:
        yield one


@contextmanager
def killing(
    prober: Prober, times: int, what: Callable[[int], bool], how: int = signal.SIGKILL
) -> Iterator[list[int]]:
    """Kill processes below the fork server, as many and such as are said, each once it has been seen twice; which ones."""
    victims: list[int] = []
    stop = threading.Event()

    def kill() -> None:
        while len(victims) < times and not stop.wait(0.05):
            for pid in [pid for pid in below(prober.sandbox.process.pid) if pid not in victims and what(pid)][
                :1
            ]:
                time.sleep(0.3)
                with suppress(OSError):
                    os.kill(pid, how)
                    victims.append(pid)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield victims
    finally:
        stop.set()
        thread.join()


def below(ancestor: int) -> list[int]:
    """A process and its descendants."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = [ancestor]
    for one in found:
        found += [pid for pid, parent in parents.items() if parent == one]
    return found


def is_child(pid: int) -> bool:
    """A locked child: one that may start no process."""
    try:
        return b"Max processes             0 " in Path(f"/proc/{pid}/limits").read_bytes()
    except OSError:
        return False


def is_server(pid: int) -> bool:
    try:
        return not is_child(pid) and b"bwrap" not in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("what", [is_child, is_server])
def test_a_process_that_somebody_kills_once_costs_nothing(
    own: Prober, what: Callable[[int], bool], how: int
) -> None:
    if what is is_server:
        how = signal.SIGKILL  # the first process of a namespace takes no other
    alone = ask(own, SLEEPS, {0: "a", 2: "c"})
    with killing(own, 1, what, how) as victims:
        heard = ask(own, SLEEPS, {0: "a", 2: "c"})
    assert len(victims) == 1
    assert (heard.cells, heard.replies, heard.lost) == (alone.cells, alone.replies, {})
    assert value(ask(own, ["x = 1"], {0: "x"}), "q0") == 1


@pytest.mark.slow
@pytest.mark.parametrize("what", [is_child, is_server])
def test_the_second_time_it_is_our_failure(own: Prober, what: Callable[[int], bool]) -> None:
    with killing(own, 2, what) as victims, pytest.raises(SandboxError, match="killed from outside twice"):
        ask(own, SLEEPS, {2: "c"})
    assert len(victims) == 2
    assert value(ask(own, ["x = 1"], {0: "x"}), "q0") == 1


ENDS = {
    "kill": "os.kill(os.getpid(), 9)",
    "kill the group": "os.kill(0, 9)",
    "kill all": "os.kill(-1, 9)",
    "terminate": "os.kill(os.getpid(), 15)",
    "raise": "signal.raise_signal(9)",
    "raise in a thread": "signal.pthread_kill(threading.get_ident(), 9)",
    "by pidfd": "signal.pidfd_send_signal(os.pidfd_open(os.getpid()), 9)",
    "queue": "libc.sigqueue(os.getpid(), 9, None)",
    "tgkill": "libc.syscall(ctypes.c_long(234), os.getpid(), os.getpid(), 9)",
    "a timer": "libc.timer_create(0, (ctypes.c_int * 32)(0, 0, 9), (ctypes.c_int * 4)())",
    "death of the parent": "libc.prctl(1, 9, 0, 0, 0)",
    "a lower limit": "import resource; resource.setrlimit(resource.RLIMIT_CPU, (0, 0))",
    "an owner of signals": "import fcntl; fcntl.fcntl(0, fcntl.F_SETOWN, os.getpid())",
    "the terminal": "import fcntl; fcntl.ioctl(0, 0x5412, b'\\x03')",
    "abort": "os.abort()",
    "exit as if": "os._exit(137)",
    "a broken stack": "libc.memset(ctypes.addressof(ctypes.c_int()) & ~0xFFF, 1, 1 << 24)",
    "a forbidden call": "libc.syscall(ctypes.c_long(101), 0, 0, 0, 0)",
    "shut the socket": "[os.close(fd) for fd in range(3, 64) if fd in (3, 4, 5, 6)]",
    "an alarm": "signal.alarm(1); [0 for _ in iter(int, 1)]",
    "memory": "x = [bytearray(1 << 20) for _ in range(1 << 20)]",
}
HEAD = "import ctypes, os, signal, threading\nlibc = ctypes.CDLL(None)"


@pytest.mark.parametrize("name", thinned(ENDS, str))
def test_no_end_of_its_own_looks_like_that(prober: Prober, name: str) -> None:
    for cells, after in (
        ([HEAD, ENDS[name], "c = 3"], {2: "c"}),
        ([HEAD, f"def f():\n    {ENDS[name]}"], {1: "f()"}),
    ):
        heard = ask(prober, cells, after)
        assert set(heard.lost.values()) <= {"crashed", "timeout"}


@pytest.mark.slow
def test_nor_does_the_limit_of_processor_time(prober: Prober) -> None:
    """Whoever ignores the soft limit is killed by the hard one."""
    with prober.sandbox.child(512, 1, 0) as child:
        spin = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
        failure = listen(child, spin)
    assert failure is not None
    assert (os.WTERMSIG(child.status), child.killed, child.interrupted) == (signal.SIGKILL, False, False)
    assert child.verdict(failure.how) == "timeout"


def listen(child: object, cell: str) -> object:
    from autograder.host.child import Heard
    from autograder.sandbox.protocol import Request

    return child.listen(Request((cell,), ()), Heard(), PATIENT, time.monotonic() + 60)


@pytest.mark.slow
@pytest.mark.skipif(libc.MACHINE != "x86_64", reason="the numbers are those of x86_64")
def test_nor_does_any_system_call(prober: Prober) -> None:
    """Each that is not on the list of harmless ones, with arguments that mean a signal to whoever knows them."""
    harmless = {number for number, name in syscalls.names("x86_64").items() if name in syscalls.ALLOWED}
    calls = [number for number in range(512) if number not in harmless]
    seen = set()
    for number in calls:
        cell = f"libc.syscall(ctypes.c_long({number}), *([ctypes.c_long(os.getpid()), ctypes.c_long(9)] * 3))"
        with prober.sandbox.child(512, 5, 0) as child:
            listen(child, f"{HEAD}\n{cell}\nos._exit(0)")
        assert not child.interrupted, number
        seen.add(child.status)
    assert seen <= {0, signal.SIGSYS, signal.SIGSEGV, signal.SIGILL}
