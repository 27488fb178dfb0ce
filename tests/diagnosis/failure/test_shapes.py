"""Arrays that an operation could not take: each question beside a text that nearly answers yes."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.failure import Failure, shapes
from tests.diagnosis.failure.raising import FORWARD, Asked, Cases, asked, failure

CASES: Cases = [
    (
        shapes.reads_globals,
        [failure(FORWARD.format("a = x @ y", "return a"), 3, kind="ValueError")],
        [failure(FORWARD.format("a = x @ W", "return y"), 3, kind="ValueError"),
         failure(FORWARD.format("a = x @ y", "y = a"), 3, kind="ValueError"),
         failure(FORWARD.format("a = x @ y", "return a"), 4, kind="ValueError"),
         failure(FORWARD.format("a = x @ y", "return a"), 3, kind="ValueError", cell=0),
         failure(FORWARD.format("a = Base(x)", "return a"), 3, kind="ValueError"),
         failure(FORWARD.replace("W", "y").format("a = x @ y", "return a"), 3, kind="ValueError"),
         failure("a = y @ y", 1, kind="ValueError")],
    ),
    (
        shapes.converts,
        [failure("y = float(x)", message="only length-1 arrays can be converted to Python scalars", kind="TypeError"),
         failure("y = int(x)", message="only length-1 arrays", kind="TypeError")],
        [failure("y = abs(x)", message="only length-1 arrays", kind="TypeError"), failure("y = float(x)", message="other", kind="TypeError")],
    ),
    (
        shapes.converts,
        [failure("import math\ny = math.exp(x)", message="only length-1 arrays", kind="TypeError"), failure("from math import exp\ny = exp(x)", message="Python scalars", kind="TypeError"),
         failure("from math import exp as e\ny = e(x)", message="Python scalars", kind="TypeError"),
         failure("import math as m\ny = m.exp(x)", message="only length-1 arrays", kind="TypeError")],
        [failure("from numpy import exp\ny = exp(x)", message="Python scalars", kind="TypeError"), failure("import math\ny = np.exp(x)", message="Python scalars", kind="TypeError")],
    ),
    (
        shapes.is_of_a_product,
        [failure("y = x @ W", message="matmul: Input operand 1", kind="ValueError"), failure("y = np.dot(x, W)", message="shapes (2,) and (3,) not aligned", kind="ValueError"),
         failure("y = x.dot(self.W)", message="not aligned", kind="ValueError"), failure("y = self.x.dot(W)", message="not aligned", kind="ValueError"), failure("y = np.matmul(x, W)", message="matmul", kind="ValueError")],
        [failure("y = x @ self.W.T", message="matmul", kind="ValueError"), failure("y = np.dot(x, W.T)", message="not aligned", kind="ValueError"),
         failure("y = x @ W", message="operands could not be broadcast", kind="ValueError"), failure("y = x * W", message="matmul", kind="ValueError"),
         failure("y = x\nz = x @ W", message="matmul", kind="ValueError")],
    ),
    (
        shapes.transposes,
        [failure("y = x.T @ W", message="matmul", kind="ValueError"), failure("y = np.dot(np.transpose(x), W)", message="matmul", kind="ValueError")],
        [failure("y = x @ W.T", message="matmul", kind="ValueError"), failure("y = x @ W\nz = x.T", message="matmul", kind="ValueError"), failure("y = x.Total @ W", message="matmul", kind="ValueError")],
    ),
    (
        shapes.may_be_a_product,
        [failure("", message="operands could not be broadcast together with shapes (2,3) (3,4)"), failure("", message="with shapes (12, 3) (3,4)")],
        [failure("", message="with shapes (2,3) (4,5)"), failure("", message="with shapes (2,3)"), failure("", message="with shapes (2,3) (3,4) (3,5)"), failure("", message="with shapes (3,) (3,4)")],
    ),
    (
        shapes.multiplies,
        [failure("class Gate:\n    def f(self): return x @ y", 2, kind="ValueError")],
        [failure("class Other:\n    def f(self): return x @ y\nclass Gate: pass", 2, kind="ValueError"),
         failure("class Gate:\n    def f(self): return x @ y", 2, kind="ValueError", cell=-1)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "one"), asked(CASES, True))
def test_it_is_so(question: Asked, one: Failure) -> None:
    assert question(one) is True


@pytest.mark.parametrize(("question", "one"), asked(CASES, False))
def test_it_is_nearly_so(question: Asked, one: Failure) -> None:
    assert question(one) is False


@pytest.mark.parametrize(
    ("source", "product"),
    [("x @ self.W", "x @ W"), ("np.dot(x, W.T)", "x @ W.T"), ("numpy.matmul(x, W)", "x @ W"), ("x.dot(W)", "x @ W"),
     ("self.x.dot(W)", "x @ W"), ("x * W", ""), ("x.sum(W)", ""), ("dot(x, W)", "")],
)  # fmt: skip
def test_a_product_as_it_is_written(source: str, product: str) -> None:
    assert shapes.product(ast.parse(source, mode="eval").body) == product


def test_without_a_reference_any_product_may_have_raised() -> None:
    one = failure("y = x * W", message="matmul", kind="ValueError")
    assert not shapes.is_of_a_product(one)
    assert shapes.is_of_a_product(replace(one, text=replace(one.text, model=None)))


@pytest.mark.parametrize(
    ("model", "multiplies"),
    [("y = np.dot(x, W)", True), ("y = np.matmul(x, W)", True), ("y = x @ W.T", True), ("y = x @ W", False), ("y = self.x @ self.W", False)],
)  # fmt: skip
def test_a_question_of_products_is_one_by_its_reference(model: str, multiplies: bool) -> None:
    one = failure("class Gate:\n    def f(self): return x @ y", 2, kind="ValueError")
    assert shapes.multiplies(replace(one, text=replace(one.text, model=Text((model,))))) is multiplies
    turned = failure("class Gate:\n    def f(self): return x.T @ y", 2, kind="ValueError")
    assert shapes.multiplies(replace(turned, text=replace(turned.text, model=Text((model,)))))
