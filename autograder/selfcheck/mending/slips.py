"""Small changes to an expression of the forward pass, each with the slip that it undoes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from autograder.selfcheck.mending.arrays import as_it_was, matrix_product, unsummed
from autograder.selfcheck.mending.changes import without_abs
from autograder.selfcheck.mending.repairs import Repair
from autograder.selfcheck.mending.tree import (
    Around,
    exchanged,
    first_argument,
    nodes_of,
    operations,
    read,
    replaced,
)


def grouped(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """1 / (1 + e) in the place of 1 / 1 + e."""
    for node in operations(expr, ast.Add):
        left = node.left
        if isinstance(left, ast.BinOp) and isinstance(left.op, ast.Div) and "exp(" in ast.unparse(node.right):
            below = ast.BinOp(left.right, ast.Add(), node.right)
            yield replaced(expr, node, ast.BinOp(left.left, ast.Div(), below))


def _calls(expr: ast.expr, *names: str) -> list[ast.Call]:
    return [
        node
        for node in nodes_of(expr, ast.Call)
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in names
    ]


def _one_or_all(
    expr: ast.expr, calls: Sequence[ast.Call], change: Callable[[ast.Call], ast.expr]
) -> Iterator[ast.expr]:
    for call in calls:
        yield replaced(expr, call, change(call))
    if len(calls) > 1:
        yield exchanged(expr, {id(call): change(call) for call in calls})


def exponent_negated(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """exp(-x) in the place of exp(x) in 1 / (1 + exp(x)), and wherever else it stands there, or the other way round."""
    calls = [call for call in _calls(expr, "exp") if len(call.args) == 1]
    sums = [
        node for node in operations(expr, ast.Add) if "1" in ast.unparse(node.left) + ast.unparse(node.right)
    ]
    if any(call in ast.walk(node) for node in sums for call in calls):
        yield from _one_or_all(expr, calls, lambda call: ast.Call(call.func, [_minus(call.args[0])], []))


def _minus(value: ast.expr) -> ast.expr:
    negated = isinstance(value, ast.UnaryOp) and isinstance(value.op, ast.USub)
    return value.operand if negated else ast.UnaryOp(ast.USub(), value)  # type: ignore[attr-defined]


def exact(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """Without rounding, and with e itself in the place of a short constant."""
    for call in _calls(expr, "round", "around", "float32", "float16", "astype"):
        own = call.func.value if isinstance(call.func, ast.Attribute) and not _of_numpy(call) else None
        if value := own or first_argument(call):
            yield replaced(expr, call, value)
    for node in operations(expr, ast.Pow):
        if isinstance(node.left, ast.Constant) and isinstance(node.left.value, float):
            yield replaced(expr, node, ast.Call(read("np.exp"), [node.right], []))


def with_bias(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """With a bias added that is used nowhere, or the last entry of a list."""
    for name in (one for one in around.unused if one.removeprefix("self.").startswith("b")):
        for form in ("{}", "{}[:, None]"):
            yield ast.BinOp(expr, ast.Add(), read(form.format(name)))
    for name in around.values if "[" in ast.unparse(expr) else ():
        yield ast.BinOp(expr, ast.Add(), read(f"{name}[-1]"))


def averaged(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """One number: the sum over the batch, divided by its size."""
    for call in _calls(expr, "mean", "sum"):
        if isinstance(call.func, ast.Attribute):
            own, args = (read("np"), call.args[:1]) if _of_numpy(call) else (call.func.value, [])
            summed = ast.Call(ast.Attribute(own, "sum", ast.Load()), args, [])
            yield replaced(expr, call, summed)
            for name in around.values:
                yield replaced(expr, call, ast.BinOp(summed, ast.Div(), read(f"len({name})")))
    for name in around.values:
        yield ast.BinOp(ast.Call(read("np.sum"), [expr], []), ast.Div(), read(f"len({name})"))


def negated(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """The whole with the other sign."""
    yield ast.UnaryOp(ast.USub(), expr)


def along(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """Sums, means and maxima over another axis, all alike."""
    yield from _over([call for call in _reductions(expr) if call.keywords or _axis_in(call)], expr)


def by_rows(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """The same in the place of those over everything."""
    yield from _over([call for call in _reductions(expr) if not call.keywords and not _axis_in(call)], expr)


def _reductions(expr: ast.expr) -> list[ast.Call]:
    return _calls(expr, "sum", "mean", "var", "std", "max")


def _of_numpy(call: ast.Call) -> bool:
    """np.sum(x) rather than x.sum()."""
    return not isinstance(call.func, ast.Attribute) or ast.unparse(call.func.value) == "np"


def _axis_in(call: ast.Call) -> bool:
    return len(call.args) > int(_of_numpy(call))


def _over(calls: Sequence[ast.Call], expr: ast.expr) -> Iterator[ast.expr]:
    for axis in (0, 1) if calls else ():
        words = [ast.keyword("axis", ast.Constant(axis)), ast.keyword("keepdims", ast.Constant(True))]

        def change(call: ast.Call, words: list[ast.keyword] = words) -> ast.expr:
            return ast.Call(call.func, call.args[: int(_of_numpy(call))], words)

        yield from _one_or_all(expr, calls, change)


def positive(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """A comparison with zero."""
    for node in nodes_of(expr, ast.Compare):
        yield replaced(expr, node, ast.Compare(node.left, [ast.Gt()], [ast.Constant(0)]))


def scaled(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """Divided by what remains of one."""
    for name in around.values:
        yield ast.BinOp(expr, ast.Div(), read(f"(1 - {name})"))


def share_exchanged(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """Divided by what remains of one in the place of a factor or a divisor."""
    for node in operations(expr, ast.Mult, ast.Div):
        for name in around.values:
            if name in ast.unparse(node.right):
                yield replaced(expr, node, ast.BinOp(node.left, ast.Div(), read(f"(1 - {name})")))


def swapped(names: ast.Tuple) -> Iterator[ast.Tuple]:
    """Two names of an unpacking exchanged."""
    for at in range(len(names.elts)):
        for other in range(at):
            elts = list(names.elts)
            elts[at], elts[other] = elts[other], elts[at]
            yield ast.Tuple(elts, ast.Store())


# fmt: off
SLIPS: tuple[Repair, ...] = (
    Repair("sigmoid-precedence", grouped),
    Repair("sigmoid-exp-sign", exponent_negated),
    Repair("loss-sign-missing", negated, lambda around: around.loss),
    Repair("abs-applied", without_abs),
    Repair("precision-lost", exact),
    Repair("bias-ignored", with_bias),
    Repair("loss-not-averaged", averaged, lambda around: around.loss),
    Repair("softmax-wrong-axis", along, lambda around: around.sigmoid),
    Repair("softmax-global-sum", by_rows, lambda around: around.sigmoid),
    Repair("batchnorm-wrong-axis", along, lambda around: any(one in around.text for one in ("var(", "std("))),
    Repair("elementwise-instead-of-matmul", matrix_product),
    Repair("relu-mask-wrong", positive),
    Repair("shape-lost", as_it_was, lambda around: around.misshapen),
    Repair("shape-lost", unsummed, lambda around: around.misshapen),
    Repair("dropout-scale-missing", scaled, lambda around: "mask" in around.text),
    Repair("dropout-share-exchanged", share_exchanged, lambda around: "mask" in around.text),
)
# fmt: on
"""What is tried in turn, and the slip that it undoes: what says most first."""
