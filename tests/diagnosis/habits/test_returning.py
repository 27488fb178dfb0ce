"""What a function gives back, each habit beside a text that nearly has it."""

from __future__ import annotations

from functools import partial

import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.habits import returning
from tests.diagnosis.habits.texts import MODEL, Cases, Habit, asked, method

CASES: Cases = [
    (
        returning.returns_nothing,
        [method("self.y = x"), method("return"), method("y = x", "return")],
        [method("return x"), method("raise ValueError"), method("yield x"), method("f = lambda: x"),
         method("self.y = x", head="setup(self, x)")],
    ),
    (
        returning.returns_at_last,
        [method("return x"), method("if x: return", "return x")],
        [method("self.y = x"), method("y = x", "return"), method("return x", "y = x"), method("return x", head="other(self, x)")],
    ),
    (
        returning.prints_last,
        [method("print(x)"), method("y = x", "print(y)")],
        [method("print(x)", "return x"), method("print(x)", "x * 2"), method("show(x)"), method("print(x)", head="show(self)"),
         method("print(1)", head="__init__(self)"), method("print"), "print(1)"],
    ),
    (
        returning.forgets_last,
        [method("if x: return", "x * 2"), method("x * 2"), method("self.f(x)"), method("print"), method("if x: return x", "np.array(x)")],
        [method("if x: return x", "x * 2"), method("if x: return x", "if y: x = 1"), method("x * 2", "return x"), method("x * 2", head="__init__(self)"), method("x * 2", head="show(self)"),
         method("'text'"), method("print(x)"), method("y = x"), method("yield x"), method("yield from x"),
         method("def visit(v):", "    found.append(v)", "visit(self)", "return found"), method("if x: return x", "self.keep(x)")],
    ),
    (
        returning.prints,
        ["print(1)", method("print(x)", "return x")],
        ["show(1)", "print", "try:\n    f()\nexcept ValueError:\n    print(1)", "a.print(1)"],
    ),
    (
        returning.wraps,
        [method("return Variable(d)", head="backward(self, d)"), method("if d: return d", "return Variable(2 * d)", head="backward(self, d)")],
        [method("return Variable(x)"), method("return f(d)", head="backward(self, d)"), method("y = Variable(d)", "return y", head="backward(self, d)"),
         method("return np.Variable(d)", head="backward(self, d)"), method("return Variable", head="backward(self, d)")],
    ),
    (
        returning.throws_away,
        [method("x * 2"), method("x"), method("x, 2"), method("[x]"), method("self.x")],
        [method("f(x)"), method("y = x"), method("'text'"), "x * 2"],
    ),
    (
        partial(returning.swapped_return, names=("dx", "dy")),
        ["def f(): return dy, dx", "def f(): return [dy, dx]", "def f(): return grad_y, grad_x", "def f():\n    a = g_y, g_x\n    return a",
         "def f(): return dz, dx"],
        ["def f(): return dx, dy", "def f(): return dx, dz", "def f(): return dy", "a = dy, dx", "def f(): return du, dv",
         "def f(): return x, y", "def f():\n    self.a = 1\n    return dx, dy", "def f(): return dy, dy", "def f(): return dy, 0, dx", "def f(): return -dy, -dx"],
    ),
    (
        partial(returning.swapped_return, names=("dinputs", "dweights", "dbias")),
        ["def f(): return dw, dx, db", "def f(): return dx, db, dw", "def f(): return dWeights, dinputs, dbias", "def f(): return dW, dX, db"],
        ["def f(): return dx, dw, db", "def f(): return dx, dv, db", "def f(): return di, dw, db", "def f(): return dw, dx"],
    ),
    (
        partial(returning.swapped_return, names=("dx", "dWx", "dWh")),
        ["def f(): return dWh, dx, dWx", "def f(): return dW, dx, dWh"],
        ["def f(): return dW, dx, dh", "def f(): return dx, dW, dWh"],  # dW may be either
    ),
    (partial(returning.swapped_return, names=("d", "g")), ["def f(): return g, d"], ["def f(): return d, g"]),
    (
        returning.returns_in_a_loop,
        ["def f():\n    for i in x:\n        y = 1\n        return y", "def f():\n    while x:\n        return 1"],
        ["def f():\n    for i in x:\n        if i:\n            return 1\n    return 2", "def f():\n    return 1"],
    ),
    (
        returning.single_tuple,
        [method("self.y = (x <= 0),"), method("return x,"), method("self.y = (x <= 0),", "return x")],
        [method("self.y = x, 1,"), method("self.y = (x,)"), method("self.y = x, 1"), method("self.y = (x <= 0)"), method("f(x, )"), "y = '\ud800',"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("habit", "source"), asked(CASES, True))
def test_a_text_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is True


@pytest.mark.parametrize(("habit", "source"), asked(CASES, False))
def test_a_text_nearly_has_a_habit(habit: Habit, source: str) -> None:
    assert habit(Text((source,), model=MODEL)) is False


def test_without_a_model_nothing_is_missing() -> None:
    assert not returning.returns_nothing(Text((method("self.y = x"),)))


def test_beside_a_class_a_function_that_shows_something_is_no_answer() -> None:
    shows = "def g(x): print(x)"
    assert not returning.prints_last(Text((f"{method('return x')}\n{shows}",), target="Gate"))
    assert returning.prints_last(Text((f"def f(x): return x\n{shows}",), target="f"))
