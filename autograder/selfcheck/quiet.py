"""Running the student's code without anything of it being seen or left behind."""

from __future__ import annotations

import contextlib
import ctypes
import io
import sys
import threading
import warnings
from collections.abc import Iterator

import numpy as np


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


class OutOfTimeError(BaseException):
    """The student's code did not come back in time: no `except Exception` of its own may take this for its own."""


@contextlib.contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise OutOfTimeError in this thread once the time is over, and again every second until the block has ended.

    It is raised between two steps of Python, as Ctrl-C is: a call into C is not broken off.
    """
    thread, over = threading.get_ident(), threading.Event()

    def watch() -> None:
        wait = seconds
        while not over.wait(wait):
            _raise_in(thread, OutOfTimeError)
            wait = 1.0

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _raise_in(thread: int, error: type[BaseException]) -> None:
    raises = ctypes.pythonapi.PyThreadState_SetAsyncExc
    raises(ctypes.c_ulong(thread), ctypes.py_object(error))
