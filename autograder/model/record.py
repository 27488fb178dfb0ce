"""The record: all that is said of one submission, as one JSON object. docs/record.schema.json is made from these types.

A record is a plain dict from the moment it is made, so that what is written is what is read back, key by key.
"""

# Without `from __future__ import annotations`: the schema reads these types, not their text.

from typing import Annotated, Any, Literal, NotRequired, TypedDict

from autograder.model.condition import Condition
from autograder.model.outcome import Outcome

SCHEMA = 1
"""The number of this form; it rises when a key goes or changes its meaning."""

Numbers = float | list["Numbers"]
"""A number, or an array as nested lists."""

Marks = bool | list["Marks"]
"""Booleans in the shape of an array."""

Json = dict[str, Any]
"""An object as JSON has it, of a form that its reader knows: a notebook, a cell, a message between our own processes."""


class ErrorRecord(TypedDict):
    """An exception of student code.

    message  empty, or the unknown name alone, where the exception may tell a hidden input
    line     in the cell that raised it, from 1; null where it lies elsewhere
    """

    type: str
    message: str
    line: int | None


class SheetRecord(TypedDict):
    """What may stand in any of several notebooks: `notebook` says in which one, where the assignment has several."""

    notebook: NotRequired[str]


def of_sheet(sheet: str) -> SheetRecord:
    """What says so of a notebook of that name; nothing where there is only one."""
    return {"notebook": sheet} if sheet else {}


class CellRecord(SheetRecord):
    """A cell that raised, by its place in the file (from 0); `notebook` names it, where the assignment has several."""

    index: int
    error: ErrorRecord


class SkippedRecord(SheetRecord):
    """A cell that did not run as it stands, and why; `notebook` names it, where the assignment has several."""

    index: int
    reason: str


class SubmissionRecord(TypedDict):
    """What was handed in: file names, the graded one first; its hash; when (ISO 8601), where that is known.

    undated  why nobody knows when, where something says it that can be no time: it is neither in time nor late
    """

    files: list[str]
    sha256: str
    handed_in: str | None
    undated: NotRequired[str]


class Comparison(TypedDict):
    """The arrays that differ: the student's, and which entries are off.

    numerical  the right array; pages leave it out until the course lets it be seen
    differs    true where an entry is off, in the array's shape
    index      of the first entry that is off
    """

    name: str
    got: Numbers
    numerical: NotRequired[Numbers]
    differs: NotRequired[Marks]
    index: NotRequired[list[int]]


class ItemRecord(TypedDict):
    """One rubric item: what was claimed (`check` of `of`), the points earned of those possible, and why.

    misconception  an id of misconceptions.yaml, where the mistake is known
    conditions     where it is right in substance: the side conditions that it is not right in
    """

    check: str
    of: list[str]
    score: float
    points: float
    passed: bool
    message: str
    misconception: str | None
    conditions: NotRequired[list[Annotated[str, Condition]]]
    compare: NotRequired[Comparison]


class ManualRecord(TypedDict):
    """What a person gave in place of the grader's points, or said.

    score      what the person gave, extra credit included; null where there is a comment alone
    automatic  what the grader gave; it counts again when the person's score is taken back
    older      true where it was given for another hand-in or another judgement: a person should look again
    """

    score: float | None
    comment: str
    automatic: float
    older: NotRequired[bool]


class ByHandRecord(TypedDict):
    """A cell that only people grade: what they gave (null: nothing yet), what they said, and the most that they can give."""

    score: float | None
    comment: str
    points: float
    older: NotRequired[bool]


class LatenessRecord(TypedDict):
    """When it was due, and by how much it was late.

    due        the date in effect for this student, ISO 8601
    seconds    beyond it; 0 in time, and within the minutes of grace
    days       days begun beyond it, before free days are taken off
    free_days  free late days of the student's that were spent here
    extension  the student's own due date, ISO 8601; null where that of the assignment holds
    """

    due: str
    seconds: float
    days: int
    free_days: int
    extension: str | None


class QuestionRecord(SheetRecord):
    """One question.

    score           the points that count: a person's, where one gave any, else the grader's
    excused         true where it counts for nothing, neither in the score nor in the most that can be had
    manual          what a person gave or said
    outcome         the word of an Outcome
    error           its first exception
    misconceptions  all mistakes that its items speak of, the likeliest first
    estimates       true where its gradients may be numerical ones that numbers cannot tell: a person should look
    cell            where it was answered, by place in the file (from 0); source and first_line are that cell's
    notebook        the notebook that it is asked in, where the assignment has several
    left_out        where source is a part of a very long cell: how many lines before and after it are not in the record
    """

    id: str
    score: float
    max_score: float
    outcome: Annotated[str, Outcome]
    error: ErrorRecord | None
    items: list[ItemRecord]
    misconceptions: list[str]
    notes: list[str]
    cell: int | None
    source: str | None
    first_line: int
    left_out: NotRequired[list[int]]
    estimates: NotRequired[bool]
    excused: NotRequired[bool]
    manual: NotRequired[ManualRecord]


class StampRecord(TypedDict):
    """What the record depends on beside the submission, as hashes: the grader (all its parts: version, course, limits, seed,
    language …), and each question (its entry, its solution, its known mistakes)."""

    grader: str
    questions: dict[str, str]
    parts: NotRequired[dict[str, str]]


class Record(TypedDict):
    """One submission. Ungraded (our failure, or a file that cannot be read) its score is null, and `reason` says why.

    Most of it was judged once; what concerns the student beside the submission (`lateness`, `excused`, `by_hand`, the `manual` of
    questions) is settled whenever somebody looks, and all scores with it.

    score, final_score  before and after the late penalty: those that count, with what people gave and without what is excused;
                        null where neither the grader nor a person gave any
    max_score           the most that can be had, cells that only people grade included, what is excused left out
    lateness            where it is known when it was handed in, and there is a due date
    excused             true where the whole assignment is excused: nothing is late, nothing missing
    by_hand             cells that only people grade, by grade_id (of another notebook: notebook/grade_id)
    violations          where it tried what the sandbox kills for
    reaches             what its text names of other processes, the network and Python's own objects: a person should look
    seconds             that grading took; cpu_seconds of its processes
    protection          the level in force
    fingerprint         of all that the record depends on: the same one, and the record need not be made anew
    stamps              of its parts; null where the record is made anew in any case
    platform            Python, numpy and the processor that it was made with
    """

    schema: int
    student: str
    assignment: str
    status: Literal["graded", "ungraded"]
    reason: str | None
    score: float | None
    max_score: float
    late_penalty: float
    final_score: float | None
    lateness: NotRequired[LatenessRecord]
    excused: NotRequired[bool]
    by_hand: NotRequired[dict[str, ByHandRecord]]
    submission: SubmissionRecord
    questions: list[QuestionRecord]
    cells: list[CellRecord]
    skipped: list[SkippedRecord]
    seconds: float
    cpu_seconds: float
    violations: list[str]
    reaches: list[str]
    protection: str
    fingerprint: str
    stamps: StampRecord | None
    version: str
    platform: str
    lang: str
