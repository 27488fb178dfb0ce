"""Packages that code imports and a course does not have: told by their name, not by the names that are missing then."""

import ast
from collections.abc import Iterator

from autograder.notebook.code import code
from autograder.notebook.libraries import LIBRARIES
from autograder.sandbox.protocol import Raised


def package_behind(error: Raised, cells: tuple[str, ...]) -> str | None:
    """The package that a name comes from which is not known, or that could not be imported; None where it is none of those."""
    if error.type_name in ("ModuleNotFoundError", "ImportError"):
        names = {error.name}
    elif error.type_name in ("NameError", "UnboundLocalError"):
        names = {module for name, module in _imported(cells) if name == error.name}
    else:
        return None
    tops = {name.partition(".")[0] for name in names}
    return min(tops & LIBRARIES, default=None)


def _imported(cells: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Each name that an import of the cells gives, and the module it comes from."""
    for node in (node for cell in cells for node in code(cell).nodes):
        if isinstance(node, ast.ImportFrom):
            yield from ((one.asname or one.name, node.module or "") for one in node.names)
        elif isinstance(node, ast.Import):
            yield from ((one.asname or one.name.partition(".")[0], one.name) for one in node.names)
