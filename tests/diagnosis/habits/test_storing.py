"""Where values and gradients are put, each habit beside a text that nearly has it."""

from __future__ import annotations

import pytest

from autograder.diagnosis.habits import storing
from autograder.diagnosis.text import Text
from tests.diagnosis.habits.texts import MODEL, Cases, Habit, asked

CASES: Cases = [
    (
        storing.shares_an_object,
        ["gate = Gate()\ndef f(x): return gate.forward(x)", "a, b = Gate(), Gate()\ndef f(x): return b.forward(x)"],
        ["gate = 3\ndef f(x): return gate", "gate = Gate()\ndef f(x): return x", "def f(x):\n    g = Gate()\n    return g"],
    ),
    (
        storing.assigned_twice,
        ["dx = 1\ndx = 2", "def f():\n    dx = 1\n    dx = 2\n    return dx", "dx, dy = 1, 2\ndx = 3"],
        ["dx = 1\ndx += 2", "x = 1\nx = 2", "dx = 1\ndy = 2", "dx = 1\ndef f():\n    dx = 2"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("habit", "source"), asked(CASES, True))
def test_a_text_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is True


@pytest.mark.parametrize(("habit", "source"), asked(CASES, False))
def test_a_text_nearly_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is False
