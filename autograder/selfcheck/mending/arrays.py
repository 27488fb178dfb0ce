"""The same of arrays: products of matrices, what a sum runs over, shapes, and which entries are chosen."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from autograder.selfcheck.mending.tree import (
    Around,
    Change,
    first_argument,
    nodes_of,
    operations,
    read,
    replaced,
)


def not_averaged(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """Not divided by how many there are."""
    for node in operations(expr, ast.Div):
        if any(word in ast.unparse(node.right) for word in ("len(", "shape", "size")):
            yield replaced(expr, node, node.left)
    yield from reduced(("mean", "average"), "sum")(expr, around)


def turned(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """One or both matrices of a product transposed."""
    for node in operations(expr, ast.MatMult):
        for left in (node.left, _t(node.left)):
            for right in (node.right, _t(node.right)):
                yield replaced(expr, node, ast.BinOp(left, ast.MatMult(), right))


def exchanged(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """The matrices of a product in the other order, transposed or not."""
    for node in operations(expr, ast.MatMult):
        for left in (node.left, _t(node.left)):
            for right in (node.right, _t(node.right)):
                yield replaced(expr, node, ast.BinOp(right, ast.MatMult(), left))


def _t(node: ast.expr) -> ast.expr:
    turned = isinstance(node, ast.Attribute) and node.attr == "T"
    return node.value if isinstance(node, ast.Attribute) and turned else ast.Attribute(node, "T", ast.Load())


def matrix_product(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """A matrix product in the place of a product entry by entry."""
    for node in operations(expr, ast.Mult):
        product = replaced(expr, node, ast.BinOp(node.left, ast.MatMult(), node.right))
        yield product
        for one in operations(product, ast.MatMult):
            yield from turned(replaced(product, one, one), Around((), ()))
            yield from exchanged(product, Around((), ()))
            break


def of_first(part: ast.expr) -> ast.expr | None:
    """What the first row, or column, is taken of."""
    return _entry(part, 0)


def of_last(part: ast.expr) -> ast.expr | None:
    """What the last is taken of."""
    return _entry(part, -1)


def _entry(part: ast.expr, at: int) -> ast.expr | None:
    if isinstance(part, ast.Subscript):
        where = part.slice.elts if isinstance(part.slice, ast.Tuple) else [part.slice]
        return part.value if any(ast.unparse(one) == str(at) for one in where) else None
    return None


def of_sums(part: ast.expr) -> ast.expr | None:
    """What is summed over."""
    if (
        isinstance(part, ast.Call)
        and isinstance(part.func, ast.Attribute)
        and part.func.attr in ("sum", "mean")
    ):
        return part.args[0] if ast.unparse(part.func.value) == "np" else part.func.value
    return None


def outer(within: Callable[[ast.expr], ast.expr | None]) -> Change:
    """The matrix product of whole matrices in the place of an outer product of what was taken of them."""

    def change(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
        for node in nodes_of(expr, ast.Call):
            if ast.unparse(node.func) == "np.outer" and len(node.args) == 2:
                one, other = map(within, node.args)
                if one is not None and other is not None:
                    for left in (one, _t(one)):
                        for right in (other, _t(other)):
                            yield replaced(expr, node, ast.BinOp(left, ast.MatMult(), right))

    return change


_SHAPES = ("reshape", "ravel", "flatten", "squeeze", "tolist", "item")


def as_it_was(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """Without what changes the shape, or the number to another kind."""
    for node in nodes_of(expr, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in _SHAPES:
            own = ast.unparse(node.func.value) != "np"
            if own or node.args:
                yield replaced(expr, node, node.func.value if own else node.args[0])
    for node in nodes_of(expr, ast.Subscript):
        yield replaced(expr, node, node.value)


def transposed(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """A transpose in the place of a reshape."""
    for node in nodes_of(expr, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "reshape":
            own = node.func.value if ast.unparse(node.func.value) != "np" else None
            if value := own or first_argument(node):
                yield replaced(expr, node, _t(value))


def reduced(before: tuple[str, ...], after: str, axis: int | None = None) -> Change:
    """Another way to make one number, or one row, of many."""

    def change(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
        for node in nodes_of(expr, ast.Call):
            if isinstance(node.func, ast.Attribute) and node.func.attr in before:
                words = [ast.keyword("axis", ast.Constant(axis))] if axis is not None else node.keywords
                own = ast.unparse(node.func.value) != "np"
                args = node.args if axis is None else ([] if own else node.args[:1])
                yield replaced(
                    expr, node, ast.Call(ast.Attribute(node.func.value, after, ast.Load()), args, words)
                )

    return change


def summed(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """The sum over the rows."""
    yield ast.Call(read("np.sum"), [expr], [ast.keyword("axis", ast.Constant(0))])


def compared(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """A comparison with zero, or with another value."""
    for call in nodes_of(expr, ast.Call):
        if ast.unparse(call.func) in ("np.any", "np.all") and call.args:
            yield replaced(expr, call, call.args[0])
    for node in nodes_of(expr, ast.Compare):
        yield replaced(expr, node, ast.Compare(node.left, [ast.Gt()], [ast.Constant(0)]))
        for text in around.values:
            yield replaced(expr, node, ast.Compare(node.left, node.ops[:1], [read(text)]))


def compared_backwards(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """A comparison the other way round."""
    for node in nodes_of(expr, ast.Compare):
        turned = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.GtE: ast.LtE, ast.LtE: ast.GtE}
        if type(node.ops[0]) in turned:
            yield replaced(
                expr, node, ast.Compare(node.left, [turned[type(node.ops[0])]()], node.comparators[:1])
            )


def unsummed(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """Every entry in the place of a sum or a mean of them."""
    for node in nodes_of(expr, ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in ("sum", "mean"):
            of_numpy = ast.unparse(node.func.value) == "np" and node.args
            yield replaced(expr, node, node.args[0] if of_numpy else node.func.value)
