"""What a learner writes by mistake in the place of a statement or an expression: the operators of mutation.

Factors and terms dropped, operations and signs confused, a transpose left out or put in, another axis or none, a mean for a
sum, another variable, a wrong or a stale cache, the caller's array overwritten, branches switched, constants changed.
"""

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

ARITHMETIC: tuple[type[ast.operator], ...] = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.MatMult)
COMPARISONS: tuple[type[ast.cmpop], ...] = (ast.Gt, ast.GtE, ast.Lt, ast.LtE, ast.Eq, ast.NotEq)
SWITCHED: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Is: ast.IsNot, ast.IsNot: ast.Is}
CONFUSED = {
    "exp": ("sqrt", "expm1"), "log": ("log1p", "exp"), "sum": ("mean", "max"), "max": ("min", "sum"),
    "greater": ("less",), "zeros": ("ones",), "randn": ("rand",), "ones_like": ("zeros_like",), "mean": ("sum",),
    "maximum": ("minimum",), "minimum": ("maximum",), "tanh": ("sinh",), "sqrt": ("square",), "argmax": ("argmin",),
}  # fmt: skip
"""Functions of numpy, by name, and others that a learner may take for them."""
IN_PLACE = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply"}
"""What writes the result of an operation into an array that somebody else holds."""
NO_DATA = {"np", "self"}
"""Names that no learner takes for another."""
NO_NUMBER = {"isinstance", "np.isscalar", "np.allclose", "TypeError", "Variable", "type"}
"""Calls that yield no number and ask what kind of thing their argument is: neither is negated or transposed."""
OF_SHAPE = {"np.ones_like", "np.zeros_like", "np.shape", "np.ndim", "len"}
"""Calls to which the sign of their argument is all the same."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where in the cell: its path, the variables that may be confused there, the attributes of its class."""

    path: str
    names: tuple[str, ...]
    attributes: tuple[str, ...]


def statements(node: ast.stmt) -> Iterator[ast.stmt]:
    """A statement left out, a value not returned, another way to add up, a condition turned round."""
    yield ast.Pass()
    if isinstance(node, ast.Return):
        yield ast.Return(None)
    if isinstance(node, ast.AugAssign):
        yield ast.Assign([node.target], node.value)
        yield from (
            ast.AugAssign(node.target, op(), node.value)
            for op in (ast.Add, ast.Sub, ast.Mult)
            if type(node.op) is not op
        )
    if isinstance(node, ast.If):
        yield ast.If(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        yield ast.If(ast.Constant(True), node.body, node.orelse)
    if isinstance(node, ast.While):
        yield ast.If(node.test, node.body, [])


def caches(node: ast.stmt, scope: Scope) -> Iterator[ast.stmt]:
    """Ways to remember something wrongly: the first call's for ever, one for all objects."""
    if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute)):
        return
    target, value = node.targets[0], ast.unparse(node.value)
    if ast.unparse(target.value) == "self" and not isinstance(node.value, ast.Constant):
        if not scope.path.endswith("__init__"):
            yield from ast.parse(f"self.__dict__.setdefault({target.attr!r}, {value})").body
        yield from ast.parse(f"type(self).{target.attr} = {value}").body


def replacements(node: ast.expr, scope: Scope, owner: ast.AST) -> Iterator[ast.expr]:
    """What may stand in the place of an expression by mistake: nothing that nobody could tell from it, as the sign of a value
    that is not used, or of one whose type is asked."""
    called = ast.unparse(owner.func) if isinstance(owner, ast.Call) else ""
    asked = isinstance(owner, ast.Compare) and isinstance(owner.ops[0], ast.Is | ast.IsNot)
    if isinstance(owner, ast.Raise) or (asked and isinstance(node, ast.Constant)):
        return
    yield from REPLACEMENTS[type(node)](node, scope) if type(node) in REPLACEMENTS else ()
    used = not (asked or isinstance(owner, ast.Expr) or called in NO_NUMBER)
    if used and _is_data(node, scope) and not (called and cast("ast.Call", owner).func is node):
        yield from () if called in OF_SHAPE else (ast.UnaryOp(ast.USub(), node),)
        yield ast.Attribute(node, "T", ast.Load())


def _names(node: ast.Name, scope: Scope) -> Iterator[ast.expr]:
    yield from (ast.Name(n, node.ctx) for n in scope.names if n != node.id and node.id in scope.names)


def _operations(node: ast.BinOp, scope: Scope) -> Iterator[ast.expr]:
    yield from (ast.BinOp(node.left, op(), node.right) for op in ARITHMETIC if type(node.op) is not op)
    yield from (node.left, node.right)
    if not isinstance(node.op, ast.Mult):  # which is the same either way round
        yield ast.BinOp(node.right, node.op, node.left)
    if type(node.op) in IN_PLACE and isinstance(node.left, ast.Name) and node.left.id in scope.names:
        function = ast.Attribute(ast.Name("np", ast.Load()), IN_PLACE[type(node.op)], ast.Load())
        yield ast.Call(function, [node.left, node.right], [ast.keyword("out", node.left)])


