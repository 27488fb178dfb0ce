"""What is told where nothing else is: that a value, or what forward returns, is that of another formula."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.diagnosis.rule import first
from autograder.diagnosis.rules.checks import OWN_FORWARD, another_forward, says_no_more, untyped
from tests.diagnosis.in_process import case_of

OTHER = ("forward-wrong-op",)


@pytest.mark.parametrize(
    ("question", "change", "told"),
    [
        ("multiply_gate", "def forward(self, x, y):\n    self.x, self.y = x, y\n    return x + y", {0: OTHER}),
        ("multiply_gate", "def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y * 1.02", {0: OTHER}),
        ("multiply_gate", "def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y * 1.005", {}),
        ("multiply_gate", "def forward(self, x, y):\n    self.x, self.y = x, y\n    return [x * y, 1]", {0: OTHER}),
        ("multiply_gate", "def forward(self, x, y):\n    self.x, self.y = x, y\n    return np.nan", {}),
        ("multiply_gate", "def forward(self, x, y):\n    self.x, self.y = x, y\n    return None", {}),
        ("multiply_gate", "def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y if x > 0 else x", {}),
        ("multiply_gate", "dx = self.y + dz", {}),
        ("multiply_gate", "dx = self.y * dz", {}),
        ("chain_rule", "q = x - y", {0: OTHER}),
        ("value", "def __add__(self, other):\n    return Value(self.data + 1.5)", {0: OTHER}),
        ("chain_rule", "dfdq = 2 * z", {}),
    ],
)  # fmt: skip
def test_another_forward(question: str, change: str, told: dict[int, tuple[str, ...]]) -> None:
    case = case_of(question, change)
    assert another_forward(case, {}) == told
    assert another_forward(case, {0: ("told",)}) == {}


def test_what_is_right_somewhere_is_not_another_forward() -> None:
    """However far off it may be there: a spread that is drawn by chance."""
    case = case_of(
        "multiply_gate", "def forward(self, x, y):\n    self.x, self.y = x, y\n    return x * y * 1.02"
    )
    spots = tuple(
        replace(spot, tolerance=0.1) if at == case.first_wrong else spot
        for at, spot in enumerate(case.book.spots)
    )
    assert another_forward(replace(case, book=replace(case.book, spots=spots)), {}) == {}


def test_what_was_typed_is_told_apart_from_the_rest() -> None:
    typed, mixed, computed = (
        case_of("chain_rule", change) for change in ("dfdx = -4", "dfdx = -4\nf = q + z", "f = q + z")
    )
    assert (says_no_more(typed), says_no_more(mixed), says_no_more(computed)) == (True, False, False)
    assert [untyped(case) for case in (typed, mixed, computed)] == [[], [1], [1]]


@pytest.mark.parametrize(
    ("question", "given", "told"),
    [
        ("sigmoid", "3 * dout", True),
        ("sigmoid", "str(3 * dout)", False),
        ("sigmoid", "(3 * dout)[:, None]", False),
        ("dropout", "0.3 * dout", False),  # which the question's own mistakes do not hold
    ],
)  # fmt: skip
def test_what_arrives_times_another_factor_is_another_derivative(
    question: str, given: str, told: bool
) -> None:
    case = case_of(question, f"def backward(self, dout):\n    return {given}")
    rule = first(OWN_FORWARD, case)
    assert (rule is not None and rule.id == "wrong-derivative-formula") is told
