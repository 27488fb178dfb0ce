"""The student's own notebook answers from copies: inputs may stand anywhere, interrupts are no answers."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from itertools import cycle
from types import SimpleNamespace
from typing import Any

import pytest

from autograder.sandbox.protocol import Probe
from autograder.selfcheck import examine
from autograder.selfcheck.exercise import find
from autograder.selfcheck.findings import examined
from autograder.selfcheck.history import Scope
from autograder.selfcheck.own import Own
from autograder.selfcheck.quiet import OutOfTimeError
from tests.selfcheck.answers import reference


def test_inputs_may_stand_in_an_earlier_cell_and_numbers_are_left_alone() -> None:
    names: dict[str, Any] = {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}
    cells = ("f = x * y\ndfdx = y", "dfdy = x", 'check("product")')
    report = examine("product", Scope(names, cells))
    assert report.passed, report
    assert names == {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OutOfTimeError()])
def test_an_interrupt_is_no_answer(error: BaseException) -> None:
    """The first one ends it: a conversation of many steps is not interrupted step by step."""
    calls = []

    class AddGate:
        def forward(self, x: float, y: float) -> float:
            calls.append(1)
            raise error

        def backward(self, dout: float) -> tuple[float, float]:
            return dout, dout

    with (
        pytest.raises(KeyboardInterrupt) if isinstance(error, KeyboardInterrupt) else contextlib.nullcontext()
    ):
        assert (
            "forward of AddGate did not come back"
            in examine("add_gate", Scope({"AddGate": AddGate})).sentence
        )
    assert len(calls) == 1


def test_a_class_may_stand_under_another_name_of_the_exercise() -> None:
    exercise = find("add_gate")
    assert exercise
    question = replace(exercise.question, aliases=("Plus",))
    names: dict[str, Any] = {}
    exec(reference("add_gate")[1].source.replace("AddGate", "Plus"), names)
    assert examined(question, Scope(names)).result.full
    assert not examined(replace(question, aliases=()), Scope(names)).result.full


def test_values_are_those_of_the_code_that_stands_now() -> None:
    """A change that is tried, and its names, are gone before the next one, which may lie at the same place in memory."""
    exercise = find("add_gate")
    assert exercise
    own = Own(exercise.question, Scope({}))
    for factor in range(50):
        own.after["add_gate"] = {"factor": factor}
        assert [own.value("add_gate", {"x": 2}, "factor * x") for _ in range(2)] == [2 * factor] * 2


@pytest.mark.parametrize(
    ("took", "busy", "pause"),
    [(0.1, 0.1, 0.1), (1.0, 0.1, 0.1), (1.0, 0.0, 0.05), (60.0, 0.1, 3.0)],
    ids=["computes", "on a busy machine", "waits", "waits long"],
)
def test_how_slow_a_call_is(took: float, busy: float, pause: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it computes, whatever else the machine does; and what it waits."""
    clocks = {"monotonic": cycle((0.0, took)), "process_time": cycle((0.0, busy))}
    exercise = find("add_gate")
    assert exercise
    own = Own(exercise.question, Scope({"AddGate": int}))
    fake = {name: lambda ticks=ticks: next(ticks) for name, ticks in clocks.items()}
    monkeypatch.setattr("autograder.selfcheck.own.time", SimpleNamespace(**fake))
    own.answer("add_gate", Probe({}, (("a", "1"),)))
    assert own.pause == pytest.approx(pause)
