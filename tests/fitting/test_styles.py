"""Specimens of layers in the styles of other books and courses: what is right stays right, what is wrong stays wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from tests.conftest import headers

SPECIMENS = Path(__file__).parents[1] / "specimens"
KEEPS_STATE = (
    "accumulates",
    "backward-changes-y",
    "buffer-of-the-first-batch",
    "class-state",
    "stale",
    "writes-into-both",
)
"""Mistakes of an object that is used again: no mistakes where each call has an object of its own."""

AFFINE = {
    "all is returned": """
class Affine:
    def __init__(self, W, b): self.inner = Inner(W, b)
    def forward(self, x): return self.inner.forward(x)
    def backward(self, dout):
        dx = self.inner.backward(dout)
        return dx, self.inner.dW, self.inner.db
""",
    "lists": """
class Affine:
    def __init__(self, W, b):
        self.inner = Inner(W, b)
        self.params, self.grads = [W, b], [np.zeros_like(W), np.zeros_like(b)]
    def forward(self, x): return self.inner.forward(x)
    def backward(self, dout):
        dx = self.inner.backward(dout)
        self.grads[0][...] = self.inner.dW
        self.grads[1][...] = self.inner.db
        return dx
""",
    "sizes and dictionaries": """
class Linear:
    def __init__(self, in_dim, out_dim):
        self.params = {'W': np.random.randn(in_dim, out_dim), 'b': np.zeros(out_dim)}
        self.grads = {}
        self.inner = Inner(self.params['W'], self.params['b'])
    def forward(self, x): return self.inner.forward(x)
    def backward(self, dout):
        dx = self.inner.backward(dout)
        self.grads['W'], self.grads['b'] = self.inner.dW, self.inner.db
        return dx
""",
    "pair": """
def affine_forward(x, w, b):
    inner = Inner(w, b)
    return inner.forward(x), inner
def affine_backward(dout, cache):
    dx = cache.backward(dout)
    return dx, cache.dW, cache.db
""",
}
ACTIVATION = {
    "pair": """
def {stem}_forward(x):
    inner = Inner()
    return inner.forward(x), inner
def {stem}_backward(dout, cache):
    return cache.backward(dout)
""",
    "without a memory": """
class {target}:
    def forward(self, x): return Inner().forward(x)
    def backward(self, x, dout):
        inner = Inner()
        inner.forward(x)
        return inner.backward(dout)
""",
    "dictionary": """
class {target}:
    def __init__(self): self.inner = Inner()
    def forward(self, x): return self.inner.forward(x)
    def backward(self, dout): return {{'dx': self.inner.backward(dout)}}
""",
}
LOSS = {
    "function": """
def softmax_loss(x, t):
    inner = Inner()
    loss = inner.forward(x, t)
    return loss, inner.backward(1)
""",
    "no argument": """
class SoftmaxWithLoss:
    def __init__(self): self.inner = Inner()
    def forward(self, x, t): return self.inner.forward(x, t)
    def backward(self): return self.inner.backward(1)
""",
}
STYLES = {
    ("affine", "Affine"): AFFINE,
    ("relu", "Relu"): ACTIVATION,
    ("sigmoid", "Sigmoid"): ACTIVATION,
    ("softmax_with_loss", "SoftmaxWithLoss"): LOSS,
}
OF_INTEGERS = ("integer-buffer",)
"""Mistakes with weights that are whole numbers, where a style has none: it makes its own, or arrays like them."""
FLOATS = ("lists", "sizes and dictionaries")
OBJECT_A_CALL = ("pair", "without a memory", "function")


def _without(style: str) -> tuple[str, ...]:
    """Specimens that are none in a style."""
    return KEEPS_STATE if style in OBJECT_A_CALL else OF_INTEGERS if style in FLOATS else ()


def rewritten(question: str, target: str, style: str) -> Iterator[tuple[str, str, bool]]:
    """Each specimen in a style: its name, its text, and whether it is right."""
    for path in sorted((SPECIMENS / question).glob("*.py")):
        text = path.read_text("utf-8")
        told = headers(text)
        if told.get("ends") or path.stem in _without(style):
            continue
        inner = re.sub(rf"\b{target}\b", "Inner", text)
        outer = STYLES[question, target][style]
        outer = (
            outer.format(stem=question, target=target) if "{target}" in outer or "{stem}" in outer else outer
        )
        yield path.stem, f"import numpy as np\n{inner}\n{outer}", told["expect"] == "right"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "target", "style"), [(*of, style) for of, styles in STYLES.items() for style in styles]
)
def test_a_style_changes_no_verdict(
    question: str, target: str, style: str, key_of: Callable[[str], AnswerKey], patient: Prober
) -> None:
    grader = Grader(key_of("ps3"), patient)
    found = {
        name: (
            next(r.full for r in grader.grade([Cell(text, 0)]).questions if r.question.id == question),
            right,
        )
        for name, text, right in rewritten(question, target, style)
    }
    assert {name for name, (full, right) in found.items() if full is not right} == set()
