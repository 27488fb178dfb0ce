"""A graph that gives another value than the solution is refused, wherever both are known."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from autograder.course.load import load_course
from autograder.model.errors import CourseError
from autograder.model.formula import FUNCTIONS, graph_of
from autograder.reference.answer_key import make_answer_key
from autograder.reference.proved_drawing import OPERATIONS, worked_out
from tests.own_course import SETUP, Cell, answer, layer, own_course

PLAIN = """
- id: q
  given: {x: 2, w: [1, 3]}
  graph: "f = x * w[0] + w[1]"
  rubric:
    - {check: value, of: f, equals: 5, points: 1}
"""
LAYER = """
- id: q
  target: Layer
  init: {W: [D, M]}
  inputs: {x: [N, D]}
  gradients: {W: dW}
  batch: N
  graph: "y = x @ W"
  rubric:
    - {check: forward, points: 1}
    - {check: gradient, of: [x, W], points: 2}
"""
FUNCTION = """
- id: q
  target: product_backward
  inputs: {W: [D, M], X: [M, N], dD: [D, N]}
  returns: [dW, dX]
  gradients: {W: dW, X: dX}
  forward: product
  upstream: dD
  graph: "D = W @ X"
  rubric:
    - {check: gradient, of: [W, X], points: 1}
"""
BESIDE = """
- id: q
  target: squared
  inputs: {x: [N]}
  returns: [y, dx]
  gradients: {x: dx}
  graph: "y = x ** 2"
  rubric:
    - {check: forward, points: 1}
    - {check: gradient, of: x, points: 1}
"""
CELLS: dict[str, Cell] = {
    BESIDE: answer("q", "def squared(x):\n    return x ** 2, 2 * x"),
    PLAIN: answer("q", "f = x * w[0] + w[1]", "x = 2\nw = [1, 3]"),
    LAYER: layer(
        "q",
        "self.x = x\nreturn x @ self.W",
        "self.dW = self.x.T @ dout\nreturn dout @ self.W.T",
        "self.W = W",
        ", W",
    ),
    FUNCTION: answer(
        "q",
        "def product_backward(W, X, dD):\n    return dD @ X.T, W.T @ dD",
        "def product(W, X):\n    return W @ X",
    ),
}


def prove(folder: Path, questions: str, old: str = "", new: str = "") -> None:
    course = load_course(
        own_course(folder, [("setup", SETUP), CELLS[questions]], questions.replace(old, new))
    )
    make_answer_key(course, course.assignments[0], b"1" * 32)


@pytest.mark.parametrize(
    "questions", [PLAIN, LAYER, FUNCTION, BESIDE], ids=["plain", "layer", "function", "beside"]
)
def test_what_the_solution_gives_is_accepted(tmp_path: Path, questions: str) -> None:
    prove(tmp_path, questions)


@pytest.mark.parametrize(
    ("questions", "old", "new", "told"),
    [
        (PLAIN, "+ w[1]", "- w[1]", "f is another one than in the reference"),
        (PLAIN, "w[1]", "w[2]", "cannot be worked out"),
        (LAYER, "x @ W", "2 * x @ W", "y is another one than in the reference"),
        (LAYER, "x @ W", "W @ x", "cannot be worked out"),
        (BESIDE, "x ** 2", "x ** 3", "y is another one than in the reference"),
        (FUNCTION, "W @ X", "(W @ X) ** 2", "D is another one than in the reference"),
    ],
)
def test_another_value_is_refused(tmp_path: Path, questions: str, old: str, new: str, told: str) -> None:
    with pytest.raises(
        CourseError, match=r"course\.yml:\d+: question q: graph: .*; mend the formula"
    ) as error:
        prove(tmp_path, questions, old, new)
    assert told in str(error.value)


def test_what_no_name_says_is_compared_with_nothing_where_there_are_several_results(tmp_path: Path) -> None:
    prove(tmp_path, LAYER, '"y = x @ W"', '["z = 2 * (x @ W)", "y = x @ W"]')


def test_what_hangs_on_something_unknown_is_left_open() -> None:
    graph = graph_of(["h = Affine(x, W)", "f = sum(h) + 1", "g = x / 2"])
    values = worked_out(graph, {"x": [1, 2], "W": [3]})
    assert [None if one is None else np.asarray(one).tolist() for one in values] == [
        [1, 2], [3], None, None, 1, None, 2, [0.5, 1],
    ]  # fmt: skip


def test_what_has_no_number_is_none_without_a_warning() -> None:
    values = worked_out(graph_of(["f = log(x) / y"]), {"x": [-1.0, 1.0], "y": 0})
    assert np.isnan(np.asarray(values[-1])).tolist() == [True, True]


def test_every_function_that_a_formula_may_call_is_known() -> None:
    assert {*FUNCTIONS} == {name for name in OPERATIONS if name.isidentifier() and name != "neg"}
    text = "part(softmax(x), at=1, of=2) + max(x, axis=0) + min(y, y) + relu(y) + abs(y)"
    (result,) = worked_out(graph_of([f"f = {text}"]), {"x": [[0.0, 0.0]], "y": [-2.0, -1.0]})[-1:]
    assert np.asarray(result).tolist() == [[0.5 + 0 - 2 + 0 + 2, 0.5 + 0 - 1 + 0 + 1]]


X, Y = np.array([[0.5, -1.5], [2.0, 0.25]]), np.array([[3.0, 1.0], [-2.0, 0.5]])


@pytest.mark.parametrize(
    ("formula", "right"),
    [
        ("x + y - x * y / 2", X + Y - X * Y / 2),
        ("x @ y", X @ Y),
        ("-x ** 2", -(X**2)),
        ("exp(x)", math.e**X),
        ("log(abs(y))", np.log(np.abs(Y))),
        ("sqrt(square(x))", np.abs(X)),
        ("tanh(x)", (np.exp(2 * X) - 1) / (np.exp(2 * X) + 1)),
        ("sigmoid(x)", np.exp(X) / (1 + np.exp(X))),
        ("relu(x)", X * (X > 0)),
        ("sum(x, axis=0)", [2.5, -1.25]),
        ("mean(x, axis=1)", [-0.5, 1.125]),
        ("dot(x, y)", X @ Y),
        ("max(x, y)", [[3.0, 1.0], [2.0, 0.5]]),
        ("min(x, y)", [[0.5, -1.5], [-2.0, 0.25]]),
        ("max(x, axis=0)", [2.0, 0.25]),
        ("min(x, axis=1)", [-1.5, 0.25]),
        ("softmax(x)", np.exp(X) / np.exp(X).sum(axis=1, keepdims=True)),
    ],
)
def test_what_the_operations_of_a_formula_are(formula: str, right: object) -> None:
    values = worked_out(graph_of([f"f = {formula}"]), {"x": X, "y": Y})
    assert values[-1] == pytest.approx(np.asarray(right))


@pytest.mark.parametrize("function", ["max", "min"])
def test_the_largest_is_of_one_array_or_of_two_values(function: str) -> None:
    three = {name: np.ones((2, 2)) for name in "xyz"}
    with pytest.raises(TypeError):
        worked_out(graph_of([f"f = {function}(x, y, z)"]), three)
