"""Which names hold something else than the text says, after a statement of it raised and the rest was run all the same."""

import ast

from autograder.notebook.code import bound_by, code


def left_over(source: str, line: int) -> frozenset[str]:
    """The names that the statement at a line (from 1) would have set, and those that later statements make of them:
    of `t += q` all that t goes into."""
    spoilt: set[str] = set()
    statements = code(source).tree.body
    begun = [statement for statement in statements if statement.lineno <= line]
    for statement in statements:
        bound = bound_by(statement)
        if statement in begun[-1:] or spoilt & _used(statement):
            spoilt |= bound
        elif isinstance(statement, ast.Assign):
            spoilt -= bound
    return frozenset(spoilt)


def _used(statement: ast.stmt) -> set[str]:
    """The names that a statement reads."""
    names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Load)}
