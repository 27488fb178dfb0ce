"""What notebooks from elsewhere take from files that are not there: the books' helper functions are supplied, and told."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from autograder.model.cell import Cell
from autograder.sandbox.helpers import HELPERS

ALWAYS = ("softmax", "cross_entropy_error")
"""Supplied wherever they are used and not defined: the books keep them in a file of their own."""


def helpers_for(cells: Sequence[Cell]) -> tuple[str, ...]:
    """Helpers that the cells use, do not define, and may have: those of ALWAYS, and what they import by name, by star
    (`from common.functions import *`) or with its module (`import functions as F`: "F.softmax")."""
    used: set[str] = set()
    defined: set[str] = set()
    allowed = set(ALWAYS)
    modules: set[str] = set()
    called: set[tuple[str, str]] = set()
    for cell in cells:
        for node in nodes(cell.source):
            match node:
                case ast.Name(id=name, ctx=ast.Load()):
                    used.add(name)
                case ast.Name(id=name):
                    defined.add(name)
                case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                    defined.add(name)
                case ast.ImportFrom(names=names):
                    for alias in names:
                        allowed.update(HELPERS if alias.name == "*" else {alias.name})
                case ast.Import(names=names):
                    modules.update(alias.asname or alias.name for alias in names)
                case ast.Attribute(value=ast.Name(id=module), attr=name) if name in HELPERS:
                    called.add((module, name))
                case _:
                    pass
    plain = {name for name in HELPERS if name in used & allowed - defined}
    return tuple(
        sorted(plain | {f"{module}.{name}" for module, name in called if module in modules - defined})
    )


@lru_cache(maxsize=256)
def nodes(source: str) -> tuple[ast.AST, ...]:
    """All parts of a cell's code; none where it does not parse."""
    try:
        return tuple(ast.walk(ast.parse(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()


def imports_from_elsewhere(cells: Sequence[Cell], name: str) -> bool:
    """True when a cell imports that name, or everything, from a file that was not handed in."""
    for cell in cells:
        for node in nodes(cell.source):
            if isinstance(node, ast.ImportFrom) and {alias.name for alias in node.names} & {name, "*"}:
                return True
    return False


def lacking(
    names: Iterable[str], defined: Collection[str], cells: Sequence[Cell]
) -> tuple[set[str], set[str]]:
    """Of some names those that the cells import from a file that was not handed in, and those that are nowhere."""
    absent = {name for name in names if name not in defined}
    imported = {name for name in absent if imports_from_elsewhere(cells, name)}
    return imported, absent - imported


def definitions_of(names: Collection[str], cells: Sequence[Cell], without: Collection[str] = ()) -> str:
    """The last definitions of those classes and functions and of what they use, but for `without`, in the order in
    which the first ones stand."""
    found: dict[str, ast.ClassDef | ast.FunctionDef] = {}
    for cell in cells:
        for node in ast.parse(cell.source).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name not in without:
                found[node.name] = node
    wanted: set[str] = set()
    more = set(names) & set(found)
    while more - wanted:
        wanted |= more
        used = {n.id for name in more for n in ast.walk(found[name]) if isinstance(n, ast.Name)}
        more = used & set(found)
    return "\n\n\n".join(ast.unparse(node) for name, node in found.items() if name in wanted)
