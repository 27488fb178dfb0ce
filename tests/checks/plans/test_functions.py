"""The plan of functions that return values and gradients: what they are called with, and what their gradients are those of."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.plans.conversation import plan
from autograder.checks.plans.proof import prove
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Part, Role, Slope
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell

ITSELF = Question(
    "q", (), target="f", inputs={"x": ("N",), "y": ("N",)}, returns=("dy", "z", "dx"), gradients={"x": "dx", "y": "dy"}
)  # fmt: skip
OF_ONE = Question(
    "q", (), target="f", inputs={"x": ("N", "D"), "W": ("D", "M"), "dout": ("N", "M")}, returns=("dx", "dW"),
    gradients={"x": "dx", "W": "dW"}, forward="g", upstream=("dout",),
)  # fmt: skip
OF_TWO = Question(
    "q", (), target="f", inputs={"x": ("N",), "da": ("N",), "db": ("N",)}, returns=("dx",), gradients={"x": "dx"},
    forward="g", upstream=("da", "db"),
)  # fmt: skip
SOURCES: list[tuple[Question, str, str]] = [
    (ITSELF, "def f(x, y): return x * np.cos(y), x * np.sin(y), np.sin(y)", "np.sin(y)"),
    (OF_ONE, "def g(x, W): return x @ W\ndef f(x, W, dout): return dout @ W.T, x.T @ dout", "dout @ W.T"),
    (
        OF_TWO,
        "def g(x): return x ** 2, x ** 3\ndef f(x, da, db): return 2 * x * da + 3 * x ** 2 * db",
        "3 * x ** 2",
    ),
]


@pytest.mark.parametrize(("question", "source", "factor"), SOURCES, ids=["itself", "of one", "of two"])
def test_gradients_are_those_of_what_stands_beside_them_or_of_another_function(
    question: Question, source: str, factor: str
) -> None:
    for text, right in ((source, True), (source.replace(factor, f"2 * {factor}", 1), False)):
        cell = OneCell(text)
        trials = tuple(plan(question, cell, Draw(b"tests", "q")))
        found: Any = None
        try:
            for trial in trials:
                prove(question, trial, cell)
        except CourseError as error:
            found = error
        assert (found is None) is right, found


def test_a_function_is_called_twice_and_once_more_as_before() -> None:
    trial = next(plan(OF_ONE, OneCell(SOURCES[1][1]), Draw(b"tests", "q")))
    called = [(step.expression, step.call, step.owner, step.upstream) for step in trial.judged]
    assert called == [
        ("f(x_1, W_1, dout_1)", 1, "a", "dout_1"),
        ("f(x_2, W_2, dout_2)", 2, "b", "dout_2"),
        ("f(x_1, W_1, dout_1)", 3, "a", "dout_1"),
    ]
    assert [len(step.conditions) for step in trial.judged] == [0, 0, 1]
    assert trial.judged[0].parts == (
        Part(Role.GRADIENT, "x", Slope("g(x_1, W_1)", "x_1", "dout_1")),
        Part(Role.GRADIENT, "W", Slope("g(x_1, W_1)", "W_1", "dout_1")),
    )


def test_several_upstream_gradients_are_one_row_beside_the_values_in_one_row() -> None:
    trial = next(plan(OF_TWO, OneCell(SOURCES[2][1]), Draw(b"tests", "q")))
    (part,) = trial.judged[1].parts
    assert part == Part(Role.GRADIENT, "x", Slope("as_one_row(g(x_2))", "x_2", "upstream_2"))
    both = [trial.probe.inputs["da_2"], trial.probe.inputs["db_2"]]
    assert np.array_equal(trial.probe.inputs["upstream_2"], np.concatenate(both))
    assert trial.judged[1].upstream == ""
