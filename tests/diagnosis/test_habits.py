"""Each habit beside a text that nearly has it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from autograder.diagnosis import habits
from autograder.diagnosis.text import Text

Habit = Callable[[Text], bool]
MODEL = Text(
    (
        """
class Gate:
    def __init__(self): pass
    def forward(self, x): return x @ W.T
    def backward(self, d): return d
    def show(self): print(1)
""",
    )
)


def method(*lines: str, head: str = "forward(self, x)") -> str:
    body = "\n        ".join(lines)
    return f"class Gate:\n    def {head}:\n        {body}"


CASES: list[tuple[Habit, list[str], list[str]]] = [
    (
        habits.uses_globals,
        [f"y = 3\n{method('return x * y')}", method("x = 3", "return x"),
         f"y = 3\n{method('z = y', 'return z')}"],
        [method("return x * y"), f"y = 3\n{method('y = 2', 'return x * y')}", f"h = 1e-4\n{method('return x + h')}",
         f"dx = 3\n{method('return dx')}", f"x = 3\n{method('return x')}", method("x = x + 1", "return x"),
         method("x = self.x", "return x"), f"y = 3\n{method('y = 2', 'return x')}", method("z = 3", "return z"),
         method("x, z = 1, 2", "return x")],
    ),
    (
        partial(habits.uses_globals, names=("y", "x")),
        [f"y = 3\n{method('return y')}", method("x = 3", "return x")],
        [f"z = 3\n{method('return z')}", method("z = 3", "return z", head="forward(self, z)")],
    ),
    (
        habits.shares_an_object,
        ["gate = Gate()\ndef f(x): return gate.forward(x)", "a, b = Gate(), Gate()\ndef f(x): return b.forward(x)"],
        ["gate = 3\ndef f(x): return gate", "gate = Gate()\ndef f(x): return x", "def f(x):\n    g = Gate()\n    return g"],
    ),
    (
        habits.returns_nothing,
        [method("self.y = x"), method("return"), method("y = x", "return")],
        [method("return x"), method("raise ValueError"), method("yield x"), method("f = lambda: x"),
         method("self.y = x", head="setup(self, x)")],
    ),
    (
        habits.prints_last,
        [method("print(x)"), method("y = x", "print(y)")],
        [method("print(x)", "return x"), method("print(x)", "x * 2"), method("show(x)"), method("print(x)", head="show(self)"),
         method("print(1)", head="__init__(self)"), method("print"), "print(1)"],
    ),
    (
        habits.forgets_last,
        [method("x * 2"), method("self.f(x)"), method("print")],
        [method("x * 2", "return x"), method("x * 2", head="__init__(self)"), method("x * 2", head="show(self)"),
         method("'text'"), method("print(x)"), method("y = x"), method("yield x"), method("yield from x"),
         method("def visit(v):", "    found.append(v)", "visit(self)", "return found")],
    ),
    (
        habits.prints,
        ["print(1)", method("print(x)", "return x")],
        ["show(1)", "print", "try:\n    f()\nexcept ValueError:\n    print(1)", "a.print(1)"],
    ),
    (
        habits.throws_away,
        [method("x * 2"), method("x"), method("x, 2"), method("[x]"), method("self.x")],
        [method("f(x)"), method("y = x"), method("'text'"), "x * 2"],
    ),
    (
        habits.transposes_enough,
        [method("return x @ W.T"), method("return x.T @ W.T"), method("return W.transpose()")],
        [method("return x @ W"), method("return T")],
    ),
    (
        habits.differences,
        ["d = (f(x + h) - f(x)) / h", "d = (f(x + dx) - f(x)) / (2 * dx)", "d = (f(x + 1e-4) - f(x)) / 1e-4",
         "d = (a - b) / (2 * 1e-4)"],
        ["d = (a - b) / 0.5", "d = (a - b) / 2", "d = (a - b) / (v + 1e-5)", "d = (f(x) - f(y)) / x", "d = (f(x) + f(y)) / h", "d = (f(x) - f(y)) * h", "d = h / (x - y)"],
    ),
    (habits.steps_used, [f"d = x + {name}" for name in ("h", "dh", "eps", "epsilon", "delta", "step")],
     ["d = x + dx", "d = x.h", "d = x + steps"]),
    (
        habits.fixed_sizes,
        ["for i in range(3): pass", "for i in range(0, 3): pass"],
        ["for i in range(n): pass", "for i in range(0, n): pass", "for i in x.range(3): pass", "f(3)", "range()"],
    ),
    (
        partial(habits.swapped_return, names=("dx", "dy")),
        ["def f(): return dy, dx", "def f(): return [dy, dx]"],
        ["def f(): return dx, dy", "def f(): return dx, dz", "def f(): return dy", "a = dy, dx"],
    ),
    (
        habits.assigned_twice,
        ["dx = 1\ndx = 2", "def f():\n    dx = 1\n    dx = 2\n    return dx", "dx, dy = 1, 2\ndx = 3"],
        ["dx = 1\ndx += 2", "x = 1\nx = 2", "dx = 1\ndy = 2", "dx = 1\ndef f():\n    dx = 2"],
    ),
    (
        habits.quotient_rule,
        ["d = (a * b - c) / v", "d = (a * b + c * d) / v"],
        ["d = (a - c * d) / v", "d = a * b / v", "d = (a * b - c) * v", "d = (a * b) ** 2 / v"],
    ),
    (
        habits.counts,
        ["y = x / x.size", "y = x / x.shape[0]", "y = x / len(x)", "y = x.mean()", "y = np.mean(x)"],
        ["y = x.size / 2", "y = x / 3", "y = x * len(x)"],
    ),
    (
        partial(habits.typed, name="f"),
        ["f = 3", "g = x", "f = np.sin(1)", "f = x\nf = 2", "f = np.exp(x)", "x = f"],
        ["f = x * y", "f = x\nf = y", "f = g = 2 * x"],
    ),
    (habits.comma_for_dot, [method("self,y = x, 2")], [method("self.y = x"), method("a, b = self, 2")]),
    (
        habits.misspelt_method,
        [method("return x", head="foward(self, x)")],
        [method("return x"), method("return x", head="other(self, x)"),
         "class Gate:\n    def forward(self): pass\n    def foward(self): pass\n    def backward(self): pass",
         "class Other:\n    def foward(self): pass"],
    ),
    (
        habits.misspelt_init,
        [method("pass", head="_init_(self)"), method("pass", head="__int__(self)"), method("pass", head="init(self)")],
        [method("pass", head="__init__(self)"), method("pass"),
         "class A:\n    def __init__(self): pass\n    def init(self): pass"],
    ),
    (
        habits.misses_self,
        [method("return x", head="forward(x)") + "\n    def backward(self): pass", method("return 1", head="forward()"),
         method("return d", head="forward(d)"), method("return q", head="forward(q)") + "\n    def backward(self): pass"],
        [method("return x"), method("return x", head="forward(slf, x)"), method("return x", head="forward(*x)"),
         "class A:\n    @staticmethod\n    def f(x): pass\n    def g(self): pass", method("return z", head="forward(z)")],
    ),
    (
        habits.misspelt_names,
        ["width = 1\ny = widht", "y = nunpy"],
        ["width = 1\ny = width", "y = unknown", "Variable = 1\ny = variable"],
    ),
    (
        habits.returns_in_a_loop,
        ["def f():\n    for i in x:\n        y = 1\n        return y", "def f():\n    while x:\n        return 1"],
        ["def f():\n    for i in x:\n        if i:\n            return 1\n    return 2", "def f():\n    return 1"],
    ),
    (
        habits.single_tuple,
        [method("self.y = (x <= 0),"), method("return x,")],
        [method("self.y = (x,)"), method("self.y = x, 1"), method("self.y = (x <= 0)"), method("f(x, )")],
    ),
    (
        habits.names_a_method,
        ["y = x.copy", "y = x.sum + 1"],
        ["y = x.copy()", "x.copy = 1\ny = x.copy", "y = x.other", "x.copy = 3"],
    ),
    (
        habits.halves_and_multiplies,
        ["d = (a - b) / 2 * h", "d = x / 2 * (3 * eps)"],
        ["d = (a - b) / (2 * h)", "d = (a - b) / 2 * x", "d = (a - b) * 2 * h", "d = (a - b) / 2 / h", "d = h * (a / 2)"],
    ),
    (
        habits.divides_by_inputs,
        ["d = (f(x + h) - f(x - h)) / (2 * x)", "d = (a - b) / x"],
        ["d = (a - b) / (2 * h)", "d = (a - b) / 2", "d = (a + b) / x", "d = a / x", "d = (a - b) / (x * h)"],
    ),
]  # fmt: skip


def asked(chosen: bool) -> list[tuple[Habit, str]]:
    return [(habit, source) for habit, has, nearly in CASES for source in (has if chosen else nearly)]


@pytest.mark.parametrize(("habit", "source"), asked(True))
def test_a_text_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is True


@pytest.mark.parametrize(("habit", "source"), asked(False))
def test_a_text_nearly_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is False


@pytest.mark.parametrize("habit", [habits.returns_nothing, habits.transposes_enough, habits.misspelt_method])
def test_without_a_model_nothing_is_missing(habit: Habit) -> None:
    assert not habit(Text((method("self.y = W.T", head="foward(self, x)"),)))


def test_of_a_function_that_is_asked_for_alone() -> None:
    source = "y = 3\ndef f(x): return y\ndef g(x): return x"
    assert habits.uses_globals(Text((source,), target="f"))
    assert not habits.uses_globals(Text((source,), target="g"))


def test_a_name_from_elsewhere_is_not_misspelt() -> None:
    assert habits.misspelt_names(Text(("width = 1\ny = widht",)))
    notebook = ("from layers import widht",)
    assert not habits.misspelt_names(Text(("width = 1\ny = widht",), notebook=notebook))
