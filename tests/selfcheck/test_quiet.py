"""Nothing of the student's code is seen or left behind, and no loop holds the notebook up."""

from __future__ import annotations

import builtins
import contextlib
import sys
import threading
import time
from typing import Any

import numpy as np
import pytest

from autograder.model.message import say
from autograder.selfcheck import examine
from autograder.selfcheck.history import Scope
from autograder.selfcheck.own import Own
from autograder.selfcheck.quiet import Clock, OutOfTimeError, within
from tests.selfcheck.answers import answered, reference


def test_prints_and_random_state_are_left_as_they_were(capsys: pytest.CaptureFixture[str]) -> None:
    source = "class AddGate:\n    def forward(self, x, y):\n        print('hello')\n        np.random.rand()\n        return x + y\n    def backward(self, d):\n        return d, d"
    np.random.seed(1)  # noqa: NPY002
    report = answered("add_gate", source)
    assert report.passed
    assert np.random.rand() == pytest.approx(0.417022)  # noqa: NPY002
    assert capsys.readouterr().out == ""


@pytest.mark.usefixtures("processors_clock")
def test_no_except_of_the_students_own_holds_the_end_of_the_time_up() -> None:
    def endless() -> None:
        while True:
            with contextlib.suppress(Exception):
                while True:
                    pass

    began = time.monotonic()
    with pytest.raises(OutOfTimeError), within(0.1):
        endless()
    assert time.monotonic() - began < 0.9


@pytest.mark.usefixtures("processors_clock")
def test_a_python_without_threads_looks_at_the_clock_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_thread(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_thread)
    monkeypatch.setattr("autograder.selfcheck.SECONDS", 0.3)
    before = sys.gettrace()
    for question, source in ENDLESS.items():
        assert answered(question, source).sentence.startswith(LATE[question])
        assert sys.gettrace() is before


def test_what_comes_back_in_time_leaves_nobody_watching() -> None:
    before = threading.enumerate()
    with within(60) as clock:
        assert threading.enumerate() != before
    assert threading.enumerate() == before
    assert 59 < clock.left < 60


def test_a_watcher_ends_with_the_function_whose_block_it_watches() -> None:
    """The end of a block may be broken off by the very exception that ends the block."""
    before = threading.enumerate()
    unended = within(0.05)

    def left() -> None:
        unended.__enter__()

    left()
    while threading.enumerate() != before:
        time.sleep(0.01)


def test_what_is_raised_as_the_block_has_ended_is_nobodys(monkeypatch: pytest.MonkeyPatch) -> None:
    join, raised = threading.Thread.join, [OutOfTimeError()]

    def late(thread: threading.Thread) -> None:
        for one in raised:
            raised.remove(one)
            raise one
        join(thread)

    before = threading.enumerate()
    with monkeypatch.context() as patched:
        patched.setattr(threading.Thread, "join", late)
        with within(60):
            pass
    assert threading.enumerate() == before


ENDLESS = {
    "add_gate": "class AddGate:\n    def forward(self, x, y):\n        while True: pass\n    def backward(self, d): return d, d",
    "backward": "class Variable:\n    def __init__(self, data): self.data, self.grad, self.creator = data, None, None\n"
    "    def set_creator(self, f): self.creator = f\n    def backward(self):\n        while True: pass",
}
LATE = {
    "add_gate": "forward of AddGate did not come back within 0.3 s (line 3).",
    "backward": "backward of Variable did not come back within 0.3 s (line 5).",
}


@pytest.mark.usefixtures("processors_clock")
@pytest.mark.parametrize("question", ENDLESS)
def test_an_endless_loop_of_a_class_ends(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.selfcheck.SECONDS", 0.3)
    began = time.monotonic()
    assert answered(question, ENDLESS[question]).sentence.startswith(LATE[question])
    assert time.monotonic() - began < 1.5


@pytest.mark.slow
def test_all_calls_together_have_an_end_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(clock: Clock) -> None:
        while True:
            clock.again()
            time.sleep(0.001)

    with within(0.2) as clock, pytest.raises(OutOfTimeError):
        endless(clock)
    assert clock.is_spent
    monkeypatch.setattr(sys.modules[within.__module__], "CALLS", 0.05)
    monkeypatch.setattr("autograder.selfcheck.SECONDS", 5.0)
    slow = "class AddGate:\n    def forward(self, x, y):\n        while True: pass"
    assert answered("add_gate", slow).hint == say("too_slow_to_check", seconds="15")


@pytest.mark.usefixtures("processors_clock")
def test_an_endless_loop_of_a_cell_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.selfcheck.SECONDS", 0.3)
    names: dict[str, Any] = {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}
    cells = ("x = 4\ny = -3\nf = x * y\ndfdx = y\ndfdy = x\nwhile True: pass", 'check("product")')
    said = examine("product", Scope(names, cells)).sentence
    assert said.startswith(
        "Your cell did not come back within 0.3 s (line 6). Look for a loop that never ends"
    )
    assert names == {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}


SLOWLY = {
    "affine": ("self.dW = self.x.T @ dout", "self.dW = 2 * self.x.T @ dout", "dW"),
    "multiply_gate": ("dx = self.y * dz", "dx = self.x * dz", "dx"),
    "chain_rule": ("dfdx = dfdq * 1", "dfdx = 1", "dfdx"),
    "two_layer_net": ('"W1": self.first.dW', '"W1": -self.first.dW', "W1"),
}


@pytest.mark.parametrize("question", SLOWLY)
def test_a_slow_forward_is_asked_less_and_judged_all_the_same(
    question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []
    value, moved = Own.value, Own.moved
    monkeypatch.setattr(Own, "value", lambda *a: (calls.append("value"), value(*a))[1])
    monkeypatch.setattr(Own, "moved", lambda *a: (calls.append("moved"), moved(*a))[1])
    answered(question)
    many, right, wrong, name = len(calls), *SLOWLY[question]
    calls.clear()
    monkeypatch.setattr("autograder.selfcheck.own.SLOW", 0.0)
    report = answered(question)
    assert report.passed, report
    assert report.sentence.endswith("of each gradient its slope in one direction.")
    assert len(calls) <= 32 or 4 * len(calls) < many
    report = answered(question, reference(question)[1].source.replace(right, wrong))
    assert {row.name for row in report.rows if row.state == "wrong"} == {name}


def test_nobody_answers_what_the_code_asks_for() -> None:
    asks = builtins.input
    source = reference("add_gate")[1].source.replace("return x + y", "return x + y + float(input())")
    assert answered("add_gate", source).sentence.startswith("forward stopped with EOFError")
    assert builtins.input is asks
