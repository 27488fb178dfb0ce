"""What a locked child can and cannot do, tried from inside: as this user, in bubblewrap, and in a strict container."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.host import bubblewrap
from autograder.host.prober import Prober
from autograder.host.protection import FORBIDDEN
from autograder.sandbox import libc
from tests.conftest import HASTY

HERE = Path(__file__).parent
ROOT = HERE.parent.parent

pytestmark = pytest.mark.skipif(not libc.LINUX, reason="the walls are those of Linux")


class Host:
    """One `jail_host.py`: ask it to run code behind the walls."""

    def __init__(self, prefix: list[str], mode: str = "protect") -> None:
        program = f"import sys; sys.path.insert(0, {str(ROOT)!r}); " + (HERE / "jail_host.py").read_text()
        source = program.replace('"""A stand-in', '\n"""A stand-in', 1)
        environment = {
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "SECRET": "s",
            "LC_ALL": "C.UTF-8",
        }
        self.process = subprocess.Popen(
            [*prefix, sys.executable, "-c", source, mode],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            cwd="/",
            text=True,
        )
        assert self.process.stdout is not None
        self.about: dict[str, Any] = json.loads(self.process.stdout.readline())

    def run(self, code: str, **policy: Any) -> dict[str, Any]:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({"code": code, **policy}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def told(self, code: str, **policy: Any) -> str:
        answer = self.run(code, **policy)
        assert answer["error"] is None, answer
        assert answer["code"] == 3, answer
        return str(answer["told"])

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)


def wrapped() -> list[str]:
    """The call of bubblewrap by itself; skips where it does not work."""
    with Prober(HASTY):  # shows which form works
        (prefix,) = bubblewrap.forms(sys.executable)
    if not prefix:
        pytest.skip("bubblewrap is missing or refused here")
    cut = prefix.index("--proc")
    return [*prefix[:cut], "--ro-bind", str(ROOT / "autograder"), str(ROOT / "autograder"), *prefix[cut:]]


def contained(*, landlock: bool) -> list[str]:
    """A program that refuses namespaces (and perhaps Landlock) like a container, and then becomes its arguments."""
    what = "spaces" if landlock else "spaces,landlock"
    return [sys.executable, str(ROOT / "tests" / "host" / "deprived.py"), what]


WALLED = ("bubblewrap", "container", "container without Landlock")


@pytest.fixture(
    scope="module", params=["plain", *(pytest.param(one, marks=pytest.mark.slow) for one in WALLED)]
)
def host(request: pytest.FixtureRequest) -> Any:
    prefixes = {
        "plain": list,
        "bubblewrap": wrapped,
        "container": lambda: contained(landlock=True),
        "container without Landlock": lambda: contained(landlock=False),
    }
    host = Host(prefixes[request.param]())
    host.about["where"] = request.param
    yield host
    host.close()


@pytest.fixture(scope="module")
def plain() -> Any:
    host = Host([])
    yield host
    host.close()


def test_the_level_says_what_is_in_force(host: Host) -> None:
    where, layers = host.about["where"], host.about["layers"]
    assert {"seccomp", "rlimits"} <= set(layers)
    assert host.about["level"] == ("full" if where == "bubblewrap" and "landlock" in layers else "strong")
    assert ("bubblewrap" in layers) == (where == "bubblewrap")
    if where == "container without Landlock":
        assert "landlock" not in layers


def test_nobody_grades_as_root_and_no_environment_is_left(host: Host) -> None:
    assert host.about["uid"] != 0
    assert host.about["environment"] == 0
    assert host.told("import os; told = os.getuid(), dict(os.environ)") == f"({host.about['uid']}, {{}})"


@pytest.mark.parametrize("name", FORBIDDEN)
def test_nothing_forbidden_works(host: Host, name: str) -> None:
    assert host.told(FORBIDDEN[name] + "told = worked", scratch=False) == "False"


@pytest.mark.parametrize(
    "code",
    [
        "import os; os.open('/etc/passwd', os.O_RDONLY)",
        "import posix; posix.listdir('/')",
        "import posix; posix.mkdir('/tmp/autograder-was-here')",
        "import os; os.memfd_create('x')",
        "import os; os.pipe()",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.kill(os.getpid(), 0)",
        "import os; os.setuid(0)",
        "import os; os.nice(-5)",
        "import os; os.sched_setaffinity(0, {0})",
        "import os; os.pidfd_open(os.getppid())",
        "import resource; resource.prlimit(0, resource.RLIMIT_CPU, (1, 1))",
        "import fcntl; fcntl.fcntl(0, fcntl.F_SETFL, 0)",
        "import socket; socket.socketpair()",
        "channel.sendto(b'x', '/tmp/socket')",
        "channel.sendmsg([b'x'])",
        "import socket; channel.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)",
        "channel.getsockopt(1, 77)",
        "import socket; channel.getsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF)",
        "import os; os.fork()",
    ],
)
def test_refusals_are_ordinary_errors(plain: Host, code: str) -> None:
    answer = plain.run(f"try:\n    {code}\n    told = 'done'\nexcept OSError:\n    told = 'refused'")
    assert (answer["told"], answer["code"]) == ("refused", 3)


@pytest.mark.skipif(libc.MACHINE != "x86_64", reason="the numbers are those of x86_64")
@pytest.mark.parametrize("number", [101, 165, 250, 272, 308, 310, 321, 323, 425, 0x40000002])
def test_looking_for_a_way_out_is_deadly(plain: Host, number: int) -> None:
    answer = plain.run(f"import ctypes; ctypes.CDLL(None).syscall(ctypes.c_long({number}), 0, 0, 0, 0, 0, 0)")
    assert answer["code"] == -31  # SIGSYS


def test_a_socket_can_be_made_an_object_of(plain: Host) -> None:
    code = "import socket; told = socket.socket(fileno=channel.fileno()).detach() == channel.fileno()"
    assert plain.told(code) == "True"


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")
def test_two_graders_are_two_users() -> None:
    """Also inside bubblewrap, where all have the same process id; one number in 4,096 may come twice."""
    users = set()
    for _ in range(4):
        host = Host(wrapped())
        users.add(host.about["uid"])
        host.close()
    assert len(users) > 1
    assert all(61184 <= user < 65280 for user in users)


@pytest.mark.parametrize("number", [435, 511, 600, 100_000])
def test_unknown_calls_do_not_exist(plain: Host, number: int) -> None:
    code = "import ctypes; libc = ctypes.CDLL(None, use_errno=True); libc.syscall(ctypes.c_long({}), 0, 0)\n"
    assert plain.told(code.format(number) + "told = ctypes.get_errno()") in ("38", "1")


def test_only_the_channel_and_the_null_device_are_open(host: Host) -> None:
    code = """
