"""What the text of an answer and its exceptions say: misspelt names, a missing self, nothing stored, nothing returned."""

from __future__ import annotations

import ast
import builtins
import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from autograder.sandbox.protocol import Raised

METHODS = ("forward", "backward", "__init__", "__call__")


@dataclass(frozen=True)
class Text:
    """The student's cells that belong to a question, the last being the answer cell.

    `target` is the name asked for, `names` what else the question asks to define; `expected` are the attributes that
    the reference's own answer uses, `derived` its classes that inherit from another.
    """

    sources: tuple[str, ...]
    target: str | None = None
    names: frozenset[str] = frozenset()
    expected: frozenset[str] = frozenset()
    derived: frozenset[str] = frozenset()

    @cached_property
    def trees(self) -> tuple[ast.Module, ...]:
        """The cells that parse."""
        return tuple(tree for tree in map(_parsed, self.sources) if tree is not None)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of every cell."""
        return tuple(node for tree in self.trees for node in ast.walk(tree))

    @cached_property
    def functions(self) -> tuple[ast.FunctionDef, ...]:
        """Every function and method."""
        return tuple(node for node in self.nodes if isinstance(node, ast.FunctionDef))

    @cached_property
    def classes(self) -> tuple[ast.ClassDef, ...]:
        """The target's classes where there are any, else every class."""
        classes = tuple(node for node in self.nodes if isinstance(node, ast.ClassDef))
        return tuple(c for c in classes if c.name == self.target or c.name in self.names) or classes

    @cached_property
    def methods(self) -> tuple[ast.FunctionDef, ...]:
        """The methods of `classes`."""
        return tuple(f for c in self.classes for f in c.body if isinstance(f, ast.FunctionDef))

    @cached_property
    def stored(self) -> frozenset[str]:
        """Attributes that are set on self or on the class somewhere."""
        names = {n.attr for n in self.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)}
        return frozenset(names)

    @cached_property
    def bound(self) -> frozenset[str]:
        """Every name that is bound somewhere: variables, parameters, functions, classes, imports."""
        names: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.add(node.id)
            elif isinstance(node, ast.arg):
                names.add(node.arg)
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                names.add(node.name)
            elif isinstance(node, ast.alias):
                names.add((node.asname or node.name).split(".")[0])
        return frozenset(names)

    def method(self, name: str) -> ast.FunctionDef | None:
        """A method of the target by name."""
        return next((m for m in self.methods if m.name == name), None)


