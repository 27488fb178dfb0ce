"""A cell of code, as it was handed in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell: its source as Python, its place in the file (from 0; -1 where
    it is not the student's own), nbgrader's grade_id if it has one.

    `locked` cells (nbgrader's test cells) never run beside student code: the grader asks its own questions, and what an
    instructor's tests say is judged elsewhere. `given` cells are read-only ones that are no tests, `answer` cells are there
    to be written. `note` says what was taken out, changed or put back so that the rest can run; `sheet` names the notebook that
    it is of, where an assignment has several.
    """

    source: str
    index: int
    grade_id: str | None = None
    locked: bool = False
    given: bool = False
    note: str = ""
    answer: bool = False
    sheet: str = ""
