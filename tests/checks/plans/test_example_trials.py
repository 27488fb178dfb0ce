"""What a question's text prints, asked of an answer: by its form, with the inputs as they stand there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checks.plans.example_trials import Outcome, outcomes
from autograder.model.question import Example, Form, Question, RubricItem
from autograder.model.trial import Role
from autograder.sandbox.protocol import Raised, Skipped
from tests.checks.networks import SIGMOID, SOURCE, with_probabilities
from tests.checks.one_cell import OneCell

CELLS = OneCell("""
np = __import__("numpy")
class Variable:
    def __init__(self, data):
        assert isinstance(data, np.ndarray)
        self.data = data
class Square:
    def __call__(self, v):
        self.x = v.data
        return Variable(np.asarray(self.x ** 2))
    def backward(self, gy):
        return 2 * self.x * gy
class Affine:
    def __init__(self, W):
        self.W = W
    def forward(self, x):
        self.x = x
        return x @ self.W
    def backward(self, dout):
        assert self.x.dtype == float
        self.dW = self.x.T @ dout
        return dout @ self.W.T
class Split:
    def forward(self, x):
        return x + 1, 2 * x
    def backward(self, done, dtwo):
        return done + 2 * dtwo
class Loss:
    def forward(self, x, t):
        return float((x * t).sum())
    def backward(self, dout):
        assert dout == 1
        return 3 * dout
def both(x, W):
    return x * W, W, x
