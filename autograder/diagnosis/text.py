"""The text of an answer, read once: its classes, methods, names and attributes, and which names are near each other."""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

LONGEST = 60
"""Letters of a name that is compared with others."""


@dataclass(frozen=True)
class Text:
    """The student's cells that belong to a question, the last being the answer cell.

    `target` is the name asked for, `model` the text of the reference's own answer, `namespace` the names that stand
    in the notebook then, `at` the answer cell's place among the cells that ran.
    """

    sources: tuple[str, ...]
    target: str | None = None
    model: Text | None = None
    namespace: frozenset[str] = frozenset()
    at: int = -1

    @property
    def expected(self) -> frozenset[str]:
        """Attributes that the reference's answer speaks of."""
        return self.model.attributes if self.model else frozenset()

    @cached_property
    def attributes(self) -> frozenset[str]:
        """Every attribute that is read or set."""
        return frozenset(node.attr for node in self.nodes if isinstance(node, ast.Attribute))

    @cached_property
    def derived(self) -> frozenset[str]:
        """Classes that inherit from another."""
        return frozenset(node.name for node in self.classes if node.bases)

    @cached_property
    def returning(self) -> frozenset[str]:
        """Functions and methods that return something."""
        returns = [f for f in self.functions if any(isinstance(n, ast.Return) for n in ast.walk(f))]
        return frozenset(f.name for f in returns)

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
        """Every class of these cells."""
        return tuple(node for node in self.nodes if isinstance(node, ast.ClassDef))

    @cached_property
    def methods(self) -> tuple[ast.FunctionDef, ...]:
        """The methods of `classes`."""
        return tuple(f for c in self.classes for f in c.body if isinstance(f, ast.FunctionDef))

    @cached_property
    def stored(self) -> frozenset[str]:
        """Attributes that are set on self or on the class somewhere."""
        names = {n.attr for n in self.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)}
        bodies = [s for c in self.classes for s in c.body if not isinstance(s, ast.FunctionDef)]
        return frozenset(names | {n.id for s in bodies for n in stores(s)})

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


def stores(node: ast.AST) -> Iterator[ast.Name]:
    """Names stored anywhere inside."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
            yield inner


def top(tree: ast.Module) -> Iterator[ast.Name]:
    """Names stored by top-level statements."""
    for statement in tree.body:
        if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
            yield from stores(statement)


def near(name: str, others: Iterable[str]) -> str | None:
    """A name that `name` may be a misspelling of: one or two slips; of two letters, a letter too many or np."""
    if len(name) > LONGEST:
        return None
    candidates = [
        other
        for other in others
        if other != name
        and len(other) <= LONGEST
        and (len(name) > 2 or other in ("np", "plt") or (len(other) == 1 and name.startswith(other)))
    ]
    alike = [other for other in candidates if variant(name, other)]
    if alike:
        return alike[0]
    allowed = 1 if len(name) < 5 else 2
    close = difflib.get_close_matches(name, [o for o in candidates if slips(name, o) <= allowed], 1, 0.45)
    return close[0] if close else None


def variant(one: str, other: str) -> bool:
    """True for two spellings of one name: other capitals, underscores, or a plural."""
    a, b = (name.lower().replace("_", "").rstrip("s") for name in (one, other))
    return one != other and a == b


def slips(a: str, b: str) -> int:
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
