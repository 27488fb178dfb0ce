"""An attribute that is missing or None, beside the text: what was stored before the exception, and by what name."""

import ast
import builtins

import numpy as np

from autograder.diagnosis.failure import Failure
from autograder.notebook.code import code, stores
from autograder.notebook.nearness import nearest, same_name


def has_lost_its_parent(f: Failure) -> bool:
    """A class that inherits from nothing, or only from classes that are another's, where the reference's inherits."""
    name = f.owner or (f.text.target if f.asked and f.is_of_the_constructor() else None)
    model = f.text.model.classes if f.text.model else ()
    wanted = {base for one in model if one.name == name for base in bases_of(one)}
    known = f.text.functions_standing | {"object"}
    strange = any(one.name == name and bases_of(one) <= known for one in f.text.classes)
    return bool(wanted) and strange and not wanted & f.text.family_of(str(name))


def _sets(f: Failure, name: str) -> list[ast.Assign]:
    """The assignments that give an attribute of that name something else than None."""
    assigned = [n for n in f.scene.nodes if isinstance(n, ast.Assign)]
    return [
        n
        for n in assigned
        if not (isinstance(n.value, ast.Constant) and n.value.value is None)
        and any(
            isinstance(t, ast.Attribute) and isinstance(t.ctx, ast.Store) and t.attr == name
            for x in n.targets
            for t in ast.walk(x)
        )
    ]


def is_kept(f: Failure) -> bool:
    """An attribute has exactly this name, and was set before the line that raised, or by another method."""
    here = f.around(f.error.line)
    return any(n.lineno < f.error.line or here is not f.around(n.lineno) for n in _sets(f, f.name))


def is_set_too_late(f: Failure) -> bool:
    """The attribute is set below, in the same method, and nowhere else."""
    here = f.around(f.error.line)
    sets = _sets(f, f.name)
    return (
        bool(sets)
        and all(n.lineno >= f.error.line and here is f.around(n.lineno) for n in sets)
        and f.error.cell == f.scene.at
    )


def reads_too_early(f: Failure) -> bool:
    """An attribute in the line that raised is None, and is filled below it, in the same method, and nowhere else."""
    here, line = f.around(f.error.line), f.error.line
    sets = [_sets(f, name) for name in sorted(f.line & f.text.filled)]
    below = (one and all(n.lineno > line and here is f.around(n.lineno) for n in one) for one in sets)
    return here is not None and any(below)


def is_no_attribute(f: Failure) -> bool:
    """An argument or a local variable of the method that raised, and no other method reads such an attribute; or a
    function of the notebook that is called."""
    here, line = f.around(f.error.line), f.error.line
    if here is None or f.name in f.text.stored or not _reads_of_self(f):
        return False
    own = {n.id for n in stores(here) if n.lineno < line} | names_of(here)
    others = (ast.dump(m) for m in f.scene.methods if m is not here)
    elsewhere = any(f"attr='{f.name}'" in one for one in others)
    called = calls_it(f) and f.name in f.text.functions_standing
    return called or (f.name in own and not elsewhere)


def _reads_of_self(f: Failure) -> bool:
    """The line that raised reads self.name, and does more than to compare it."""
    statements = (n for n in f.scene.nodes if isinstance(n, ast.stmt) and n.lineno == f.error.line)
    inner = {ast.unparse(m) for n in statements for m in ast.walk(n) if isinstance(m, ast.Attribute)}
    return not _compares(f) and f"self.{f.name}" in inner


def _compares(f: Failure) -> bool:
    """The line that raised compares, and does nothing with it: self.x == x for self.x = x."""
    lines = (n for n in f.scene.nodes if isinstance(n, ast.Expr) and n.lineno == f.error.line)
    return any(isinstance(n.value, ast.Compare) for n in lines)


def calls_it(f: Failure) -> bool:
    """The attribute is called in the line that raised."""
    calls = (n.func for n in f.scene.nodes if isinstance(n, ast.Call) and n.lineno == f.error.line)
    return any(isinstance(one, ast.Attribute) and one.attr == f.name for one in calls)


def is_kept_by_another_name(f: Failure) -> bool:
    """What is missing, or None, was stored under another name: self.a = x for self.x, self.out for self.output."""
    names = {f.name} if f.of("AttributeError") else _empty(f)
    like = any(len(one) > 2 and f.name.startswith(one) for one in f.text.stored - {f.name})
    return like or bool(names & f.text.kept)


