"""Both sides of every threshold that a rule has."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from autograder.diagnosis.rules import text
from tests.diagnosis.in_process import case_of
from tests.diagnosis.test_rules import TABLES, spoken

DIFFERENCE = (
    "def staged(x, y):\n    h = {}\n    def f(x, y):\n"
    "        sigx, sigy = 1 / (1 + np.exp(-x)), 1 / (1 + np.exp(-y))\n"
    "        return (x + sigy) / (sigx + (x + y) ** 2)\n"
    "    return f(x, y), (f(x + h, y) - f(x, y)) / h, (f(x, y + h) - f(x, y)) / h"
)
LOSS = (
    "def forward(self, x, t):\n    self.y, self.t = softmax(x), t\n"
    "    return -np.sum(t * np.log(self.y + {})) / len(x)"
)
SIDES = [
    ("PRINTED", "prints-not-returns", "chain_rule", "print(q)\nq, f, dfdq, dfdz, dfdx, dfdy = []", True),
    ("PRINTED", "prints-not-returns", "chain_rule", "print(q)\ndfdx, dfdy = []", False),
    (
        "PRINTED",
        "prints-not-returns",
        "chain_rule",
        "print(q)\nq = 9.5\nf, dfdq, dfdz, dfdx, dfdy = []",
        False,
    ),
    ("SUSPICIONS", "numeric-instead-of-analytic", "staged", DIFFERENCE.format("1e-4"), True),
    ("SUSPICIONS", "numeric-instead-of-analytic", "staged", DIFFERENCE.format("0.5"), False),
    (
        "SUSPICIONS",
        "numeric-instead-of-analytic",
        "staged",
        DIFFERENCE.replace("(f(x + h, y)", "-9 + (f(x + h, y)").format("1e-4"),
        False,
    ),
    ("SUSPICIONS", "log-epsilon", "softmax_with_loss", LOSS.format("0.01"), True),
    ("SUSPICIONS", "log-epsilon", "softmax_with_loss", LOSS.format("1.0"), False),
    ("SUSPICIONS", "diff-no-division", "chain_rule", "h = 0.04\ndfdx = dfdq * h", True),
    ("SUSPICIONS", "diff-no-division", "chain_rule", "h = 0.04\ndfdz = q * h", True),
    ("SUSPICIONS", "diff-no-division", "chain_rule", "h = 0.06\ndfdx = dfdq * h", False),
    ("SUSPICIONS", "diff-no-division", "chain_rule", "h = 0.001\ndfdx = x * h", False),
    ("SUSPICIONS", "diff-precedence", "chain_rule", "h = 1\ndfdx = dfdq / 2 * h", False),
    ("SUSPICIONS", "hard-coded-answer", "multiply_gate", "dx = 5\ndy = -4", True),
    ("SUSPICIONS", "hard-coded-answer", "multiply_gate", "dx = 1\ndy = -1", False),
    ("PARTS", "precision-lost", "multiply_gate", "dx = np.round(self.y * dz, 2)", True),
    ("PARTS", "precision-lost", "multiply_gate", "dx = np.round(self.y * dz, 6)", True),
    ("PARTS", "precision-lost", "multiply_gate", "dx = np.round(self.y * dz, 1)", False),
    ("PARTS", "precision-lost", "matmul_grad", "dW = (dD @ X.T).astype(np.float32)", True),
    ("PARTS", "precision-lost", "matmul_grad", "dW = (dD @ X.T * (1 + 1e-5)).astype(np.float32)", False),
]


@pytest.mark.parametrize(("table", "mistake", "question", "change", "tells"), SIDES)
def test_where_a_rule_begins_and_ends(
    table: str, mistake: str, question: str, change: str, tells: bool
) -> None:
    told = {TABLES[table][i].id for i in spoken(table, case_of(question, change))}
    assert (mistake in told) is tells


@pytest.mark.parametrize(
    ("pairs", "one"),
    [
        ([([-0.04], [-4.0]), ([0.01, -0.05], [1.0, -5.0])], True),
        ([([-0.04], [-4.0]), ([0.02, -0.05], [1.0, -2.0])], False),
        ([([0.3], [0.0]), ([0.05], [5.0])], True),  # nothing can be said of a right answer of nought
        ([([0.3], [0.0])], False),
        ([([0.05], [1.0])], False),
        ([([4.0], [5.0])], False),
        ([], False),
    ],
)
def test_one_small_step_is_the_same_in_every_call(
    pairs: list[tuple[list[float], list[float]]], one: bool
) -> None:
    arrays = [(np.array(a), np.array(b)) for a, b in pairs]
    assert text._one_ratio(SimpleNamespace(pairs=lambda _: arrays), (0,)) is one
