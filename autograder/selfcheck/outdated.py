"""What an answer uses must come of cells that stand: of none that was changed, deleted or failed since."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from autograder.model.question import Question
from autograder.notebook.code import code
from autograder.selfcheck.history import Scope, cells_for
from autograder.selfcheck.runs import Run


def outdated_name(question: Question, scope: Scope) -> str | None:
    """A name that the answer uses, itself or through others, and that another run made than the one that stands; None for none."""
    last = {name: at for at, run in enumerate(scope.runs) for name in run.made}
    waiting, seen = list(_first(question, scope)), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in last:
            continue
        seen.add(name)
        if name in scope.stale:
            return name
        parts = _parts(name, scope.runs[last[name]].source)
        old = next((b for part in parts for b in _bases(part) if _changed(b, last[name], scope.runs)), None)
        if old:
            return old
        waiting += [used for part in parts for used in _used(ast.unparse(part))]
    return None


def _first(question: Question, scope: Scope) -> Iterable[str]:
    """The names that the question begins with: its class or function, or what its cells use."""
    if question.given:
        cells = cells_for(question, scope.cells)
        made = frozenset[str]().union(*(code(cell).bound for cell in cells))
        return frozenset[str]().union(*map(_used, cells)) - made
    standing = frozenset[str]().union(*(code(cell).names for cell in scope.cells))
    return standing.intersection(filter(None, (question.target, question.partner, *question.aliases)))


def _parts(name: str, source: str) -> list[ast.stmt]:
    """The statements of a source that make a name."""
    return [one for one in code(source).top_level if name in code(ast.unparse(one)).names]


def _used(source: str) -> frozenset[str]:
    return code(source).loaded - code(source).bound


def _bases(part: ast.stmt) -> Iterator[str]:
    if isinstance(part, ast.ClassDef):
        yield from (base.id for base in part.bases if isinstance(base, ast.Name))


def _changed(name: str, at: int, runs: Sequence[Run]) -> bool:
    """Whether the cell that had made a name, when a run used it, was changed since; another cell may make it anew."""
    maker = next((run for run in reversed(runs[: at + 1]) if name in run.made), None)
    if maker is None or not maker.cell:
        return False
    last = next(run for run in reversed(runs) if run.cell == maker.cell)
    return last.source != maker.source or maker.deleted
