"""What the text of an answer shows where it raises nothing: globals, prints, small steps, typed numbers, an order of return."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from autograder.diagnosis.text import Text, stores, top

STEPS = frozenset({"h", "eps", "epsilon", "delta", "step", "dh", "dx", "lr", "rng"})


def uses_globals(text: Text, names: frozenset[str] | None = None) -> bool:
    """True when the target computes with variables of the notebook (only `names`, where they are given), or overwrites
    its arguments with its own numbers."""
    module = {n.id for tree in text.trees for n in top(tree)} - STEPS
    own = [f for f in text.functions if f.name == text.target] or list(text.methods)
    for function in own:
        parameters = {a.arg for a in function.args.args} - {"self"}
        local = {n.id for n in stores(function)} | parameters
        loads = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        read = loads & (module - local)
        own_names = parameters if names is None else parameters & names
        if (read if names is None else read & names) or _overwritten(function, own_names):
            return True
    return False


def _overwritten(function: ast.FunctionDef, parameters: set[str]) -> bool:
    for statement in function.body:
        if isinstance(statement, ast.Assign):
            names = {n.id for t in statement.targets for n in ast.walk(t) if isinstance(n, ast.Name)}
            used = {n.id for n in ast.walk(statement.value) if isinstance(n, ast.Name)}
            if names and names <= parameters and not used & (names | {"self"}):
                return True
    return False


def shares_an_object(text: Text) -> bool:
    """True when a function uses an object that was made once, outside of it."""
    made = {
        t.id
        for tree in text.trees
        for statement in tree.body
        if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Call)
        for t in statement.targets
        if isinstance(t, ast.Name)
    }
    loads = {n.id for f in text.functions for n in ast.walk(f) if isinstance(n, ast.Name)}
    return bool(made & loads)


def returns_nothing(text: Text) -> bool:
    """True when a function that should return something has no return statement with a value."""
    for function in text.functions:
        if text.model and function.name in text.model.returning:
            returned = [
                n
                for n in ast.walk(function)
                if isinstance(n, ast.Return | ast.Raise | ast.Lambda | ast.Yield)
            ]
            if not any(not isinstance(n, ast.Return) or n.value is not None for n in returned):
                return True
    return False


def lost_value(text: Text) -> str | None:
    """The mistake where a function ends in a value that is printed, or computed and thrown away."""
    returning = [f for f in text.functions if f.name != "__init__"]
    for function in returning:
        if any(isinstance(n, ast.Return) and n.value is not None for n in ast.walk(function)):
            continue
        last = function.body[-1]
        if (
            isinstance(last, ast.Expr)
            and isinstance(last.value, ast.Call)
            and ast.unparse(last.value.func) == "print"
        ):
            return "prints-not-returns"
        if isinstance(last, ast.Expr) and not isinstance(last.value, ast.Constant):
            return "returns-none"
    return None


def thrown_away(text: Text) -> bool:
    """True when a function has a line that computes something and keeps it nowhere."""
    expressions = [n.value for f in text.functions for n in ast.walk(f) if isinstance(n, ast.Expr)]
    return any(
        isinstance(e, ast.Name | ast.BinOp | ast.Tuple | ast.List | ast.Attribute) for e in expressions
    )


def transposes_enough(text: Text) -> bool:
    """True when as many transposes are written as in the reference's answer: the order is wrong then, not a transpose."""

    def count(one: Text) -> int:
        return sum(isinstance(n, ast.Attribute) and n.attr in ("T", "transpose") for n in one.nodes)

    return text.model is not None and count(text) >= count(text.model)


def prints(text: Text) -> bool:
    """True when something is printed."""
    return any(
        isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print" for n in text.nodes
    )


def differences(text: Text) -> bool:
    """True when a difference is divided by a small step: numerical differentiation."""
    for node in text.nodes:
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            below = {n.id for n in ast.walk(node.right) if isinstance(n, ast.Name)}
            if below & STEPS and any(isinstance(n, ast.Sub) for n in ast.walk(node.left)):
                return True
    return False


def steps_used(text: Text) -> bool:
    """True when a small step such as h or eps is added somewhere."""
    return any(isinstance(n, ast.Name) and n.id in STEPS - {"dx", "rng", "lr"} for n in text.nodes)


def fixed_sizes(text: Text) -> bool:
    """True when loops or buffers have sizes that are typed in."""
    for node in text.nodes:
        ranged = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"
        if (
            ranged
            and isinstance(node, ast.Call)
            and node.args
            and all(isinstance(a, ast.Constant) for a in node.args)
        ):
            return True
    return False


def swapped_return(text: Text, names: Sequence[str]) -> bool:
    """True when some return statement lists the gradients in another order than they are asked for."""
    for node in text.nodes:
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple | ast.List):
            said = [n.id for n in node.value.elts if isinstance(n, ast.Name)]
            wanted = [f"d{name}" for name in names]
            if sorted(said) == sorted(wanted) and said != wanted:
                return True
    return False


def assigned_twice(text: Text) -> bool:
    """True when a name that holds a gradient is assigned more than once, instead of being added to."""
    bodies: list[ast.FunctionDef | ast.Module] = [*text.functions, *text.trees]
    for body in bodies:
        counts: dict[str, int] = {}
        for statement in body.body:
            if isinstance(statement, ast.Assign):
                for name in {n.id for t in statement.targets for n in ast.walk(t) if isinstance(n, ast.Name)}:
                    counts[name] = counts.get(name, 0) + 1
        if any(count > 1 and name.startswith("d") for name, count in counts.items()):
            return True
    return False


def quotient(text: Text) -> bool:
    """True when a sum of products is divided by a square: the quotient rule written out."""
    return any(
        isinstance(n, ast.BinOp)
        and isinstance(n.op, ast.Div)
        and isinstance(n.left, ast.BinOp)
        and isinstance(n.left.op, ast.Add | ast.Sub)
        and isinstance(n.left.left, ast.BinOp)
        and isinstance(n.left.left.op, ast.Mult)
        for n in text.nodes
    )


def mentions(text: Text, word: str) -> bool:
    """True when an attribute or a name of that word is used."""
    return any(word in (getattr(n, "attr", ""), getattr(n, "id", "")) for n in text.nodes)


def counts(text: Text) -> bool:
    """True when something is divided by a number of entries, or averaged."""
    if mentions(text, "mean"):
        return True
    below = [n.right for n in text.nodes if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Div)]
    inner = [m for n in below for m in ast.walk(n)]
    return any(getattr(m, "attr", getattr(m, "id", "")) in ("size", "shape", "len") for m in inner)


def typed(text: Text, name: str) -> bool:
    """True unless everything assigned to a name is worked out from other names."""
    values = [
        n.value
        for n in text.nodes
        if isinstance(n, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in n.targets)
    ]
    return (
        not values
        or any(not any(isinstance(m, ast.Name) for m in ast.walk(v)) for v in values)
        or any(isinstance(m, ast.Call) for v in values for m in ast.walk(v))
    )
