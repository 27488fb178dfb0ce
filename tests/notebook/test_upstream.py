"""The name of what arrives in a student's backward."""

from __future__ import annotations

import pytest

from autograder.notebook.upstream import upstream_name


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("backward(self, dz)", "dz"),
        ("backward(self, gy=1)", "gy"),
        ("backward(self, upstream)", "upstream"),
        ("matmul_backward(W, X, dD)", "dD"),
        ("lstm_step_backward(dnext_h, dnext_c, cache)", "dnext_h"),
        ("backward(self)", "dout"),
        ("backward(self, 기울기)", "dout"),
        ("forward(self, dz)", "dout"),
        (f"backward(self, {'d' * 99})", "dout"),
    ],
)
def test_the_argument_of_backward(signature: str, name: str) -> None:
    assert upstream_name(f"def {signature}:\n    return 1") == name


@pytest.mark.parametrize("source", [None, "", "def backward(:", "x = 1"])
def test_without_a_backward_it_has_its_usual_name(source: str | None) -> None:
    assert upstream_name(source) == "dout"
