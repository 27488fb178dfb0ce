"""Where values and gradients are put, as the text tells it: shared objects, entries that are overwritten, other attributes."""

import ast
from collections import Counter
from collections.abc import Iterable, Iterator

from autograder.diagnosis.answer_text import Text, names_in
from autograder.notebook.code import attributes_set


def shares_an_object(text: Text) -> bool:
    """True when a function uses an object that was made once, outside of it, or one of its own twice; or is such an object."""
    statements = [s for one in text.codes for s in one.tree.body if isinstance(s, ast.Assign)]
    targets = [t for s in statements if _makes(s.value) for t in s.targets]
    made = set[str]().union(*map(names_in, targets))
    functions = [n for n in text.nodes if isinstance(n, ast.FunctionDef | ast.Lambda)]
    return text.target in made or any(made & names_in(one) or _calls_twice(one) for one in functions)


def _calls_twice(function: ast.AST) -> bool:
    """A local variable that a call made is called in two places."""
    inner = [*ast.walk(function)]
    made = [n.targets for n in inner if isinstance(n, ast.Assign) and isinstance(n.value, ast.Call)]
    names = set[str]().union(*(names_in(target) for targets in made for target in targets))
    called = Counter(n.func.id for n in inner if isinstance(n, ast.Call) and isinstance(n.func, ast.Name))
    return any(called[name] > 1 for name in names)


def keeps_on_the_class(text: Text) -> bool:
    """True when an attribute of a class of the answer is set by the name of the class."""
    names = {one.name for one in text.classes}
    stored = (n for n in text.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store))
    return any(isinstance(n.value, ast.Name) and n.value.id in names for n in stored)


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


def writes_into_attributes(text: Text) -> bool:
    """True when what an attribute holds is changed in place, or set anew in backward: self.out[...] = dx, self.out *= dout,
    dx = self.out and then dx[0] = 1, self.out = self.out - self.t."""
    assigned = [(t, n.value) for n in text.nodes if isinstance(n, ast.Assign) for t in n.targets]
    names = {ast.unparse(target) for target, value in assigned if isinstance(value, ast.Attribute)}
    held = (one.value if isinstance(one, ast.Subscript) else one for one in _changed(text))
    backward = text.method("backward")
    anew = [t for n in ast.walk(backward) if isinstance(n, ast.Assign) for t in n.targets] if backward else []
    return any(isinstance(one, ast.Attribute) or ast.unparse(one) in names for one in held) or any(
        isinstance(one, ast.Attribute) for t in anew for one in getattr(t, "elts", [t])
    )


def _changed(text: Text) -> Iterator[ast.expr]:
    """What is changed in place, with its entries where it is some of them."""
    for node in text.nodes:
        if isinstance(node, ast.AugAssign):
            yield node.target
        elif isinstance(node, ast.Assign):
            yield from (target for target in node.targets if isinstance(target, ast.Subscript))
        elif isinstance(node, ast.keyword) and node.arg == "out":
            yield node.value


def assigned_twice(text: Text, begins: str = "d") -> bool:
    """True when a name that `begins` as that of a gradient does is assigned more than once, instead of being added to."""
    bodies = [*(f.body for f in text.functions), *(one.tree.body for one in text.codes)]
    for body in bodies:
        statements = [s for s in body if isinstance(s, ast.Assign)]
        names = Counter(n for s in statements for n in set[str]().union(*map(names_in, s.targets)))
        if any(name.startswith(begins) and count > 1 for name, count in names.items()):
            return True
    return False


def assigns_what_accumulates(text: Text) -> bool:
    """True when entries of an array are assigned in a loop, to which the reference's answer adds."""
    added = _entries(text.model.nodes, ast.AugAssign) if text.model else set()
    loops = (n for n in text.nodes if isinstance(n, ast.For | ast.While))
    assigned = {name for loop in loops for name in _entries(ast.walk(loop), ast.Assign)}
    return bool(added & assigned - _entries(text.nodes, ast.AugAssign))


def assigns_anew(text: Text) -> bool:
    """True when a loop puts what depends on the round where it always puts it: each round overwrites the one before."""
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


def _entries(nodes: Iterable[ast.AST], kind: type[ast.Assign] | type[ast.AugAssign]) -> set[str]:
    """What statements of a kind set entries of: dx for dx[:, t] = …"""
    targets = [
        t
        for n in nodes
        if isinstance(n, kind)
        for t in (n.targets if isinstance(n, ast.Assign) else [n.target])
    ]
    return {ast.unparse(t.value) for t in targets if isinstance(t, ast.Subscript)}


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
    """True when backward of the target loops over more than the object's own attributes: more than one level is meant."""
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
    walked = all(isinstance(one.func, ast.Name) for one in ast.walk(node) if isinstance(one, ast.Call))
    return walked and names_in(node) <= own and not names_in(node) <= WALKS


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
