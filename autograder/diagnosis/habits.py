"""What can be seen in the text of an answer: globals, prints, small steps, values thrown away, an order of return."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from autograder.diagnosis.text import KNOWN_NAMES, Text, methods_of, names_in
from autograder.notebook.code import attributes_set, stores
from autograder.notebook.nearness import is_class_of, nearest, slips

STEPS = frozenset({"h", "eps", "epsilon", "delta", "step", "dh"})
"""Names of small steps."""
LOCAL = STEPS | {"dx", "lr", "rng"}
"""Names that a notebook has for purposes of its own: a function that reads them has not forgotten its arguments."""


MOST = 20
"""Names that stand for nothing and are compared with all others."""


def uses_globals(text: Text, names: Collection[str] | None = None) -> bool:
    """True when the target computes with variables of the notebook (only `names`, where they are given), or overwrites
    its arguments with its own numbers."""
    module = {n.id for n in text.top()} - LOCAL
    for function in [f for f in text.functions if f.name == text.target] or text.methods:
        parameters = {a.arg for a in function.args.args} - {"self"}
        loads = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        read = (loads & module) - {n.id for n in stores(function)} - parameters
        if names is not None:
            read, parameters = read.intersection(names), parameters.intersection(names)
        if read or _overwritten(function, parameters):
            return True
    return False


def _overwritten(function: ast.FunctionDef, parameters: set[str]) -> bool:
    for statement in function.body:
        if isinstance(statement, ast.Assign):
            names = set[str]().union(*map(names_in, statement.targets))
            if names and names <= parameters and not names_in(statement.value) & (names | {"self"}):
                return True
    return False


def shares_an_object(text: Text) -> bool:
    """True when a function uses an object that was made once, outside of it."""
    statements = [s for one in text.codes for s in one.tree.body if isinstance(s, ast.Assign)]
    targets = [t for s in statements if _makes(s.value) for t in s.targets]
    made = set[str]().union(*map(names_in, targets))
    return any(made & names_in(function) for function in text.functions)


def _makes(value: ast.expr) -> bool:
    return all(
        isinstance(one, ast.Call) for one in (value.elts if isinstance(value, ast.Tuple) else (value,))
    )


def asks_an_object_twice(text: Text) -> bool:
    """True when forward of one object is called in several places: the second call takes the place of the first."""
    calls = (n.func for one in text.codes for n in one.nodes if isinstance(n, ast.Call))
    called = [
        ast.unparse(f.value)
        for f in calls
        if isinstance(f, ast.Attribute) and f.attr == "forward" and isinstance(f.value, ast.Name)
    ]
    return len(called) > len(set(called))


def returns_nothing(text: Text) -> bool:
    """True when a function that returns something in the reference's answer never does here."""
    return any(not any(map(_leaves, ast.walk(f))) for f in _giving(text))


def returns_at_last(text: Text) -> bool:
    """True when every function that returns something in the reference's answer ends with a value that it returns."""
    last = [f.body[-1] for f in _giving(text)]
    return bool(last) and all(isinstance(one, ast.Return) and one.value is not None for one in last)


def _giving(text: Text) -> list[ast.FunctionDef]:
    """The functions that return something in the reference's answer."""
    returning = frozenset[str]().union(*(one.returning for one in text.model.codes)) if text.model else ()
    return [f for f in text.functions if f.name in returning]


def _leaves(node: ast.AST) -> bool:
    bare = isinstance(node, ast.Return) and node.value is None
    return isinstance(node, ast.Return | ast.Raise | ast.Lambda | ast.Yield) and not bare


def prints_last(text: Text) -> bool:
    """True when a function that returns nothing ends by printing; beside a class, one that shows something is no answer."""
    classes = [one for _, one in text.own if isinstance(one, ast.ClassDef)]
    methods = [m for one in classes for m in ast.walk(one) if isinstance(m, ast.FunctionDef)]
    return _is_print(next(_lost_values(text, methods or text.functions), None))


def forgets_last(text: Text) -> bool:
    """True when a function that returns nothing, and is not called for what it does, ends with a value that goes nowhere."""
    statements = (n.value for n in text.nodes if isinstance(n, ast.Expr) and isinstance(n.value, ast.Call))
    done = {getattr(call.func, "id", getattr(call.func, "attr", "")) for call in statements}
    last = next(_lost_values(text, [f for f in text.functions if f.name not in done]), None)
    return last is not None and not _is_print(last)


