"""Running the student's code without anything of it being seen or left behind."""

import builtins
import contextlib
import ctypes
import dis
import io
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from types import CodeType, FrameType
from typing import Any

import numpy as np


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Without prints, plots, warnings and questions of the student's code, and with numpy's global random state put back."""
    state = np.random.get_state()  # noqa: NPY002  (the student may use it)
    with contextlib.ExitStack() as stack:
        capture = sys.modules.get("IPython.utils.capture")
        if capture is not None:
            stack.enter_context(capture.capture_output())
        stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
        stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        stack.enter_context(_unanswered())
        stack.enter_context(warnings.catch_warnings())
        warnings.simplefilter("ignore")
        stack.enter_context(np.errstate(all="ignore"))
        try:
            yield
        finally:
            np.random.set_state(state)  # noqa: NPY002


@contextlib.contextmanager
def _unanswered() -> Iterator[None]:
    """input() raises what it raises at the end of a file."""

    def nobody(*_: object) -> str:
        raise EOFError("EOF when reading a line")

    asks, builtins.input = builtins.input, nobody
    try:
        yield
    finally:
        builtins.input = asks


class OutOfTimeError(BaseException):
    """The student's code did not come back in time: no `except Exception` of its own may take this for its own."""


SECONDS = 5.0
"""What the student's code may take for one question or drawing: the grader's own limit for its probes."""
CALLS = 3
"""How many times the seconds of one call all calls together may take."""


GLANCE = 0.1
"""Seconds between two looks at the clock."""


class Clock:
    """The end of a time that is given anew each time the student's code is called, and that of all calls together."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.last = time.monotonic() + CALLS * seconds
        self.again()

    def again(self) -> None:
        """From now on there are as many seconds as at the beginning, but no more than are left for all."""
        self.end = min(time.monotonic() + self.seconds, self.last)

    @property
    def is_spent(self) -> bool:
        """All calls together took too long, though each may have come back."""
        return self.end == self.last

    @property
    def left(self) -> float:
        """Seconds to the end."""
        return self.end - time.monotonic()


@contextlib.contextmanager
def within(seconds: float) -> Iterator[Clock]:
    """Raise OutOfTimeError in this thread once the time of the clock is over, and again every second until the block has ended,
    or the function that it stands in.

    It is raised between two steps of Python, as Ctrl-C is: a call into C is not broken off. Where Python has no threads, as in
    a browser, the time is looked at before each step of the notebook's code, and it is raised once.
    """
    thread, over, clock = threading.get_ident(), threading.Event(), Clock(seconds)
    around = sys._getframe(2)  # noqa: SLF001  of the block: this function is called by contextlib

    def watch() -> None:
        wait = 0.0
        while not over.wait(wait):
            wait = min(clock.left, GLANCE)  # for the end may be moved nearer
            if wait <= 0:
                if not _is_in(thread, around):
                    return  # what ends the block was broken off itself
                _raise_in(thread, OutOfTimeError)
                wait = 1.0

    watcher = threading.Thread(target=watch, daemon=True)
    try:
        watcher.start()
    except RuntimeError:
        with _looking_at(clock):
            yield clock
        return
    try:
        yield clock
    finally:
        try:
            over.set()
            watcher.join()
        except OutOfTimeError:  # raised when the block had ended
            over.set()
            watcher.join()


def _is_in(thread: int, frame: FrameType) -> bool:
    """Whether a thread is in a function, or in what that has called."""
    at = sys._current_frames().get(thread)  # noqa: SLF001
    while at is not None and at is not frame:
        at = at.f_back
    return at is frame


@contextlib.contextmanager
def _looking_at(clock: Clock) -> Iterator[None]:
    before = sys.gettrace()

    def trace(frame: FrameType, *_: object) -> Callable[..., Any] | None:
        if frame.f_globals.get("__name__", _NOTEBOOK) != _NOTEBOOK:
            return None
        if clock.left < 0:
            raise OutOfTimeError
        frame.f_trace_opcodes = _loops_on_a_line(frame.f_code)  # it has no next line
        return trace

    sys.settrace(trace)
    try:
        yield
    finally:
        sys.settrace(before)


@cache
def _loops_on_a_line(code: CodeType) -> bool:
    lines: dict[int, int | None] = {}
    for one in dis.get_instructions(code):
        lines[one.offset] = one.positions.lineno if one.positions else None
        if one.opname.startswith("JUMP_BACKWARD") and lines.get(int(one.argval)) == lines[one.offset]:
            return True
    return False


_NOTEBOOK = "__main__"
"""The module that cells are, and scripts: to watch every library would take many times as long."""


def _raise_in(thread: int, error: type[BaseException]) -> None:
    raises = ctypes.pythonapi.PyThreadState_SetAsyncExc
    raises(ctypes.c_ulong(thread), ctypes.py_object(error))
