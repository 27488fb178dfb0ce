"""The plan of objects that are calculated with: what they are drawn as."""

from __future__ import annotations

import numpy as np

from autograder.checks.plans.expressions import CALLS, _drawn, plan
from autograder.checks.plans.proof import prove
from autograder.model.condition import Condition
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Part, Role, Slope
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell


def test_two_numbers_have_all_signs_and_arrays_keep_their_own() -> None:
    question = Question("q", (), inputs={"x": (), "A": ("N", "D"), "y": ()})
    drawn = [_drawn(question, Draw(b"tests", "q"), "x * A + y", at) for at in CALLS]
    assert {(one["x"] > 0, one["y"] > 0) for one in drawn} == {
        (a, b) for a in (True, False) for b in (True, False)
    }
    assert all(np.ptp(np.sign(one["A"])) == 2 for one in drawn)
    kinds = Question("q", (), inputs=question.inputs, draw={"x": {"positive": True}})
    drawn = [_drawn(kinds, Draw(b"tests", "q"), "x * A + y", at) for at in CALLS]
    assert all(one["x"] > 0 for one in drawn)
    assert [one["y"] > 0 for one in drawn] == [False, True, False, True]


VALUE = OneCell("""
class Value:
    def __init__(self, data):
        self.data, self.grad, self.walk = data, 0.0, lambda: None
    def __mul__(self, other):
        out = Value(self.data * other.data)
        out.parents = (self, other.data), (other, self.data)
        return out
    def backward(self, upstream=1.0):
        self.grad += upstream
        for parent, slope in getattr(self, "parents", ()):
            parent.backward(upstream * slope)
""")


def test_an_expression_is_asked_by_itself_and_in_two_graphs_of_which_the_second_is_walked_first() -> None:
    items = tuple(RubricItem("expression", 1, (text,)) for text in ("a * a", "a * b", "a * a"))
    question = Question("q", items, target="Value", inputs={"a": (), "b": ()})
    trials = tuple(plan(question, VALUE, Draw(b"tests", "q")))
    assert [(trial.name, trial.conditions) for trial in trials] == [
        ("a * a alone", ()),
        ("a * a twice at once", (Condition.SECOND_OBJECT,)),
        ("a * b alone", ()),
        ("a * b twice at once", (Condition.SECOND_OBJECT,)),
    ]
    for trial in trials:
        prove(question, trial, VALUE)
    alone, both = trials[2:]
    assert len(alone.judged) == 3 * len(CALLS)
    assert [(step.name, step.expression) for step in both.steps] == [
        *((name.format(at), text.format(at)) for at in (1, 2) for name, text in (
            ("a{}", "Value(a_{})"), ("b{}", "Value(b_{})"), ("_end{}", "a{0} * b{0}"))),
        *((name.format(at), text.format(at)) for at in (2, 1) for name, text in (
            ("_data{}", "_end{}.data"), ("_back{}", "_end{}.backward()"),
            ("_a_grad{}", "(_back{0}, a{0}.grad)[1]"), ("_b_grad{}", "(_back{0}, b{0}.grad)[1]"))),
    ]  # fmt: skip
    fresh = "(Value(a_2) * Value(b_2)).data"
    assert [step.parts for step in both.judged[:2]] == [
        (Part(Role.VALUE, "(a * b).data", fresh),),
        (Part(Role.GRADIENT, "a.grad (a * b)", Slope(fresh, "a_2")),),
    ]
