"""Real children of a real fork server: whatever hangs or dies costs what depends on it, and nothing else."""

from __future__ import annotations

import os
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from autograder.host.child import Child, Heard
from autograder.host.prober import Prober
from autograder.host.server import start
from autograder.model.errors import SandboxError
from autograder.model.question import Limits
from autograder.notebook.code import definitions
from autograder.sandbox import libc
from autograder.sandbox.codec import Opaque
from autograder.sandbox.protocol import Asked, Probe, Raised, Request

pytestmark = pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone")


def ask(prober: Prober, cells: list[str], after: dict[int, str], **more: Any) -> Heard:
    """Run cells; after cell i ask for the expression after[i], as question "qi"."""
    asked = tuple(Asked(f"q{at}", 0, at, (), (Probe({}, (("a", text),)),)) for at, text in after.items())
    return prober.ask(Request(tuple(cells), asked), **more)


def value(heard: Heard, question: str) -> Any:
    return heard.replies[question][0].observations[0]


def test_a_well_behaved_submission_is_one_child(prober: Prober, monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    real = prober.sandbox.child

    def child(memory_mb: int, cpu_seconds: int, threads: int, peer: None) -> AbstractContextManager[Child]:
        children.append(threads)
        return real(memory_mb, cpu_seconds, threads, peer)

    monkeypatch.setattr(prober.sandbox, "child", child)
    heard = ask(prober, ["x = 1", "x += 1\n1 / 0"], {0: "x", 1: "x"})
    assert (value(heard, "q0"), value(heard, "q1"), heard.lost) == (1, 2, {})
    assert [error.type_name for error in heard.cells[1]] == ["ZeroDivisionError"]
    assert (len(children), 0 < heard.cpu < 5) == (1, True)


@pytest.mark.slow
def test_a_cell_that_hangs_costs_what_it_defines(prober: Prober) -> None:
    heard = ask(prober, ["a = 1", "while True: pass", "c = 3"], {0: "a", 1: "a", 2: "c"})
    assert heard.lost == {1: "timeout"}
    assert [value(heard, q) for q in ("q0", "q1", "q2")] == [1, 1, 3]


@pytest.mark.slow
def test_a_cell_that_hangs_still_gives_its_definitions(prober: Prober) -> None:
    cells = ["def f(): return 7\nwhile True: pass"]
    assert value(ask(prober, cells, {0: "f()"}, lighter=definitions), "q0") == 7


@pytest.mark.slow
def test_a_lighter_form_that_hangs_too_is_left_out(prober: Prober) -> None:
    heard = ask(prober, ["a = 1\nwhile True: pass", "b = 2"], {1: "b"}, lighter=lambda source: source + "\n")
    assert value(heard, "q1") == 2
    assert heard.lost == {0: "timeout"}


@pytest.mark.slow
def test_a_probe_that_hangs_costs_its_question(prober: Prober) -> None:
    cells = ["def f():\n    while True: pass", "b = 2"]
    heard = ask(prober, cells, {0: "f()", 1: "b"})
    assert (value(heard, "q1"), heard.silent) == (2, {"q0": "timeout"})
    assert "q0" not in heard.replies


@pytest.mark.slow
def test_sleeping_is_ended_by_the_wall_clock(prober: Prober) -> None:
    started = time.monotonic()
    heard = ask(prober, ["import time", "b = 2"], {0: "time.sleep(600)", 1: "b"})
    assert (value(heard, "q1"), heard.silent) == (2, {"q0": "timeout"})
    assert time.monotonic() - started < 12


@pytest.mark.parametrize("end", ["os._exit(0)", "os.abort()", "os.kill(os.getpid(), 9)"])
def test_a_process_that_ends_itself_costs_one_unit(prober: Prober, end: str) -> None:
    heard = ask(prober, ["import os", end, f"b = 2\ndef f(): {end}", "c = 3"], {0: "7", 2: "f()", 3: "b + c"})
    assert (value(heard, "q0"), value(heard, "q3")) == (7, 5)
    lost = ({1: "crashed"}, {"q2": "crashed"})
    refused = {0: "7", 2: "f()"}
    assert (heard.lost, heard.silent) == lost or (end.startswith("os.kill") and not heard.lost), refused


def test_too_much_memory_is_an_exception(prober: Prober) -> None:
    heard = ask(prober, ["x = np.ones(2**32)", "y = 1"], {1: "y", 0: "[0] * 2**32"})
    assert heard.cells[0][0].type_name.endswith("MemoryError")
    assert (value(heard, "q1"), value(heard, "q0").type_name) == (1, "MemoryError")


def test_output_is_counted_and_kept_nowhere(prober: Prober) -> None:
    heard = ask(prober, ["print('x' * 10**7)\nimport sys\nsys.stderr.write('y' * 10**7)"], {0: "print(1)"})
    assert (heard.cells, heard.lost, heard.replies["q0"][0].printed) == ({0: ()}, {}, ("a",))


def test_large_answers_are_cut(prober: Prober) -> None:
    heard = ask(prober, [""], {0: "np.zeros(10**6)"})
    assert isinstance(value(heard, "q0"), Opaque)
    steps = tuple((f"s{i}", "np.zeros(2 * 10**5)") for i in range(4))
    heard = prober.ask(Request(("",), (Asked("q", 0, 0, (), (Probe({}, steps),)),)))
    assert set(heard.replies["q"][0].observations) == {Opaque("too large")}


def test_a_child_cannot_say_more_than_its_share(prober: Prober) -> None:
    steps = tuple((f"s{i}", "np.zeros(2 * 10**5)") for i in range(2))
    asked = tuple(Asked(f"q{i}", 0, 0, (), (Probe({}, steps),)) for i in range(12))
    heard = prober.ask(Request(("",), asked))
    assert heard.silent == {"q10": "crashed"}
    assert len(heard.replies) == 11  # the last one in a child of its own


def test_restarts_are_bounded(prober: Prober) -> None:
    heard = ask(prober, ["import os", *["os._exit(1)"] * 9, "z = 1"], {0: "2", 10: "z"})
    assert (value(heard, "q0"), heard.silent["q10"]) == (2, "timeout")


@pytest.mark.slow
def test_nothing_is_left_of_two_hundred_children(prober: Prober) -> None:
    def open_here() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    def below(pid: int) -> list[str]:
        states, parents = {}, {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            states[int(stat.parent.name)], parents[int(stat.parent.name)] = fields[0], int(fields[1])
        family = {pid}
        for _ in range(4):
            family |= {child for child, parent in parents.items() if parent in family}
        return sorted(states[child] for child in family if child in states)

    ask(prober, ["x = 1"], {0: "x"})
    before, processes = open_here(), len(below(os.getpid()))
    for _ in range(200):
        assert value(ask(prober, ["x = 1"], {0: "x"}), "q0") == 1
    assert open_here() == before
    assert len(below(os.getpid())) == processes
    assert "Z" not in below(os.getpid())


def test_random_numbers_are_those_of_the_request(prober: Prober) -> None:
    cells = ["import random\na = random.random(); b = np.random.rand()"]
    asked = (Asked("q", 0, 0, (), (Probe({}, (("a", "a"), ("b", "b"))),)),)
    one, two, other = (prober.ask(Request(tuple(cells), asked, seed=seed)).replies["q"] for seed in (5, 5, 6))
    assert one == two
    assert not set(one[0].observations) & set(other[0].observations)


def test_threads_where_they_are_asked_for(prober: Prober) -> None:
    cell = "import threading\nt = threading.Thread(target=lambda: done.append(1))\ndone = []\nt.start(); t.join()"
    assert value(ask(prober, [cell], {0: "done"}, threads=4), "q0") == (1,)
    refused = value(ask(prober, [cell], {0: "t.start()"}), "q0")
    assert isinstance(refused, Raised)


class TestServer:
    @pytest.mark.slow
    def test_one_that_was_killed_is_replaced(self) -> None:
        with Prober(Limits(), opens=start) as prober:
            for _ in range(2):
                prober.sandbox.process.kill()
                prober.sandbox.process.wait()
                assert value(ask(prober, ["x = 1"], {0: "x"}), "q0") == 1

    def test_one_that_does_not_start_says_why(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        broken = tmp_path / "python"
        broken.write_text("#!/bin/sh\necho no numpy here >&2\nexit 1\n")
        broken.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(broken))
        with pytest.raises(SandboxError, match="did not start: no numpy here"):
            Prober(Limits(), opens=start)

    def test_it_ends_when_its_grader_does(self) -> None:
        prober = Prober(Limits(), opens=start)
        prober.sandbox.control.close()
        assert prober.sandbox.process.wait(20) is not None
        prober.close()

    def test_without_protection_it_says_so(self) -> None:
        with Prober(Limits(), protect=False) as prober:
            assert (prober.protection, prober.layers) == ("none", ())
            assert value(ask(prober, ["x = 1"], {0: "x"}), "q0") == 1

    def test_protection_has_a_name_and_layers(self, prober: Prober) -> None:
        assert prober.protection in ("full", "strong", "partial", "none")
        assert "seccomp" in prober.layers or prober.protection == "none"
