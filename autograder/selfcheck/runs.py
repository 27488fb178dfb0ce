"""What was run so far, and what came of it: of each cell only the last run counts, and what an earlier one left behind does not.

JupyterLab, VS Code (`cellId`) and Colab (`colab.cell_id`) say which cell they run; where a client does not, a later cell that answers
a question stands in the place of earlier ones that do.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from traceback import walk_tb
from types import TracebackType
from typing import Any

from autograder.model.message import Message, say
from autograder.notebook.code import code, ended_before
from autograder.notebook.translate import as_python
from autograder.selfcheck.place import is_own
from autograder.selfcheck.quiet import OutOfTimeError


@dataclass(frozen=True, slots=True)
class Failure:
    """What a run ended with: an exception and its line; `unreadable`: nothing of it ran; `endless`: it did not come to its end."""

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
    """One run of a cell: source, id where it is known, how it failed, the names that it made, whether the cell was deleted since."""

    source: str
    cell: str | None = None
    failure: Failure | None = None
    made: frozenset[str] = frozenset()
    deleted: bool = False

    @property
    def key(self) -> str:
        """The cell: its id, or its source where that is all there is."""
        return self.cell or self.source


OURS = "SelfCheckFailed"
"""What a check raises is no failure of the cell that calls it."""


def run_of(source: str, cell: str | None, error: BaseException | None) -> Run:
    """The run of a cell that ended, with an exception or without."""
    failure = None if error is None or type(error).__name__ == OURS else failure_of(error)
    if failure is None:
        return Run(source, cell, None, _made(source))
    return Run(source, cell, failure, _made(ended_before(source, _top_line(error))))


def _made(source: str) -> frozenset[str]:
    """The names that a source makes at the top level, those of its imports too."""
    imports = (one for one in code(source).top_level if isinstance(one, ast.Import | ast.ImportFrom))
    aliases = (alias for one in imports for alias in one.names)
    return code(source).names | {(alias.asname or alias.name).split(".")[0] for alias in aliases}


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


def failed(failure: Failure, seconds: float) -> Message:
    """What the last run of a cell ended with; a cell that is endless was given so many seconds."""
    if failure.unreadable:
        return say("syntax", message=failure.message, line=failure.line)
    if failure.endless:
        return say("late", method=say("late_cell"), seconds=f"{seconds:g}", line=failure.line or None)
    values = {"message": failure.message or None, "line": failure.line or None}
    return say("last_run_failed", type=failure.type_name, **values)


def _lines(traceback: TracebackType | None) -> Iterator[int]:
    """The lines in the cell that ended, outer ones first: those of the file of its first frame."""
    file = ""
    for frame, line in walk_tb(traceback):
        here = frame.f_code.co_filename
        if not file and frame.f_code.co_name == "<module>" and is_own(here):
            file = here
        if file == here:
            yield line or 0


def _top_line(error: BaseException | None) -> int:
    """The line of the cell's own statement that raised; 0 where nothing of it ran."""
    if error is None or isinstance(error, SyntaxError):
        return 0
    return next(_lines(error.__traceback__), 0)


class Log:
    """The runs of one kernel. What was run before it was made is known by its source alone."""

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        before = getattr(shell.history_manager, "input_hist_raw", ())[1:-1]
        sources = [self._python(str(raw)) for raw in before]
        self.runs = [Run(source, made=_made(source)) for source in sources]
        self.running: Run | None = None
        self.before: Mapping[str, int] = {}
        shell.events.register("pre_run_cell", self.begin)
        shell.events.register("post_run_cell", self.end)

    def begin(self, info: Any) -> None:
        """A cell is about to run."""
        gone = self._metadata().get("deletedCells", ())
        self.runs = [replace(one, deleted=True) if one.cell in gone else one for one in self.runs]
        if info.store_history and not info.silent:
            self.running = Run(self._python(info.raw_cell), self._cell(info))
            self.before = {name: id(value) for name, value in self.shell.user_ns.items()}

    def end(self, result: Any) -> None:
        """A cell has run."""
        info = result.info
        if info is None or not info.store_history or info.silent:
            return
        error = result.error_before_exec or result.error_in_exec
        run = run_of(self._python(info.raw_cell), self._cell(info), error)
        now = self.shell.user_ns.items() if self.running else ()
        changed = {name for name, value in now if self.before.get(name) != id(value)}
        past = next((one for one in reversed(self.runs) if one.cell and one.cell == run.cell), None)
        if past and past.source == run.source and not run.failure:  # what it imports is the same object again
            changed |= past.made
        self.runs.append(replace(run, made=run.made | changed))
        self.running = None

    def _python(self, raw: str) -> str:
        """The cell as the grader reads it, magics left out; else as IPython does."""
        source = as_python(raw)[0]
        try:
            return source if code(source).parses else str(self.shell.transform_cell(raw))
        except SyntaxError:
            return raw

    def _cell(self, info: object) -> str | None:
        said = self._metadata()
        colab = said.get("colab")
        colabs = colab.get("cell_id") if isinstance(colab, dict) else None
        found = getattr(info, "cell_id", None) or said.get("cellId") or colabs
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


def logged() -> tuple[tuple[Run, ...], dict[str, object]] | None:
    """The runs and the names of this kernel; None outside of one."""
    shell = _shell()
    if shell is None:
        return None
    follow()
    log: Log = getattr(shell, _LOG)
    return (*log.runs, *([log.running] if log.running else ())), shell.user_ns


def _shell() -> Any:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None
