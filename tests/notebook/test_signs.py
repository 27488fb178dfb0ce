from __future__ import annotations

import pytest

from autograder.notebook.code import code
from autograder.notebook.signs import (
    called_for,
    may_estimate,
    pieces_of,
    speaks_of_complex,
    worked_out,
    works_with_complex,
)


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
        ("d = (f(x) - f(x)) / h", False),
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
    assert not may_estimate(code("def g(x): return [1, 2, 3, 4, 5, 6, 7]"))  # called is nothing


def test_names_that_are_called_or_divided_for() -> None:
    assert worked_out(code("a = f(x)\nb = x / y\nc = x * y\nd, e = g(x), 1")) == {"a", "b", "d", "e"}


GATE = "class Gate:\n    def backward(self, d):\n        return {}\n"
STEP = "def step(f, x):\n    return np.imag(f(x + 1j * 1e-20)) / 1e-20\n"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ([GATE.format("np.imag(self.forward(self.x + 1j * h)) / h * d")], True),
        ([GATE.format("step(self.forward, self.x) * d") + STEP], True),
        ([STEP, GATE.format("step(self.forward, self.x) * d")], True),
        ([STEP, "slope = step\n", GATE.format("slope(self.forward, self.x) * d")], True),
        ([GATE.format("d * self.y"), "Gate.backward = lambda self, d: complex(0, d).imag"], True),
        ([GATE.format("np.zeros(3, dtype='complex').real")], True),
        ([GATE.format("d * self.y") + STEP + "assert step(Gate().forward, 2.0) == 1"], False),
        ([GATE.format("d * self.forward(self.x + (-1.0) ** 0.5 * h).view(float)[1]")], True),
        ([GATE.format("d * self.y * (-1.0) ** 2")], False),
        ([GATE.format("d * self.y"), "x = 2 + 1j\nprint(Gate().forward(x))"], False),
        (["d = 1j", GATE.format("d * self.y")], False),
        (["broken = (1j"], False),
        (["h = 1j", "class Gate:\n    h = 2.0\n    y = h * 3"], False),
        ([GATE.format("d") + STEP + "def put(self): self.backward = step\nput(Gate)"], True),
        ([GATE.format('getattr(f(getattr(np, "cdo" "uble")(0, 1)), "im" + "ag")')], True),
        ([GATE.format("globals()['st' + 'ep'](self.forward, self.x)") + STEP], True),
        ([GATE.format("eval('f(x + 1j * h).im' 'ag')")], True),
        ([GATE.format("0 * d") + "setattr(Gate, 'backward', lambda self, d: (d + 1j).imag)"], True),
        ([GATE.format("getattr(self, 'x') * d")], False),
        ([GATE.format("d * self.y"), "setattr(Gate, 'name', 'complex')"], True),
        ([GATE.format("d * self.y") + STEP + "for one in [Gate]:\n    one.backward = step"], True),
        ([GATE.format("d * self.y") + STEP + "def put(one): one.backward = step\nput(Gate)"], True),
        (
            [GATE.format("self.grad(d)") + STEP + "class Test:\n    def go(self):\n        self.step = step"],
            False,
        ),
        (
            [
                GATE.format("d * self.y")
                + STEP
                + "class Test:\n    def go(self):\n        self.one.backward = step"
            ],
            True,
        ),
        ([GATE.format("d * self.y") + STEP + "for one in [step]:\n    one.count = 1 + 1"], False),
    ],
)
def test_complex_numbers_are_what_an_answer_is_made_of(cells: list[str], told: bool) -> None:
    assert works_with_complex(pieces_of(cells), {"Gate"}) is told
    assert any(map(speaks_of_complex, cells)) or not told


def test_a_long_chain_of_names_is_followed_in_time() -> None:
    cells = ["\n".join(f"f{i} = f{i + 1}" for i in range(3_000)) + "\nf3000 = 1j"]
    assert works_with_complex(pieces_of(cells), {"f0"})


def test_plain_variables_are_made_of_the_statements_that_set_them() -> None:
    cells = ["x = 2.0\nh = 1e-20", "f = lambda x: x * x\ndx = f(x + 1j * h).imag / h\ndy = 2 * x"]
    assert works_with_complex(pieces_of(cells), {"dx"})
    assert not works_with_complex(pieces_of(cells), {"dy"})
    assert not works_with_complex(pieces_of(cells), {"dy"})
    assert not works_with_complex(pieces_of(["x = 1j", "y = x = 2.0"]), {"y"})


def test_functions_that_work_with_complex_numbers() -> None:
    words = "complex complex64 complex128 cdouble clongdouble cmath emath scimath imag angle conj conjugate"
    for word in words.split():
        source = f"y = np.{word}(x)"
        assert works_with_complex(pieces_of([source]), {"y"})
        assert may_estimate(code(source))
        assert speaks_of_complex(source)
        assert not speaks_of_complex(f"y = np.{word}_(x)")
        assert works_with_complex(pieces_of([f"y = getattr(np, '{word}')(x)"]), {"y"})


def test_kinds_of_complex_numbers_by_their_text() -> None:
    for kind in ("complex", "complex64", "complex128", "c8", "c16", "D", "F"):
        assert works_with_complex(pieces_of([f"y = x.astype('{kind}')"]), {"y"})
    assert not works_with_complex(pieces_of(["y = x.astype('d')"]), {"y"})
    assert speaks_of_complex("y = x.astype('c16')")


def test_ways_to_use_a_name_that_is_not_written() -> None:
    hiding = "getattr setattr globals vars eval exec compile __import__ __dict__ __getattribute__"
    for word in hiding.split():
        source = f"y = {word}('imag')"
        assert works_with_complex(pieces_of([source]), {"y"})
        assert speaks_of_complex(source.replace("imag", "q"))
        assert may_estimate(code(source))
        assert not may_estimate(code(source.replace("imag", "q")))
    assert not may_estimate(code("y = f('imag')"))


def test_imaginary_numbers_in_a_text() -> None:
    for text in [*(f"eval('{digit}j')" for digit in range(10)), "eval('2.j')"]:
        assert works_with_complex(pieces_of([f"y = {text}"]), {"y"})
        assert speaks_of_complex(text[4:])
    assert not speaks_of_complex("x1 = j")
    for power in ("**.5", " ** 0.5", " **12.", "** 1.5"):
        assert speaks_of_complex(f"y = (-1.0){power}")
    assert not speaks_of_complex("y = (-1) ** 2 + (2.0)")


@pytest.mark.parametrize(
    "word",
    ["longdouble", "float128", "Fraction", "Decimal", "mpf", "Polynomial", "Chebyshev", "Legendre", "polyfit", "polyder"],
)  # fmt: skip
def test_more_digits_and_polynomials(word: str) -> None:
    assert may_estimate(code(f"y = {word}(x)"))
    assert may_estimate(code(f"y = of.{word}(x)"))
    assert not works_with_complex(pieces_of([f"y = {word}(x)"]), {"y"})


@pytest.mark.parametrize("word", ["abs", "float", "len", "sum"])
def test_a_difference_of_plain_functions_is_no_slope(word: str) -> None:
    assert not may_estimate(code(f"d = ({word}(a) - {word}(b)) / h"))


def test_functions_that_names_are_made_with() -> None:
    source = (
        "a = f(x) + g.k(x)\na = len(h(x))\nb, c = f(x), 2\nd = 3\ne: float = f(x)\ndef q():\n    r = f(x)"
    )
    assert called_for(code(source)) == {"a": {"f", "h"}, "b": {"f"}, "c": {"f"}, "d": set()}
