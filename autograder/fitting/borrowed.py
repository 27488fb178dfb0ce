"""What notebooks from elsewhere borrow from files that were not handed in: helper functions of the books, and classes."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Collection, Iterable, Sequence

from autograder.fitting import helpers
from autograder.fitting.helpers import HELPERS
from autograder.model.cell import Cell
from autograder.notebook.code import Code, code

ALWAYS = ("softmax", "cross_entropy_error")
"""Supplied wherever they are used and not defined: the books keep them in a file of their own."""


def helpers_for(cells: Sequence[Cell], known: Collection[str] = HELPERS) -> tuple[str, ...]:
    """Helpers among `known` that the cells use, do not define, and may have: those of ALWAYS, and what they import by
    name, by star (`from common.functions import *`) or with its module (`import functions as F`: "F.softmax")."""
    codes = [code(cell.source) for cell in cells]
    used, defined, imported, modules = (set[str]() for _ in range(4))
    for one in codes:
        used |= one.loaded
        defined |= one.defined
        imported |= one.imported
        modules |= one.modules
    plain = (used & set(known)) - defined
    if "*" not in imported:
        plain &= imported.union(ALWAYS)
    by_module = _called_by_module(codes, modules - defined)
    return tuple(sorted(plain | {name for name in by_module if name.rpartition(".")[2] in known}))


def _called_by_module(codes: Sequence[Code], modules: Collection[str]) -> Iterable[str]:
    for node in (node for one in codes for node in one.nodes):
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in modules:
                yield f"{module}.{name}"


def library(names: Iterable[str]) -> str:
    """The source of helpers, by the names under which a notebook calls them, and of what they use."""
    functions = {name.rpartition(".")[2] for name in names}
    source = definitions_of(functions, [Cell(inspect.getsource(helpers), -1)])
    return source and f"from __future__ import annotations\nimport numpy as np\n\n{source}"


def imports_from_elsewhere(cells: Sequence[Cell], name: str) -> bool:
    """True when a cell imports that name, or everything, from a file that was not handed in."""
    return any(code(cell.source).imported & {name, "*"} for cell in cells)


def definitions_of(names: Collection[str], cells: Sequence[Cell], without: Collection[str] = ()) -> str:
    """The last definitions of those classes and functions and of what they use, but for `without`, in the order in
    which the first ones stand."""
    found: dict[str, ast.ClassDef | ast.FunctionDef] = {}
    for cell in cells:
        for node in code(cell.source).tree.body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name not in without:
                found[node.name] = node
    wanted: set[str] = set()
    more = set(names) & set(found)
    while more - wanted:
        wanted |= more
        used = {n.id for name in more for n in ast.walk(found[name]) if isinstance(n, ast.Name)}
        more = used & set(found)
    return "\n\n\n".join(ast.unparse(node) for name, node in found.items() if name in wanted)