def _signs(node: ast.UnaryOp, _: Scope) -> Iterator[ast.expr]:
    yield node.operand


def _choices(node: ast.IfExp, _: Scope) -> Iterator[ast.expr]:
    yield from (ast.IfExp(node.test, node.orelse, node.body), node.body, node.orelse)


def _sequences(node: ast.Tuple | ast.List, _: Scope) -> Iterator[ast.expr]:
    yield from (type(node)(elements, node.ctx) for elements in (*_swapped(node.elts), *_shorter(node.elts)))


def _dictionaries(node: ast.Dict, _: Scope) -> Iterator[ast.expr]:
    yield from (ast.Dict(node.keys, values) for values in _swapped(node.values))


def _is_data(node: ast.expr, scope: Scope) -> bool:
    """An expression that may hold numbers, read here."""
    if isinstance(node, ast.Name):
        return isinstance(node.ctx, ast.Load) and node.id in scope.names
    if isinstance(node, ast.Attribute):
        return isinstance(node.ctx, ast.Load) and node.attr in scope.attributes
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) not in NO_NUMBER
    return isinstance(node, ast.BinOp) or (isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load))


def _attributes(node: ast.Attribute, scope: Scope) -> Iterator[ast.expr]:
    if node.attr == "T":
        yield node.value
    if node.attr in CONFUSED:
        yield from (ast.Attribute(node.value, other, node.ctx) for other in CONFUSED[node.attr])
    if node.attr in scope.attributes:
        yield from (ast.Attribute(node.value, n, node.ctx) for n in scope.attributes if n != node.attr)
        if isinstance(node.value, ast.Name):
            yield ast.Name(node.attr, node.ctx)
            if isinstance(node.ctx, ast.Load):
                yield node.value


def _logic(node: ast.Compare | ast.BoolOp, _: Scope) -> Iterator[ast.expr]:
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        yield from node.values
    elif type(node.ops[0]) in SWITCHED:
        yield ast.Compare(node.left, [SWITCHED[type(node.ops[0])]()], node.comparators)
    else:
        yield from (
            ast.Compare(node.left, [op()], node.comparators)
            for op in COMPARISONS
            if type(node.ops[0]) is not op
        )


def _constants(node: ast.Constant, _: Scope) -> Iterator[ast.expr]:
    value = node.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        others = (value + 1, value - 1, 2 * value, 0, -value)
        yield from (ast.Constant(other) for other in dict.fromkeys(others) if other != value)
    elif value is None:
        yield ast.Constant(0)
    elif isinstance(value, str):
        yield ast.Constant(f"{value}_")


def _calls(node: ast.Call, _: Scope) -> Iterator[ast.expr]:
    """The argument (or the object of a method) instead of the call; arguments swapped or left out."""
    yield from node.args[:1]
    if isinstance(node.func, ast.Attribute) and not (
        isinstance(node.func.value, ast.Name) and node.func.value.id == "np"
    ):
        yield node.func.value
    yield from (
        ast.Call(node.func, args, node.keywords) for args in (*_swapped(node.args), *_shorter(node.args))
    )
    for at, keyword in enumerate(node.keywords):
        rest = [*node.keywords[:at], *node.keywords[at + 1 :]]
        yield ast.Call(node.func, node.args, rest)
        if keyword.arg == "axis":
            yield ast.Call(node.func, node.args, [*rest, ast.keyword("axis", ast.Constant(None))])


def _swapped(items: Sequence[ast.expr]) -> Iterator[list[ast.expr]]:
    for i in range(len(items)):
        for j in range(i + 1, len(items)):
            yield [*items[:i], items[j], *items[i + 1 : j], items[i], *items[j + 1 :]]


def _shorter(items: Sequence[ast.expr]) -> Iterator[list[ast.expr]]:
    if len(items) > 1:
        yield from ([*items[:i], *items[i + 1 :]] for i in range(len(items)))


REPLACEMENTS: dict[type[ast.expr], Callable[[Any, Scope], Iterator[ast.expr]]] = {
    ast.Name: _names,
    ast.Attribute: _attributes,
    ast.BinOp: _operations,
    ast.UnaryOp: _signs,
    ast.Compare: _logic,
    ast.BoolOp: _logic,
    ast.IfExp: _choices,
    ast.Constant: _constants,
    ast.Call: _calls,
    ast.Tuple: _sequences,
    ast.List: _sequences,
    ast.Dict: _dictionaries,
}
"""What may go wrong with each kind of expression."""
