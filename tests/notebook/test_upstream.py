"""The name of what arrives in a student's backward."""

from __future__ import annotations

import pytest

from autograder.notebook.upstream import upstream_name


@pytest.mark.parametrize(
    ("signature", "name"),
    [
        ("backward(self, dz)", "dz"),
        ("backward(self, gy=1)", "gy"),
        ("backward(self, x, gy)", "gy"),
        ("backward(self, W, dout)", "dout"),
        ("backward(self, upstream)", "upstream"),
        ("matmul_backward(W, X, dD)", "dD"),
        ("lstm_step_backward(dnext_h, dnext_c, cache)", ""),
        ("backward(self)", ""),
        ("backward(self, 기울기)", "dout"),
        ("forward(self, dz)", ""),
        (f"backward(self, {'d' * 20})", "d" * 20),
        (f"backward(self, {'d' * 21})", "dout"),
    ],
)
def test_the_argument_of_backward(signature: str, name: str) -> None:
    assert upstream_name(f"def {signature}:\n    return 1") == name


def test_methods_before_it_are_handed_something_else() -> None:
    source = "class Gate:\n    def __init__(self, q): pass\n    def backward(self, dz): return 1"
    assert upstream_name(source) == "dz"


@pytest.mark.parametrize("source", [None, "", "def backward(:", "class Gate:\n    pass"])
def test_a_class_without_a_backward_has_the_usual_name(source: str | None) -> None:
    assert upstream_name(source) == "dout"


@pytest.mark.parametrize("source", ["x = 1", "def staged(x, y):\n    return x"])
def test_where_nothing_is_handed_in_nothing_is_called_so(source: str) -> None:
    assert upstream_name(source) == ""