def is_kept_elsewhere(f: Failure) -> bool:
    """A method has a local variable of that name, which is set before it is needed, or the constructor was given it."""
    here, line = f.around(f.error.line), f.error.line
    methods = _methods_of_the_owner(f)
    found = ((m, n) for m in methods for n in stores(m) if n.id == f.name)
    init = next((m for m in methods if m.name == "__init__" and m is not here), None)
    given = init is not None and f.name in {a.arg for a in init.args.args}
    return given or any(m is not here or n.lineno < line for m, n in found)


def _methods_of_the_owner(f: Failure) -> list[ast.FunctionDef]:
    """The methods of the object that lacks something, and of its parents; of all classes where no owner is named."""
    family = f.text.family_of(f.owner) or {f.owner}
    own = (one.body for one in f.text.classes if not f.owner or one.name in family)
    return [m for body in own for m in body if isinstance(m, ast.FunctionDef)]


def _is_own(f: Failure) -> bool:
    """An object of a class of the answer lacks it."""
    return not f.owner or f.owner in {one.name for one in f.text.classes}


def has_stored_nothing(f: Failure) -> bool:
    """forward raised before it stored anything: what follows has nothing to rest on."""
    here = f.around(f.error.line)
    if here is None or here.name != "forward":
        return False
    before = [one for one in here.body if one.lineno <= f.error.line][:-1]
    return not any(
        isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store) for one in before for n in ast.walk(one)
    )


def is_for_later(f: Failure) -> bool:
    """What is missing should have been stored by forward, which has no part in raising."""
    here = f.around(f.error.line)
    raises = here is not None and here.name in ("forward", "__init__") and not _compares(f)
    return f.text.method("forward") is not None and not raises


def is_set_nowhere(f: Failure) -> bool:
    """No class of the notebook sets such an attribute, and the object is one of an own class."""
    set_somewhere = any(f.name in code(source).attributes_set for source in f.text.notebook)
    return was_never_set(f) and f.at_home() and not set_somewhere


def _empty(f: Failure) -> set[str]:
    """Attributes that stay None: those of the line that raised, or all where it has none; none for a line of the probe's."""
    stored = set[str]() if f.asked else set(f.text.stored)
    return ((f.line & stored) or stored) - f.text.filled


def near_a_place(f: Failure) -> bool:
    """Near an attribute that the reference knows, or one that is set here, or a method."""
    own, expected = f.text.stored | f.methods, f.text.expected
    return (f.name not in expected and f.near(expected)) or (f.name not in own and f.near(own))


def is_builtin(f: Failure) -> bool:
    """An attribute is meant, and without self its name is Python's."""
    used = {n.id for n in f.text.nodes if isinstance(n, ast.Name)}
    return bool(set(dir(builtins)) & used & (f.text.expected | f.text.stored))


def stays_none(f: Failure) -> bool:
    """A place that the constructor or the class sets to None is never filled."""
    return bool(_empty(f))


def is_kept_in_a_local(f: Failure) -> bool:
    """What stays None has its value in a local variable of forward."""
    return bool(_empty(f) & f.locals("forward"))


def is_nearly_filled(f: Failure) -> bool:
    """What stays None is nearly called like an attribute that is filled and never read."""
    read = {n.attr for n in f.text.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load)}
    return any(nearest(one, f.text.filled - read) for one in _empty(f))


def is_filled_otherwise(f: Failure) -> bool:
    """In the line that raised stands an attribute that was never filled, and another spelling of it was."""
    return any(same_name(one, other) for one in _empty(f) & f.line for other in f.text.filled)


def was_never_set(f: Failure) -> bool:
    """An attribute of an own object that is nothing else, and was not deleted."""
    own = f.name not in dir(np.ndarray) and _is_own(f)
    deleted = any(isinstance(n, ast.Delete) for n in f.text.nodes)
    return own and not deleted and f.name not in f.methods and not has_a_parent_elsewhere(f)


def has_a_parent_elsewhere(f: Failure) -> bool:
    """The class derives from one of a file that was not handed in, which may have had the attribute."""
    bases = (base for one in f.text.classes if one.name == f.owner for base in one.bases)
    return any(isinstance(base, ast.Name) and base.id in f.text.imported for base in bases)


def has_empty_constructor(f: Failure) -> bool:
    """The constructor should keep something, and does nothing."""
    init = f.text.method("__init__")
    empty = init is not None and all(isinstance(s, ast.Pass) for s in init.body)
    return empty and bool(f.question.init)


def names_of(function: ast.FunctionDef) -> set[str]:
    """The parameters of a function, and the functions within it."""
    inner = (n for n in ast.walk(function) if isinstance(n, ast.FunctionDef))
    return {a.arg for a in function.args.args} | {n.name for n in inner}


def bases_of(one: ast.ClassDef) -> set[str]:
    """The names of the parents of a class; "" for one that is no name."""
    return {getattr(base, "id", "") for base in one.bases}
