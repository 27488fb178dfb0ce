"""What was run so far, and what came of it: of each cell only the last run counts, and what an earlier one left behind does not.

Jupyter's clients say which cell they run (`cellId`); where they do not, a later cell that answers a question stands in the
place of earlier ones that do.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any

from autograder.model.question import Question
from autograder.notebook.code import code, ended_before
from autograder.selfcheck.place import is_own
from autograder.selfcheck.quiet import OutOfTimeError


@dataclass(frozen=True, slots=True)
class Failure:
    """What a run ended with: an exception, and the line of the cell; `unreadable`: nothing of it ran;
    `endless`: it did not come to its end."""

    type_name: str
    message: str
    line: int
    unreadable: bool = False
    endless: bool = False

    @property
    def unwritten(self) -> bool:
        """The cell is still as it was handed out, or half of it is."""
        return self.type_name == "NotImplementedError"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a cell: its source, the cell's id where that is known, how it failed, and the names that it made."""

    source: str
    cell: str | None = None
    failure: Failure | None = None
    made: frozenset[str] = frozenset()


OURS = "SelfCheckFailed"
"""What a check raises is no failure of the cell that calls it."""


def run_of(source: str, cell: str | None, error: BaseException | None) -> Run:
    """The run of a cell that ended, with an exception or without."""
    failure = None if error is None or type(error).__name__ == OURS else failure_of(error)
    if failure is None:
        return Run(source, cell, None, code(source).names)
    return Run(source, cell, failure, code(ended_before(source, _top_line(error))).names)


def failure_of(error: BaseException) -> Failure:
    """What is said of an exception that ended a cell."""
    if isinstance(error, SyntaxError):
        return Failure(type(error).__name__, error.msg, error.lineno or 0, unreadable=True)
    lines = list(_lines(error.__traceback__))
    try:
        message = str(error)[:300]
    except Exception:  # a student's own class
        message = ""
    endless = isinstance(error, OutOfTimeError)
    return Failure(type(error).__name__, message, lines[-1] if lines else 0, endless=endless)


def _lines(traceback: TracebackType | None) -> Iterator[int]:
    """The lines in the cell that ended, outer ones first: those of the file of its first frame."""
    file = ""
    while traceback is not None:
        here = traceback.tb_frame.f_code.co_filename
        if not file and traceback.tb_frame.f_code.co_name == "<module>" and is_own(here):
            file = here
        if file == here:
            yield traceback.tb_lineno or 0
        traceback = traceback.tb_next


def _top_line(error: BaseException | None) -> int:
    """The line of the cell's own statement that raised; 0 where nothing of it ran."""
    if error is None or isinstance(error, SyntaxError):
        return 0
    return next(_lines(error.__traceback__), 0)


class Log:
    """The runs of one kernel. What was run before it was made is known by its source alone."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.runs = [Run(str(cell), made=code(str(cell)).names) for cell in shell.user_ns.get("In", ())[1:-1]]
        self.running: Run | None = None
        self.before: Mapping[str, int] = {}
        shell.events.register("pre_run_cell", self.begin)
        shell.events.register("post_run_cell", self.end)

    def begin(self, info: Any) -> None:
        """A cell is about to run."""
        if info.store_history and not info.silent:
            self.running = Run(self._source(info), self._cell(info))
            self.before = {name: id(value) for name, value in self.shell.user_ns.items()}

    def end(self, result: Any) -> None:
        """A cell has run."""
        info = result.info
        if info is None or not info.store_history or info.silent:
            return
        run = run_of(self._source(info), self._cell(info), result.error_before_exec or result.error_in_exec)
        now = self.shell.user_ns.items() if self.running else ()
        changed = {name for name, value in now if self.before.get(name) != id(value)}
        self.runs.append(replace(run, made=run.made | changed))
        self.running = None
        gone = self._metadata().get("deletedCells", ())
        self.runs = [one for one in self.runs if one.cell is None or one.cell not in gone]

    def so_far(self) -> tuple[Run, ...]:
        """All runs, the one that calls this last."""
        return (*self.runs, *([self.running] if self.running else ()))

    def _source(self, info: Any) -> str:
        """The cell as Python: magics as calls."""
        try:
            return str(self.shell.transform_cell(info.raw_cell))
        except SyntaxError:
            return str(info.raw_cell)

    def _cell(self, info: Any) -> str | None:
        found = getattr(info, "cell_id", None) or self._metadata().get("cellId")
        return str(found) if found else None

    def _metadata(self) -> Mapping[str, Any]:
        """What the client says beside the cell."""
        try:
            metadata = self.shell.kernel.get_parent("shell").get("metadata")
        except (AttributeError, TypeError, LookupError):
            return {}
        return metadata if isinstance(metadata, Mapping) else {}


_LOG = "_autograder_log"


def follow() -> None:
    """Remember from now on what is run in this kernel; nothing outside of one, or where that is done already."""
    shell = _shell()
    if shell is not None and not hasattr(shell, _LOG):
        setattr(shell, _LOG, Log(shell))


def logged() -> tuple[tuple[Run, ...], dict[str, Any]] | None:
    """The runs and the names of this kernel; None outside of one."""
    shell = _shell()
    if shell is None:
        return None
    follow()
    return getattr(shell, _LOG).so_far(), shell.user_ns


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What still stands of some runs for a question: the sources in their order, nothing but calls of check for what was run again since; the names
    that nothing makes any more; and the run that answers the question, where one does."""

    cells: tuple[str, ...]
    stale: frozenset[str]
    answer: Run | None


def standing(runs: Sequence[Run], question: Question, checked: Sequence[frozenset[str]]) -> Standing:
    """What stands; `checked` are the questions that each run checks."""
    gone = [False] * len(runs)
    again, answered, beyond, answer = set[str](), set[str](), False, None
    for at in range(len(runs) - 1, -1, -1):
        run = runs[at]
        beyond = beyond or bool(checked[at] - {question.id})
        own = frozenset() if beyond and run.cell is None else answers(question, run.source)
        gone[at] = run.cell in again if run.cell else bool(own & answered)
        if not gone[at]:
            answer = answer or (run if own else None)
            answered |= own & {*question.given, question.target, question.partner}
        if run.cell:
            again.add(run.cell)
    kept = frozenset[str]().union(*(run.made for run, past in zip(runs, gone, strict=True) if not past))
    wanted = {*question.asked, question.target, question.partner}
    left = (run.made if run.cell else run.made & wanted for run, past in zip(runs, gone, strict=True) if past)
    sources = tuple(
        _calls(own) if past else run.source for run, past, own in zip(runs, gone, checked, strict=True)
    )
    return Standing(sources, frozenset[str]().union(*left) - kept, answer)


def _calls(checked: frozenset[str]) -> str:
    """What is left of a run that counts no more: the checks, which say where a question ended."""
    return "\n".join(f'check("{name}")' for name in sorted(checked))


def answers(question: Question, source: str) -> frozenset[str]:
    """The names by which a source answers a question: its inputs, what is asked for, its target."""
    names = {*question.given, *(question.asked if question.given else ()), question.target, question.partner}
    wanted = frozenset(name for name in names if name)
    if code(source).parses:
        return wanted & code(source).names
    return frozenset(
        name for name in wanted if re.search(_SETS.format(re.escape(name)), source, re.MULTILINE)
    )


_SETS = r"^\s*(?:(?:class|def)\s+{0}\b|{0}\s*[-+*/]?=(?!=))"
"""How a line begins that sets a name, in a source that cannot be read as a whole."""
