"""Where the student's work is: the caller's names, and the cells that were run for one exercise."""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterable, Sequence
from types import FrameType
from typing import Any

from autograder.notebook.code import code
from autograder.selfcheck.student import Scope


def scope_of(frame: FrameType) -> Scope:
    """The names that the calling frame sees, and in IPython the cells run so far."""
    names: dict[str, Any] = frame.f_globals
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        return Scope(names)
    cells = shell.user_ns.get("In", ())
    return Scope(shell.user_ns, tuple(str(cell) for cell in cells))


def cells_for(
    question: str, cells: Sequence[str], asked: Collection[str], given: Collection[str]
) -> list[ast.Module]:
    """The cells that were run last for a question, oldest first: those that set its names, and all between them.

    The search goes backward and ends where another question was checked. Lines of IPython (magics, shell commands) and calls
    of check are left out.
    """
    wanted, at_hand = set(asked) | set(given), []
    earliest = latest = -1
    for at in range(len(cells) - 1, -1, -1):
        cell = code(cells[at])
        if not cell.parses:
            continue
        if _checks(cell.nodes) - {question}:
            break
        found = cell.stored & wanted
        if found:
            wanted -= found
            latest = at if latest < 0 else latest
            earliest = at
        at_hand.append((at, cell.tree))
        if not wanted:
            break
    return [_runnable(tree) for at, tree in reversed(at_hand) if earliest <= at <= latest]


def broken_cell(question: str, cells: Sequence[str]) -> SyntaxError | None:
    """The syntax error of the cell that was run last before the check; None when it has none."""
    for cell in map(code, reversed(cells)):
        if cell.error or not cell.parses or _checks(cell.nodes) != {question}:
            return cell.error
    return None


def times_set(name: str, trees: Sequence[ast.Module]) -> int:
    """How often a name is assigned, augmented, or written into."""
    count = 0
    for node in (node for tree in trees for node in ast.walk(tree)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            count += node.id == name
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            count += isinstance(node.value, ast.Name) and node.value.id == name
    return count


def is_stub(tree: ast.Module) -> bool:
    """Whether `raise NotImplementedError` still stands among the cell's own statements."""
    return any(
        isinstance(statement, ast.Raise) and "NotImplementedError" in ast.dump(statement)
        for statement in tree.body
    )


def _checks(nodes: Iterable[ast.AST]) -> set[str]:
    """The exercises that a cell checks, all of them literal: `check("product")`."""
    return {
        str(call.args[0].value)
        for call in nodes
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "check"
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }


def _runnable(tree: ast.Module) -> ast.Module:
    kept = [
        statement
        for statement in tree.body
        if not _is_ipython(statement) and not _checks(ast.walk(statement))
    ]
    return ast.Module(kept, [])


def _is_ipython(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "get_ipython" for node in ast.walk(statement))
