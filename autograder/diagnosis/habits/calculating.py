"""How numbers are worked out, as the text tells it: small steps, quotients, transposes, averages, numbers that are typed in."""

import ast
from collections.abc import Collection, Iterator

from autograder.diagnosis.answer_text import Text, named, names_in

STEPS = frozenset({"h", "eps", "epsilon", "delta", "step", "dh"})
"""Names of small steps."""
LOCAL = STEPS | {"dx", "lr", "rng"}
"""Names that a notebook has for purposes of its own: a function that reads them has not forgotten its arguments."""


_CHOICES = (
    "where", "maximum", "minimum", "max", "clip", "sign", "heaviside", "greater", "greater_equal", "less", "abs", "fabs",
)  # fmt: skip


def chooses(text: Text) -> bool:
    """True when something is compared, or done by a function that does: what a mask needs."""
    return any(isinstance(n, ast.Compare) for n in text.nodes) or text.mentions(*_CHOICES)


def adds(text: Text) -> bool:
    """True when something is added outside of forward: by +, += or a function that does."""
    forward = {id(n) for f in text.functions if f.name == "forward" for n in ast.walk(f)}
    nodes = [n for n in text.nodes if id(n) not in forward]
    signs = [n.op for n in nodes if isinstance(n, ast.BinOp | ast.AugAssign)]
    return any(isinstance(op, ast.Add) for op in signs) or text.mentions("add", "sum")


def transposes_enough(text: Text) -> bool:
    """True when as many transposes are written as in the reference's answer: the order is wrong then, not a transpose."""

    def count(one: Text) -> int:
        return sum(isinstance(n, ast.Attribute) and n.attr in ("T", "transpose") for n in one.nodes)

    return text.model is not None and count(text) >= count(text.model) > 0


def reshapes_alone(text: Text) -> bool:
    """True when something is reshaped in an answer with fewer transposes than the reference's, which reshapes nothing."""
    model = text.model
    alone = model is not None and text.mentions("reshape") and not model.mentions("reshape")
    return alone and not transposes_enough(text) and model is not None and model.mentions("T", "transpose")


def changes_a_copy(text: Text) -> bool:
    """True when something is taken off what an index by arrays gave, which is a copy: `dx[rows][columns] -= 1`."""
    places = [n.target for n in text.nodes if isinstance(n, ast.AugAssign)]
    twice = [p.value for p in places if isinstance(p, ast.Subscript) and isinstance(p.value, ast.Subscript)]
    return any(isinstance(inner.slice, ast.Call) for inner in twice)


def calls_itself(text: Text) -> bool:
    """True when a function calls itself whatever it is given: in a line of its own, under no condition."""
    for function in text.functions:
        simple = [
            s for s in function.body if isinstance(s, ast.Assign | ast.Expr | ast.Return | ast.AugAssign)
        ]
        called = [n.func for s in simple for n in ast.walk(s) if isinstance(n, ast.Call)]
        if any(named(f) == function.name and _is_own(f) for f in called):
            return True
    return False


def _is_own(called: ast.expr) -> bool:
    """A function of the cell's or a method of the same object, not one of something else's."""
    of = called.value if isinstance(called, ast.Attribute) else None
    return of is None or (isinstance(of, ast.Name) and of.id == "self")


def _quotients(text: Text) -> Iterator[ast.BinOp]:
    return (n for n in text.nodes if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div))


def differences(text: Text) -> bool:
    """True when a difference is divided by a small step: numerical differentiation."""
    assigned = (n for n in text.nodes if isinstance(n, ast.Assign) and _is_typed_step(n.value))
    steps = LOCAL.union(*(names_in(t) for n in assigned for t in n.targets))
    return any(
        (names_in(node.right) & steps or _is_typed_step(node.right))
        and any(isinstance(n, ast.Sub) for n in ast.walk(node.left))
        for node in _quotients(text)
    )


