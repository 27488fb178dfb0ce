"""What is kept between two calls, as the text tells it: caches and parameters that forward or backward change, fill once, or take
apart in another order."""

import ast
from collections.abc import Collection, Iterable, Iterator

from autograder.diagnosis.answer_text import Text, names_in
from autograder.notebook.code import attributes_set


def _methods(one: ast.AST) -> dict[str, ast.FunctionDef]:
    """The methods of a class by name."""
    return {m.name: m for m in ast.walk(one) if isinstance(m, ast.FunctionDef)}


def unpacks_in_another_order(text: Text) -> bool:
    """`cache = (x, w)` in one function, `w, x = cache` in another that is handed it."""
    nodes = [n for f in text.functions for n in ast.walk(f)]
    kept = [n.value for n in nodes if isinstance(n, ast.Assign | ast.Return) and n.value]
    packed = {_listed(one) for value in kept for one in (value, *getattr(value, "elts", ()))}
    taken = set(_unpacked(nodes, {one.arg for f in text.functions for one in f.args.args}))
    return any(sorted(a) in map(sorted, packed) for a in taken - packed)


def _unpacked(nodes: Iterable[ast.AST], given: Collection[str]) -> Iterator[tuple[str, ...]]:
    """The names that an argument is taken apart into."""
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id in given:
            yield _listed(node.targets[0])


def _listed(node: ast.expr) -> tuple[str, ...]:
    """The names of a tuple of names."""
    elements = node.elts if isinstance(node, ast.Tuple) else ()
    names = tuple(one.id for one in elements if isinstance(one, ast.Name))
    return names if len(names) == len(elements) else ()


def trains(text: Text) -> bool:
    """`self.W -= 0.1 * self.dW` in a method that is asked for: a step away from what the object was made with."""
    for _, one in text.own:
        made = _made_with(one)
        for method in _asked(one, text):
            if any(_takes_away(node, made) for node in ast.walk(method)):
                return True
    return False


def _asked(one: ast.AST, text: Text) -> list[ast.FunctionDef]:
    """The methods that the reference has too, and those that these call: nobody asks for an `update` of the student's own."""
    methods = _methods(one)
    methods.pop("__init__", None)
    waiting = [*(methods.keys() & {m.name for m in text.model.methods} if text.model else methods)]
    found = dict.fromkeys(waiting)
    for name in waiting:  # which grows
        read = {n.attr for n in ast.walk(methods[name]) if isinstance(n, ast.Attribute)}
        new = sorted(read & methods.keys() - found.keys())
        waiting += new
        found.update(dict.fromkeys(new))
    return [methods[name] for name in found]


def _made_with(one: ast.AST) -> frozenset[str]:
    """Attributes that __init__ sets to something of its arguments; zeros in their shape are no part of them."""
    inits = [m for m in ast.walk(one) if isinstance(m, ast.FunctionDef) and m.name == "__init__"]
    made = set[str]()
    for init in inits:
        arguments = {argument.arg for argument in init.args.args} - {"self"}
        assigned = [n for n in ast.walk(init) if isinstance(n, ast.Assign) and _values(n.value) & arguments]
        made.update(*map(attributes_set, assigned))
    return frozenset(made)


def _values(node: ast.expr) -> set[str]:
    """The names whose values go into an expression."""
    shaped = isinstance(node, ast.Call) and ast.unparse(node.func).endswith("_like")
    return set() if shaped else names_in(node)


def _takes_away(node: ast.AST, made: frozenset[str]) -> bool:
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.Sub):
        return _of_object(node.target) in made
    if (
        isinstance(node, ast.Assign)
        and isinstance(node.value, ast.BinOp)
        and isinstance(node.value.op, ast.Sub)
    ):
        target = ast.unparse(node.targets[0])
        return _of_object(node.targets[0]) in made and ast.unparse(node.value.left) == target
    return False


def _of_object(target: ast.expr) -> str | None:
    """The attribute of self that is set, or an entry of it."""
    while isinstance(target, ast.Subscript):
        target = target.value
    own = (
        isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name) and target.value.id == "self"
    )
    return target.attr if own else None  # type: ignore[attr-defined]


def fills_once(text: Text) -> bool:
    """`if not hasattr(self, "x"):` or `if self.x is None:` in forward guards what backward reads, and nothing else sets it."""
    for _, one in text.own:
        methods = _methods(one)
        forward = methods.pop("forward", None)
        methods.pop("__init__", None)
        if forward is not None:
            anew = (attributes_set(each) for each in forward.body if not isinstance(each, ast.If))
            kept = _read_in(methods.values()).difference(*anew)
            if any(_fills(node, kept) for node in ast.walk(forward)):
                return True
    return False


def _read_in(functions: Iterable[ast.FunctionDef]) -> set[str]:
    """The attributes that functions read."""
    nodes = (n for function in functions for n in ast.walk(function) if isinstance(n, ast.Attribute))
    return {n.attr for n in nodes if isinstance(n.ctx, ast.Load)}


def _fills(node: ast.AST, wanted: Collection[str]) -> bool:
    if not isinstance(node, ast.If):
        return False
    test = ast.unparse(node.test)
    kept = {name for statement in node.body for name in attributes_set(statement)}.intersection(wanted)
    asked = any(f"self.{name} is None" in test or f"not self.{name}" in test for name in kept)
    return bool(kept) and (asked or "not hasattr(self" in test)


def overwrites_cache(text: Text) -> bool:
    """backward sets an attribute that forward keeps, and reads it after that."""
    for _, one in text.own:
        methods = _methods(one)
        forward, backward = methods.get("forward"), methods.get("backward")
        if forward and backward:
            kept, read = set(attributes_set(forward)), set[str]()
            for statement in reversed(backward.body):
                if read & kept.intersection(attributes_set(statement)) and _is_new(statement, backward):
                    return True
                read |= {n.attr for n in ast.walk(statement) if isinstance(n, ast.Attribute)}
    return False


def _is_new(statement: ast.stmt, function: ast.FunctionDef) -> bool:
    """What is set is another value, and not the same in another form, as np.asarray(self.x) is."""
    given = {one.arg for one in function.args.args} - {"self"}
    works = (
        isinstance(n, ast.BinOp) or (isinstance(n, ast.Name) and n.id in given) for n in ast.walk(statement)
    )
    return isinstance(statement, ast.AugAssign) or any(works)
