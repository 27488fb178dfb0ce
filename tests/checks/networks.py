"""A network of two layers in one cell, and what other books write in places of it."""

from __future__ import annotations

from autograder.model.question import Question
from tests.checks.one_cell import OneCell

QUESTION = Question("q", (), target="Net")
SOURCE = """
np = __import__("numpy")
random = np.random.default_rng(1)
class Net:
    def __init__(self, i, h, o, std=0.01):
        self.params = {
            "W1": std * random.standard_normal((i, h)), "b1": np.zeros(h),
            "W2": std * random.standard_normal((h, o)), "b2": np.zeros(o),
        }
    def scores(self, x):
        p = self.params
        self.x, self.z = x, x @ p["W1"] + p["b1"]
        self.h = np.maximum(self.z, 0)
        return self.h @ p["W2"] + p["b2"]
    def slope(self):
        return self.z > 0
    def softmax(self, s):
        e = np.exp(s - s.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)
    def predict(self, x):
        return self.scores(x)
    def loss(self, x, t):
        y = self.softmax(self.scores(x))
        return -np.sum(t * np.log(y)) / len(x)
    def gradient(self, x, t):
        ds = (self.softmax(self.scores(x)) - t) / len(x)
        dz = ds @ self.params["W2"].T * self.slope()
        return {"W1": x.T @ dz, "b1": dz.sum(axis=0), "W2": self.h.T @ ds, "b2": ds.sum(axis=0)}
"""
SIGMOID = SOURCE.replace("np.maximum(self.z, 0)", "1 / (1 + np.exp(-self.z))").replace(
    "return self.z > 0", "return self.h * (1 - self.h)"
)
REFERENCE = OneCell(SOURCE)


def with_probabilities(source: str) -> str:
    """`predict` returns probabilities, and the logarithm gets a small number, as in the book's fourth chapter."""
    return source.replace("return self.scores(x)", "return self.softmax(self.scores(x))").replace(
        "np.log(y)", "np.log(y + 1e-7)"
    )