""")
ITEMS = (RubricItem("forward", 1.0, form=Form.CALLS), RubricItem("gradient", 1.0, form=Form.CALLS))
AFFINE = Question(
    "q", ITEMS, target="Affine", init={"W": ("D", "M")}, inputs={"x": ("N", "D")}, gradients={"W": "dW"}
)
SPLIT = Question("q", ITEMS, target="Split", inputs={"x": ("N",)}, outputs=("one", "two"))
LOSS = Question("q", ITEMS, target="Loss", inputs={"x": ("N",), "t": ("N",)}, options={"kind": "loss"})
SQUARE = Question("q", ITEMS, target="Square", inputs={"x": ()}, options={"kind": "function"})
BOTH = Question(
    "q", ITEMS, target="both", inputs={"x": (), "W": ()}, returns=("y", "dx", "dW"), gradients={"x": "dx", "W": "dW"}
)  # fmt: skip


def told(question: Question, *examples: Example) -> list[Outcome]:
    return list(outcomes(replace(question, example=examples), CELLS))


@pytest.mark.parametrize(
    ("question", "example", "found"),
    [
        (
            AFFINE,
            {"W": ((1, 2), (3, 4)), "x": ((1, 1),), "dout": ((1, 10),), "out": ((4, 6),), "dx": ((21, 43),), "dW": ((1, 10), (1, 10))},
            {"out": [[4, 6]], "x": [[21, 43]], "W": [[1, 10], [1, 10]]},
        ),
        (AFFINE, {"W": ((1,), (3,)), "x": ((1, 1),), "out": ((4,),)}, {"out": [[4]]}),
        (SPLIT, {"x": 3, "done": 1, "dtwo": 2, "two": 6, "one": 4, "dx": 5}, {"one": 4, "two": 6, "x": 5}),
        (LOSS, {"x": (1, 2), "t": (0, 1), "out": 2, "dx": 3}, {"loss": 2, "x": 3}),
        (SQUARE, {"x": 3, "dout": 2, "out": 9, "dx": 12}, {"out": 9, "x": 12}),
        (BOTH, {"x": 2, "W": 5, "y": 10, "dW": 2, "dx": 5}, {"y": 10, "x": 5, "W": 2}),
        (BOTH, {"x": 2, "W": 5, "dW": 2}, {"W": 2}),
    ],
)  # fmt: skip
def test_each_form_is_asked_with_the_inputs_of_the_example(
    question: Question, example: Example, found: dict[str, Any]
) -> None:
    seen = told(question, example)
    assert {one.name: np.asarray(one.got).tolist() for one in seen} == found
    assert all(one.met and not one.failed and one.want == example[one.stated] for one in seen)
    forwards = {one.stated for one in seen if one.role is Role.FORWARD}
    assert forwards == {"out", "one", "two", "y"} & example.keys()


def test_whole_numbers_of_a_text_are_handed_over_as_floats() -> None:
    (one,) = told(BOTH, {"x": 2, "W": 5, "y": 10})
    assert type(one.got) is float


def test_an_example_that_is_not_met_and_one_that_raises() -> None:
    wrong, raises = told(SPLIT, {"x": 3, "one": 5}, {"x": "text", "one": 4})
    assert (wrong.met, wrong.failed, wrong.got) == (False, False, 4)
    assert (raises.met, raises.failed) == (False, True)
    assert isinstance(raises.got, Raised)


@pytest.mark.parametrize(
    ("got", "failed"), [(Raised("KeyError"), True), (Skipped(), True), (None, False), (4, False)]
)
def test_what_raised_or_was_not_reached_gave_no_answer(got: Any, failed: bool) -> None:
    assert Outcome({"y": 4}, "y", Role.VALUE, "y", got).failed is failed


def test_another_number_of_values_is_none_of_them() -> None:
    (one,) = told(replace(BOTH, returns=("y", "dx")), {"x": 2, "W": 5, "dx": 5})
    assert (one.got, one.met) == (None, False)


def test_what_is_not_asked_for_has_no_outcomes() -> None:
    asked = Question("q", (RubricItem("tests", 1.0, ("q_test",)),), inputs={"x": ()})
    assert told(asked, {"x": 3}) == []


def test_of_plain_variables_numbers_are_set_as_floats() -> None:
    cells = OneCell("x, y = 2, [1, 2]\nf = x * y[1]\ng = type(x).__name__", given=("x", "y"))
    question = Question("q", (RubricItem("value", 1.0, ("f",)),), given={"x": 2, "y": [1, 2]})
    (one,) = outcomes(replace(question, example=({"x": 3, "y": (4, 5), "f": 15},)), cells)
    assert (one.name, one.role, one.got, one.met) == ("f", Role.VALUE, 15.0, True)


def test_a_network_is_asked_with_the_parameters_of_the_example_and_its_probabilities_will_do() -> None:
    asked = Question("q", (RubricItem("network", 1.0, form=Form.NETWORK),), target="Net")
    numbers = {"W1": ((1, 0), (0, 1)), "b1": (0, 0), "W2": ((1, 0, 0), (0, 1, 0)), "b2": (0, 0, 0)}
    batch = {"x": ((1, 2),), "t": ((0, 1, 0),)}
    e = np.exp([1.0, 2.0, 0.0])
    y = e / e.sum()
    told_of = {"predict": ((1, 2, 0),), "loss": round(-float(np.log(y[1])), 4)}
    example = {**numbers, **batch, **told_of, "dW2": tuple(tuple(h * (y - [0, 1, 0])) for h in (1.0, 2.0))}
    for source, same in ((SOURCE, True), (SIGMOID, False), (with_probabilities(SOURCE), True)):
        seen = list(outcomes(replace(asked, example=(example,)), OneCell(source)))
        assert [(one.stated, one.name) for one in seen] == [
            ("predict", "predict"),
            ("loss", "loss"),
            ("dW2", "W2"),
        ]
        assert [one.met for one in seen] == [same] * 3
    without = {name: value for name, value in example.items() if name != "dW2"}
    no_gradient = OneCell(SOURCE.replace("def gradient", "def gradients"))
    seen = list(outcomes(replace(asked, example=(without,)), no_gradient))
    assert [(one.stated, one.met) for one in seen] == [("predict", True), ("loss", True)]


@pytest.mark.parametrize(
    ("change", "met"),
    [
        (lambda y: y + 0, True),
        (lambda y: y * 2, False),  # no sums of one
        (lambda y: y * [[0.9, 1.1, 1.0]], False),  # another ratio
        (lambda y: y[:, ::-1], False),
        (lambda y: y[0], False),
        (lambda y: y[:1] + 0 * y[:1], False),
        (np.log, False),
        (lambda y: "text", False),
    ],
)
def test_probabilities_of_scores_are_rows_that_sum_to_one_and_keep_their_ratios(
    change: Callable[[Any], Any], met: bool
) -> None:
    scores = np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 4.0]])
    y = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    example = {name: tuple(map(tuple, scores)) for name in ("predict", "loss")}
    assert Outcome(example, "predict", Role.FORWARD, "predict", change(y)).met is met
    assert not Outcome(example, "loss", Role.FORWARD, "loss", change(y)).met
