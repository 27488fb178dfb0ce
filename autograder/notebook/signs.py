"""Signs in a source that its gradients may be estimates: reasons for a person to look, none to take a point."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Collection, Sequence

from autograder.notebook.code import Code, bound_by, code, stores

IMAGINARY = tuple(f"{digit}j" for digit in ".0123456789")
COMPLEX = frozenset({"complex", "complex64", "complex128", "cdouble", "clongdouble", "cmath", "imag"})
OTHER_NUMBERS = COMPLEX | {"longdouble", "float128", "Fraction", "Decimal", "mpf"}
"""Names of numbers that are complex or have more digits than floats, and so are told by few points of floats."""
FITTED = frozenset({"Polynomial", "Chebyshev", "Legendre", "polyfit", "polyder"})
"""What is laid through points of a function and differentiated in its stead."""
MANY = 6
"""Calls that differ in their numbers alone: four gates or blocks do, and a difference of more points than usual."""
PLAIN = frozenset({"abs", "float", "len", "sum"})
"""Functions of Python's own, which a difference of two values is none of."""
_NUMBER = re.compile(r"[+-]?\b\d[\w.]*")


def may_estimate(code: Code) -> bool:
    """It works with numbers that are no floats (1j, .imag, more digits) or with polynomials through points, a difference of
    two values of a function is divided, or a function calls the same thing with other numbers six times and more, as a
    difference of many points does."""
    return (
        bool((code.loaded | code.attributes) & OTHER_NUMBERS)
        or goes_through_points(code)
        or any(map(_is_a_sign, code.nodes))
        or (
            sum(isinstance(node, ast.Call) for node in code.nodes) >= MANY
            and max(map(_most_alike, code.functions), default=0) >= MANY
        )
    )


def speaks_of_complex(text: str) -> bool:
    """A source may work with complex numbers: a glance, where most do not."""
    return any(word in text for word in ("complex", "imag", "cmath", "c16", "cdouble", *IMAGINARY))


def works_with_complex(cells: Sequence[str], names: Collection[str]) -> bool:
    """What these names are made of at the top level, and all that it uses there, works with complex numbers; what merely stands
    beside it (a test of one's own) may."""
    statements = [(bound_by(one), one) for cell in cells for one in code(cell).top_level]
    wanted, used = set(names), list[ast.stmt]()
    while here := [(bound, one) for bound, one in statements if bound & wanted]:
        statements = [pair for pair in statements if pair not in here]
        used += [one for _, one in here]
        wanted = set().union(*(_free(one) for _, one in here))
    return any(_is_complex(node) for one in used for node in ast.walk(one))


def _free(statement: ast.stmt) -> set[str]:
    """The names that a statement reads, but for those that its functions bind themselves."""
    nodes = list(ast.walk(statement))
    names = [node for node in nodes if isinstance(node, ast.Name)]
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        own |= {name.id for name in names if isinstance(name.ctx, ast.Store)}
    return {name.id for name in names if isinstance(name.ctx, ast.Load)} - own


def _is_complex(node: ast.AST) -> bool:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in COMPLEX
        case ast.Constant(value=complex()) | ast.Constant(value="complex" | "complex128" | "c16" | "D"):
            return True
    return False


def goes_through_points(code: Code) -> bool:
    """A polynomial is laid through points, as it may be through those of a function whose slope is asked for."""
    return bool((code.loaded | code.attributes) & FITTED)


def _is_a_sign(node: ast.AST) -> bool:
    """1j, or (f(x + h) - f(x - h)) / (2 * h), and no tanh: exp(x) - exp(-x) over a sum of the same."""
    match node:
        case ast.Constant(value=complex()):
            return True
        case ast.BinOp(left=ast.BinOp(left=one, op=ast.Sub(), right=other), op=ast.Div(), right=below):
            both = _called(one) & _called(other)
            return bool(both - _called(below)) and ast.unparse(one) != ast.unparse(other)
    return False


def _called(node: ast.expr) -> set[str]:
    """The functions of the code's own that are called in an expression."""
    calls = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)} - PLAIN


def _most_alike(function: ast.FunctionDef) -> int:
    """How many calls differ in their numbers alone."""
    nodes = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    calls = {ast.unparse(node) for node in nodes if len(nodes) >= MANY}
    return max(Counter(_NUMBER.sub("0", call) for call in calls).values(), default=0)


def worked_out(code: Code) -> frozenset[str]:
    """The names that are set to something that is called for, or divided."""
    assigned = [node for node in code.nodes if isinstance(node, ast.Assign)]
    works = (
        node for node in assigned if any(isinstance(one, ast.Call | ast.Div) for one in ast.walk(node.value))
    )
    return frozenset(name.id for node in works for name in stores(node))
