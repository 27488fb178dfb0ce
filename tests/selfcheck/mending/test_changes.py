"""Whatever stands in an answer, a change of it is an expression or there is none: nothing is raised at a student."""

from __future__ import annotations

import ast

import pytest

from autograder.selfcheck.mending.repairs import REPAIRS, Repair
from autograder.selfcheck.mending.slips import SLIPS
from autograder.selfcheck.mending.tree import Around
from tests.conftest import thinned
from tests.selfcheck.answers import answered, reference

FUNCTIONS = [
    "round",
    "around",
    "float32",
    "exp",
    "sum",
    "mean",
    "max",
    "var",
    "std",
    "outer",
    "where",
    "any",
    "all",
    "dot",
    "reshape",
    "abs",
    "multiply",
    "add",
    "zeros_like",
    "maximum",
    "transpose",
    "log",
    "clip",
    "einsum",
    "tanh",
    "square",
    "power",
    "len",
]
CALLS = ["{}()", "{}(x)", "{}(a=x)", "{}(*xs)", "{}(x, y)", "{}(x, *xs, axis=0)", "{}(**k)"]
OTHERS = [
    "x < y < 0", "x > 0 > y", "not x", "-x", "x[0]", "x[0, ...]", "x[:, None]", "2.718 ** -x", "1 / (1 + np.exp(-x))",
    "(z := x * y)", "x if x > y else y", "lambda q: q * x", "[i * x for i in y]", "{i: x for i in y}", "f'{x}'", "...",
    "None", "'a'", "0.5", "(x, y)", "[x, *y]", "x and y", "self.f(x)(y)", "(a, b)[0]", "x @ y.T", "x // y % 2", "self.x[self.mask]",
]  # fmt: skip
EXPRESSIONS = OTHERS + [
    call.format(f"{owner}{name}") for name in FUNCTIONS for call in CALLS for owner in ("np.", "x.", "")
]
AROUND = Around(
    ("dout",), ("x", "self.W"), text="exp( var( mask", unused=("b", "self.b"), loss=True, misshapen=True
)


@pytest.mark.parametrize("repair", thinned([*REPAIRS, *SLIPS], lambda one: one.mistake))
def test_a_change_is_an_expression(repair: Repair) -> None:
    for text in EXPRESSIONS if repair.when(AROUND) else ():
        for changed in repair.change(ast.parse(text, mode="eval").body, AROUND):
            written = ast.unparse(ast.fix_missing_locations(changed))
            assert ast.dump(ast.parse(written)), (text, written)


def test_what_is_rounded_by_name_is_told() -> None:
    source = reference("sigmoid")[1].source.replace(
        "1 / (1 + np.exp(-x))", "np.round(a=1 / (1 + np.exp(-x)), decimals=2)"
    )
    assert answered("sigmoid", source).sentence.startswith("Digits are lost")
