"""The text of an answer: its cells, beside the reference's own answer where there is one."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from autograder.notebook.code import Code, code, stores


@dataclass(frozen=True)
class Text:
    """The student's cells that belong to a question, the last being the answer cell.

    `target` is the name asked for, `model` the text of the reference's own answer (None: there is none), `namespace`
    the names that stand in the notebook then, `at` the answer cell's place among the cells that ran.
    """

    sources: tuple[str, ...]
    target: str | None = None
    model: Text | None = None
    namespace: frozenset[str] = frozenset()
    at: int = -1

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
        bodies = (s for one in self.classes for s in one.body if not isinstance(s, ast.FunctionDef))
        return frozenset(n.id for s in bodies for n in stores(s)).union(
            *(one.attributes_set for one in self.codes)
        )

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


def methods_of(one: ast.ClassDef) -> set[str]:
    """The names of a class's methods."""
    return {f.name for f in one.body if isinstance(f, ast.FunctionDef)}


def names_in(node: ast.AST) -> set[str]:
    """Names that are read or set anywhere inside."""
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
