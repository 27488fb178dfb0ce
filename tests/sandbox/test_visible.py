"""What a child can see from inside, looked at while a real submission is graded: nothing but what is listed here."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.question import Limits
from autograder.sandbox import libc
from autograder.sandbox.protocol import Asked, Probe, Request

pytestmark = pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone")

STUBS = {"IPython", "google", "matplotlib", "mpl_toolkits", "seaborn", "tqdm"}
"""Stand-ins for what notebooks plot and count with; all of them are in autograder.sandbox."""

LOOK = """
import gc, os, posix, sys

def attempt(function, *arguments):
    try:
        return repr(function(*arguments))[:200]
    except BaseException as error:
        return f"{type(error).__name__}"

def contents():
    gc.unfreeze()
    seen, found = set(), []
    todo = gc.get_objects()
    while todo:
        thing = todo.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        found.append(thing)
        todo += [r for r in gc.get_referents(thing) if id(r) not in seen and (type(r) in LEAVES or gc.is_tracked(r))]
    return found

LEAVES = (str, bytes, float, np.ndarray, np.float64, bytearray)
"""


def look(prober: Prober, *steps: str, code: str = LOOK, **inputs: Any) -> tuple[Any, ...]:
    probe = Probe(inputs, tuple((f"s{i}", step) for i, step in enumerate(steps)))
    heard = prober.ask(Request((code,), (Asked("q", 0, 0, (), (probe,)),)))
    observations: tuple[Any, ...] = heard.replies["q"][0].observations
    assert not any(type(o).__name__ == "Raised" for o in observations), observations
    return observations


def test_modules(prober: Prober) -> None:
    """numpy, the standard library, the stand-ins, and of this package the one for the self-check alone."""
    names = set(look(prober, "sorted(sys.modules)[:1900]")[0])
    ours = {name for name in names if name.partition(".")[0] == "autograder"}
    assert ours == {"autograder", "autograder.selfcheck"}
    tops = {name.partition(".")[0] for name in names}
    others = (
        tops
        - set(sys.stdlib_module_names)
        - {"autograder", "numpy", "__main__", "__mp_main__", "cython_runtime"}
    )
    loaded = {
        name
        for name in others
        if not name.startswith(("_sysconfigdata", "_distutils", "_cython_", "__editable__", "_virtualenv"))
    }
    assert loaded <= STUBS, loaded
    file, doc = look(
        prober,
        "getattr(sys.modules['autograder.selfcheck'], '__file__', None)",
        "sys.modules['autograder.selfcheck'].__doc__",
    )
    assert (file, doc) == (None, "Stands in for the self-check while grading.")


def test_environment_and_arguments(prober: Prober) -> None:
    environment, arguments, folder = look(
        prober, "dict(os.environ)", "attempt(os.getenv, 'HOME')", "attempt(os.getcwd)"
    )
    assert (environment, arguments) == ({}, "None")
    assert "/work" not in folder
    assert "home" not in folder


def test_descriptors(prober: Prober) -> None:
    """Input, output and errors, which lead nowhere, and the socket to the grader."""
    code = (
        LOOK
        + "import fcntl\nopened = [d for d in range(4096) if not attempt(fcntl.fcntl, d, fcntl.F_GETFD).endswith('Error')]"
    )
    opened, silence, beyond = look(
        prober, "opened", "os.read(0, 10) == b''", "attempt(os.read, 1, 1)", code=code
    )
    assert opened[:3] == (0, 1, 2)
    assert (len(opened), silence, beyond) == (4, True, "b''")


def test_files(prober: Prober) -> None:
    """None: not by name, not below a folder, not through the package's own path."""
    paths = ["/etc/passwd", "/proc/self/maps", "/proc/1/environ", sys.executable, __file__, np.__file__]
    steps = [f"attempt(posix.open, {path!r}, 0)" for path in paths]
    steps += [f"attempt(posix.stat, {path!r})" for path in ("/", "/tmp", "/proc", "/proc/self/fd")]
    steps += [
        "attempt(posix.listdir, '/')",
        "attempt(posix.readlink, '/proc/self/exe')",
        "attempt(open, '/etc/hostname')",
    ]
    for step, seen in zip(steps, look(prober, *steps), strict=True):
        assert seen.endswith("Error"), (step, seen)


