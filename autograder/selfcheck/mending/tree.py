"""Expressions as trees, to be changed at one place: nothing of the original is touched."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Change = Callable[[ast.expr, "Around"], Iterator[ast.expr]]
"""What an expression may be turned into."""


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around an expression, as texts: gradients that have arrived, values of the forward pass, the value that the
    gradient is `by` and that which it is `of` ("" where they are not known); whether the forward pass adds, multiplies or raises
    to a power what it is by, and uses it in several places; what it divides by, whether it has an exponential, and chooses by a comparison; the `text` around, its
    values that are `unused` there, whether it is a `loss`, and `misshapen`."""

    upstream: tuple[str, ...]
    values: tuple[str, ...]
    by: str = ""
    of: str = ""
    added: bool = True
    multiplied: bool = True
    powered: bool = True
    forks: bool = True
    denominators: tuple[str, ...] = ()
    sigmoid: bool = True
    chooses: bool = True
    text: str = ""
    unused: tuple[str, ...] = ()
    loss: bool = False
    misshapen: bool = False


def replaced(tree: Any, old: ast.AST, new: ast.AST) -> Any:
    """A copy of a tree with another node in the place of `old`."""
    return exchanged(tree, {id(old): new})


def exchanged(tree: Any, news: Mapping[int, ast.AST]) -> Any:
    """A copy of a tree with other nodes in the place of those with these ids."""
    if id(tree) in news:
        return news[id(tree)]
    if isinstance(tree, list):
        return [exchanged(one, news) for one in tree]
    if not isinstance(tree, ast.AST):
        return tree
    return type(tree)(**{name: exchanged(value, news) for name, value in ast.iter_fields(tree)})


def read(text: str) -> ast.expr:
    """The expression of a text."""
    return ast.parse(text, mode="eval").body


def terms(expr: ast.expr) -> list[ast.expr]:
    """What a sum consists of; the expression itself where it is none."""
    if isinstance(expr, ast.BinOp) and isinstance(expr.op, ast.Add | ast.Sub):
        return [*terms(expr.left), *terms(expr.right)]
    return [expr]


def nodes_of(expr: ast.expr, *kinds: type[ast.AST]) -> Iterator[Any]:
    """The nodes of some kinds."""
    return (node for node in ast.walk(expr) if isinstance(node, kinds))


def first_argument(call: ast.Call) -> ast.expr | None:
    """What a function is called with first, by place or by name: x of np.round(x) and np.round(a=x); None where nobody knows."""
    given = [*call.args, *(one.value for one in call.keywords if one.arg)]
    return given[0] if given and not isinstance(given[0], ast.Starred) else None


def operations(expr: ast.expr, *ops: type[ast.operator]) -> Iterator[ast.BinOp]:
    """The operations of some kinds."""
    return (node for node in nodes_of(expr, ast.BinOp) if isinstance(node.op, ops))


def leaves(expr: ast.expr) -> Iterator[ast.expr]:
    """Names, and attributes of objects, that are read."""
    for node in nodes_of(expr, ast.Name, ast.Attribute):
        if isinstance(node, ast.Attribute) or node.id not in ("self", "np"):
            yield node


def read_in(expr: ast.expr) -> frozenset[str]:
    """The texts of what an expression reads."""
    return frozenset(map(ast.unparse, leaves(expr)))


def times(one: ast.expr, other: ast.expr) -> ast.expr:
    """A product."""
    return ast.BinOp(one, ast.Mult(), other)


def each_term(expr: ast.expr, change: Callable[[ast.expr], ast.expr]) -> Iterator[ast.expr]:
    """Each term changed in turn."""
    for term in terms(expr):
        yield replaced(expr, term, change(term))
