"""What is kept between two calls, each habit beside a text that nearly has it."""

from __future__ import annotations

import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.habits import kept
from tests.diagnosis.habits.texts import MODEL, Cases, Habit, asked, method

READS = "\n    def backward(self, d):\n        return d * self.x"
KEEPS = "class Gate:\n    def forward(self, x):\n        self.x = x\n    def backward(self, d):\n"
ZEROS = "class A:\n    def __init__(self, W):\n        self.grad = np.zeros_like(W)\n"
MADE = "class Gate:\n    def __init__(self, W):\n        self.W = W\n"
"""The beginning of a class that is made with something."""
CASES: Cases = [
    (
        kept.fills_once,
        [method("if not hasattr(self, 'x'):", "    self.x = x") + READS, method("if self.x is None:", "    self.x = x") + READS,
         method("if not self.x:", "    self.y = self.x = x") + READS],
        [method("if self.buffer is None:", "    self.buffer = x", "self.x = x") + READS,
         method("if not hasattr(self, 'calls'):", "    self.calls = 0", "self.x = x") + READS,
         method("if self.x is None:", "    self.x = 0", "self.x = x") + READS, method("if not hasattr(self, 'x'):", "    self.x = x"),
         method("while not hasattr(self, 'x'):", "    self.x = x") + READS, method("if not hasattr(self, 'x'):", "    self.x = x", head="f(self, x)") + READS, method("if x.ndim == 1:", "    self.x = x") + READS,
         method("if self.x is None:", "    self.x = x") + "\n    def backward(self, d):\n        self.x = d"],
    ),
    (
        kept.overwrites_cache,
        [f"{KEEPS}        self.x = self.x * d\n        return self.x", f"{KEEPS}        self.x *= 2\n        return self.x",
         f"{KEEPS}        self.x = d\n        return d * self.x"],
        [f"{KEEPS}        self.x = np.asarray(self.x)\n        return self.x * d", f"{KEEPS}        self.d = d\n        return self.x * self.d",
         f"{KEEPS}        dx = d * self.x\n        self.x = d * 2\n        return dx"],
    ),
    (
        kept.overwrites_cache,
        [f"{KEEPS}        self.x[0] = 2\n        self.x = self.x + 1\n        return d * self.x"],
        ["class Gate:\n    def backward(self, d):\n        self.x = d\n        return self.x", method("self.x = x")],
    ),
    (
        kept.unpacks_in_another_order,
        ["def f(x, w):\n    return x @ w, (x, w)\ndef b(d, c):\n    w, x = c",
         "def f(x, w):\n    cache = x, w\n    return x @ w, cache\ndef b(d, cache):\n    w, x = cache",
         "def f(x, w):\n    return x, w\ndef b(c):\n    w, x = c"],
        ["def f(x, w):\n    return x @ w, (x, w)\ndef b(d, c):\n    x, w = c",
         "def f(shape):\n    n, d = shape\n    return np.zeros((d, n))",
         "def f(x, w):\n    return x @ w, (x, w)\ndef b(d):\n    w, x = c", "def f(x, w):\n    return x @ w, (x, w)\ndef b(d, c):\n    w, v = c",
         "def f(x, w):\n    return x @ w, (x, w)\ndef b(d, c):\n    w, x[0] = c", "def f(x, w):\n    return (x, w), (w, x)\ndef b(d, c):\n    w, x = c",
         "def f(x):\n    return x, 1\ndef b(d, c):\n    [x] = c"],
    ),
    (
        kept.trains,
        [f"{MADE}    def backward(self, d):\n        self.W -= 0.1 * d",
         f"{MADE}    def backward(self, d):\n        self.W -= 0.1 * d".replace("= W", "= np.array(W)"),
         f"{MADE}    def backward(self, d):\n        self.W[...] = self.W[...] - d",
         f"{MADE}    def step(self, d):\n        self.W -= d\n    def backward(self, d):\n        self.step(d)",
         f"{MADE}    def a(self, d):\n        self.W -= d\n    def b(self, d):\n        self.a(d)\n    def backward(self, d):\n        self.b(d)",
         f"{MADE}    def backward(self, d):\n        self.W = self.W - 0.1 * d", f"{MADE}    def backward(self, d):\n        self.W[0][1] -= d"],
        [f"{MADE}    def step(self, d):\n        self.W -= 0.1 * d\n    def backward(self, d):\n        return d",
         f"{MADE}    def step(self):\n        self.backward(1)\n    def backward(self, d):\n        self.step()",  # in a circle
         "class Gate:\n    def set(self, W):\n        self.W = W\n    def backward(self, d):\n        self.W -= d",
         *(f"{MADE}    def backward(self, d):\n        {line}" for line in ("self.W = d", "d = d - 1", "self.gate.W -= d", "self.x = self.x - d")),
         f"{MADE}    def backward(self, d):\n        self.x -= d", f"{MADE}    def backward(self, d):\n        self.W += d",
         f"{MADE}    def backward(self, d):\n        self.W = d - self.W", f"{MADE}    def backward(self, d):\n        self.W = self.W + d",
         f"{MADE}    def backward(self, d):\n        self.W = self.x - d", f"{MADE}    def backward(self, d):\n        other.W -= d",
         "class Gate:\n    def __init__(self, W):\n        self.W = W\n        self.W -= 1",
         "class Gate:\n    def __init__(self, W):\n        self.W = 1\n    def backward(self, d):\n        self.W -= d",
         "class Gate:\n    def __init__(self, W):\n        self.v = self\n    def backward(self, d):\n        self.v -= d",
         f"{ZEROS}    def backward(self, d):\n        self.grad -= d"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("habit", "source"), asked(CASES, True))
def test_a_text_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is True


@pytest.mark.parametrize(("habit", "source"), asked(CASES, False))
def test_a_text_nearly_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is False
