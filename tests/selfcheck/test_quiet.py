"""Nothing of the student's code is seen or left behind, and no loop holds the notebook up."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from typing import Any

import numpy as np
import pytest

from autograder.model.message import Message
from autograder.selfcheck import examine
from autograder.selfcheck.history import Scope
from autograder.selfcheck.quiet import OutOfTimeError, within
from tests.selfcheck.answers import answered


def test_prints_and_random_state_are_left_as_they_were(capsys: pytest.CaptureFixture[str]) -> None:
    source = "class AddGate:\n    def forward(self, x, y):\n        print('hello')\n        np.random.rand()\n        return x + y\n    def backward(self, d):\n        return d, d"
    np.random.seed(1)  # noqa: NPY002
    report = answered("add_gate", source)
    assert report.passed
    assert np.random.rand() == pytest.approx(0.417022)  # noqa: NPY002
    assert capsys.readouterr().out == ""


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


def test_a_python_without_threads_looks_at_the_clock_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_thread(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", no_thread)
    monkeypatch.setattr("autograder.selfcheck.SECONDS", 0.3)
    before = sys.gettrace()
    for question, source in ENDLESS.items():
        assert answered(question, source).hint == Message("timeout", {"seconds": 0.3})
        assert sys.gettrace() is before


def test_what_comes_back_in_time_is_left_alone() -> None:
    with within(60):
        pass


ENDLESS = {
    "add_gate": "class AddGate:\n    def forward(self, x, y):\n        while True: pass\n    def backward(self, d): return d, d",
    "backward": "class Variable:\n    def __init__(self, data): self.data, self.grad, self.creator = data, None, None\n"
    "    def set_creator(self, f): self.creator = f\n    def backward(self):\n        while True: pass",
}


@pytest.mark.parametrize("question", ENDLESS)
def test_an_endless_loop_of_a_class_ends(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.selfcheck.SECONDS", 0.3)
    began = time.monotonic()
    assert answered(question, ENDLESS[question]).hint == Message("timeout", {"seconds": 0.3})
    assert time.monotonic() - began < 1.5


def test_an_endless_loop_of_a_cell_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.selfcheck.SECONDS", 0.3)
    names: dict[str, Any] = {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}
    cells = ("x = 4\ny = -3\nf = x * y\ndfdx = y\ndfdy = x\nwhile True: pass", 'check("product")')
    assert examine("product", Scope(names, cells)).hint == Message("timeout", {"seconds": 0.3})
    assert names == {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}
