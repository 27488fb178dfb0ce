from __future__ import annotations

import pytest

from autograder.notebook.code import code
from autograder.notebook.signs import may_estimate, worked_out


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("d = f(x + 1j)", True),
        ("d = f(x).imag", True),
        ("x = np.longdouble(x)", True),
        ("x = Fraction(x)", True),
        ("d = f(x + 1.0)", False),
        ("p = np.polynomial.Polynomial.fit(steps, values, 10)", True),
        ("d = (f(x + h) - f(x - h)) / (2 * h)", True),
        ("d = [(8 * f(x + h) - f(x)) / h for h in steps]", True),
        ("t = (exp(x) - exp(-x)) / (exp(x) + exp(-x))", False),
        ("d = (f(x) - g(x)) / h", False),
        ("d = (float(a) - float(b)) / len(a)", False),
    ],
)
def test_numbers_that_are_no_floats_and_slopes_through_points(source: str, told: bool) -> None:
    assert may_estimate(code(source)) is told


def test_calls_that_differ_in_their_numbers_alone() -> None:
    points = " + ".join(f"f(x + {k} * h)" for k in range(6))
    assert may_estimate(code(f"def g(x, h): return {points}"))
    assert not may_estimate(code(f"def g(x, h): return {points.replace('5', '4')}"))  # one of them twice
    assert not may_estimate(code("def g(x): return f(a) + f(b) + f(c) + f(d) + f(e) + f(x1) + f(x2)"))


def test_names_that_are_called_or_divided_for() -> None:
    assert worked_out(code("a = f(x)\nb = x / y\nc = x * y\nd, e = g(x), 1")) == {"a", "b", "d", "e"}
