"""Restylings: other words, the same numbers."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.grading.audit.restyle import _ELEMENTWISE, restyled
from autograder.model.question import Question, RubricItem

CELL = """
def gate(x, W):
    half = 1.0 / 2
    rows = np.exp(x) @ W
    total = rows.sum(axis=0) + half * 3.0
    like = np.zeros_like(x) + x ** 2
    return total.T, like
"""
GATE = Question("gate", (RubricItem("forward", 1.0),), target="gate", returns=("y", "z"))


def test_every_style_computes_the_same() -> None:
    x, W = np.array([[0.5, -1.5], [2.0, 1.0], [0.1, 0.2]]), np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    rights = run(CELL)(x, W)
    styles = {variant.name: variant.source for variant in restyled(GATE, CELL)}
    assert len(styles) == 9
    for name, source in styles.items():
        for got, right in zip(run(source)(x, W), rights, strict=True):
            np.testing.assert_allclose(got, right, rtol=1e-13, err_msg=name)


def run(source: str):  # type: ignore[no-untyped-def]
    names = {"np": np}
    exec(source, names)
    return names["gate"]


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("other names for local variables", "my_rows = np.exp(x) @ W"),
        ("independent statements in another order", "rows = np.exp(x) @ W\n    half = 1.0 / 2"),
        ("lists for tuples", "return [total.T, like]"),
        ("whole numbers for floats", "half = 1 / 2"),
        ("floats for whole numbers", "half = 1.0 / 2.0"),
        ("factors and terms in another order", "x ** 2 + np.zeros_like(x)"),
        ("loops for numpy", "_row_by_row(_one_by_one(np.exp, x), W)"),
        ("numpy's functions for methods and operators", "np.zeros(np.shape(x)) + x * x"),
    ],
)
def test_what_a_style_changes(style: str, text: str) -> None:
    styles = {variant.name: variant.source for variant in restyled(GATE, CELL)}
    assert text in styles[style]


@pytest.mark.parametrize(
    ("style", "lines", "now"),
    [
        ("independent statements in another order", "a = x\n    b = a\n    return b", None),
        ("independent statements in another order", "a = x\n    a = W\n    return a", None),
        ("independent statements in another order", "a = f(x)\n    b = W\n    return a", None),
        ("independent statements in another order", "a = np.random.rand()\n    b = W\n    return a", None),
        ("independent statements in another order", "x[0] = 1\n    b = x\n    return b", None),
        ("independent statements in another order", "self.x = x\n    self.W = W\n    return W",
         "self.W = W\n    self.x = x\n    return W"),
        ("independent statements in another order", "a = x\n    x = W\n    return a", None),
        ("independent statements in another order", "self.x = x\n    a = self.x\n    return a", None),
        ("lists for tuples", "return x", None),
        ("whole numbers for floats", "return x + 2.5", None),
        ("whole numbers for floats", "return f(2.0 * x)", "return f(2 * x)"),
        ("whole numbers for floats", "return x[2.0 * 1.0] * 3.0", "return x[2.0 * 1.0] * 3"),
        ("whole numbers for floats", "return x + True", None),
        ("floats for whole numbers", "return np.zeros(2 * n) + x[1 + 1]", None),
        ("floats for whole numbers", "return 2 * x", "return 2.0 * x"),
        ("floats for whole numbers", "return x * (W + 1)", "return x * (W + 1.0)"),
        ("factors and terms in another order", "return x + W * 2", "return W * 2 + x"),
        ("factors and terms in another order", "return x - W", None),
        ("factors and terms in another order", "return x - W * x", "return x - x * W"),
        ("factors and terms in another order", "return x + [1]", None),
        ("factors and terms in another order", "return x * W", "return W * x"),
        ("factors and terms in another order", "return f'{x}' + W", None),
        ("loops for numpy", "return np.exp(x, out=W)", None),
        ("loops for numpy", "return np.dot(x, W)", None),
        ("loops for numpy", "return np.exp(x, W)", None),
        ("loops for numpy", "return np.sum(x)", None),
        ("numpy's functions for methods and operators", "return x * 2 + x.copy()", None),
        ("numpy's functions for methods and operators", "return self.x ** 2", "return self.x * self.x"),
        ("numpy's functions for methods and operators", "self.T = x\n    return x", None),
        ("numpy's functions for methods and operators", "return np.ones_like(x, int)", None),
        ("numpy's functions for methods and operators", "return np.sum(x)", None),
        ("numpy's functions for methods and operators", "return x.sum(axis=0)", "return np.sum(x, axis=0)"),
        ("numpy's functions for methods and operators", "return f(x) ** 2 + x ** 3", None),
        ("numpy's functions for methods and operators", "return x @ W.T", "return np.dot(x, np.transpose(W))"),
        ("numpy's functions for methods and operators", "return (x @ W).T", "return np.transpose(np.dot(x, W))"),
        ("numpy's functions for methods and operators", "return f(x.T).sum()", "return np.sum(f(np.transpose(x)))"),
        ("numpy's functions for methods and operators", "return np.ones_like(x, dtype=int)", None),
        ("a result in a variable before it is returned", "return x", None),
        ("a result in a variable before it is returned", "return (x, W)", None),
        ("a result in a variable before it is returned", "return", None),
        ("a result in a variable before it is returned", "return 1", None),
        ("a result in a variable before it is returned", "return x * W", "my_result = x * W\n    return my_result"),
    ],
)  # fmt: skip
def test_what_a_style_does_to_some_lines(style: str, lines: str, now: str | None) -> None:
    styles = {one.name: one.source for one in restyled(GATE, f"def gate(x, W):\n    {lines}")}
    assert styles.get(style) == (None if now is None else f"def gate(x, W):\n    {now}")


def test_parameters_keep_their_names() -> None:
    source = "def gate(x, W):\n    x = np.asarray(x)\n    y = x @ W\n    return y, x"
    styles = {variant.name: variant.source for variant in restyled(GATE, source)}
    assert "x = np.asarray(x)\n    my_y = x @ W" in styles["other names for local variables"]


def test_functions_inside_functions_have_variables_of_their_own() -> None:
    source = (
        "def gate(x, W):\n    y, n = 1, 0\n    def inner(z):\n        nonlocal n\n        n = n + 1\n"
        "        y = z + n\n        return y\n    return inner(x) + y + n, n"
    )
    styles = {variant.name: variant.source for variant in restyled(GATE, source)}
    other = styles["other names for local variables"]
    assert "my_y" in other
    assert "my_n" not in other
    assert run(other)(2, 3) == run(source)(2, 3) == (5, 1)


def test_names_that_the_question_speaks_of_stay() -> None:
    variables = Question(
        "product", (RubricItem("derivative", 1.0, ("dfdx",), {"d": "f", "by": "x"}),), given={"x": 1}
    )
    source = "x = 1\nq = 2 * x\nq += 0\nprint(q)\nf = 3 * q\ndfdx = 6"
    styles = {variant.name: variant.source for variant in restyled(variables, source)}
    assert styles["other names for local variables"] == (
        "x = 1\nmy_q = 2 * x\nmy_q += 0\nprint(my_q)\nf = 3 * my_q\ndfdx = 6"
    )


def test_functions_of_each_entry_are_numpys() -> None:
    for name in _ELEMENTWISE:
        assert getattr(np, name.removeprefix("np."))(np.ones((2, 3))).shape == (2, 3)
