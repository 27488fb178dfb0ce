"""What a call gave back instead of the values that are wanted: each form beside one that nearly is it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.rules.form import Returned, by_form
from tests.diagnosis.in_process import case_of

BACK = "def backward(self, dz):\n    "
FORTH = "def forward(self, x, y):\n    self.x, self.y = x, y\n    "
RELU = "def backward(self, dout):\n    "

STAGED = """def staged(x, y):
    sigy, sigx = 1.0 / (1 + np.exp(-y)), 1.0 / (1 + np.exp(-x))
    num, den = x + sigy, sigx + (x + y) ** 2
    dx = 1 / den - num / den ** 2 * (2 * (x + y) + sigx * (1 - sigx))
    dy = (1 - sigy) * sigy / den - num / den ** 2 * 2 * (x + y)
    return """


@pytest.mark.parametrize(
    ("question", "change", "told"),
    [
        ("multiply_gate", f"{BACK}print(dz)", "prints-not-returns"),
        ("multiply_gate", f"{BACK}dx = dz", "returns-none"),
        ("multiply_gate", f"{BACK}return dz * self.y", "returns-single"),
        ("multiply_gate", f"{BACK}print(dz)\n    return dz * self.y", "returns-single"),
        ("multiply_gate", f"{BACK}return [dz * self.y]", "returns-single"),
        ("multiply_gate", f"{BACK}return ()", "returns-single"),
        ("staged", f"{STAGED}dx, dy", "returns-single"),
        ("staged", f"{STAGED}dx, dy, num / den", "returns-swapped-order"),
        ("staged", f"{STAGED}num / den, dy, dx", None),
        ("staged", f"{STAGED}dx, dy, num", None),
        ("multiply_gate", f"{BACK}return dz", None),
        ("multiply_gate", f"{BACK}return dz * self.y + dz * self.x", "returns-summed"),
        ("multiply_gate", f"{BACK}return dz * self.y - dz * self.x", None),
        ("multiply_gate", f"{BACK}return [dz * self.y, dz]", None),
        ("multiply_gate", f"{BACK}return [dz * self.x, dz * self.y]", None),
        ("relu", f"{RELU}return 'dx', np.where(self.mask, dout, 0)", "returns-tuple"),
        ("relu", f"{RELU}return -np.where(self.mask, dout, 0), 'dx'", None),
        ("multiply_gate", f"{FORTH}return x * y, x", None),
        ("multiply_gate", f"{FORTH}return x + y", None),
    ],
)
def test_forms(question: str, change: str, told: str | None) -> None:
    rule = by_form(case_of(question, change))
    assert (rule and rule.id) == told


def test_a_form_is_told_among_the_spots_that_are_asked_about() -> None:
    case = case_of("multiply_gate", f"{BACK}dx = dz")
    gradients = [i for i in case.required if case.token(i) == "none"]
    others = [i for i in case.required if case.token(i) == "value"]
    told = [by_form(case, among) for among in (gradients, others, [])]
    assert [rule and rule.id for rule in told] == ["returns-none", None, None]


def returned(token: str, *pairs: tuple[Any, Any]) -> Returned:
    """What a call gave back beside what is right, once for each trial; one trial more does not come to the call."""
    answered: list[Any] = [SimpleNamespace(trial=SimpleNamespace(places={}))]
    for pair in pairs:
        got, want = (tuple(map(np.array, one)) if isinstance(one, tuple) else np.array(one) for one in pair)
        places = SimpleNamespace(places={"call": 0})
        answered.append(SimpleNamespace(trial=places, got={"call": got}.get, want={"call": want}.get))
    step = SimpleNamespace(
        name="call", parts=[SimpleNamespace(role="value"), SimpleNamespace(role="gradient")]
    )
    book = SimpleNamespace(spots=[SimpleNamespace(step=step, of=0)])
    case: Any = SimpleNamespace(answered=answered, required=[0], token=lambda _: token, book=book)
    of: Any = 0
    return Returned(case, "call", of)


@pytest.mark.parametrize(
    ("asked", "one", "so"),
    [
        (Returned.summed, returned("value", (3.0, (1.0, 2.0))), True),
        (Returned.summed, returned("value", (3.0, (3.0, "no number"))), True),
        (Returned.summed, returned("kind", ((1.0, 2.0), (1.0, 2.0))), False),
        (Returned.summed, returned("count", ((3.0, 0.0), (1.0, 1.0, 1.0))), False),
        (Returned.summed, returned("value", (3.0, ())), False),
        (Returned.some, returned("count", ((1.0,), (1.0, 2.0))), True),
        (Returned.some, returned("value", ((1.0,), (1.0, 2.0))), False),
        (Returned.some, returned("kind", ((1.0, 2.0), (1.0, 2.0))), False),
        (Returned.some, returned("count", ((1.0,), (1.0, 2.0)), ((1.0, 2.0), (1.0, 2.0))), False),
        (Returned.reordered, returned("value", ((2.0, 1.0), (1.0, 2.0))), True),
        (Returned.reordered, returned("value", ((2.0, 1.0, 3.0), (1.0, 2.0))), False),
        (Returned.reordered, returned("value", ((), (1.0, 2.0))), False),
        (Returned.reordered, returned("value", (1.0, ())), False),
        (Returned.reordered, returned("value"), False),
        (Returned.right_in_a_tuple, returned("kind", ((2.0, 1.0), 1.0)), True),
        (Returned.right_in_a_tuple, returned("kind", (1.0, 1.0)), False),
        (lambda one: bool(one.wholes), returned("value", (1.0, 1.0)), False),
    ],
)
def test_what_came_back_beside_what_is_nearly_so(asked: Any, one: Returned, so: bool) -> None:
    assert asked(one) is so
