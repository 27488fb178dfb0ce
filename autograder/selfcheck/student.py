"""Calling what the student wrote: whatever it raises becomes a sentence with the line, never a traceback of ours."""

from __future__ import annotations

import contextlib
import difflib
import io
import linecache
import sys
import sysconfig
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.model.message import Message, say
from autograder.selfcheck.exercise import Exercise

_OURS = str(Path(__file__).parents[1])
_LIBRARIES = tuple(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib"))


@dataclass(frozen=True)
class Scope:
    """Where the student's work is: the names, and the cells that were run so far (none where that is unknown)."""

    names: dict[str, Any]
    cells: tuple[str, ...] = ()


class StoppedError(Exception):
    """The check cannot go on, for a reason that is the student's to read."""

    def __init__(self, hint: Message, attempted: bool = True, at: str = "") -> None:
        super().__init__(hint.key)
        self.hint = hint
        self.attempted = attempted
        self.at = at


def attempt(name: str, call: Callable[..., Any], *arguments: Any) -> Any:
    """What `call` returns for copies of the arguments; StoppedError with a sentence on `name` when it raises."""
    try:
        return call(*map(fresh, arguments))
    except StoppedError:
        raise
    except NotImplementedError:
        raise StoppedError(say("part_missing", name=name), attempted=False, at=name) from None
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        raise StoppedError(told(name, error), at=name) from None


def ask(one: Any, method: str, *arguments: Any) -> Any:
    """What a method of the student's object returns; StoppedError when there is no such method or it raises."""
    found = getattr(one, method, None)
    if found is None:
        own = [name for name in dir(one) if not name.startswith("_")]
        close = difflib.get_close_matches(method, own, 1, 0.6)
        values = {"owner": type(one).__name__, "name": method}
        raise StoppedError(
            say("close_method", **values, close=close[0]) if close else say("no_method", **values), at=method
        )
    return attempt(method, found, *arguments)


def told(name: str, error: BaseException) -> Message:
    """A sentence on an exception: its type, its message, and the line of the student's code."""
    values = {"name": name, "type": type(error).__name__, "message": " ".join(str(error).split())[:200]}
    if isinstance(error, NotImplementedError):
        return say("part_missing", name=name)
    if isinstance(error, TypeError) and "positional argument" in str(error) and "given" in str(error):
        return say("no_self", **values)
    line, source = _place(error)
    shown = f"`{source}`, " if source else ""
    return say("stopped", **values, place=say("place", shown=shown, line=line) if line else "")


def _place(error: BaseException) -> tuple[int, str]:
    """The innermost line of code that is neither ours nor a library's: its number and text; 0 when there is none."""
    found, traceback = (0, ""), error.__traceback__
    if isinstance(error, SyntaxError):
        return error.lineno or 0, (error.text or "").strip()
    while traceback is not None:
        file, line = traceback.tb_frame.f_code.co_filename, traceback.tb_lineno or 0
        if not file.startswith((_OURS, "<__array_function__", "<frozen", *_LIBRARIES)):
            found = (line, linecache.getline(file, line).strip())
        traceback = traceback.tb_next
    return found


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Without prints, plots and warnings of the student's code, and with numpy's global random state put back."""
    state = np.random.get_state()  # noqa: NPY002  (the student may use it)
    with contextlib.ExitStack() as stack:
        capture = sys.modules.get("IPython.utils.capture")
        if capture is not None:
            stack.enter_context(capture.capture_output())
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.enter_context(np.errstate(all="ignore"))
        try:
            yield
        finally:
            np.random.set_state(state)  # noqa: NPY002


def target(exercise: Exercise, names: Mapping[str, Any]) -> Any:
    """The class or function asked for. Raises StoppedError when there is none."""
    return named(exercise.target, names, exercise.aliases)


def named(name: str, names: Mapping[str, Any], aliases: tuple[str, ...] = ()) -> Any:
    """A class or function of the student's. Raises StoppedError, naming one that is spelt nearly so."""
    for known in (name, *aliases):
        if known in names:
            return names[known]
    own = [key for key, value in names.items() if callable(value) and not key.startswith("_")]
    close = difflib.get_close_matches(name, own, 1, 0.75)
    close = close or [key for key in own if key.lower().replace("_", "") == name.lower().replace("_", "")][:1]
    raise StoppedError(
        say("close_target", name=name, close=close[0]) if close else say("no_target", name=name)
    )


def number(value: Any) -> np.ndarray[Any, Any] | None:
    """A number, array or nested list of numbers as float64; None for anything else."""
    if value is None:
        return None
    try:
        array = np.asarray(value)
        if array.dtype == object:
            array = np.array(value, dtype=float)
        return array.astype(float) if array.dtype.kind in "biuf" else None
    except (TypeError, ValueError, OverflowError):
        return None


def fresh(value: Any) -> Any:
    """A copy for the student to use up: arrays copied, numbers as they are."""
    return value.copy() if isinstance(value, np.ndarray) else value
