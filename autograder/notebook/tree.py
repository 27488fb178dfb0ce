"""Syntax trees of what students wrote: made without a word, and cut off where they are too deep for whoever goes down into them."""

import ast
import warnings
from collections.abc import Iterable

DEEPEST = 100
"""Levels of a syntax tree that are read; what lies deeper runs as it stands, and nobody looks into it."""
CUT = "…"
"""What stands in a tree for what lies too deep to be read, and for integers that are too long."""
LONGEST = 1_000
"""Bits of an integer: a longer one is no float, and Python refuses to print it from some length on."""


def parse(source: str) -> ast.Module:
    """A tree of one's own, to be changed at will; Python's warnings about the source are left out.

    Raises SyntaxError, ValueError, RecursionError or MemoryError for what is no Python.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source)
        except SystemError:
            # Python counts the depth of trees for all threads together, and may find a difference where there is none
            # ("AST constructor recursion depth mismatch", python/cpython#106905).
            return ast.parse(source)


def cut_off(tree: ast.Module) -> list[ast.AST]:
    """All nodes of a tree, outer ones first, once it is cut off at DEEPEST, and without numbers that are none of ours."""
    found: list[ast.AST] = []
    level: list[ast.AST] = [tree]
    depth = 0
    while level:
        found += level
        depth += 1
        if depth >= DEEPEST:
            for node in level:
                _prune(node)
        level = _children(level)
    for node in found:
        if type(node) is ast.Constant and type(node.value) is int and node.value.bit_length() > LONGEST:
            node.value = CUT
    return found


def _children(level: Iterable[ast.AST]) -> list[ast.AST]:
    """What `ast.iter_child_nodes` gives of some nodes, in half its time."""
    found: list[ast.AST] = []
    for node in level:
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                found += [one for one in value if isinstance(one, ast.AST)]
            elif isinstance(value, ast.AST):
                found.append(value)
    return found


def _prune(node: ast.AST) -> None:
    """Put something without parts in the place of the statements, expressions and patterns in a node."""
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            value[:] = map(_stump, value)
        elif isinstance(value, ast.AST):
            setattr(node, name, _stump(value))


def _stump(part: object) -> object:
    if isinstance(part, ast.expr):
        return ast.copy_location(ast.Constant(CUT), part)
    if isinstance(part, ast.stmt):
        return ast.copy_location(ast.Pass(), part)
    return ast.copy_location(ast.MatchAs(), part) if isinstance(part, ast.pattern) else part
