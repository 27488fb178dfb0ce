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
    """The student's cells that belong to a question, the last being the answer cell; `target` is the name asked for."""

    sources: tuple[str, ...]
    target: str | None = None

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
        return tuple(c for c in classes if c.name == self.target) or classes

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


def of_error(error: Raised, text: Text, asked: str = "") -> str | None:
    """The mistake behind an exception. `asked` is the method or attribute that the probe itself asked for."""
    if error.type_name in ("NameError", "UnboundLocalError"):
        return _of_name(error, text)
    if error.type_name == "AttributeError":
        return _of_attribute(error, text, asked)
    if error.type_name == "TypeError":
        return _of_type(error, text)
    if error.type_name == "ValueError" and "truth value" in error.message:
        return "scalar-branch-on-array"
    if "cast" in error.message and error.type_name in ("UFuncTypeError", "_UFuncOutputCastingError"):
        return "dtype-int-truncation"
    return None


_QUOTED = re.compile(r"'(\w+)'")


def _names_in(error: Raised) -> list[str]:
    return _QUOTED.findall(error.message)


def _of_name(error: Raised, text: Text) -> str | None:
    name = error.name or (_names_in(error) or [""])[0]
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


def _of_attribute(error: Raised, text: Text, asked: str) -> str | None:
    found = _names_in(error)
    owner, name = (found[0], found[-1]) if len(found) > 1 else ("", error.name)
    if "module" in error.message:
        return "name-typo"
    if owner == "NoneType":
        return "forgot-cache" if error.cell >= 0 else None
    if error.cell < 0:
        return _missing_attribute(asked or name, text)
    if near_init(text) and not text.method("__init__"):
        return "dunder-typo"
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
    return "forgot-cache" if owner in {c.name for c in text.classes} or not owner else None


def _missing_attribute(name: str, text: Text) -> str | None:
    """The probe asked for a method or an attribute that is not there."""
    methods = {m.name for m in text.methods}
    if name in METHODS or near(name, methods):
        nested = any(f.name == name for f in text.functions)
        return "name-typo" if not nested and (near(name, methods) or _begins(name, methods)) else None
    if near(name, text.stored):
        return "attribute-name-mismatch"
    stores = {t.id for m in text.methods for t in stores(m)}
    return "param-grad-not-stored" if name in stores or text.methods else None


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


def _of_type(error: Raised, text: Text) -> str | None:
    message = error.message
    if (
        "positional argument" in message
        or "takes no arguments" in message
        or "arguments were given" in message
    ):
        if near_init(text) and not text.method("__init__"):
            return "dunder-typo"
        return "method-missing-self" if without_self(text) else None
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
