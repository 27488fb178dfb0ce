"""The text of an answer: its cells, beside the reference's own answer where there is one."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from autograder.notebook.code import Code, attributes_set, code, stores

_NOBODYS = {"exit", "quit", "copyright", "credits", "license"}
KNOWN_NAMES = frozenset({"self", "np", "numpy", *dir(builtins)} - _NOBODYS)
"""Names that stand for something in every cell, but for those that nobody means."""


@dataclass(frozen=True)
class Text:
    """The student's cells that belong to a question, the last being the answer cell.

    `target` is the name asked for, `model` the text of the reference's own answer (None: there is none), `notebook` all
    cells of the student's, `standing` names that stand without being bound in a cell, `at` the answer cell's place among
    the cells that ran (-1: there is none).
    """

    sources: tuple[str, ...]
    target: str | None = None
    model: Text | None = None
    notebook: tuple[str, ...] = ()
    standing: frozenset[str] = frozenset()
    at: int = -1

    def mentions(self, *words: str) -> bool:
        """True when an attribute or a name is one of these words."""
        return any(named(n) in words for n in self.nodes)

    @cached_property
    def namespace(self) -> frozenset[str]:
        """The names that stand in the notebook."""
        return self.standing.union(*(code(source).bound for source in self.notebook))

    @cached_property
    def functions_standing(self) -> frozenset[str]:
        """The functions and classes that stand in the notebook."""
        return frozenset().union(*(code(source).blocks for source in self.notebook))

    @cached_property
    def imported(self) -> frozenset[str]:
        """What the notebook takes out of other files; "*" for everything."""
        return frozenset().union(*(code(source).imported for source in self.notebook))

    @cached_property
    def family(self) -> frozenset[str]:
        """The target and its parents, by name, where the notebook has them."""
        return self.family_of(str(self.target))

    def family_of(self, name: str) -> frozenset[str]:
        """A class and its parents, by name, where the notebook has them."""
        everywhere = self._everywhere
        found, waiting = set[str](), {name} & everywhere.keys()
        while waiting:
            found |= waiting
            bases = (base for one in waiting for base in everywhere[one].bases if isinstance(base, ast.Name))
            waiting = {base.id for base in bases if base.id in everywhere and base.id not in found}
        return frozenset(found)

    @cached_property
    def _everywhere(self) -> dict[str, ast.ClassDef]:
        """The classes as they are when the answer's cell has run: what a later one makes of them is no part of it."""
        ran = self.notebook[: self.at + 1] if self.at >= 0 else self.notebook
        return {one.name: one for source in ran for one in code(source).classes}

    def inherited(self, name: str) -> frozenset[str]:
        """Attributes that the parents of a class set, wherever in the notebook they stand."""
        parents = (self._everywhere[one] for one in self.family_of(name) - {name})
        return frozenset().union(*(attributes_set(parent) for parent in parents))

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The cells, parsed."""
        return tuple(map(code, self.sources))

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of every cell."""
        return tuple(node for one in self.codes for node in one.nodes)

    @cached_property
    def functions(self) -> tuple[ast.FunctionDef, ...]:
        """Every function and method."""
        return tuple(function for one in self.codes for function in one.functions)

    @cached_property
    def classes(self) -> tuple[ast.ClassDef, ...]:
        """Every class of these cells."""
        return tuple(found for one in self.codes for found in one.classes)

    @cached_property
    def methods(self) -> tuple[ast.FunctionDef, ...]:
        """The methods of `classes`."""
        return tuple(method for one in self.codes for method in one.methods)

    @cached_property
    def attributes(self) -> frozenset[str]:
        """Every attribute that is read or set."""
        return frozenset().union(*(one.attributes for one in self.codes))

    @cached_property
    def bound(self) -> frozenset[str]:
        """Every name that is bound somewhere: variables, parameters, functions, classes, imports."""
        return frozenset().union(*(one.bound for one in self.codes))

    @cached_property
    def blocks(self) -> frozenset[str]:
        """Names of functions, methods and classes."""
        return frozenset([f.name for f in self.functions] + [one.name for one in self.classes])

    @cached_property
    def stored(self) -> frozenset[str]:
        """Attributes that are set on self or on the class somewhere."""
        return frozenset(n.id for n in self._of_the_class).union(*(one.attributes_set for one in self.codes))

    @cached_property
    def _of_the_class(self) -> tuple[ast.Name, ...]:
        """What the bodies of classes set."""
        bodies = (s for one in self.classes for s in one.body if not isinstance(s, ast.FunctionDef))
        return tuple(name for statement in bodies for name in stores(statement))

    @cached_property
    def _assigned(self) -> tuple[tuple[ast.expr, ast.expr], ...]:
        """Single targets with what is assigned to them."""
        assigned = [(t, n.value) for n in self.nodes if isinstance(n, ast.Assign) for t in n.targets]
        return tuple(pair for target, value in assigned for pair in _pairs(target, value))

    @cached_property
    def kept(self) -> frozenset[str]:
        """Names of which the value, or a copy of it, is stored as an attribute of another name: x of self.a = np.array(x)."""
        attributes = ((t.attr, _copied(v)) for t, v in self._assigned if isinstance(t, ast.Attribute))
        return frozenset(name for attribute, name in attributes if name and attribute not in self.parameters)

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Names of what methods are given."""
        return frozenset(a.arg for m in self.methods for a in m.args.args)

    @cached_property
    def filled(self) -> frozenset[str]:
        """Attributes of `stored` that are set to something else than None."""
        pairs = self._assigned
        emptied = {id(t) for t, value in pairs if isinstance(value, ast.Constant) and value.value is None}
        nodes = (n for n in self.nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store))
        return frozenset(n.attr for n in nodes if id(n) not in emptied).union(
            n.id for n in self._of_the_class if id(n) not in emptied
        )

    @cached_property
    def own(self) -> tuple[tuple[str, ast.AST], ...]:
        """The target's own class or function, with the cell it stands in; the whole cells where it has another name."""
        named = tuple(
            (one.source, node)
            for one in self.codes
            for node in (*one.classes, *one.functions)
            if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == self.target
        )
        return named or tuple((one.source, one.tree) for one in self.codes)

    @property
    def expected(self) -> frozenset[str]:
        """Attributes that the reference's answer speaks of."""
        return self.model.attributes if self.model else frozenset()

    def method(self, name: str) -> ast.FunctionDef | None:
        """A method by name."""
        return next((m for m in self.methods if m.name == name), None)

    def top(self) -> Iterator[ast.Name]:
        """Names stored by top-level statements."""
        for one in self.codes:
            for statement in one.tree.body:
                if not isinstance(statement, ast.FunctionDef | ast.ClassDef):
                    yield from stores(statement)


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Single targets with their values: `a, b = 1, 2` in two."""
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def _copied(value: ast.expr) -> str:
    """The name of which a value is a copy, or the value itself; "" for anything else."""
    if isinstance(value, ast.Call) and ast.unparse(value.func) in ("np.array", "np.asarray", "np.copy"):
        value = value.args[0] if len(value.args) == 1 else value
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "copy":
        value = value.func.value
    return value.id if isinstance(value, ast.Name) else ""


def named(node: ast.AST) -> str:
    """The attribute or variable that a node is; "" for anything else."""
    return str(getattr(node, "attr", getattr(node, "id", "")))


def methods_of(one: ast.ClassDef) -> set[str]:
    """The names of a class's methods."""
    return {f.name for f in one.body if isinstance(f, ast.FunctionDef)}


def names_in(node: ast.AST) -> set[str]:
    """Names that are read or set anywhere inside."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
