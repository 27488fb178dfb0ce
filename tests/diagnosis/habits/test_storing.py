"""Where values and gradients are put, each habit beside a text that nearly has it."""

from __future__ import annotations

from functools import partial

import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.habits import storing
from tests.diagnosis.habits.texts import MODEL, Cases, Habit, asked, method

BACK = "backward(self, d)"

CASES: Cases = [
    (
        storing.shares_an_object,
        ["gate = Gate()\ndef f(x): return gate.forward(x)", "a, b = Gate(), Gate()\ndef f(x): return b.forward(x)",
         "gate = Gate()\nf = lambda x: gate.forward(x)", "def f(x):\n    g = Gate()\n    return g(g(x))"],
        ["def f(x): return x.g()", "gate = 3\ndef f(x): return gate", "gate = Gate()\ndef f(x): return x", "def f(x):\n    g = Gate()\n    return g",
         "def f(x):\n    g = Gate()\n    return g(x)", "def f(x):\n    g = x\n    return g(g(x))", "g = Gate()\ng(1)\ng(2)"],
    ),
    (
        storing.keeps_on_the_class,
        [method("Gate.x = x"), "class Gate: pass\nGate.x = 1"],
        [method("self.x = x"), method("return Gate.x"), method("Other.x = x"), "Gate.x = 1", method("Gate().x = 1")],
    ),
    (
        storing.asks_an_object_twice,
        ["a = g.forward(1)\nb = g.forward(2)"],
        ["a = g.forward(1)\nb = k.forward(2)", "a = g.forward(1)\nb = g.backward(2)", "a = g().forward(1)\nb = g().forward(2)", "a = forward(1)\nb = forward(2)"],
    ),
    (
        storing.writes_into_attributes,
        ["self.out[0] = dx", "self.out *= d", "dx = self.out\ndx[0] = 1", "np.add(a, b, out=self.out)", "dx = self.out\ndx *= 2",
         method("self.out = self.out - d", head=BACK), method("y, self.out = 1, d", head=BACK)],
        ["self.out = dx", "dx = out\ndx[0] = 1", "np.add(a, b, where=self.out)", "dx = self.out\ny = dx[0]", "dx = self.out.copy()\ndx[0] = 1", method("self.out = x"), method("y = self.out", head=BACK)],
    ),
    (
        storing.assigns_anew,
        ["for i in x:\n    dx[0] = i", "for i, j in x:\n    y = 1\n    dx[k] = 2 * j"],
        ["for i in x:\n    dx[i] = i", "for i in x:\n    dx[0] = k", "for i in x:\n    dx[0] = dx[0] + i", "for i in x:\n    dx = i", "while x:\n    dx[0] = x", "dx[0] = i"],
    ),
    (
        storing.keeps_gradients_of_others,
        [method("self.x.grad = d", head=BACK), method("setattr(x, 'grad', d)", head=BACK)],
        [method("self.grad = d", head=BACK), method("self.x.dx = d", head=BACK), method("y = self.x.grad", head=BACK), method("self.x.grad = d"), method("getattr(x, 'grad')", head=BACK)],
    ),
    (
        storing.goes_through_a_graph,
        [method("fs = found", "for f in fs:", "    pass", head=BACK), method("while f:", "    pass", head=BACK), method("for f in found:", "    pass", head=BACK), method("for f in self.walk():", "    pass", head=BACK),
         method("for f in sorted(self.inputs):", "    pass", head=BACK), method("for f in range(3):", "    pass", head=BACK)],
        [method("for x in self.inputs:", "    pass", head=BACK), method("for x, y in zip(self.inputs, self.outputs):", "    pass", head=BACK),
         method("for x in [a, b]:", "    pass", head=BACK), method("for x in (a, b):", "    pass", head=BACK), method("return d", head=BACK), method("for f in found:", "    pass"),
         method("own = self.inputs", "for x in enumerate(own):", "    pass", head=BACK),
         *(method(f"for x in {walk}(self.inputs):", "    pass", head=BACK) for walk in ("enumerate", "len", "list", "range", "reversed", "tuple", "zip"))],
    ),
    (
        partial(storing.sets_own, name="grad"),
        [method("self.grad = d", head=BACK)],
        [method("self.x.grad = d", head=BACK), method("self.data = d", head=BACK), method("return self.grad", head=BACK), method("self.grad = d")],
    ),
    (
        partial(storing.keeps_elsewhere, name="dW"),
        [method("self.value = dW"), method("self.grads = [db, dW]"), method("self.grads = {'W': dW}"), method("self.grad_W = 1"), method("self.W_grad = 1")],
        [method("self.T = dW"), method("self.dW = dW"), method("self.value = dW", "return self.value"), method("self.value = 2 * dW"), method("self.value = db"), method("self.value = dA"), method("self.Wide = 1"), method("self.wgrad = 1")],
    ),
    (
        partial(storing.keeps_elsewhere, name="grad"),
        [method("self.gradient = 1"), method("self.x_grad = 1")],
        [method("self.gra = 1"), method("self.agrad = 1")],
    ),
    (partial(storing.keeps_elsewhere, name="dsum"), [], [method("self.summe = 1")]),
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


def test_entries_are_assigned_in_a_loop_to_which_the_reference_adds() -> None:
    model = Text(("for t in x:\n    dx[:, t] += 1",))
    assert storing.assigns_what_accumulates(Text(("for t in x:\n    dx[:, t] = 1",), model=model))
    assert storing.assigns_what_accumulates(Text(("while x:\n    dx[0] = 1",), model=model))
    for source in (
        "dx[0] = 1",
        "for t in x:\n    dx[0] = 1\n    dx[0] += 2",
        "for t in x:\n    dy[0] = 1",
        "for t in x:\n    dx = 1",
    ):
        assert not storing.assigns_what_accumulates(Text((source,), model=model))
    assert not storing.assigns_what_accumulates(Text(("for t in x:\n    dx[:, t] = 1",)))


def test_an_object_that_is_asked_for_is_shared() -> None:
    assert storing.shares_an_object(Text(("gate = Gate()",), target="gate"))
    assert not storing.shares_an_object(Text(("gate = 3",), target="gate"))


def test_whatever_is_assigned_twice() -> None:
    assert storing.assigned_twice(Text(("x = 1\nx = 2",)), "")
    assert not storing.assigned_twice(Text(("x = 1\ny = 2",)), "")
