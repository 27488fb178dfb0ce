"""How things are called, as the text tells it: misspelt methods and names, a missing self, globals, parameters in another order."""

import ast
from collections.abc import Collection

from autograder.diagnosis.answer_text import KNOWN_NAMES, Text, methods_of, names_in
from autograder.diagnosis.habits.calculating import LOCAL
from autograder.notebook.code import stores
from autograder.notebook.nearness import is_class_of, nearest, slips

MOST = 20
"""Names that stand for nothing and are compared with all others."""


def uses_globals(text: Text, names: Collection[str] | None = None) -> bool:
    """True when the target computes with variables of the notebook (only `names`, where they are given), or overwrites
    its arguments with its own numbers."""
    module = {n.id for n in text.top()} - LOCAL
    for function in [f for f in text.functions if f.name == text.target] or text.methods:
        parameters = {a.arg for a in function.args.args} - {"self"}
        read = (names_in(function) & module) - {n.id for n in stores(function)} - parameters
        if names is not None:
            read, parameters = read.intersection(names), parameters.intersection(names)
        if read or _overwritten(function, parameters):
            return True
    return False


def _overwritten(function: ast.FunctionDef, parameters: set[str]) -> bool:
    for statement in function.body:
        if isinstance(statement, ast.Assign):
            names = set[str]().union(*map(names_in, statement.targets))
            if names <= parameters and not names_in(statement.value) & (names | {"self"}):
                return True
    return False


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
    static = {"staticmethod", "classmethod"}
    plain = [
        m for m in text.methods if not m.args.vararg and not static & {*map(ast.unparse, m.decorator_list)}
    ]
    first = [m.args.args[0].arg if m.args.args else "" for m in plain]
    lacking = [name for name in first if slips(name, "self") not in (0, 1, 2)]
    neighbours = "self" in first
    known = text.model.bound if text.model else frozenset()
    return any(neighbours or not name or name in known for name in lacking)


def misspelt_names(text: Text) -> bool:
    """True when a name that is used stands for nothing, and is near one that does."""
    defined = text.bound | text.namespace | KNOWN_NAMES
    used = frozenset[str]().union(*(one.loaded for one in text.codes))
    return any(
        nearest(name, {other for other in defined if not is_class_of(other, name)})
        for name in sorted(used - defined - text.imported)[:MOST]
    )


UNCALLED = frozenset({
    "copy", "values", "items", "keys", "sum", "mean", "max", "min", "argmax", "flatten", "transpose", "reverse",
})  # fmt: skip
"""Methods of arrays, lists and dictionaries that are called for what they give."""


def names_a_method(text: Text) -> bool:
    """`x.copy` without its parentheses: a method that is never called where it stands."""
    called = {id(n.func) for n in text.nodes if isinstance(n, ast.Call)}
    attributes = (n for n in text.nodes if isinstance(n, ast.Attribute))
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
