"""A deadline for the reference's answers in the trusted process: code that takes too long is one line with its place."""

import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from autograder.model.errors import CourseError

AGAIN = 0.002
"""Seconds between two exceptions, once it is late: what was interrupted may go on with the next call."""
ASLEEP = 3.0
"""Seconds by the clock for each second of a processor: on a busy machine only the latter is fair."""

_CELL = re.compile(r"<cell (\d+)>|<test .*>", re.DOTALL)

Place = tuple[int, int]
"""A cell, counted among those that run (-1: a test of an instructor's), and its line."""


class Late(BaseException):
    """Raised in the reference's own code when its time is over; it never leaves `within`."""


@contextmanager
def within(seconds: float, refused: Callable[[Place], CourseError]) -> Iterator[None]:
    """Raise what `refused` makes of the place where the code is, when the block takes more processor seconds.

    Without effect in another thread than the first, which alone hears signals.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    late: list[Place] = []

    def ring(_: int, frame: FrameType | None) -> None:
        place = _place(frame)
        if place:  # never between two lines of ours
            late.append(place)
            raise Late

    watches = (
        (signal.SIGPROF, signal.ITIMER_PROF, seconds),
        (signal.SIGALRM, signal.ITIMER_REAL, ASLEEP * seconds),
    )
    before = [
        (signal.signal(number, ring), signal.setitimer(timer, most, AGAIN)) for number, timer, most in watches
    ]
    try:
        yield
    except BaseException:
        if not late:
            raise
    finally:
        for (number, timer, _), (handler, left) in zip(watches, before, strict=True):
            signal.setitimer(timer, *left)
            signal.signal(number, handler)
    if late:
        raise refused(late[0])


def _place(frame: FrameType | None) -> Place | None:
    """The innermost line of a cell or test; None where none is running."""
    while frame and not (match := _CELL.fullmatch(frame.f_code.co_filename)):
        frame = frame.f_back
    return (int(match[1] or -1), frame.f_lineno) if frame and match else None
