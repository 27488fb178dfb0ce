"""The reference's cells, run where a student's are run before they run in the trusted process: in a child, within the limits.

What would never end there, or would take the grader's own process or memory along, is one line with its cell, and its line where
Python can say it.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from autograder.host.child import PATIENCE, Heard
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.outcome import Outcome
from autograder.model.question import Assignment, Course
from autograder.notebook.cells import read_cells
from autograder.sandbox.protocol import Request

_LATE = "ReferenceIsLate"
_WATCH = f"""
import signal as _signal
class {_LATE}(BaseException):
    pass
def _is_late(*_):
    raise {_LATE}
for _number, _timer, _seconds in ((_signal.SIGPROF, _signal.ITIMER_PROF, {{cpu}}), (_signal.SIGALRM, _signal.ITIMER_REAL, {{clock}})):
    _signal.signal(_number, _is_late)
    _signal.setitimer(_timer, _seconds, 0.05)
"""
"""Put before each cell: an exception in it, with its line, when it has taken too long."""
SPARE = 2.0
"""Seconds after which a cell that no exception ends is ended from outside."""


def rehearse(course: Course, assignment: Assignment, prober: Prober, cells: Sequence[Cell] = ()) -> None:
    """Run the cells (default: those of the solution notebook) in a child. Raises CourseError where they would not end."""
    path = course.solution_path(assignment)
    own = [cell for cell in cells or read_cells(path) if not cell.locked]
    seconds = course.limits.cell_seconds
    watch = _WATCH.format(cpu=seconds, clock=PATIENCE * seconds)
    sources = tuple(source for cell in own for source in (watch, cell.source))
    request = Request(sources, (), files=tuple(assignment.files.items()))
    limits = prober.limits
    prober.limits = replace(limits, cell_seconds=seconds + SPARE)
    try:
        heard = prober.ask(request)
    finally:
        prober.limits = limits
    for at, cell in enumerate(own):
        what = _told(course, heard, 2 * at + 1)
        if what:
            _refuse(course, assignment, f"cell {cell.index}{what}")


def _told(course: Course, heard: Heard, at: int) -> str:
    """What is wrong with the cell at that place: nothing, mostly."""
    limits = course.limits
    late = f"the reference runs longer than {limits.cell_seconds:g} s; make it quicker, or raise limits: cell_seconds"
    for error in heard.cells.get(at, ()):
        if error.type_name == _LATE:
            return f", line {error.line}: {late}"
        if error.type_name == "MemoryError":
            return f", line {error.line}: the reference needs more than {limits.memory_mb} MB (limits: memory_mb)"
    how = heard.lost.get(at)
    if how is Outcome.TIMEOUT:
        return f": {late}"
    if how is Outcome.MEMORY:
        return f": the reference needs more than {limits.memory_mb} MB (limits: memory_mb)"
    if how is not None:
        return ": the reference ends its own process, or does what the sandbox forbids"
    if at not in heard.cells:
        return f": the cells up to here run longer than {limits.submission_seconds:g} s together (limits: submission_seconds)"
    return ""


def _refuse(course: Course, assignment: Assignment, what: str) -> NoReturn:
    raise CourseError(course.solution_path(assignment), 0, what)
