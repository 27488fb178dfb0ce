"""Whatever an answer gives back, its diagnosis says something or nothing: a student's mistake is no accident of the grader."""

from __future__ import annotations

import pytest

from tests.diagnosis.in_process import ASSIGNMENTS, diagnosis_of, judged

VALUES = (
    "()", "[]", "{}", "None", "(1.0,)", "((), ())", "[[1.0], []]", "[1, 'a']", "object()", "1j", "True", "float('nan')",
    "np.zeros(0)", "np.zeros((2, 0))", "np.zeros(4)", "np.arange(5.0)", "np.array('a')", "np.array(None)", "np.array([1.0, np.inf])",
)  # fmt: skip
PLACES = {
    "staged": "def staged(x, y):\n    return {}",
    "multiply_gate": "def backward(self, dz):\n    return {}",
    "affine": "def backward(self, dout):\n    self.dW = self.db = {0}\n    return {0}",
    "relu": "def forward(self, x):\n    self.mask = x <= 0\n    return {}",
    "batch_norm": "def backward(self, dout):\n    self.dgamma = self.dbeta = {0}\n    return {0}",
}


OF_PS2 = ("staged", "multiply_gate")


@pytest.mark.parametrize(
    "question", [one if one in OF_PS2 else pytest.param(one, marks=pytest.mark.slow) for one in PLACES]
)
def test_whatever_comes_back_is_no_accident(question: str) -> None:
    for value in VALUES:
        result, cells = judged(question, PLACES[question].format(value))
        diagnosis_of(ASSIGNMENTS[question]).diagnose(result, result.answered, cells, result.cell_errors)
