"""Where the student's work is: the caller's names, and the cells that were run for one exercise."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from types import FrameType

from autograder.model.question import Question
from autograder.notebook.code import Code, code
from autograder.selfcheck.runs import Failure, Run, logged
from autograder.selfcheck.standing import answers, standing, told_apart


@dataclass(frozen=True)
class Scope:
    """Where the student's work is: the names, and the cells that were run so far (none where that is unknown).

    `runs` are the same cells with what came of them, where that is known; `failure` is what the last run of the cell that
    answers a question ended with (see `of`), `late` where it had made all that is asked for before; `stale` are the names that come of a
    cell which no longer stands.
    """

    names: dict[str, object]
    cells: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    failure: Failure | None = None
    late: bool = False
    stale: frozenset[str] = frozenset()

    def of(self, question: Question) -> Scope:
        """What counts for one question: the last run of each cell, and the names that still stand."""
        if not self.runs:
            return self
        asked = [checked(run.source) for run in self.runs]
        runs = told_apart(self.runs, question, asked)
        stands = standing(runs, question, asked)
        names = {name: value for name, value in self.names.items() if name not in stands.stale}
        return replace(self, names=names, cells=stands.cells, runs=runs, stale=stands.stale).ended(
            question, stands.answer
        )

    def ended(self, question: Question, answer: Run | None) -> Scope:
        """The scope with what came of the run that answers a question."""
        failed = answer if answer and answer.failure else None
        wanted = {*(question.asked if question.given else ()), question.target, question.partner} - {None}
        late = bool(failed and wanted <= failed.made)
        return replace(self, failure=failed.failure if failed else None, late=late)


def scope_of(frame: FrameType) -> Scope:
    """The names that the calling frame sees, and in IPython the cells run so far."""
    known = logged()
    if known is None:
        return Scope(frame.f_globals)
    runs, names = known
    return Scope(names, tuple(run.source for run in runs), runs)


def checked(source: str) -> frozenset[str]:
    """The exercises that a cell checks."""
    return frozenset(_checks(code(source).nodes))


def cells_for(question: Question, cells: Sequence[str]) -> list[str]:
    """The cells that were run last for a question, oldest first: those that set its names, and all between them.

    The search goes backward and ends where another question was checked; where nothing was found, it begins once more where
    this one was checked before. Lines of IPython (magics, shell commands) and calls of check are left out, the other lines
    stay where they are.
    """
    found = _found_before(len(cells), question, cells)
    ends = [at for at in range(len(cells) - 1, 0, -1) if question.id in _checks(code(cells[at]).nodes)]
    return found or next(filter(None, (_found_before(at, question, cells) for at in ends)), [])


def _found_before(end: int, question: Question, cells: Sequence[str]) -> list[str]:
    wanted, at_hand = {*question.asked, *question.given}, []
    earliest = latest = -1
    for at in range(end - 1, -1, -1):
        cell = code(cells[at])
        if not cell.parses:
            continue
        if _checks(cell.nodes) - {question.id}:
            break
        found = cell.stored & wanted
        if found:
            wanted -= found
            latest = at if latest < 0 else latest
            earliest = at
        at_hand.append((at, cell))
        if not wanted:
            break
    return [_runnable(cell) for at, cell in reversed(at_hand) if earliest <= at <= latest]


def broken_cell(question: Question, cells: Sequence[str]) -> SyntaxError | None:
    """The syntax error of the cell that was run last before the check; None when it has none, or begins to define something else."""
    for cell in map(code, filter(None, reversed(cells))):
        if cell.error or not cell.parses or _checks(cell.nodes) != {question.id}:
            elsewhere = bool(_DEFINES.search(cell.source)) and not answers(question, cell.source)
            return None if elsewhere else cell.error
    return None


_DEFINES = re.compile(r"^(?:class|def)\s+\w", re.MULTILINE)


def times_set(name: str, cells: Sequence[str]) -> int:
    """How often a name is assigned, augmented, or written into."""
    count = 0
    for node in (node for cell in cells for node in code(cell).nodes):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            count += node.id == name
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            count += isinstance(node.value, ast.Name) and node.value.id == name
    return count


def _checks(nodes: Iterable[ast.AST]) -> set[str]:
    """The exercises that a cell checks, all of them literal: `check("product")`."""
    calls = (node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check")
    return {str(one.value) for call in calls for one in call.args[:1] if isinstance(one, ast.Constant)}


def _runnable(cell: Code) -> str:
    """The source with `pass` in the place of what is not for us to run."""
    lines = cell.source.encode().split(b"\n")  # columns of a syntax tree count bytes
    for statement in reversed(cell.tree.body):
        if _is_ipython(statement) or _checks(ast.walk(statement)):
            first, last = statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1
            rest = lines[last][statement.end_col_offset or 0 :]
            lines[first] = lines[first][: statement.col_offset] + b"pass" + rest
            lines[first + 1 : last + 1] = [b""] * (last - first)
    return b"\n".join(lines).decode()


def _is_ipython(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "get_ipython" for node in ast.walk(statement))
