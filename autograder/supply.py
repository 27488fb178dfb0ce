"""What notebooks from elsewhere take from files that are not there: the books' helper functions are supplied, and told."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from autograder.notebook import Cell
from autograder.sandbox.helpers import HELPERS
from autograder.sandbox.protocol import Probe

ALWAYS = ("softmax", "cross_entropy_error")
"""Supplied wherever they are used and not defined: the books keep them in a file of their own."""

_ATTRIBUTE = re.compile(r"(\w+)\.(dW)")


def helpers_for(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Names of helpers that the cells use, do not define, and may have: those of ALWAYS, and what they import from the
    books' own files (`from common.functions import *`)."""
    used: set[str] = set()
    defined: set[str] = set()
    allowed = set(ALWAYS)
    for cell in cells:
        for node in _nodes(cell.source):
            if isinstance(node, ast.Name):
                (used if isinstance(node.ctx, ast.Load) else defined).add(node.id)
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                defined.add(node.name)
            elif isinstance(node, ast.ImportFrom):
                allowed |= _imported(node)
    return tuple(sorted(name for name in HELPERS if name in used and name not in defined and name in allowed))


def _nodes(source: str) -> Iterable[ast.AST]:
    try:
        return ast.walk(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError):
        return ()


def _imported(node: ast.ImportFrom) -> set[str]:
    names = {alias.name for alias in node.names}
    books = (node.module or "").split(".")[0] in (
        "common",
        "functions",
        "gradient",
        "util",
        "utils",
        "layers",
    )
    return (set(HELPERS) if "*" in names else names) if books else names & set(HELPERS)


def imports_from_elsewhere(cells: Sequence[Cell], name: str) -> bool:
    """True when a cell imports that name, or everything, from a file that was not handed in."""
    for cell in cells:
        for node in _nodes(cell.source):
            if isinstance(node, ast.ImportFrom) and {alias.name for alias in node.names} & {name, "*"}:
                return True
    return False


def other_spelling(probe: Probe) -> Probe:
    """For notebooks that are not ours: an attribute dW may be called dw."""

    def either(match: re.Match[str]) -> str:
        one, name = match.groups()
        kept = f"getattr({one}, '{name}', None)"
        return f"({kept} if {kept} is not None else {one}.{name.lower()})"

    steps = tuple(
        (name, _ATTRIBUTE.sub(either, expression) if _ATTRIBUTE.fullmatch(expression) else expression)
        for name, expression in probe.steps
    )
    return replace(probe, steps=steps)
