"""Arrays that an operation could not take: each question beside a text that nearly answers yes."""

from __future__ import annotations

import pytest

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
         failure("a = y @ y", 1, kind="ValueError")],
    ),
    (
        shapes.converts,
        [failure("y = float(x)", message="only length-1 arrays can be converted to Python scalars", kind="TypeError"),
         failure("y = int(x)", message="only length-1 arrays", kind="TypeError")],
        [failure("y = abs(x)", message="only length-1 arrays", kind="TypeError"), failure("y = float(x)", message="other", kind="TypeError")],
    ),
    (
        shapes.multiplies,
        [failure("class Gate:\n    def f(self): return x @ y", 2, kind="ValueError")],
        [failure("class Gate:\n    def f(self): return x @ y", 2, kind="ValueError", cell=-1)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("question", "one"), asked(CASES, True))
def test_it_is_so(question: Asked, one: Failure) -> None:
    assert question(one) is True


@pytest.mark.parametrize(("question", "one"), asked(CASES, False))
def test_it_is_nearly_so(question: Asked, one: Failure) -> None:
    assert question(one) is False
