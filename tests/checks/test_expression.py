"""`expression`: which expressions are asked, and at what inputs. Right and wrong classes are in tests/authoring/micrograd."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.checks import KINDS
from autograder.checks.plans.expressions import plan, strained_plan
from autograder.checks.plans.proof import prove
from autograder.model.condition import Condition
from autograder.model.errors import CourseError
from autograder.model.question import Question, RubricItem
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell

CODE = """
class Value:
    def __init__(self, data, pairs=()):
        self.data, self.grad, self.pairs = data, 0.0, pairs
    def __mul__(self, other):
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))
    def __add__(self, other):
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    def backward(self, upstream=1.0):
        self.grad += upstream
        for parent, local in self.pairs:
            parent.backward(local * upstream)
"""
ITEMS = (RubricItem("expression", 1, ("a * b", "c = a + b; c * c")), RubricItem("expression", 1, ("b + b",)))
QUESTION = Question("q", ITEMS, target="Value", inputs={"a": (), "b": ()})


def test_a_right_class_is_proved_and_full() -> None:
    value = OneCell(CODE)
    trials = tuple(plan(QUESTION, value, Draw(b"tests", "q")))
    for trial in trials:
        prove(QUESTION, trial, value)
    for item in ITEMS:
        assert KINDS["expression"].judge(item, QUESTION, value.replies(trials), value).passed
    assert [trial.conditions for trial in trials] == [(), (Condition.SECOND_OBJECT,)] * 3


def test_two_inputs_have_all_signs() -> None:
    trial = next(plan(QUESTION, OneCell(CODE), Draw(b"tests", "q")))
    inputs = trial.probe.inputs
    assert len({(inputs[f"a_{at}"] > 0, inputs[f"b_{at}"] > 0) for at in (1, 2, 3, 4)}) == 4


@pytest.mark.parametrize(
    ("right", "slip", "earned"),
    [
        ("other.data), (other, self.data)", "1.0), (other, 1.0)", [0.0, 1.0]),
        ("self.data + other.data, ((self, 1.0)", "self.data + other.data + 1, ((self, 1.0)", [0.0, 0.0]),
    ],
    ids=["a gradient", "a value whose gradients are right"],
)
def test_an_item_is_judged_by_its_own_expressions(right: str, slip: str, earned: list[float]) -> None:
    reference, wrong = OneCell(CODE), OneCell(CODE.replace(right, slip))
    trials = tuple(plan(QUESTION, reference, Draw(b"tests", "q")))
    shares = [
        KINDS["expression"].judge(item, QUESTION, wrong.replies(trials), reference).share for item in ITEMS
    ]
    assert shares == earned


def test_a_reference_with_a_wrong_gradient_is_refused() -> None:
    wrong = OneCell(CODE.replace("parent.backward(local * upstream)", "parent.backward(local)"))
    question = Question(
        "q", (RubricItem("expression", 1, ("a * b * b",)),), target="Value", inputs=QUESTION.inputs
    )
    first, *_ = plan(question, wrong, Draw(b"tests", "q"))
    with pytest.raises(CourseError, match="is not the numerical gradient"):
        prove(question, first, wrong)


def test_the_last_expression_of_each_item_is_asked_where_differences_fail() -> None:
    value = OneCell(CODE)
    trials = tuple(strained_plan(QUESTION, value, Draw(b"tests", "q")))
    asked = {part.name for trial in trials for step in trial.judged for part in step.parts}
    assert asked == {"a.grad (c = a + b; c * c)", "b.grad (c = a + b; c * c)", "b.grad (b + b)"}
    assert all(trial.strained for trial in trials)
    assert max(abs(float(v)) for trial in trials for v in trial.probe.inputs.values()) > 1e100
    positive = replace(QUESTION, draw={"a": {"positive": True}})
    for trial in strained_plan(positive, value, Draw(b"tests", "q")):
        assert trial.probe.inputs.get("a_1", 1.0) > 0
