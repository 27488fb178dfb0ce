"""One submission, from its file to its record. Whatever fails, there is a record, and our own failure is never a zero."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from autograder.grading.record import Kept, make_record
from autograder.grading.stamps import Stamps
from autograder.grading.submissions import Submission
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.errors import SandboxError, UnreadableSubmission
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.model.result import Graded
from autograder.notebook.cells import read_cells


class Judge(Protocol):
    """Whoever judges cells, with a sandbox of its own: `grading.grader.Grader`."""

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


def grade_one(run: Run, submission: Submission, judge: Judge, kept: Kept | None = None) -> Record:
    """The record of one submission. Our own failure leaves it ungraded, with the reason, after one more try.

    With `kept`, the judge knows the other questions alone.
    """
    started = time.perf_counter()
    result, ours = _graded(submission, judge)
    with judge.prober.spent.on("record"):
        return make_record(
            submission,
            run.assignment,
            result,
            lang=run.lang,
            stamps=None if ours else run.stamps,
            protection=judge.prober.protection,
            seconds=0.0 if isinstance(result, str) else time.perf_counter() - started,
            kept=None if isinstance(result, str) else kept,
        )


def _graded(submission: Submission, judge: Judge) -> tuple[Graded | str, bool]:
    """A submission judged, or why it cannot be; and whether that is our own failure, so that it is tried anew next time."""
    reason = ""
    for _ in range(2):
        try:
            with judge.prober.spent.on("read"):
                cells = _cells(submission)
            return judge.grade(cells), False
        except UnreadableSubmission as error:
            return str(error), False
        except SandboxError as error:
            judge.prober.restart()
            reason = f"our sandbox failed: {error}"
        except Exception as error:  # our own mistake never becomes the student's zero
            reason = f"the grader failed ({type(error).__name__}: {error}); please report this"
    return reason, True


def _cells(submission: Submission) -> tuple[Cell, ...]:
    if not submission.files:
        there = f"; found {', '.join(submission.others[:3])}" if submission.others else ""
        raise UnreadableSubmission(f"no notebook or Python file was handed in{there}")
    return read_cells(submission.files[0])