def _is_typed_step(node: ast.expr) -> bool:
    """A number that is small, or twice one: 2e-4, (2 * 1e-4)."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        sides = (node.left, node.right)
        return all(isinstance(one, ast.Constant) for one in sides) and any(map(_is_typed_step, sides))
    return isinstance(node, ast.Constant) and isinstance(node.value, float) and 0 < node.value <= LONGEST_STEP


LONGEST_STEP = 0.01
"""Of a numerical derivative, as it is typed in."""


def divides_by(text: Text, names: Collection[str]) -> bool:
    """True when something is divided by one of these, as a variable or an attribute, and nothing else."""
    words = (named(n.right) for n in _quotients(text))
    return not set(names).isdisjoint(words)


def divides_gradients(text: Text) -> bool:
    """True when something is divided in a backward."""
    nodes = (n for m in text.methods if m.name == "backward" for n in ast.walk(m))
    return any(isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div) for n in nodes)


def steps_used(text: Text) -> bool:
    """True when a small step such as h or eps is used somewhere."""
    return any(isinstance(n, ast.Name) and n.id in STEPS for n in text.nodes)


def ignores_step(text: Text) -> bool:
    """True when a function is given a step and never reads it, or sets it anew."""
    for function in text.functions:
        given = {a.arg for a in function.args.args} & STEPS
        names = [n for n in ast.walk(function) if isinstance(n, ast.Name) and n.id in given]
        if given and (not names or any(isinstance(n.ctx, ast.Store) for n in names)):
            return True
    return False


def entry_by_entry(text: Text, names: Collection[str]) -> bool:
    """True when the entries of one of these, as a variable or an attribute, are written out: w[0] * x[0] + w[1] * x[1]."""
    taken = [n for n in text.nodes if isinstance(n, ast.Subscript) and isinstance(n.slice, ast.Constant)]
    found = {(named(n.value), ast.unparse(n.slice)) for n in taken}
    return any(len([at for of, at in found if of == name]) > 1 for name in names)


def fixed_sizes(text: Text) -> bool:
    """True when loops have lengths that are typed in."""
    calls = [n for n in text.nodes if isinstance(n, ast.Call)]
    ranges = [n.args for n in calls if isinstance(n.func, ast.Name) and n.func.id == "range" and n.args]
    return any(all(isinstance(a, ast.Constant) for a in args) for args in ranges)


def adds_within_logarithm(text: Text) -> bool:
    """True when a number is added to what a logarithm is taken of."""
    calls = (n for n in text.nodes if isinstance(n, ast.Call) and named(n.func) == "log")
    sums = (a for n in calls for a in n.args if isinstance(a, ast.BinOp) and isinstance(a.op, ast.Add))
    return any(isinstance(side, ast.Constant | ast.Name) for a in sums for side in (a.left, a.right))


def rounds(text: Text) -> bool:
    """True when numbers are rounded, or made to be short."""
    return text.mentions(
        "round", "around", "round_", "float16", "float32", "half", "single", "trunc", "floor"
    ) or any(
        isinstance(n, ast.Constant) and n.value in ("float16", "float32", "f2", "f4") for n in text.nodes
    )


def quotient_rule(text: Text) -> bool:
    """True when a sum of products is divided by something: the quotient rule written out."""
    sums = [n.left for n in _quotients(text) if isinstance(n.left, ast.BinOp)]
    left = [n.left for n in sums if isinstance(n.op, ast.Add | ast.Sub)]
    return any(isinstance(n, ast.BinOp) and isinstance(n.op, ast.Mult) for n in left)


def multiplies_once(text: Text) -> bool:
    """True when backward of the target's class multiplies what arrives by something, and uses it nowhere else."""
    backward = text.method("backward")
    if backward is None or len(backward.args.args) < 2:
        return False
    arriving = backward.args.args[1].arg
    uses = [n for n in ast.walk(backward) if isinstance(n, ast.Name) and n.id == arriving]
    products = [n for n in ast.walk(backward) if isinstance(n, ast.BinOp)]
    return len(uses) == 1 and any(uses[0] in _factors(product) for product in products)


def _factors(product: ast.expr) -> list[ast.expr]:
    """What is multiplied, of a chain of products and quotients."""
    if isinstance(product, ast.BinOp) and isinstance(product.op, ast.Mult | ast.Div):
        right = _factors(product.right) if isinstance(product.op, ast.Mult) else []
        return [*_factors(product.left), *right]
    return _factors(product.operand) if isinstance(product, ast.UnaryOp) else [product]


def leaves_upstream_out(text: Text) -> bool:
    """True when backward of a class reads nothing of what it is given."""
    backward = text.method("backward")
    given = {one.arg for one in backward.args.args[1:]} if backward else set()
    return bool(given) and not any(given & names_in(one) for one in (backward.body if backward else ()))


def counts(text: Text) -> bool:
    """True when something is divided by a number of entries, or averaged."""
    below = [m for n in _quotients(text) for m in ast.walk(n.right)]
    sizes = any(named(m) in ("size", "shape", "len") for m in below)
    return sizes or text.mentions("mean")


def typed(text: Text, name: str) -> bool:
    """True unless everything assigned to a name is worked out from other names."""
    assigned = [n for n in text.nodes if isinstance(n, ast.Assign)]
    values = [n.value for n in assigned if any(isinstance(t, ast.Name) and t.id == name for t in n.targets)]
    calls = any(isinstance(m, ast.Call) for v in values for m in ast.walk(v))
    return not values or calls or not all(map(names_in, values))


def halves_and_multiplies(text: Text) -> bool:
    """`… / 2 * h`, which multiplies by h."""
    return any(
        isinstance(n, ast.BinOp)
        and isinstance(n.op, ast.Mult)
        and isinstance(n.left, ast.BinOp)
        and isinstance(n.left.op, ast.Div)
        and bool(names_in(n.right) & STEPS)
        for n in text.nodes
    )


def divides_by_inputs(text: Text) -> bool:
    """A difference is divided by an argument that is no step: `(f(x + h) - f(x - h)) / (2 * x)`."""
    differences_ = [
        n for n in _quotients(text) if isinstance(n.left, ast.BinOp) and isinstance(n.left.op, ast.Sub)
    ]
    return any(names_in(n.right) and not names_in(n.right) & LOCAL for n in differences_)
