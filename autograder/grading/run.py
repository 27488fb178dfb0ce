"""One submission, from its file to its record. Whatever fails, there is a record, and our own failure is never a zero."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import extract_tb
from typing import Protocol

from autograder.grading.intake.submission import Submission
from autograder.grading.record import Kept, make_record
from autograder.grading.stamps import Stamps
from autograder.grading.task import Answer, Task, answer
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.errors import ProtectionLost, SandboxError, UnreadableSubmission
from autograder.model.message import Told, tell
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.model.result import Graded
from autograder.notebook.cells import read_cells

PACKAGE = Path(__file__).parents[1]
TRIES = 2


class Judge(Protocol):
    """Whoever judges cells, with a sandbox of its own: `grading.sheets.Sheets`."""

    @property
    def prober(self) -> Prober:
        """Its end of the sandbox."""

    def grade(self, cells: Sequence[Cell]) -> Graded:
        """The cells judged. Raises SandboxError when the sandbox itself fails."""


@dataclass(frozen=True, slots=True)
class Run:
    """What all submissions of one run share: the assignment, the language of what students read, what records depend on
    (None where they are not kept)."""

    assignment: Assignment
    lang: str
    stamps: Stamps | None = None


def guarded(run: Run, submission: Submission, prober: Prober, make: Callable[[], Record]) -> Record:
    """The record that `make` makes; where that fails, one that is ungraded and says why.

    What a file can do to whoever reads, translates, judges or tells it ends here, and nowhere else: nothing that a file
    contains stops the class. Our own failure is tried once more, and by the next run anew. Raises ProtectionLost alone.
    """
    reason = ""
    for _ in range(TRIES):
        try:
            return make()
        except UnreadableSubmission as error:
            return _ungraded(run, submission, prober, error.why, run.stamps)
        except ProtectionLost:
            raise  # the class ends here: nobody's code runs behind fewer walls than was said
        except SandboxError as error:
            prober.restart()
            reason = tell("our sandbox failed: {error}", error=str(error))
        except MemoryError:
            reason = tell("it takes more memory than the grader gives to one submission")
        except Exception as error:  # our own mistake never becomes the student's zero
            reason = tell("the grader failed ({where}); please report this", where=_where(error))
    return _ungraded(run, submission, prober, reason, None)


def _ungraded(run: Run, submission: Submission, prober: Prober, reason: str, stamps: Stamps | None) -> Record:
    return make_record(
        submission, run.assignment, reason, lang=run.lang, stamps=stamps, protection=prober.protection
    )


def _where(error: Exception) -> str:
    """The exception's type and the line of ours that it came through last; never its text, which may hold anything."""
    frames = [frame for frame in extract_tb(error.__traceback__) if PACKAGE in Path(frame.filename).parents]
    at = f" at {Path(frames[-1].filename).relative_to(PACKAGE)}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{at}"


def graded(run: Run, submission: Submission, judge: Judge, kept: Kept | None = None) -> Record:
    """The record of one submission, judged; with `kept`, the judge knows the other questions alone.

    Raises UnreadableSubmission where there is nothing to judge, SandboxError when the sandbox itself fails.
    """
    started = time.perf_counter()
    with judge.prober.spent.on("read"):
        cells = cells_of(run.assignment, submission)
    result = judge.grade(cells)
    with judge.prober.spent.on("record"):
        return make_record(
            submission,
            run.assignment,
            result,
            lang=run.lang,
            stamps=run.stamps,
            protection=judge.prober.protection,
            seconds=time.perf_counter() - started,
            kept=kept,
        )


def cells_of(assignment: Assignment, submission: Submission) -> tuple[Cell, ...]:
    """The cells of what was handed in, of several notebooks each with its name. Raises UnreadableSubmission where one cannot be
    read, or nothing is there that could be graded."""
    if not submission.graded:
        raise UnreadableSubmission(_nothing(assignment, submission))
    return tuple(
        replace(cell, sheet=sheet) if sheet else cell
        for sheet, path in submission.graded
        for cell in read_cells(path)
    )


def _nothing(assignment: Assignment, submission: Submission) -> Told:
    """What is said where nothing is there that could be graded."""
    found = [*(path.name for path in submission.files), *submission.others][:3]
    if not found:
        return tell("no notebook or Python file was handed in")
    names = found[0]
    for name in found[1:]:
        names = tell("{one}, {other}", one=names, other=name)
    if not submission.files:
        return tell("no notebook or Python file was handed in; found {names}", names=names)
    wanted = ", ".join(f"{notebook}.ipynb" for notebook in assignment.notebooks)
    return tell("none of {wanted} is there; found {names}", wanted=wanted, names=names)


def lost(assignment: Assignment, lang: str, task: Task, reason: str) -> Answer:
    """The answer for a task whose worker processes died: ungraded, and to be tried anew by the next run."""
    return answer(make_record(task.submission, assignment, reason, lang=lang, protection="none"))