def test_processes(prober: Prober) -> None:
    steps = [
        "attempt(os.kill, os.getppid(), 0)",
        "attempt(os.kill, 1, 0)",
        "attempt(os.kill, -1, 0)",
        "attempt(os.fork)",
        "attempt(os.pidfd_open, os.getppid())",
        "attempt(os.sched_setaffinity, os.getppid(), {0})",
        "attempt(os.setpriority, 0, os.getppid(), 5)",
        "attempt(os.execv, '/bin/true', ['true'])",
    ]
    for step, seen in zip(steps, look(prober, *steps), strict=True):
        assert seen.endswith("Error"), (step, seen)


def test_network(prober: Prober) -> None:
    code = LOOK + "import _socket"
    steps = [
        f"attempt(_socket.socket, _socket.{family}, _socket.{kind})"
        for family in ("AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK")
        for kind in ("SOCK_STREAM", "SOCK_DGRAM", "SOCK_RAW")
    ]
    assert all(
        seen.endswith("Error")
        for seen in look(prober, *steps, "attempt(_socket.gethostname)", code=code)[:-1]
    )


def markers(key: AnswerKey) -> list[str]:
    """Long lines of the reference notebook that stand in no stub."""
    source = key.reference.source("staged")
    solution = source.split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0]
    return [line.strip() for line in solution.splitlines() if len(line.strip()) > 12]


def numbers(key: AnswerKey, question: str) -> list[float]:
    """Right answers of a question that are none of its inputs."""

    def leaves(value: Any) -> list[float]:
        if isinstance(value, np.ndarray):
            return [float(v) for v in value.ravel()]
        if isinstance(value, tuple | list):
            return [leaf for item in value for leaf in leaves(item)]
        return [value] if isinstance(value, float) else []

    trials = key.questions[question].trials
    inputs = {
        abs(leaf) for trial in trials for value in trial.probe.inputs.values() for leaf in leaves(value)
    }
    right = {leaf for trial in trials for answer in trial.answers for leaf in leaves(answer)}
    return sorted(value for value in right if abs(value) not in inputs and value != round(value))


def test_memory_holds_neither_the_reference_nor_an_answer(key_of: Callable[[str], AnswerKey]) -> None:
    """All objects of the process are searched while the question's own probes lie in it."""
    key = key_of("ps2")
    lines, right = markers(key), numbers(key, "staged")
    assert len(lines) > 1
    assert len(right) > 10
    hidden = [line[::-1] for line in lines]
    code = (
        LOOK
        + f"""
def search(factor):
    needles = [line[::-1] for line in {json.dumps(hidden)}] + ["BEGIN" + " SOLUTION", "course" + ".yml"]
    answers = [value / factor for value in {[value * 3.0 for value in right]!r}]
    lines, numbers = [], []
    for thing in contents():
        if type(thing) is str and len(thing) < 10**6:
            lines += [n for n in needles if n in thing and thing not in needles]
        elif type(thing) is np.ndarray and thing.dtype == float and thing.base is None:
            numbers += [float(v) for v in thing.ravel() for a in answers if abs(v - a) < 1e-12]
    return len(lines), len(numbers), len([t for t in contents() if type(t) is str]) > 10000

def staged(x, y):
    return 0.0, 0.0, 0.0
"""
    )
    probes = tuple(trial.probe for trial in key.questions["staged"].trials)
    asked = Asked("staged", 0, 0, (), probes)
    late = Asked("late", 0, 1, (), (Probe({}, (("s", "search(3.0)"),)),))
    with Prober(Limits()) as patient:
        heard = patient.ask(Request((code, "x = 1"), (asked, late)))
    assert heard.replies["late"][0].observations == ((0, 0, True),)
