"""Exceptions in a line of an answer, of which something is so, beside those of which it is nearly so."""

from __future__ import annotations

from collections.abc import Callable

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.failure import Failure
from autograder.model.question import Question
from autograder.sandbox.protocol import Raised

Asked = Callable[[Failure], object]
Cases = list[tuple[Asked, list[Failure], list[Failure]]]
MODEL = Text(
    (
        """
class Gate(Base):
    def __init__(self, W):
        self.W = W
        self.mask = None
    def forward(self, x):
        return x @ self.W.T
""",
    )
)
BEFORE = "import numpy as np\nfrom layers import Parent, helper\ny = 3\nclass Base:\n    def __init__(self):\n        self.inputs = 1"
FORWARD = "class Gate(Base):\n    def forward(self, x, W):\n        {}\n        {}\n"
INIT = "class Gate(Base):\n    def __init__(self, W, b):\n        {}\n        self.b = b\n"


def failure(
    source: str, line: int = 1, message: str = "", kind: str = "AttributeError", name: str = "", cell: int = 1
) -> Failure:
    """An exception in a line of the second cell, which is the answer's."""
    text = Text((source,), "Gate", MODEL, (BEFORE, source), at=1)
    question = Question("q", (), target="Gate", init={"W": ("D", "M")}, inputs={"x": ("N",)})
    return Failure(Raised(kind, message, cell, line, name), text, question)


def of_gate(name: str) -> str:
    return f"'Gate' object has no attribute '{name}'"


def asked(cases: Cases, chosen: bool) -> list[tuple[Asked, Failure]]:
    """Each question with the exceptions of which it is so, or nearly so."""
    return [(question, one) for question, has, nearly in cases for one in (has if chosen else nearly)]
