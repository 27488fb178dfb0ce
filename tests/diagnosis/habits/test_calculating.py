"""How numbers are worked out, each habit beside a text that nearly has it."""

from __future__ import annotations

from functools import partial

import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.habits import calculating
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
         "d = (a - b) / (2 * 1e-4)", "d = (a - b) / 0.01", "v = 1e-4\nd = (a - b) / v", "d = (a - b) / (1e-4 * 2)", "d = (c + (a - b)) / h"],
        ["v = 3\nd = (a - b) / v", "d = (a - b) / 0.5", "d = (a - b) / 'h'", "d = (a - b) / 1e-4j", "d = (a - b) / 2", "d = (a - b) / 0.0101", "d = (a - b) / 0.0", "d = (a - b) / (2 + 1e-4)", "d = (a - b) / (v * 1e-4)", "d = (a - b) / (2 * 3)", "d = (a - b) / (v + 1e-5)", "d = (f(x) - f(y)) / x", "d = (f(x) + f(y)) / h", "d = (f(x) - f(y)) * h", "d = h / (x - y)"],
    ),
    (partial(calculating.divides_by, names=("n", "N")), ["y = x / n", "y = x / self.N"], ["y = x / (2 * n)", "y = n / x", "y = x * n"]),
    (
        calculating.divides_gradients,
        [method("return d / 2", head="backward(self, d)")],
        [method("return x / 2"), method("return d * 2", head="backward(self, d)"), "y = d / 2"],
    ),
    (
        calculating.adds_within_logarithm,
        ["y = np.log(x[0] + 1e-7)", "y = np.log(x + 1e-7)", "y = log(eps + x)", "y = np.log(x[0] + eps)"],
        ["y = np.log(x * 2)", "y = np.exp(x + 1)", "y = np.log(x) + 1", "y = np.log(f(x) + g(x))", "y = np.log(x - 1)"],
    ),
    (
        calculating.rounds,
        [*(f"y = np.{name}(x)" for name in ("round", "around", "round_", "float16", "float32", "half", "single", "trunc", "floor")),
         "y = round(x, 2)", *(f"y = x.astype('{name}')" for name in ("float16", "float32", "f2", "f4"))],
        ["y = np.ceil(x)", "y = x.astype('float64')", "y = 'round'"],
    ),
    (
        calculating.multiplies_once,
        [method("return d / self.x", head="backward(self, d)"),
         method("return d * self.x", head="backward(self, d)"), method("dx = 2 * -d * self.x", "return dx", head="backward(self, d)"),
         method("return self.x * d / 2", head="backward(self, d)")],
        [method("return d * self.x, d", head="backward(self, d)"), method("return d + self.x", head="backward(self, d)"),
         method("return (d + self.x) * 2", head="backward(self, d)"),
         method("return 2 / d", head="backward(self, d)"), method("return self.x * 2", head="backward(self, d)"),
         method("return x * 2"), method("return self * 2", head="backward(self)"), method("return e * 2 + d", head="backward(self, d, e)")],
    ),
    (
        calculating.leaves_upstream_out,
        [method("return self.x", head="backward(self, d)"), method("d_ = 1", "return d_", head="backward(self, d, e)")],
        [method("y = 1", "return d", head="backward(self, d)"), method("return e", head="backward(self, d, e)"),
         method("return 1", head="backward(self)"), method("return 1")],
    ),
    (calculating.steps_used, [f"d = x + {name}" for name in ("h", "dh", "eps", "epsilon", "delta", "step")],
     ["d = x + dx", "d = x.h", "d = x + steps"]),
    (
        calculating.fixed_sizes,
        ["for i in range(3): pass", "for i in range(0, 3): pass"],
        ["for i in range(n): pass", "for i in range(0, n): pass", "for i in zip(3): pass", "for i in x.range(3): pass", "f(3)", "range()"],
    ),
    (
        calculating.ignores_step,
        ["def d(f, x, eps=1e-4):\n    h = 0.1\n    return h", "def d(f, x, h):\n    h = 0.1\n    return h"],
        ["def d(f, x, eps=1e-4):\n    y = eps\n    return y", "def d(f, x, eps=1e-4): return eps", "def d(f, x): return 1e-4", "def d(f, x):\n    h = 1\n    return h"],
    ),
    (
        calculating.chooses,
        ["m = x > 0", "if x == 0: pass", *(f"y = np.{name}(x)" for name in ("where", "maximum", "minimum", "max", "clip", "sign", "heaviside", "greater", "greater_equal", "less", "abs", "fabs"))],
        ["y = x * 2", "y = np.exp(x)", "y = not x"],
    ),
    (
        calculating.adds,
        ["y = a + b", "y += 1", "y = np.add(a, b)", "y = x.sum()", method("return d + 1", head="backward(self, d)")],
        ["y = a - b", "y -= 1", "y = np.exp(a)", method("return x + 1")],
    ),
    (
        calculating.reshapes_alone,
        [method("return x.reshape(2, 3) @ W"), "y = np.reshape(W, s)"],
        [method("return x.reshape(2, 3) @ W.T"), method("return x @ W")],
    ),
    (
        calculating.changes_a_copy,
        ["dx[np.arange(3)][t] -= 1", "dx[range(n)][t, 0] += 1"],
        ["dx[np.arange(3), t] -= 1", "dx[0][t] -= 1", "y = dx[f(3)][t]", "dx -= 1", "dx.a[0] -= 1"],
    ),
    (
        calculating.calls_itself,
        ["def f(x): return f(x)", "def f(x):\n    f(x)", "def f(x):\n    y = 2 * f(x)\n    return y", "def f(x):\n    x += f(x)",
         method("return self.forward(x)"), "def g(x): pass\ndef f(x): return g(f(x))"],
        ["def f(x):\n    if x: return f(x)\n    return 0", "def f(x): return g(x)", "def f(x): return f", method("return x.forward(x)"), method("return self.gate.forward(x)"),
         method("return gate().forward(x)")],
    ),
    (
        partial(calculating.entry_by_entry, names=("w", "x")),
        ["y = w[0] * x[0] + w[1] * x[1]", "y = x[0] - x[1]", "y = self.w[0] + self.w[1]"],
        ["y = w[0] * x[0]", "y = w[0] + w[0]", "y = v[0] + v[1]", "y = w[i] + w[j]", "y = w[0] + x[1]"],
    ),
    (
        calculating.quotient_rule,
        ["d = (a * b - c) / v", "d = (a * b + c * d) / v"],
        ["d = x / v", "d = (a / b - c) / v", "d = (a - c * d) / v", "d = a * b / v", "d = (a * b - c) * v", "d = (a * b) ** 2 / v"],
    ),
    (
        calculating.counts,
        ["y = x / x.size", "y = x / x.shape[0]", "y = x / len(x)", "y = x.mean()", "y = np.mean(x)"],
        ["y = x.size / 2", "y = x / 3", "y = x * len(x)"],
    ),
    (
        partial(calculating.typed, name="f"),
        ["f = 3", "g = x", "self.f = 2 * x", "f = np.sin(1)", "f = x\nf = 2", "f = np.exp(x)", "x = f"],
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
    assert not calculating.transposes_enough(
        Text((method("return x @ W.T"),), model=Text((method("return x @ W"),)))
    )


def test_a_reshape_stands_for_a_transpose_where_the_reference_transposes_and_reshapes_nothing() -> None:
    source = (method("return x.reshape(2, 3) @ W"),)
    for model in (None, Text((method("return x @ W"),)), Text((method("return x.reshape(-1) @ W.T"),))):
        assert not calculating.reshapes_alone(Text(source, model=model))
    assert calculating.reshapes_alone(Text(source, model=Text((method("return x @ W.transpose()"),))))
