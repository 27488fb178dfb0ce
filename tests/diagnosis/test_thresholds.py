"""Both sides of every threshold that a rule has."""

from __future__ import annotations

import pytest

from tests.diagnosis.in_process import case_of
from tests.diagnosis.test_rules import TABLES, spoken

DIFFERENCE = (
    "def staged(x, y):\n    h = {}\n    def f(x, y):\n"
    "        sigx, sigy = 1 / (1 + np.exp(-x)), 1 / (1 + np.exp(-y))\n"
    "        return (x + sigy) / (sigx + (x + y) ** 2)\n"
    "    return f(x, y), (f(x + h, y) - f(x, y)) / h, (f(x, y + h) - f(x, y)) / h"
)
SIDES = [
    ("SUSPICIONS", "numeric-instead-of-analytic", "staged", DIFFERENCE.format("1e-4"), True),
    ("SUSPICIONS", "numeric-instead-of-analytic", "staged", DIFFERENCE.format("0.5"), False),
    ("SUSPICIONS", "diff-no-division", "chain_rule", "h = 0.04\ndfdx = dfdq * h", True),
    ("SUSPICIONS", "diff-no-division", "chain_rule", "h = 0.06\ndfdx = dfdq * h", False),
    ("SUSPICIONS", "diff-no-division", "chain_rule", "h = 0.001\ndfdx = x * h", False),
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
