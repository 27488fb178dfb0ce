"""Which names and numbers stand where: what is known, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.plans.spoken_names import inputs_of
from autograder.model.formula import graph_of
from autograder.selfcheck.drawing.drawing import drawing_of, shown_example
from autograder.selfcheck.drawing.labels import LONGEST, SHORT, gradients_of, shown
from autograder.selfcheck.drawing.picture import Picture
from tests.selfcheck.drawing.pictures import DRAWN

OF = {question.id: question for question in DRAWN}


def labels(picture: Picture) -> dict[str, tuple[str, str]]:
    return {item.above.name or item.symbol: (item.above.text, item.below.text) for item in picture}


def test_values_above_and_gradients_below_by_the_names_of_the_question() -> None:
    known = {"x": 1, "y": 2, "z": 5, "q": 3, "f": 15, "dfdx": 5}
    assert labels(drawing_of(OF["chain_rule"], known, "en")) == {
        "x": ("1", "dfdx = 5"),
        "y": ("2", "dfdy"),
        "z": ("5", "dfdz"),
        "q": ("q = 3", "dfdq"),
        "f": ("f = 15", "1"),
    }


def test_the_upstream_gradient_of_a_class_is_called_so_in_each_language() -> None:
    known = {"x": 2, "y": 5, "dout": 3, "out": 10, "dx": 15}
    assert labels(drawing_of(OF["multiply_gate"], known, "en")) == {
        "x": ("2", "dx = 15"),
        "y": ("5", "dy"),
        "z": ("z = 10", "upstream gradient = 3"),
    }
    assert labels(drawing_of(OF["multiply_gate"], {}, "ko"))["z"] == ("z", "상류 기울기")


@pytest.mark.parametrize(
    ("question", "value", "gradient"),
    [
        ("matmul_steps", "D", "dD"),
        ("matmul_grad", "D", "dD"),
        ("lstm_step", "next_c", "dnext_c"),
        ("lstm_step", "next_h", "dnext_h"),
        ("lstm_step", "Wx", "dWx"),
        ("affine", "W", "dW"),
        ("two_layer_net", "W1", "dW1"),
        ("two_layer_net", "t", ""),
        ("two_layer_net", "loss", "1"),
        ("softmax_with_loss", "L", "1"),
        ("softmax_with_loss", "t", ""),
        ("staged", "f", "1"),
        ("staged", "den", ""),
        ("backward", "x", "x.grad"),
        ("define_by_run", "y", ""),
        ("value", "a", "a.grad"),
        ("sigmoid_neuron", "w[2]", "dw[2]"),
        ("squared_sum", "x", "dzdx"),
    ],
)
def test_what_gradients_are_called(question: str, value: str, gradient: str) -> None:
    assert labels(drawing_of(OF[question], {}, "en"))[value][1] == gradient


def test_a_result_is_what_the_example_says_of_it_and_never_something_else() -> None:
    assert labels(drawing_of(OF["matmul_grad"], shown_example(OF["matmul_grad"]), "en"))["D"] == (
        "D",
        "dD = [[10]]",
    )
    assert labels(drawing_of(OF["value"], {"a": 2, "b": 3, "a + b": 5}, "en"))["f"] == ("f", "1")
    assert labels(drawing_of(OF["value"], {"a": 2, "b": 3, "a * b + a": 8}, "en"))["f"] == ("f = 8", "1")


def test_entries_of_an_input_and_of_its_gradient() -> None:
    known = {"w": [1, 2, 3], "dw": (0.5,), "x": "no list", "dx": None}
    found = labels(drawing_of(OF["sigmoid_neuron"], known, "en", "?"))
    assert found["w[1]"] == ("2", "dw[1] = ?")
    assert found["w[0]"] == ("1", "dw[0] = 0.5")
    assert found["x[0]"] == ("?", "dx[0] = ?")
    assert found["dot"] == ("dot", "ddot")


def test_numbers_that_a_symbol_says_are_no_item_of_their_own() -> None:
    assert [item.symbol for item in drawing_of(OF["squared_sum"], {}, "en")] == ["x", "y", "+", "( )²"]
    assert [item.symbol for item in drawing_of(OF["sigmoid"], {}, "en")] == [
        "1", "x", "−( )", "exp", "+", "1/( )",
    ]  # fmt: skip


@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.id)
def test_a_release_shows_what_the_example_states_and_nothing_else(question: Any) -> None:
    known = shown_example(question)
    values = {item.above.value for item in drawing_of(question, known, "en")} - {""}
    gradients = {item.below.value for item in drawing_of(question, known, "en")} - {"", "1"}
    entries = [entry for value in known.values() if isinstance(value, tuple) for entry in value]
    assert values | gradients <= {
        shown(value, longest)
        for value in (*known.values(), *entries)
        for longest in (LONGEST, SHORT, SHORT // 2)
    }
    assert not any(item.above.value for item in drawing_of(question, {}, "en"))


@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.id)
def test_what_is_handed_in_is_never_shown_as_its_gradient(question: Any) -> None:
    graph = graph_of(question.graph)
    upstream = {key for at, (_, key) in gradients_of(graph, question).items() if at in graph.results}
    handed = [name for name in shown_example(question) if name in {*inputs_of(question)} - upstream]
    known = dict(zip(handed, range(2, 99), strict=False))
    assert {item.below.value for item in drawing_of(question, known, "en")} <= {"", "1"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (715.0, "715"),
        (123456, "123456"),
        (0.7310585786300049, "0.7311"),
        (1e-9, "1e-09"),
        (np.float32(0.5), "0.5"),
        (np.array(2.0), "2"),
        ([1, 2.5], "[1, 2.5]"),
        (((1, 2), (3, 4)), "[[1, 2], [3, 4]]"),
        (np.array([[0.088123, 0.17612], [0.1041, 0.208]]), "[[0.0881, 0.176], [0.104, 0.208]]"),
        (np.zeros((5, 10)), "shape (5, 10)"),
        (np.full(12, 0.25), "shape (12,)"),
        (np.array([True, False]), "[1, 0]"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
        (1 + 2j, ""),
        (None, ""),
        ("text", ""),
        (object(), ""),
        ([[1], [2, 3]], ""),
    ],
)
def test_numbers_are_as_short_as_one_can_read_them(value: Any, text: str) -> None:
    assert shown(value) == text
    assert shown(value, lang="ko") == text.replace("shape", "모양")
