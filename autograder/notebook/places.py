"""Where in a cell a question is answered: the lines that set the names it asks for."""

import ast
from collections.abc import Collection, Iterator

from autograder.notebook.code import code, stores


def places(source: str, names: Collection[str]) -> Iterator[range]:
    """The lines, from 0, of each top-level statement that sets one of the names, or defines a class or function so called;
    none where the source is no Python."""
    for statement in code(source).top_level:
        if not _set_by(statement).isdisjoint(names):
            yield range(statement.lineno - 1, statement.end_lineno or statement.lineno)


def _set_by(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.ClassDef | ast.FunctionDef):
        return {statement.name}
    return {name.id for name in stores(statement)}
