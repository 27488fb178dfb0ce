"""What the value of a gradient may be turned into: a sign, a factor, another name, a power, one more path."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from autograder.selfcheck.mending.tree import (
    Around,
    Change,
    each_term,
    leaves,
    nodes_of,
    operations,
    read,
    read_in,
    replaced,
    terms,
    times,
)


def one_minus(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """1 - s in the place of 1 + s."""
    for node in operations(expr, ast.Add):
        if any(isinstance(side, ast.Constant) and side.value == 1 for side in (node.left, node.right)):
            one, other = node.left, node.right
            first = isinstance(one, ast.Constant)
            yield replaced(expr, node, ast.BinOp(one if first else other, ast.Sub(), other if first else one))


def negated(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """A term, or the whole, with the other sign; a difference the other way round."""
    yield from each_term(expr, lambda term: ast.UnaryOp(ast.USub(), term))
    yield ast.UnaryOp(ast.USub(), expr)
    for node in operations(expr, ast.Sub):
        yield replaced(expr, node, ast.BinOp(node.right, ast.Sub(), node.left))


def reciprocal_negated(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """The same where something is divided by a power."""
    if any(
        isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Pow)
        for node in operations(expr, ast.Div)
    ):
        yield from negated(expr, around)


def multiplied(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """A product in the place of a sum with a gradient that has arrived."""
    for node in operations(expr, ast.Add):
        if {ast.unparse(node.left), ast.unparse(node.right)} & {*around.upstream}:
            yield replaced(expr, node, times(node.left, node.right))


def with_upstream(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """Times a gradient that has arrived, or with it in the place of a matrix of ones."""
    for text in around.upstream:
        yield times(expr, read(text))
        if len(terms(expr)) > 1:
            yield from each_term(expr, lambda term, text=text: times(term, read(text)))  # type: ignore[misc]
        yield from _products(expr, text)
        for call in nodes_of(expr, ast.Call):
            if ast.unparse(call.func) in ("np.ones", "np.ones_like"):
                yield replaced(expr, call, read(text))


def _products(expr: ast.expr, text: str) -> Iterator[ast.expr]:
    """With an upstream matrix in the place of a matrix of ones, or multiplied from either side."""
    for left, right in ((text, None), (None, text)):
        one = read(left) if left else expr
        yield ast.BinOp(one, ast.MatMult(), read(right) if right else expr)


def without(among: Callable[[Around], tuple[str, ...]]) -> Change:
    """A factor, or a power, of some names left out."""

    def change(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
        for node in operations(expr, ast.Mult, ast.Pow):
            for kept, lost in ((node.left, node.right), (node.right, node.left)):
                if isinstance(node.op, ast.Pow) and kept is node.right:
                    continue
                if ast.unparse(node.left if isinstance(node.op, ast.Pow) else lost) in among(around):
                    yield replaced(expr, node, kept)

    return change


def without_share(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """Without a constant factor of a whole term."""
    for node in (node for term in terms(expr) for node in _chain(term)):
        if isinstance(node.right, ast.Constant):
            yield replaced(expr, node, node.left)
        if isinstance(node.left, ast.Constant) and isinstance(node.op, ast.Mult):
            yield replaced(expr, node, node.right)


def _chain(term: ast.expr) -> Iterator[ast.BinOp]:
    """The products and quotients that a term consists of, the last one first."""
    while isinstance(term, ast.BinOp) and isinstance(term.op, ast.Mult | ast.Div):
        yield term
        term = term.left


def without_abs(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """Without an absolute value."""
    for node in nodes_of(expr, ast.Call):
        if node.args and ast.unparse(node.func) in ("abs", "np.abs", "np.absolute", "np.fabs"):
            yield replaced(expr, node, node.args[0])


def renamed(
    sources: Callable[[Around], tuple[str, ...]], into: Callable[[Around], tuple[str, ...]]
) -> Change:
    """One of some names in the place of another: at one place, then at all."""

    def change(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
        for leaf in leaves(expr):
            if ast.unparse(leaf) in sources(around):
                for text in into(around):
                    if text != ast.unparse(leaf):
                        yield replaced(expr, leaf, read(text))

    return change


def twice(names: Callable[[Around], tuple[str, ...]], change: Change) -> Change:
    """A change where some names stand more than once: it is in the local gradient, too."""

    def where_twice(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
        if sum(ast.unparse(leaf) in names(around) for leaf in leaves(expr)) > 1:
            yield from change(expr, around)

    return where_twice


def as_one(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """The constant 1 in the place of a value."""
    for leaf in leaves(expr):
        if ast.unparse(leaf) in around.values:
            yield replaced(expr, leaf, ast.Constant(1))


def one_of_two(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """The same where a condition chooses."""
    if any(nodes_of(expr, ast.IfExp, ast.Compare)) or "where" in ast.unparse(expr):
        yield from as_one(expr, around)


def at_output(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """s in the place of x throughout: s * (1 - s)."""
    for old in around.values:
        places = [leaf for leaf in leaves(expr) if ast.unparse(leaf) == old]
        if len(places) > 1:
            for text in around.values:
                made: ast.expr = expr
                for _ in places:
                    leaf = next(leaf for leaf in leaves(made) if ast.unparse(leaf) == old)
                    made = replaced(made, leaf, read(text)) if text != old else made
                yield made


def called_once(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """A value in the place of a function of it, throughout."""
    made, calls = expr, 0
    while call := next(
        (n for n in nodes_of(made, ast.Call) if len(n.args) == 1 and ast.unparse(n.args[0]) in around.values),
        None,
    ):
        made, calls = replaced(made, call, call.args[0]), calls + 1
    if calls:
        yield made


def doubled(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """A term twice, where no 2 stands yet."""
    if not any(node.value == 2 for node in nodes_of(expr, ast.Constant)):
        yield from each_term(expr, lambda term: times(ast.Constant(2), term))


def no_zero(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """A gradient that has arrived in the place of 0."""
    if isinstance(expr, ast.Constant) and expr.value == 0:
        yield from map(read, around.upstream)


def one_of_a_value(*forms: str, of: int) -> Change:
    """Something of a value in the place of a constant that stands alone or is a factor."""

    def change(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
        factors = (side for node in operations(expr, ast.Mult) for side in (node.left, node.right))
        for node in (expr, *factors):
            if isinstance(node, ast.Constant) and node.value == of:
                for text in around.values:
                    for form in forms:
                        yield replaced(expr, node, read(form.format(v=f"({text})")))

    return change


def bare_one(*forms: str) -> Change:
    """Something of a value in the place of a 1 that stands alone; where it is a factor, something else was written beside it."""
    change = one_of_a_value(*forms, of=1)
    return lambda expr, around: change(expr, around) if isinstance(expr, ast.Constant) else iter(())


def whole(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """1 in the place of a fraction that stands alone."""
    if isinstance(expr, ast.Constant) and isinstance(expr.value, float) and 0 < expr.value < 1:
        yield ast.Constant(1)


def anew(form: str) -> Change:
    """A formula of what arrives and of a value in the place of the whole."""

    def change(_: ast.expr, around: Around) -> Iterator[ast.expr]:
        for upstream in around.upstream:
            for text in around.values:
                yield read(form.format(u=upstream, v=f"({text})"))

    return change


def as_mask(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """Where a value is positive, in the place of the value."""
    for leaf in leaves(expr):
        if ast.unparse(leaf) in around.values:
            yield replaced(expr, leaf, read(f"({ast.unparse(leaf)} > 0)"))


def undivided(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """A product in the place of a quotient, its parts, or what stands on the other side of the product."""
    for node in operations(expr, ast.Div):
        for text in around.values:
            yield replaced(expr, node, times(node.left, read(text)))
        yield replaced(expr, node, times(node.left, node.right))
        yield replaced(expr, node, node.right)
        yield replaced(expr, node, ast.BinOp(node.right, ast.Div(), node.left))


def other_power(expr: ast.expr, _: Around) -> Iterator[ast.expr]:
    """Another power."""
    for node in operations(expr, ast.Pow):
        yield replaced(expr, node, node.left)
        for power in (2, 3):
            yield replaced(expr, node, ast.BinOp(node.left, ast.Pow(), ast.Constant(power)))


def reciprocal_power(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """Divided by another power, with either sign."""
    for node in operations(expr, ast.Div):
        for power in (1, 2):
            base = (
                node.right.left
                if isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Pow)
                else node.right
            )
            made = replaced(
                expr, node, ast.BinOp(node.left, ast.Div(), ast.BinOp(base, ast.Pow(), ast.Constant(power)))
            )
            yield made
            yield ast.UnaryOp(ast.USub(), made)
    if not any(operations(expr, ast.Div)):
        for text in around.denominators:
            yield from each_term(expr, lambda term, text=text: times(term, read(f"1 / ({text}) ** 2")))  # type: ignore[misc]


def with_factor(forms: tuple[str, ...], *, bare: bool = False, beside: bool = False) -> Change:
    """A term times something of a value; `bare`: of a term that is nothing but an upstream gradient; `beside`: of one that speaks of
    that value already."""

    def change(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
        for term in terms(expr):
            if bare and ast.unparse(term) not in around.upstream:
                continue
            for text in (one for one in around.values if not beside or one in read_in(term)):
                for form in forms:
                    yield replaced(expr, term, times(term, read(form.format(v=f"({text})"))))

    return change


def factor_is(*forms: str, plain: bool = False) -> Change:
    """Something of a value in the place of a factor; `plain`: of one that calls nothing."""

    def change(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
        for term in terms(expr):
            for factor in _factors(term):
                if plain and any(nodes_of(factor, ast.Call)):
                    continue
                if ast.unparse(factor) not in around.upstream and not isinstance(factor, ast.Constant):
                    for text in (one for one in around.values if one in read_in(factor)):
                        for form in forms:
                            yield replaced(expr, factor, read(form.format(v=f"({text})")))

    return change


def _factors(term: ast.expr) -> Iterator[ast.expr]:
    """The factors of a product, and products of those that stand side by side."""
    if isinstance(term, ast.UnaryOp):
        yield from _factors(term.operand)
        return
    yield term
    if isinstance(term, ast.BinOp) and isinstance(term.op, ast.Mult):
        yield from _factors(term.left)
        yield from _factors(term.right)


def another_path(expr: ast.expr, around: Around) -> Iterator[ast.expr]:
    """With what arrives along one path more, or two."""
    forms = ("{u}", "{u} * {v} * (1 - {v})", "{u} * {v}", "{u} * 2 * {v}")
    for upstream in around.upstream:
        for value in around.values:
            for form in forms if value else forms[:1]:
                yield ast.BinOp(expr, ast.Add(), read(form.format(u=upstream, v=f"({value})")))
    for other in around.upstream:
        for made in another_path(expr, Around((other,), around.values)) if len(around.upstream) > 1 else ():
            yield from (ast.BinOp(made, ast.Add(), read(one)) for one in around.upstream)
