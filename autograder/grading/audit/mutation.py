"""Small mistakes made on purpose: every way in which one place of a reference answer can be written wrongly (`confusions`).

Only what stands between BEGIN SOLUTION and END SOLUTION is changed; the whole cell where it has no such marks.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.grading.audit.confusions import NO_DATA, Scope, caches, replacements, statements
from autograder.notebook.solutions import solution_lines


@dataclass(frozen=True, slots=True)
class Mutant:
    """A reference cell with one mistake in it. `name` tells where and which: "Relu.backward: was -> now"."""

    name: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a reference cell, in the order of its text."""
    tree = ast.parse(source)
    yield from _of_body(tree, tree, solution_lines(source), Scope("", (), ()))


def _of_body(tree: ast.Module, owner: ast.AST, inside: set[int], scope: Scope) -> Iterator[Mutant]:
    """The mutants of the statements of a module, class, function or compound statement."""
    for field in ("body", "orelse"):
        body = getattr(owner, field, [])
        for at, statement in enumerate(body if isinstance(body, list) else []):
            if isinstance(statement, ast.ClassDef | ast.FunctionDef):
                yield from _of_body(tree, statement, inside, _entered(statement, scope))
            elif statement.lineno in inside:
                yield from _of_statement(
                    tree, body, at, inside, scope if scope.path else _entered(tree, scope)
                )


def _entered(node: ast.ClassDef | ast.FunctionDef | ast.Module, scope: Scope) -> Scope:
    name = getattr(node, "name", "")
    path = f"{scope.path}.{name}" if scope.path else name
    attributes = scope.attributes
    if isinstance(node, ast.ClassDef):
        called = {id(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
        attributes = tuple(
            dict.fromkeys(
                n.attr
                for n in _nodes(node, ast.Attribute)
                if id(n) not in called and n.attr not in ("T", "__name__", "ndarray", "random")
            )
        )
    functions = {id(call.func) for call in _nodes(node, ast.Call)}
    names = [n.arg for n in _nodes(node, ast.arg)] + [
        n.id for n in _nodes(node, ast.Name) if id(n) not in functions
    ]
    return Scope(path, tuple(dict.fromkeys(n for n in names if n not in NO_DATA)), attributes)


def _nodes(node: ast.AST, kind: type) -> list:  # type: ignore[type-arg]
    return [n for n in ast.walk(node) if isinstance(n, kind)]


def _of_statement(
    tree: ast.Module, body: list[ast.stmt], at: int, inside: set[int], scope: Scope
) -> Iterator[Mutant]:
    statement = body[at]
    was = headline(statement)
    for changed in (*statements(statement), *caches(statement, scope)):
        body[at] = changed
        yield _mutant(tree, scope, was, headline(changed))
        body[at] = statement
    for owner, field, index, node in _expressions(statement):
        for new in replacements(node, scope, owner):
            _put(owner, field, index, new)
            yield _mutant(tree, scope, was, headline(statement))
        _put(owner, field, index, node)
    yield from _of_body(tree, statement, inside, scope)


def _mutant(tree: ast.Module, scope: Scope, was: str, now: str) -> Mutant:
    where = f"{scope.path}: " if scope.path else ""
    return Mutant(f"{where}{was} -> {now}", ast.unparse(tree))


def headline(statement: ast.stmt) -> str:
    """The first line of a statement, for people."""
    text = ast.unparse(ast.fix_missing_locations(statement))
    return "(left out)" if isinstance(statement, ast.Pass) else text.split("\n")[0]


def _put(owner: ast.AST, field: str, index: int | None, new: ast.AST) -> None:
    if index is None:
        setattr(owner, field, new)
    else:
        getattr(owner, field)[index] = new


def _expressions(statement: ast.stmt) -> Iterator[tuple[ast.AST, str, int | None, ast.expr]]:
    """(owner, field, index, expression) for every expression of a statement; of a compound one, its head alone."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        owner = waiting.pop(0)
        for field, value in ast.iter_fields(owner):
            for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.expr):
                    yield owner, field, index, node
                if isinstance(node, ast.AST) and not isinstance(node, ast.stmt | ast.JoinedStr):
                    waiting.append(node)
