"""A name that stands for nothing: each question beside a text that nearly answers yes."""

from __future__ import annotations

import pytest

from autograder.diagnosis.failure import Failure, names
from tests.diagnosis.failure.raising import FORWARD, INIT, Asked, Cases, asked, failure, of_gate

CASES: Cases = [
    (
        names.nearly_self,
        [failure("class Gate:\n    def f(slef): pass"), failure("class Gate:\n    def f(sel, x): pass")],
        [failure("class Gate:\n    def f(self): pass"), failure("class Gate:\n    def f(x): pass"),
         failure("class Gate:\n    def f(): pass"), failure("def f(slef): pass")],
    ),
    (
        names.near_the_target,
        [failure("class Gat: pass", name="Gate", kind="NameError")],
        [failure("class Other: pass", name="Gate", kind="NameError"), failure("class Gat: pass", name="Gato", kind="NameError")],
    ),
    (
        names.near_a_name,
        [failure("width = 1", name="widht", kind="NameError"), failure("x.width", name="widht", kind="NameError"),
         failure("", name="helpr", kind="NameError"), failure("", name="pritn", kind="NameError")],
        [failure("width = 1", name="quux", kind="NameError"), failure("class Variable: pass", name="variable", kind="NameError")],
    ),
    (names.comes_from_elsewhere, [failure("", name="helper", kind="NameError")], [failure("", name="y", kind="NameError")]),
    (
        names.is_unknown_to_its_method,
        [failure(FORWARD.format("a = dout * x", "return a"), 3, name="dout", kind="NameError")],
        [failure(FORWARD.format("a = dout * x", "return W"), 3, name="dout", kind="NameError"),
         failure(FORWARD.format("a = w2 * x", "return a"), 3, name="w", kind="NameError"),
         failure(FORWARD.format("width = widht * x", "return x"), 3, name="widht", kind="NameError"),
         failure(f"{FORWARD.format('return x', '')}\ny = dout", 7, name="dout", kind="NameError")],
    ),
    (
        names.lacks_its_object,
        [failure(FORWARD.format("return helpme(x)", "") + "    def helpme(self): pass", 3, name="helpme", kind="NameError")],
        [failure(FORWARD.format("return other(x)", "") + "    def helpme(self): pass", 3, name="other", kind="NameError"),
         failure("def helpme(x): pass", 1, name="helpme", kind="NameError")],
    ),
    (
        names.bound_later,
        [failure("a = b\nb = 1", 1, name="b", kind="NameError"), failure("", kind="UnboundLocalError"),
         failure("", message="cannot access local variable 'b'", kind="NameError")],
        [failure("b = 1\na = c", 2, name="b", kind="NameError"), failure("a = b\nc = 1", 1, name="b", kind="NameError"),
         failure("a = b\ndef f():\n    b = 1", 1, name="b", kind="NameError")],
    ),
    (
        names.is_no_parameter,
        [failure(INIT.format("self.w = w"), 3, name="w", kind="NameError"), failure(INIT.format("self.W = other"), 3, name="other", kind="NameError")],
        [failure(INIT.format("wide = 1; self.W = wid"), 3, name="wid", kind="NameError"),
         failure(INIT.format("self.W = Bse"), 3, name="Bse", kind="NameError"),
         failure(INIT.format("self.W = helpr"), 3, name="helpr", kind="NameError"),
         failure(INIT.format("slf.W = W"), 3, name="slf", kind="NameError"),
         failure(FORWARD.format("return w", ""), 3, name="w", kind="NameError")],
    ),
    (
        names.begins_like_a_method,
        [failure("class Gate:\n    def backprop(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def bckward(self): pass", message=of_gate("backward"))],
        [failure("class Gate:\n    def forward(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def bac(self): pass", message=of_gate("backward")),
         failure("class Gate:\n    def backprop(self):\n        def backward(): pass", message=of_gate("backward"))],
    ),
    (
        names.has_this_key,
        [failure("d = {'dW_': 1}", message="'dW'", kind="KeyError"), failure("d = {'DW': 1}", message="'dW'", kind="KeyError")],
        [failure("d = {'dx': 1}", message="'dW'", kind="KeyError"), failure("dW_ = 1", message="'dW'", kind="KeyError"),
         failure("d = {'dWxy': 1}", message="'dW'", kind="KeyError")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "one"), asked(CASES, True))
def test_it_is_so(question: Asked, one: Failure) -> None:
    assert question(one) is True


@pytest.mark.parametrize(("question", "one"), asked(CASES, False))
def test_it_is_nearly_so(question: Asked, one: Failure) -> None:
    assert question(one) is False