def _parsed(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def near(name: str, others: Iterable[str]) -> str | None:
    """A name that `name` may be a misspelling of: the same letters, or one or two slips."""
    for other in others:
        if other != name and (
            other.lower() == name.lower() or other.replace("_", "") == name.replace("_", "")
        ):
            return other
    candidates = [
        other for other in others if other != name and _slips(name, other) <= (1 if len(name) < 5 else 2)
    ]
    close = difflib.get_close_matches(name, candidates, 1, 0.5)
    return close[0] if close else None


def variant(one: str, other: str) -> bool:
    """True for two spellings of one name: other capitals, underscores, or a plural."""
    a, b = (name.lower().replace("_", "").rstrip("s") for name in (one, other))
    return one != other and a == b


def _slips(a: str, b: str) -> int:
    """How many letters were added, left out, changed or exchanged."""
    if abs(len(a) - len(b)) > 2:
        return 3
    rows = [list(range(len(b) + 1))]
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


def of_missing_target(text: Text) -> str:
    """The name asked for was not found: misspelt, or not there."""
    defined = {n.name for n in text.nodes if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    return "name-typo" if text.target and near(text.target, defined) else "missing-variable"


def of_error(error: Raised, text: Text, known: frozenset[str] = frozenset()) -> str | None:
    """The mistake behind an exception. `known` are the ids that the bank has for this question."""
    if any(
        isinstance(n, ast.Assign) and isinstance(t, ast.Tuple) and isinstance(t.elts[0], ast.Name) and t.elts[0].id == "self"
        for n in text.nodes
        if isinstance(n, ast.Assign)
        for t in n.targets
    ):
        return "name-typo"
    if error.type_name in ("NameError", "UnboundLocalError"):
        return _of_name(error, text)
    if error.type_name == "AttributeError":
        return _of_attribute(error, text, known)
    if error.type_name == "TypeError":
        return _of_type(error, text, known)
    if error.type_name == "KeyError" and error.cell < 0:
        return _of_key(error, text)
    if error.type_name == "ValueError" and "truth value" in error.message:
        return "scalar-branch-on-array"
    if "cast" in error.message and error.type_name in ("UFuncTypeError", "_UFuncOutputCastingError"):
        return "dtype-int-truncation"
    return None


_QUOTED = re.compile(r"'(\w+)'")


def _names_in(error: Raised) -> list[str]:
    return _QUOTED.findall(error.message)


def _of_key(error: Raised, text: Text) -> str:
    """A key of a dictionary that the probe asked for: there under a misspelt name, or not there."""
    keys = {n.value for n in text.nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    wanted = error.message.strip("'")
    slips = {k for k in keys if k != wanted and (variant(k, wanted) or k.startswith(wanted) or _slips(k, wanted) == 1)}
    others = {k for k in keys if len(k) == len(wanted) and k[0] in "Wb" and k[1:] in "12"}
    return "name-typo" if slips - others else "missing-variable"


def _of_name(error: Raised, text: Text) -> str | None:
    name = error.name or (_names_in(error) or [""])[0]
    if name == "self":
        first = {m.args.args[0].arg for m in text.methods if m.args.args}
        return "name-typo" if any(0 < _slips(f, "self") <= 2 for f in first) else "method-missing-self"
    if error.cell < 0:
        return of_missing_target(text) if name == text.target else "missing-variable"
    if error.type_name == "UnboundLocalError" or "local variable" in error.message:
        return "use-before-assignment"
    if any(
        isinstance(t, ast.Name) and t.id == name and t.lineno > error.line
        for tree in text.trees
        for t in top(tree)
    ):
        return "use-before-assignment"
    init = text.method("__init__")
    if init and init.lineno <= error.line <= (init.end_lineno or 0):
        return "name-typo" if near(name, text.bound - {a.arg for a in init.args.args}) else "undefined-name"
    if name in text.stored:
        return "missing-self-prefix"
    parameters = {a.arg for m in text.methods for a in m.args.args}
    if text.methods and name in {t.id for m in text.methods for t in stores(m)}:
        return "cache-local-variable"
    if text.methods and name in parameters:
        return "missing-self-prefix"
    attributes = {n.attr for n in text.nodes if isinstance(n, ast.Attribute)}
    if near(name, text.bound | attributes | {"self", "np", "numpy"} | frozenset(dir(builtins))):
        return "name-typo"
    return "undefined-name"


def top(tree: ast.Module) -> Iterator[ast.AST]:
    """Names stored by top-level statements."""
    for statement in tree.body:
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield from (
                n for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
            )


def stores(node: ast.AST) -> Iterator[ast.Name]:
    """Names stored anywhere inside."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner


def _of_attribute(error: Raised, text: Text, known: frozenset[str]) -> str | None:
    found = _names_in(error)
    owner, name = (found[0], found[-1]) if len(found) > 1 else ("", error.name)
    if "module" in error.message:
        return "name-typo"
    if owner in text.derived and any(c.name == owner and not c.bases for c in text.classes):
        return "inheritance-missing"
    if owner == "NoneType" and error.cell >= 0:
        return "forgot-cache" if "forgot-cache" in known else None
    if owner == "NoneType":
        return "returns-none" if name == "data" else None
    if error.cell < 0:
        return _missing_attribute(name, text, known)
    if near_init(text) and not text.method("__init__"):
        return "dunder-typo"
    if any(variant(name, other) for other in text.expected | text.stored):
        return "attribute-name-mismatch"
    if name in {m.name for m in text.methods}:
        return None
    read = {n.attr for n in text.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Load)}
    if name not in text.stored and (
        near(name, text.stored - read) or near(name, {m.name for m in text.methods})
    ):
        return "name-typo"
    forward = text.method("forward")
    if forward and name in {t.id for t in stores(forward)}:
        return "cache-local-variable"
    if name not in text.stored and near(name, text.stored) and len(name) > 3:
        return "name-typo"
    if any(isinstance(n, ast.Delete) for n in text.nodes):
        return None
    if "forgot-cache" not in known:
        return None
    return "forgot-cache" if owner in {c.name for c in text.classes} or not owner else None


def _missing_attribute(name: str, text: Text, known: frozenset[str]) -> str | None:
    """The probe asked for a method or an attribute that is not there."""
    methods = {m.name for m in text.methods}
    if name in METHODS or near(name, methods):
        nested = any(f.name == name for f in text.functions)
        return "name-typo" if not nested and (near(name, methods) or _begins(name, methods)) else None
    if any(variant(name, other) for other in text.stored):
        return "attribute-name-mismatch"
    if near(name, text.stored):
        return "name-typo"
    if "param-grad-not-stored" not in known:
        return None
    return "param-grad-not-stored" if text.methods else None


def _begins(name: str, others: Iterable[str]) -> bool:
    return any(len(o) >= 4 and (name.startswith(o[:4]) or o.startswith(name[:4])) for o in others)


def near_init(text: Text) -> bool:
    """True when a method looks like a misspelt __init__."""
    return any(
        m.name != "__init__" and difflib.SequenceMatcher(None, m.name.strip("_"), "init").ratio() >= 0.75
        for m in text.methods
    )


def without_self(text: Text) -> bool:
    """True when a method of the target has no parameter for the object itself."""
    for method in text.methods:
        if any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in method.decorator_list):
            continue
        first = method.args.args[0].arg if method.args.args else ""
        uses_self = any(isinstance(n, ast.Name) and n.id == "self" for n in ast.walk(method))
        if not method.args.vararg and first != "self" and (uses_self or first in _PARAMETERS or not first):
            return True
    return False


_PARAMETERS = frozenset(
    {"x", "y", "t", "dz", "dout", "dy", "gy", "inputs", "data", "func", "input", "W", "weights", "upstream"}
)


def _of_type(error: Raised, text: Text, known: frozenset[str]) -> str | None:
    message = error.message
    if (
        "positional argument" in message
        or "takes no arguments" in message
        or "arguments were given" in message
    ):
        if near_init(text) and not text.method("__init__"):
            return "dunder-typo"
        return "method-missing-self" if without_self(text) else None
    if "NoneType" in message and error.cell < 0:
        return "returns-none" if "subscriptable" in message else None
    if "NoneType" in message:
        none = {
            t.attr
            for c in text.methods
            if c.name == "__init__"
            for n in ast.walk(c)
            if isinstance(n, ast.Assign) and isinstance(n.value, ast.Constant) and n.value.value is None
            for t in n.targets
            if isinstance(t, ast.Attribute)
        }
        forward = text.method("forward")
        if not none or forward is None:
            return None
        return "cache-local-variable" if any(True for _ in stores(forward)) else "forgot-cache"
    if any(isinstance(n, ast.Name) and n.id == "math" for n in text.nodes) and re.search(
        "only .*arrays", message
    ):
        return "scalar-math-on-array"
    return None


def of_shapes(error: Raised, text: Text) -> str | None:
    """The mistake behind shapes that do not fit, from the line that raised: `*` for `@`, no transpose, the wrong order."""
    if error.type_name != "ValueError" or not re.search("matmul|not aligned|broadcast", error.message):
        return None
    line = [n for n in text.nodes if isinstance(n, ast.stmt) and n.lineno == error.line]
    inner = [m for n in line for m in ast.walk(n)]
    if any(getattr(m, "attr", "") == "reshape" for m in inner):
        return "reshape-instead-of-transpose"
    products = any(isinstance(m, ast.BinOp) and isinstance(m.op, ast.MatMult) for m in inner)
    if not products and not any(getattr(m, "attr", "") in ("dot", "matmul") for m in inner):
        return "elementwise-instead-of-matmul"
    turned = any(getattr(m, "attr", "") in ("T", "transpose") for m in inner)
    return "matmul-order-swapped" if turned else "transpose-missing"