_GOES_SOMEWHERE = (ast.Constant, ast.Yield, ast.YieldFrom)
"""What is no value that a function forgets to return: `...`, a text, and what a generator gives."""


def _lost_values(text: Text, functions: Sequence[ast.FunctionDef]) -> Iterator[ast.expr]:
    """What functions without a return end with, where that is a value."""
    silent = {f.name for f in text.model.functions if not _returns(f)} if text.model else set()
    for function in functions:
        last = function.body[-1]
        kept = function.name in {"__init__", *silent} or _returns(function) or not isinstance(last, ast.Expr)
        if not kept and isinstance(last, ast.Expr) and not isinstance(last.value, _GOES_SOMEWHERE):
            yield last.value


def _returns(function: ast.FunctionDef) -> bool:
    return any(isinstance(n, ast.Return) and n.value is not None for n in ast.walk(function))


def _is_print(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"


def prints(text: Text) -> bool:
    """True when something is printed; what is said of an exception is no answer."""
    handlers = (node for node in text.nodes if isinstance(node, ast.ExceptHandler))
    said = {id(node) for handler in handlers for node in ast.walk(handler)}
    return any(_is_print(node) for node in text.nodes if id(node) not in said)


def throws_away(text: Text) -> bool:
    """True when a function has a line that computes something and keeps it nowhere."""
    values = (n.value for f in text.functions for n in ast.walk(f) if isinstance(n, ast.Expr))
    return any(isinstance(v, ast.Name | ast.BinOp | ast.Tuple | ast.List | ast.Attribute) for v in values)


def transposes_enough(text: Text) -> bool:
    """True when as many transposes are written as in the reference's answer: the order is wrong then, not a transpose."""

    def count(one: Text) -> int:
        return sum(isinstance(n, ast.Attribute) and n.attr in ("T", "transpose") for n in one.nodes)

    return text.model is not None and count(text) >= count(text.model) > 0


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
    words = (getattr(n.right, "attr", getattr(n.right, "id", "")) for n in _quotients(text))
    return not set(names).isdisjoint(words)


def divides_gradients(text: Text) -> bool:
    """True when something is divided in a backward."""
    return any(map(_is_division, (n for m in text.methods if m.name == "backward" for n in ast.walk(m))))


def _is_division(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)


def writes_into_attributes(text: Text) -> bool:
    """True when what an attribute holds is changed in place: self.out[...] = dx, self.out *= dout, dx = self.out and then dx[0] = 1."""
    assigned = [(t, n.value) for n in text.nodes if isinstance(n, ast.Assign) for t in n.targets]
    names = {ast.unparse(target) for target, value in assigned if isinstance(value, ast.Attribute)}
    held = (one.value if isinstance(one, ast.Subscript) else one for one in _changed(text))
    return any(isinstance(one, ast.Attribute) or ast.unparse(one) in names for one in held)


def _changed(text: Text) -> Iterator[ast.expr]:
    """What is changed in place, with its entries where it is some of them."""
    for node in text.nodes:
        if isinstance(node, ast.AugAssign):
            yield node.target
        elif isinstance(node, ast.Assign):
            yield from (target for target in node.targets if isinstance(target, ast.Subscript))
        elif isinstance(node, ast.keyword) and node.arg == "out":
            yield node.value


def steps_used(text: Text) -> bool:
    """True when a small step such as h or eps is used somewhere."""
    return any(isinstance(n, ast.Name) and n.id in STEPS for n in text.nodes)


def fixed_sizes(text: Text) -> bool:
    """True when loops have lengths that are typed in."""
    calls = [n for n in text.nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
    ranges = [n.args for n in calls if isinstance(n.func, ast.Name) and n.func.id == "range" and n.args]
    return any(all(isinstance(a, ast.Constant) for a in args) for args in ranges)


def swapped_return(text: Text, names: Sequence[str]) -> bool:
    """True when some return statement lists these names in another order."""
    wanted = list(names)
    values = [n.value for n in text.nodes if isinstance(n, ast.Return)]
    lists = [v.elts for v in values if isinstance(v, ast.Tuple | ast.List)]
    said = [[n.id for n in elements if isinstance(n, ast.Name)] for elements in lists]
    return any(sorted(one) == sorted(wanted) and one != wanted for one in said)


def assigned_twice(text: Text) -> bool:
    """True when a name that holds a gradient is assigned more than once, instead of being added to."""
    bodies = [*(f.body for f in text.functions), *(one.tree.body for one in text.codes)]
    for body in bodies:
        statements = [s for s in body if isinstance(s, ast.Assign)]
        names = Counter(n for s in statements for n in set[str]().union(*map(names_in, s.targets)))
        if any(name.startswith("d") and count > 1 for name, count in names.items()):
            return True
    return False


def assigns_what_accumulates(text: Text) -> bool:
    """True when entries of an array are assigned in a loop, to which the reference's answer adds."""
    added = _entries(text.model.nodes, ast.AugAssign) if text.model else set()
    loops = (n for n in text.nodes if isinstance(n, ast.For | ast.While))
    assigned = {name for loop in loops for name in _entries(ast.walk(loop), ast.Assign)}
    return bool(added & assigned - _entries(text.nodes, ast.AugAssign))


def assigns_anew(text: Text) -> bool:
    """True when a loop assigns, in each of its rounds, an array or an entry of one that does not depend on the round, made of what does."""
    return any(_overwrites(loop) for loop in text.nodes if isinstance(loop, ast.For))


def _overwrites(loop: ast.For) -> bool:
    rounds = names_in(loop.target)
    inner = [n for statement in loop.body for n in ast.walk(statement)]
    for node in (n for n in inner if isinstance(n, ast.Assign) and isinstance(n.targets[0], ast.Subscript)):
        target = node.targets[0]
        free = not rounds & names_in(target) and rounds & names_in(node.value)
        if free and not names_in(target.value) & names_in(node.value):  # type: ignore[attr-defined]
            return True
    return False


def adds_within_logarithm(text: Text) -> bool:
    """True when a number is added to what a logarithm is taken of."""
    calls = (
        n
        for n in text.nodes
        if isinstance(n, ast.Call) and getattr(n.func, "attr", getattr(n.func, "id", "")) == "log"
    )
    sums = (a for n in calls for a in n.args if isinstance(a, ast.BinOp) and isinstance(a.op, ast.Add))
    return any(isinstance(side, ast.Constant | ast.Name) for a in sums for side in (a.left, a.right))


def rounds(text: Text) -> bool:
    """True when numbers are rounded, or made to be short."""
    return text.mentions(
        "round", "around", "round_", "float16", "float32", "half", "single", "trunc", "floor"
    ) or any(
        isinstance(n, ast.Constant) and n.value in ("float16", "float32", "f2", "f4") for n in text.nodes
    )


def _entries(nodes: Iterable[ast.AST], kind: type[ast.Assign] | type[ast.AugAssign]) -> set[str]:
    """What statements of a kind set entries of: dx for dx[:, t] = …"""
    targets = [
        t
        for n in nodes
        if isinstance(n, kind)
        for t in (n.targets if isinstance(n, ast.Assign) else [n.target])
    ]
    return {ast.unparse(t.value) for t in targets if isinstance(t, ast.Subscript)}


def quotient_rule(text: Text) -> bool:
    """True when a sum of products is divided by something: the quotient rule written out."""
    sums = [n.left for n in _quotients(text) if isinstance(n.left, ast.BinOp)]
    left = [n.left for n in sums if isinstance(n.op, ast.Add | ast.Sub)]
    return any(isinstance(n, ast.BinOp) and isinstance(n.op, ast.Mult) for n in left)


def keeps_gradients_of_others(text: Text) -> bool:
    """True when backward of the target sets grad of an object that is not its own."""
    nodes = [n for m in text.methods if m.name == "backward" for n in ast.walk(m)]
    set_there = (
        n for n in nodes if isinstance(n, ast.Attribute) and n.attr == "grad" and isinstance(n.ctx, ast.Store)
    )
    return any(ast.unparse(n.value) != "self" for n in set_there) or any(
        isinstance(n, ast.Call) and "setattr" in names_in(n.func) for n in nodes
    )


def goes_through_a_graph(text: Text) -> bool:
    """True when backward of the target has a loop over something else than what the object itself has: more than one level is meant."""
    backward = text.method("backward")
    body = backward.body if backward else []
    own = {"self", *WALKS}
    for one in body:
        if isinstance(one, ast.Assign) and _is_of(one.value, own):
            own.update(*map(names_in, one.targets))
    loops = [n for n in body if isinstance(n, ast.For | ast.While)]
    return any(isinstance(loop, ast.While) or not _is_own(loop.iter, own) for loop in loops)


WALKS = frozenset({"enumerate", "len", "list", "range", "reversed", "tuple", "zip"})
"""By which one goes through what one has."""


def _is_own(node: ast.expr, own: set[str]) -> bool:
    """What the object has and no more, or a list that is written out."""
    return isinstance(node, ast.List | ast.Tuple) or _is_of(node, own)


def _is_of(node: ast.expr, own: set[str]) -> bool:
    """Attributes of those names, through whatever they are walked."""
    parts = [*ast.walk(node)]
    walked = all(isinstance(one.func, ast.Name) for one in parts if isinstance(one, ast.Call))
    return walked and any(isinstance(one, ast.Attribute) for one in parts) and names_in(node) <= own


def sets_own(text: Text, name: str) -> bool:
    """True when backward of the target sets an attribute of its own object."""
    nodes = (
        n for m in text.methods if m.name == "backward" for n in ast.walk(m) if isinstance(n, ast.Attribute)
    )
    return any(isinstance(n.ctx, ast.Store) and ast.unparse(n) == f"self.{name}" for n in nodes)


def keeps_elsewhere(text: Text, name: str) -> bool:
    """True when another attribute, which nothing reads, is made of a variable of this name, or has its letter or begins like it:
    self.value = data, self.grads = [dW, db], grad_W, gradient."""
    read = {n.attr for n in text.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load)}
    own = text.stored - text.expected - read - {name}
    assigned = [n for n in text.nodes if isinstance(n, ast.Assign) and own.intersection(attributes_set(n))]
    return any(_holds(n.value, name) for n in assigned) or any(_is_like(one, name) for one in own)


def _is_like(one: str, name: str) -> bool:
    what = name.removeprefix("d")
    return one.endswith(f"_{what}") or one.startswith(f"{what}_") or (len(what) > 3 and one.startswith(what))


def _holds(value: ast.expr, name: str) -> bool:
    """A variable, by itself or in a list or dictionary."""
    inner = getattr(value, "elts", getattr(value, "values", [value]))
    return any(isinstance(one, ast.Name) and one.id == name for one in inner)


def multiplies_once(text: Text) -> bool:
    """True when backward of the target's class multiplies what arrives by something, and uses it nowhere else."""
    backward = text.method("backward")
    if backward is None or len(backward.args.args) < 2:
        return False
    arriving = backward.args.args[1].arg
    uses = [n for n in ast.walk(backward) if isinstance(n, ast.Name) and n.id == arriving]
    products = [
        n for n in ast.walk(backward) if isinstance(n, ast.BinOp) and isinstance(n.op, ast.Mult | ast.Div)
    ]
    return len(uses) == 1 and any(uses[0] in _factors(product) for product in products)


def _factors(product: ast.expr) -> list[ast.expr]:
    """What is multiplied, of a chain of products and quotients."""
    if isinstance(product, ast.BinOp) and isinstance(product.op, ast.Mult | ast.Div):
        right = _factors(product.right) if isinstance(product.op, ast.Mult) else []
        return [*_factors(product.left), *right]
    return _factors(product.operand) if isinstance(product, ast.UnaryOp) else [product]


def counts(text: Text) -> bool:
    """True when something is divided by a number of entries, or averaged."""
    below = [m for n in _quotients(text) for m in ast.walk(n.right)]
    sizes = any(getattr(m, "attr", getattr(m, "id", "")) in ("size", "shape", "len") for m in below)
    return sizes or text.mentions("mean")


def typed(text: Text, name: str) -> bool:
    """True unless everything assigned to a name is worked out from other names."""
    assigned = [n for n in text.nodes if isinstance(n, ast.Assign)]
    values = [n.value for n in assigned if any(isinstance(t, ast.Name) and t.id == name for t in n.targets)]
    calls = any(isinstance(m, ast.Call) for v in values for m in ast.walk(v))
    return not values or calls or not all(map(names_in, values))


def comma_for_dot(text: Text) -> bool:
    """`self,mask = …` for `self.mask = …`."""
    targets = [t for n in text.nodes if isinstance(n, ast.Assign) for t in n.targets]
    return any("self" in map(ast.unparse, t.elts) for t in targets if isinstance(t, ast.Tuple))


def misspelt_method(text: Text) -> bool:
    """True when a method that the reference has is there under a misspelt name alone, class by class."""
    wanted = {one.name: methods_of(one) for one in text.model.classes} if text.model else {}
    for one in text.classes:
        own, other = methods_of(one), wanted.get(one.name, set())
        if any(nearest(name, own - other) for name in other - own if not name.startswith("__")):
            return True
    return False


def misspelt_init(text: Text) -> bool:
    """True when a class has a method that looks like a misspelt __init__, and no other."""
    names = [methods_of(one) for one in text.classes]
    return any("__init__" not in own and any(slips(n.strip("_"), "init") <= 1 for n in own) for own in names)


def misses_self(text: Text) -> bool:
    """True when a method has no parameter for the object itself, though it needs one or its neighbours have it."""
    plain = [m for m in text.methods if not _is_static(m) and not m.args.vararg]
    first = [m.args.args[0].arg if m.args.args else "" for m in plain]
    lacking = [name for name in first if name != "self" and not (name and 0 < slips(name, "self") <= 2)]
    neighbours = "self" in first
    known = text.model.bound if text.model else frozenset()
    return any(neighbours or not name or name in known for name in lacking)


def _is_static(method: ast.FunctionDef) -> bool:
    return any(ast.unparse(d) in ("staticmethod", "classmethod") for d in method.decorator_list)


def misspelt_names(text: Text) -> bool:
    """True when a name that is used stands for nothing, and is near one that does."""
    defined = text.bound | text.namespace | KNOWN_NAMES
    used = frozenset[str]().union(*(one.loaded for one in text.codes))
    return any(
        nearest(name, {other for other in defined if not is_class_of(other, name)})
        for name in sorted(used - defined - text.imported)[:MOST]
    )


def returns_in_a_loop(text: Text) -> bool:
    """True when a loop of a function ends with its first round, because a return stands in it without a condition."""
    loops = (n for _, own in text.own for n in ast.walk(own) if isinstance(n, ast.For | ast.While))
    return any(isinstance(statement, ast.Return) for loop in loops for statement in loop.body)


def single_tuple(text: Text) -> bool:
    """`self.mask = (x <= 0),`: a comma at the end of a line makes a tuple of one."""
    for source, own in text.own:
        lines = source.encode("utf-8", "replace").split(b"\n")
        made = (n.value for n in ast.walk(own) if isinstance(n, ast.Assign | ast.Return))
        single = (value for value in made if isinstance(value, ast.Tuple) and len(value.elts) == 1)
        if any(_ends_with_comma(lines, value) for value in single):
            return True
    return False


def _ends_with_comma(lines: Sequence[bytes], value: ast.Tuple) -> bool:
    """The text of a tuple ends with its comma, and not with a parenthesis."""
    line, end = (value.end_lineno or 0) - 1, value.end_col_offset or 0
    return 0 <= line < len(lines) and lines[line][end - 1 : end] == b","


UNCALLED = frozenset(
    {
        "copy",
        "values",
        "items",
        "keys",
        "sum",
        "mean",
        "max",
        "min",
        "argmax",
        "flatten",
        "transpose",
        "reverse",
    }
)
"""Methods of arrays, lists and dictionaries that are called for what they give."""


def names_a_method(text: Text) -> bool:
    """`x.copy` without its parentheses: a method that is never called where it stands."""
    called = {id(n.func) for n in text.nodes if isinstance(n, ast.Call)}
    attributes = (n for n in text.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load))
    return any(n.attr in UNCALLED - text.stored and id(n) not in called for n in attributes)


def takes_in_another_order(text: Text, constructor: bool) -> bool:
    """True when a constructor, or else a function or method, has the reference's parameters in another order."""
    wanted: dict[str, list[list[str]]] = {}
    for one in text.model.functions if text.model else ():
        wanted.setdefault(one.name, []).append([a.arg for a in one.args.args])
    for one in text.functions:
        known, own = wanted.get(one.name, []), [a.arg for a in one.args.args]
        exchanged = own not in known and any(sorted(own) == sorted(other) for other in known)
        if exchanged and (one.name == "__init__") is constructor:
            return True
    return False


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
