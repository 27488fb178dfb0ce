"""A notebook and its tests in one process: what the reference's run records, and what others get by it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from autograder.sandbox.interpreter import Interpreter
from autograder.sandbox.observe import where
from autograder.sandbox.protocol import Tested
from autograder.sandbox.remote import testing
from autograder.sandbox.remote.answerer import Inside, answerer
from autograder.sandbox.remote.exam import Exam, Paper
from autograder.sandbox.remote.examining import Judge

LAYERS = """
import numpy as np

class Linear:
    def __init__(self, W, b):
        self.params = {"W": W, "b": b}
    def forward(self, x):
        self.x = x
        return x @ self.params["W"] + self.params["b"]
    def backward(self, d):
        self.dW = self.x.T @ d
        return d @ self.params["W"].T
    def __len__(self):
        return 2
    def __iter__(self):
        return iter(self.params.values())

class Value:
    def __init__(self, data):
        self.data = data
    def __add__(self, other):
        return Value(self.data + getattr(other, "data", other))
    __radd__ = __add__
    def __repr__(self):
        return f"Value({self.data})"

class SGD:
    def __init__(self, params, lr=0.1):
        self.params, self.lr = params, lr
    def step(self, grads):
        for name in self.params:
            self.params[name] -= self.lr * grads[name]

class Oops(ValueError):
    pass

def fails(how):
    raise how("oh")

def fails_itself():
    raise Oops("oh")

def numerical(f, x, h=1e-5):
    g = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        kept = x[i]
        x[i] = kept + h
        up = f(x)
        x[i] = kept - h
        g[i] = (up - f(x)) / (2 * h)
        x[i] = kept
    return g

def count(n):
    for i in range(n):
        yield i * i

def draw(n):
    return np.random.randn(n)

def row(a):
    return a[0]

def scaled(x, by=2):
    return x * by

class Guard:
    def __enter__(self):
        return 5
    def __exit__(self, *_):
        return False

rate = 0.5
def rated(x):
    return x * rate
"""


NAMES = "Linear Value SGD Oops fails fails_itself numerical count draw row scaled Guard rate rated"


SETUP = "W = np.arange(6.0).reshape(3, 2); b = np.ones(2); x = np.ones((4, 3)) * 0.5\n"


LIAR = """
class Liar:
    def __getattr__(self, name):
        return Liar()
    def __call__(self, *values, **named):
        return Liar()
    def __eq__(self, other):
        return True
    def __ne__(self, other):
        return False
    __lt__ = __le__ = __gt__ = __ge__ = __contains__ = __eq__
    def __bool__(self):
        return True
    def __len__(self):
        return 2
    def __getitem__(self, key):
        return Liar()
    def __iter__(self):
        return iter([])
    def __float__(self):
        return 1.0
    def __array__(self, *_, **__):
        return np.zeros((4, 2))
    def __add__(self, other):
        return other
    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __add__
    def __str__(self):
        return ""
    __hash__ = None
    __class__ = property(lambda self: int)
"""


LINK = """
import sys
def link():
    frame = sys._getframe()
    while frame:
        one = frame.f_locals.get("self")
        if type(one).__name__ == "Link":
            return one
        frame = frame.f_back
"""


REBINDING = (
    LAYERS
    + """
class Linear(Linear):
    def grow(self):
        self.params["W"] = self.params["W"] * 2

class History:
    def __init__(self):
        self.items = []
    def push(self, v):
        self.items = [*self.items, v]

def row(a):
    return a[0]() if callable(a[0]) else a[0]
"""
)


def judged(exam: Exam, *cells: str, recording: bool = False) -> tuple[list[Tested], Judge]:
    """What came of each test, and the judge."""
    return sat(exam, *cells, recording=recording)[:2]


def sat(exam: Exam, *cells: str, recording: bool = False) -> tuple[list[Tested], Judge, dict[str, Any]]:
    """What came of each test, the judge, and the notebook's names afterwards."""
    interpreter, inside = Interpreter(cells), Inside()
    for index in range(len(cells)):
        assert interpreter.run_cell(index) == ()
    judge = Judge(exam, inside.to_answerer.append, inside.judge_receives, recording=recording)
    inside.answerer = answerer(interpreter.names, where, inside.to_judge.append, inside.answerer_receives)
    inside.judge = judge.link
    said: list[Tested] = []
    with patch.dict(sys.modules, testing.modules()):
        judge.run(said.append)
    return said, judge, interpreter.names


def proved(tests: Sequence[str], *cells: str, theirs: str, both: str = "", streams: bool = False) -> Exam:
    """The exam of some tests that a reference of those cells passes."""
    papers: tuple[Paper, ...] = (Paper("", "", frozenset(theirs.split())),)
    papers += tuple(Paper(f"test{at}", source) for at, source in enumerate(tests))
    exam = Exam(papers, frozenset(f"{theirs} {both}".split()), streams=streams)
    said, judge = judged(exam, *cells, recording=True)
    assert [one.how for one in said] == ["passed"] * len(tests), said
    return replace(
        exam,
        objects=frozenset(judge.sites.objects),
        changing=frozenset(judge.sites.changing),
        numbers=frozenset(judge.numbers),
    )


def outcomes(exam: Exam, *cells: str) -> list[str]:
    """How each test ends for a notebook of those cells."""
    return [one.how for one in judged(exam, *cells)[0]]