import os
told = []
for descriptor in range(1000):
    try:
        os.close(os.dup(descriptor))
        told.append(descriptor)
    except OSError:
        pass
told = told[:3] + [told[3:] == [channel.fileno()]]
"""
    assert host.told(code) == "[0, 1, 2, True]"


@pytest.mark.slow
def test_memory_is_limited_and_the_limit_is_an_ordinary_error(host: Host) -> None:
    code = "import numpy as np\ntry:\n    np.ones(1 << 27)\nexcept MemoryError:\n    told = 'refused'"
    assert host.told(code, memory_mb=256) == "refused"
    assert plain_sum(host) == "33554432.0"


def plain_sum(host: Host) -> str:
    return host.told("import numpy as np; told = np.ones(1 << 25).sum()", memory_mb=512)


@pytest.mark.slow
def test_processor_time_is_limited_whatever_signals_are_ignored(plain: Host) -> None:
    assert plain.run("while True: pass", cpu_seconds=1)["code"] == -24
    ignoring = "import signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass"
    assert plain.run(ignoring, cpu_seconds=1)["code"] == -9


def test_limits_cannot_be_raised(plain: Host) -> None:
    code = """
import resource
told = 0
for name in dir(resource):
    if name.startswith("RLIMIT_"):
        try:
            resource.setrlimit(getattr(resource, name), (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            told += 1
        except (OSError, ValueError):
            pass
"""
    assert plain.told(code) == "0"


def test_threads_work_and_run_out(host: Host) -> None:
    code = """
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool
with ThreadPoolExecutor(3) as pool:
    told = list(pool.map(abs, [-1, -2]))
with ThreadPool(2) as pool:
    told += pool.map(abs, [-3])
gate = threading.Event()
try:
    for count in range(100):
        threading.Thread(target=gate.wait, daemon=True).start()
except RuntimeError:
    told.append(count)
gate.set()
"""
    assert host.told(code, threads=5) == "[1, 2, 3, 5]"


def test_threads_are_behind_the_filter_too(host: Host) -> None:
    code = """
import posix, threading
told = []
def attempt():
    for call in (posix.fork, lambda: posix.stat("/")):
        try:
            call()
            told.append("worked")
        except OSError:
            told.append("refused")
thread = threading.Thread(target=attempt)
thread.start()
thread.join()
"""
    assert host.told(code, threads=1) == "['refused', 'refused']"


def test_without_threads_starting_one_is_an_ordinary_error(plain: Host) -> None:
    code = "import threading\ntry:\n    threading.Thread(target=abs).start()\nexcept RuntimeError as error:\n    told = error"
    assert plain.told(code) == "can't start new thread"


def test_files_of_the_child_live_in_memory(host: Host) -> None:
    code = """
import numpy as np, os, pathlib, tempfile
np.save("a.npy", np.arange(3))
np.savetxt("t.txt", np.arange(3))
pathlib.Path("b.txt").write_text("b")
with tempfile.TemporaryDirectory() as folder:
    open(os.path.join(folder, "c"), "w").close()
told = np.load("a.npy").sum() + np.loadtxt("t.txt").sum(), sorted(os.listdir())
"""
    assert host.told(code) == "(6.0, ['a.npy', 'b.txt', 't.txt', 'tmp'])".replace("(6.0", "(np.float64(6.0)")


def test_children_share_nothing(plain: Host) -> None:
    plain.told(
        "import os, numpy; numpy.pi = 3; open('left', 'w').close(); os.environ['LEFT'] = '1'; told = 1"
    )
    code = "import os, numpy; told = numpy.pi > 3.1, os.path.exists('left'), len(os.environ)"
    assert plain.told(code) == "(True, False, 0)"


def test_what_notebooks_import_is_there(plain: Host) -> None:
    code = """
import asyncio, dataclasses, json, logging, random, typing, unittest.mock, urllib.request
import matplotlib.pyplot as plt
from autograder.selfcheck import check
from tqdm.auto import tqdm
fig, ax = plt.subplots()
told = check("anything"), sum(tqdm([1, 2])), "ssl" in __import__("sys").modules
try:
    import scipy
except ImportError as error:
    told += (error.name,)
"""
    assert plain.told(code) == "(None, 3, False, 'scipy')"


@pytest.mark.slow
def test_nothing_of_the_grader_is_loaded(plain: Host) -> None:
    code = "import sys; told = sorted(name for name in sys.modules if name.startswith('autograder.'))"
    above = [name for name in json.loads(plain.told(code).replace("'", '"')) if ".sandbox" not in name]
    assert above == ["autograder.selfcheck"]


@pytest.mark.slow
def test_without_protection_only_descriptors_are_put_in_order() -> None:
    host = Host([], mode="open")
    try:
        assert host.about["layers"] == []
        assert host.about["level"] == "none"
        assert host.told("import posix; told = posix.stat('/').st_mode > 0; channel.fileno()") == "True"
        code = "import threading; t = threading.Thread(target=abs, args=(1,)); t.start(); t.join(); told = 1"
        assert host.told(code, threads=2) == "1"
    finally:
        host.close()


def test_a_child_has_no_privilege_and_gets_none(host: Host) -> None:
    """Seen from outside, while it runs."""
    child = "import time; time.sleep(60)"
    assert host.process.stdin is not None
    host.process.stdin.write(json.dumps({"code": child}) + "\n")
    host.process.stdin.flush()
    until = time.monotonic() + 30
    while not (found := _locked(host.process.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    ((pid, status, limits),) = found
    os.kill(pid, signal.SIGKILL)
    assert host.process.stdout is not None
    assert json.loads(host.process.stdout.readline())["code"] == -signal.SIGKILL
    for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"):
        assert int(status[name], 16) == 0, name
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    for name in (
        "Max file size",
        "Max core file size",
        "Max locked memory",
        "Max msgqueue size",
        "Max processes",
    ):
        assert limits[name] == ["0", "0"], name
    assert limits["Max open files"] == ["32", "32"]
    assert limits["Max cpu time"] == ["10", "11"]


def _locked(ancestor: int) -> list[tuple[int, dict[str, str], dict[str, list[str]]]]:
    """Descendants of a process that are behind the filter of a child: their ids, status and limits."""
    parents, found = {ancestor}, []
    for process in sorted(Path("/proc").glob("[0-9]*"), key=lambda path: int(path.name)):
        try:
            lines = (process / "status").read_text().splitlines()
            status = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
            limits = (process / "limits").read_text().splitlines()[1:]
        except OSError:
            continue
        if int(status["PPid"]) in parents:
            parents.add(int(process.name))
            by_name = {line[:26].strip(): line[26:].split()[:2] for line in limits}
            if by_name["Max processes"] == ["0", "0"]:
                found.append((int(process.name), status, by_name))
    return found
