"""An assignment's notebooks, each judged by a grader of its own in children of its own: no name goes from one to another."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Protocol

from autograder.grading.judge import nothing
from autograder.host.prober import Prober
from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Assignment
from autograder.model.result import Graded


class Notebook(Protocol):
    """Whoever judges the cells of a notebook: `grading.grader.Grader`."""

    def grade(self, cells: Sequence[Cell]) -> Graded:
        """The cells judged. Raises SandboxError when the sandbox itself fails."""


class Sheets:
    """Judges submissions of one assignment, whose cells say which notebook they are of, by a judge of each notebook."""

    def __init__(self, prober: Prober, judges: Iterable[tuple[Assignment, Notebook]]) -> None:
        self.prober, self.judges = prober, tuple(judges)

    def grade(self, cells: Sequence[Cell]) -> Graded:
        """Judge a submission's cells, all notebooks within the budget of one: what hangs in one leaves the others their share of it.
        Raises SandboxError when the sandbox itself fails."""
        with self.prober.submission():
            return reduce(_together, (self._in_its_share(at, cells) for at in range(len(self.judges))))

    def _in_its_share(self, at: int, cells: Sequence[Cell]) -> Graded:
        with self.prober.submission(1 / (len(self.judges) - at)):
            return _judged(*self.judges[at], cells)


def _judged(part: Assignment, judge: Notebook, cells: Sequence[Cell]) -> Graded:
    """What a notebook's judge says, about cells of that notebook."""
    own = [cell for cell in cells if cell.sheet == part.sheet]
    if part.sheet and not own:
        gone = Message("sheet_missing", {"name": f"{part.sheet}.ipynb"})
        return Graded(tuple(nothing(one, Outcome.NOT_ATTEMPTED, gone) for one in part.questions), (), 0.0)
    found = judge.grade(own)

    def placed(cell: Cell) -> Cell:
        return replace(cell, sheet=part.sheet)  # what was put back has none

    return replace(
        found,
        cell_errors=tuple((placed(cell), raised) for cell, raised in found.cell_errors),
        skipped=tuple((placed(cell), why) for cell, why in found.skipped),
        violations=tuple(
            f"{part.sheet}: {v}" if part.sheet and v.startswith("cell") else v for v in found.violations
        ),
    )


def _together(one: Graded, other: Graded) -> Graded:
    return Graded(
        one.questions + other.questions,
        one.cell_errors + other.cell_errors,
        one.cpu + other.cpu,
        one.violations + other.violations,
        one.skipped + other.skipped,
        tuple(dict.fromkeys([*one.reaches, *other.reaches])),
    )
