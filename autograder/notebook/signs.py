"""Signs in a source that its gradients may be estimates: reasons for a person to look, none to take a point."""

from __future__ import annotations

import ast
import re
from collections import Counter

from autograder.notebook.code import Code, stores

OTHER_NUMBERS = frozenset((
    "complex", "complex64", "complex128", "imag", "longdouble", "float128", "clongdouble", "Fraction", "Decimal", "mpf",
))  # fmt: skip
"""Names of numbers that are complex or have more digits than floats, and so are told by no point of floats."""
MANY = 6
"""Calls that differ in their numbers alone: four gates or blocks do, and a difference of more points than usual."""
_NUMBER = re.compile(r"[+-]?\b\d[\w.]*")


def may_estimate(code: Code) -> bool:
    """It works with numbers that are no floats (1j, .imag, more digits), or a function calls the same thing with other
    numbers six times and more, as a difference of many points does."""
    return (
        bool((code.loaded | code.attributes) & OTHER_NUMBERS)
        or any(isinstance(node, ast.Constant) and isinstance(node.value, complex) for node in code.nodes)
        or any(_most_alike(function) >= MANY for function in code.functions)
    )


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
