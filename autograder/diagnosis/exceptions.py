"""The mistake behind an exception: a misspelt name, a missing self, a value that was never stored, shapes that do not fit."""

from __future__ import annotations

import ast
import builtins
import difflib
import re

from autograder.diagnosis import habits
from autograder.diagnosis.text import Text, near, slips, stores, top, variant
from autograder.sandbox.protocol import Raised

KNOWN_NAMES = frozenset({"self", "np", "numpy", *dir(builtins)})
_QUOTED = re.compile(r"'(\w+)'")
_ARGUMENTS = re.compile("positional argument|takes no arguments|arguments were given")


def of_missing_target(text: Text) -> str:
    """The name asked for was not found: misspelt, or not there."""
    defined = {n.name for n in text.nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    return "name-typo" if text.target and near(text.target, defined) else "missing-variable"


def of_error(error: Raised, text: Text, known: frozenset[str] = frozenset()) -> str | None:
    """The mistake behind an exception. `known` are the ids that the bank has for this question."""
    if comma_for_dot(text):
        return "name-typo"
    if error.type_name in ("NameError", "UnboundLocalError"):
        return _of_name(error, text)
    if error.type_name == "AttributeError":
        return _of_attribute(error, text, known)
    if error.type_name == "TypeError":
        return _of_type(error, text, known)
    if error.type_name == "KeyError" and error.cell < 0:
        return _of_key(error, text)
    if error.type_name == "NotImplementedError" and misspelt_method(text):
        return "name-typo"
    if error.type_name == "ValueError" and "truth value" in error.message:
        return "scalar-branch-on-array"
    if "Cannot cast" in error.message:
        return "dtype-int-truncation"
    return None


def misspelt_method(text: Text) -> bool:
    """True when a method that the reference has is there under a misspelt name alone, class by class."""
    wanted = {c.name: _methods(c) for c in text.model.classes} if text.model else {}
    for one in text.classes:
        own, other = _methods(one), wanted.get(one.name, set())
        if any(near(name, own - other) for name in other - own if not name.startswith("__")):
            return True
    return False


def _methods(one: ast.ClassDef) -> set[str]:
    return {f.name for f in one.body if isinstance(f, ast.FunctionDef)}


def misspelt_names(text: Text) -> bool:
    """True when a name that is used stands for nothing, and is near one that does."""
    defined = text.bound | text.namespace | KNOWN_NAMES
    used = {n.id for n in text.nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return any(near(name, defined) for name in used - defined)


def comma_for_dot(text: Text) -> bool:
    """`self,mask = …` for `self.mask = …`."""
    targets = [t for n in text.nodes if isinstance(n, ast.Assign) for t in n.targets]
    return any("self" in map(ast.unparse, t.elts) for t in targets if isinstance(t, ast.Tuple))


def _names_in(error: Raised) -> list[str]:
    return _QUOTED.findall(error.message)


def _of_key(error: Raised, text: Text) -> str:
    """A key of a dictionary that the probe asked for: there under a misspelt name, or not there."""
    keys = {n.value for n in text.nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    wanted = error.message.strip("'")
    longer = {key for key in keys if len(key) != len(wanted) and slips(key, wanted) <= 1}
    return "name-typo" if longer or any(variant(key, wanted) for key in keys) else "missing-variable"


def _of_name(error: Raised, text: Text) -> str | None:
    name = error.name or (_names_in(error) or [""])[0]
    if name == "self":
        first = {m.args.args[0].arg for m in text.methods if m.args.args}
        return "name-typo" if any(0 < slips(f, "self") <= 2 for f in first) else "method-missing-self"
    if error.cell < 0:
        return of_missing_target(text) if name == text.target else "missing-variable"
    if error.type_name == "UnboundLocalError" and name in text.stored:
        return "missing-self-prefix"
    later = any(t.id == name and t.lineno > error.line for tree in text.trees for t in top(tree))
    if later or error.type_name == "UnboundLocalError" or "local variable" in error.message:
        return "use-before-assignment"
    return _of_unknown_name(name, error, text)


def _of_unknown_name(name: str, error: Raised, text: Text) -> str:
    names = text.bound | text.attributes | text.namespace | KNOWN_NAMES
    for init in (
        m for m in text.methods if m.name == "__init__" and m.lineno <= error.line <= (m.end_lineno or 0)
    ):
        alike = {a.arg for a in init.args.args if variant(name, a.arg)}
        return "name-typo" if not alike and near(name, names - {name}) else "undefined-name"
    if name in text.stored:
        return "missing-self-prefix"
    if name in {t.id for m in text.methods for t in stores(m)}:
        return "cache-local-variable"
    if name in {a.arg for m in text.methods for a in m.args.args}:
        return "missing-self-prefix"
    return "name-typo" if near(name, names) else "undefined-name"


def _of_attribute(error: Raised, text: Text, known: frozenset[str]) -> str | None:
    found = _names_in(error)
    owner, name = (found[0], found[-1]) if len(found) > 1 else ("", error.name)
    if "module" in error.message:
        return "name-typo"
    if _lost_parent(owner, text):
        return "inheritance-missing"
    if owner == "NoneType" and name == "data" and habits.returns_nothing(text):
        return "returns-none"
    if owner == "NoneType" and (lost := habits.lost_value(text)):
        return lost
    if owner == "NoneType" and error.cell >= 0:
        return "forgot-cache" if "forgot-cache" in known else None
    if owner == "NoneType":
        return "returns-none" if name == "data" else None
    if owner == "builtin_function_or_method":
        builtin = {n.id for n in text.nodes if isinstance(n, ast.Name)} & frozenset(dir(builtins))
        return "missing-self-prefix" if builtin & (text.expected | text.stored) else None
    if owner in ("function", "ndarray"):
        return None
    if error.cell < 0:
        return _missing_attribute(name, text, known)
    return _missing_in_method(owner, name, text, known)


def _lost_parent(owner: str, text: Text) -> bool:
    """A class that stands alone, where the reference's inherits from another."""
    classes = [n for n in text.nodes if isinstance(n, ast.ClassDef)]
    derived = text.model.derived if text.model else frozenset()
    return owner in derived and any(c.name == owner and not c.bases for c in classes)


def _missing_attribute(name: str, text: Text, known: frozenset[str]) -> str | None:
    """The probe asked for a method or an attribute that is not there."""
    methods = {m.name for m in text.methods}
    if name in ("forward", "backward", "__call__") or near(name, methods):
        nested = any(f.name == name and f not in text.methods for f in text.functions)
        begun = any(len(m) >= 4 and (name.startswith(m[:4]) or m.startswith(name[:4])) for m in methods)
        return "name-typo" if not nested and (begun or near(name, methods)) else None
    if any(variant(name, other) for other in text.stored):
        return "attribute-name-mismatch"
    if near(name, text.stored):
        return "name-typo"
    if near_init(text):
        return "dunder-typo"
    return "param-grad-not-stored" if "param-grad-not-stored" in known and text.methods else None


def _missing_in_method(owner: str, name: str, text: Text, known: frozenset[str]) -> str | None:
    """A method read an attribute of its object that is not there."""
    methods = {m.name for m in text.methods}
    if near_init(text):
        return "dunder-typo"
    if any(variant(name, other) for other in text.stored):
        return "attribute-name-mismatch" if name in text.expected else "name-typo"
    if any(variant(name, other) for other in text.expected):
        return "attribute-name-mismatch"
    read = {n.attr for n in text.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load)}
    if name not in text.expected and near(name, text.expected):
        return "name-typo"
    if name not in text.stored | methods and near(name, (text.stored - read) | text.stored | methods):
        return "name-typo"
    forward = text.method("forward")
    if forward and name in {t.id for t in stores(forward)}:
        return "cache-local-variable"
    deleted = any(isinstance(n, ast.Delete) for n in text.nodes)
    own = not owner or owner in {c.name for c in text.classes}
    return "forgot-cache" if own and not deleted and name not in methods and "forgot-cache" in known else None


def near_init(text: Text) -> bool:
    """True when a class has a method that looks like a misspelt __init__, and no other."""
    for one in text.classes:
        names = {f.name for f in one.body if isinstance(f, ast.FunctionDef)}
        likely = [n for n in names if difflib.SequenceMatcher(None, n.strip("_"), "init").ratio() >= 0.75]
        if likely and "__init__" not in names:
            return True
    return False


def without_self(text: Text) -> bool:
    """True when a method has no parameter for the object itself, though it needs one or its neighbours have it."""
    static = {
        m for m in text.methods for d in m.decorator_list if ast.unparse(d) in ("staticmethod", "classmethod")
    }
    plain = [m for m in text.methods if m not in static and not m.args.vararg]
    lacking = [m for m in plain if not m.args.args or m.args.args[0].arg != "self"]
    known = text.model.bound if text.model else frozenset()
    return any(
        len(lacking) < len(plain) or not m.args.args or m.args.args[0].arg in known
        for m in lacking
        if not (m.args.args and 0 < slips(m.args.args[0].arg, "self") <= 2)
    )


def _of_type(error: Raised, text: Text, known: frozenset[str]) -> str | None:
    message, found = error.message, _names_in(error)
    if "not callable" in message and found:
        if _lost_parent(found[0], text):
            return "inheritance-missing"
        return "dunder-typo" if any(near(m.name, ["__call__"]) for m in text.methods) else None
    if "abstract method" in message:
        return "name-typo"
    if "unsupported operand" in message and "'Variable'" in message:
        return next((i for i in ("diff-data-not-unwrapped", "variable-not-unwrapped") if i in known), None)
    if "float64" in message and "as-array-missing" in known:
        lost = "prints-not-returns" if habits.prints(text) else habits.lost_value(text)
        return lost or "as-array-missing"
    if _ARGUMENTS.search(message):
        if near_init(text):
            return "dunder-typo"
        return "method-missing-self" if without_self(text) else None
    if "NoneType" in message:
        return _of_none(error, text, known)
    if any(isinstance(n, ast.Name) and n.id == "math" for n in text.nodes) and re.search(
        "only .*array", message
    ):
        return "scalar-math-on-array"
    return None


def _of_none(error: Raised, text: Text, known: frozenset[str]) -> str | None:
    """Something computes with None: what a function did not return, or what was never stored."""
    if error.cell < 0 and "subscriptable" in error.message:
        return "returns-none"
    lost = habits.lost_value(text)
    if lost or error.cell < 0 or "forgot-cache" not in known:
        return lost
    return _never_filled(text)


def _never_filled(text: Text) -> str | None:
    """A place that the constructor set to None was never filled: kept in a local name, or not at all."""
    init, forward = text.method("__init__"), text.method("forward")
    bodies: list[ast.AST] = [s for c in text.classes for s in c.body if isinstance(s, ast.Assign)]
    empty = any(
        isinstance(n, ast.Constant) and n.value is None
        for part in [*bodies, *([init] if init else [])]
        for n in ast.walk(part)
    )
    if not empty or forward is None:
        return None
    return "cache-local-variable" if any(True for _ in stores(forward)) else "forgot-cache"


def of_shapes(error: Raised, text: Text) -> str | None:
    """The mistake behind shapes that do not fit, from the line that raised: `*` for `@`, no transpose, the wrong order."""
    if error.type_name != "ValueError" or not re.search("matmul|not aligned|broadcast", error.message):
        return None
    products = text.model is not None and bool(text.model.attributes & {"T", "dot", "matmul"})
    if error.cell != text.at or not (products or "T" in text.attributes):
        return None
    line = [n for n in text.nodes if isinstance(n, ast.stmt) and n.lineno == error.line]
    inner = [m for n in line for m in ast.walk(n)]
    if any(getattr(m, "attr", "") == "reshape" for m in inner):
        return "reshape-instead-of-transpose"
    written = any(isinstance(m, ast.BinOp) and isinstance(m.op, ast.MatMult) for m in inner)
    if not written and not any(getattr(m, "attr", "") in ("dot", "matmul") for m in inner):
        return "elementwise-instead-of-matmul"
    turned = any(getattr(m, "attr", "") in ("T", "transpose") for m in inner)
    return "matmul-order-swapped" if turned or habits.transposes_enough(text) else "transpose-missing"
