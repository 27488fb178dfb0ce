"""How numbers are worked out, each habit beside a text that nearly has it."""

from __future__ import annotations

from functools import partial

import pytest

from autograder.diagnosis.habits import calculating
from autograder.diagnosis.text import Text
from tests.diagnosis.habits.texts import MODEL, Cases, Habit, asked, method

CASES: Cases = [
    (
        calculating.transposes_enough,
        [method("return x @ W.T"), method("return x.T @ W.T"), method("return W.transpose()")],
        [method("return x @ W"), method("return T")],
    ),
    (
        calculating.differences,
        ["d = (f(x + h) - f(x)) / h", "d = (f(x + dx) - f(x)) / (2 * dx)", "d = (f(x + 1e-4) - f(x)) / 1e-4",
         "d = (a - b) / (2 * 1e-4)"],
        ["d = (a - b) / 0.5", "d = (a - b) / 2", "d = (a - b) / (v + 1e-5)", "d = (f(x) - f(y)) / x", "d = (f(x) + f(y)) / h", "d = (f(x) - f(y)) * h", "d = h / (x - y)"],
    ),
    (calculating.steps_used, [f"d = x + {name}" for name in ("h", "dh", "eps", "epsilon", "delta", "step")],
     ["d = x + dx", "d = x.h", "d = x + steps"]),
    (
        calculating.fixed_sizes,
        ["for i in range(3): pass", "for i in range(0, 3): pass"],
        ["for i in range(n): pass", "for i in range(0, n): pass", "for i in x.range(3): pass", "f(3)", "range()"],
    ),
    (
        calculating.quotient_rule,
        ["d = (a * b - c) / v", "d = (a * b + c * d) / v"],
        ["d = (a - c * d) / v", "d = a * b / v", "d = (a * b - c) * v", "d = (a * b) ** 2 / v"],
    ),
    (
        calculating.counts,
        ["y = x / x.size", "y = x / x.shape[0]", "y = x / len(x)", "y = x.mean()", "y = np.mean(x)"],
        ["y = x.size / 2", "y = x / 3", "y = x * len(x)"],
    ),
    (
        partial(calculating.typed, name="f"),
        ["f = 3", "g = x", "f = np.sin(1)", "f = x\nf = 2", "f = np.exp(x)", "x = f"],
        ["f = x * y", "f = x\nf = y", "f = g = 2 * x"],
    ),
    (
        calculating.halves_and_multiplies,
        ["d = (a - b) / 2 * h", "d = x / 2 * (3 * eps)"],
        ["d = (a - b) / (2 * h)", "d = (a - b) / 2 * x", "d = (a - b) * 2 * h", "d = (a - b) / 2 / h", "d = h * (a / 2)"],
    ),
    (
        calculating.divides_by_inputs,
        ["d = (f(x + h) - f(x - h)) / (2 * x)", "d = (a - b) / x"],
        ["d = (a - b) / (2 * h)", "d = (a - b) / 2", "d = (a + b) / x", "d = a / x", "d = (a - b) / (x * h)"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("habit", "source"), asked(CASES, True))
def test_a_text_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is True


@pytest.mark.parametrize(("habit", "source"), asked(CASES, False))
def test_a_text_nearly_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is False


def test_without_a_model_no_transpose_is_enough() -> None:
    assert not calculating.transposes_enough(Text((method("self.y = W.T"),)))
