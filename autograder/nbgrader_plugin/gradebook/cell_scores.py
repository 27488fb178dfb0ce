"""What one submission gets in the gradebook: a score for each graded cell, and which answers were left as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from autograder.grading.settling.settle import cell_of, parts
from autograder.model.question import Assignment
from autograder.model.record import QuestionRecord, Record
from autograder.nbgrader_plugin.gradebook.sheet import KnownCell, Notebook, checksum


@dataclass(frozen=True, slots=True)
class Marks:
    """One student's: `scores` by cell (None: nobody, or a person has to give any), `silent` cells hold what was handed out, `idle`
    ones are excused, `sha256` is the hash of what was handed in.

    Small, so that those of a whole class fit into memory while their notebooks do not.
    """

    student: str
    handed_in: datetime | None
    scores: Mapping[str, float | None]
    silent: frozenset[str]
    idle: frozenset[str] = frozenset()
    sha256: str = ""


def marks_of(
    record: Record, notebook: Notebook, handed_in: datetime | None, cells: Sequence[KnownCell]
) -> Marks:
    """The marks of a record, whose notebook stands in autograded/ as it is here."""
    marked = ((cell["metadata"].get("nbgrader", {}), cell["source"]) for cell in notebook["cells"])
    sources = {marks.get("grade_id"): source for marks, source in marked}
    answers = [cell for cell in cells if cell.solution and not cell.task and cell.name in sources]
    silent = {cell.name for cell in answers if checksum(sources[cell.name], cell) == cell.checksum}
    scores = {cell.name: _auto_score(record, cell, silent) for cell in cells if cell.grade_key}
    excused = chain.from_iterable(parts(one) for one in record["questions"] if one.get("excused"))
    idle = frozenset(excused) & {cell.name for cell in cells}
    sha256 = record["submission"]["sha256"]
    return Marks(record["student"], handed_in, scores, frozenset(silent), idle, sha256)


def _auto_score(record: Record, cell: KnownCell, silent: set[str]) -> float | None:
    """What nbgrader's own rules make of a cell: a test cell's points; a manual one is 0 when left as it was."""
    if cell.task or cell.points is None:
        return None
    if cell.solution:
        return 0.0 if cell.name in silent else None
    return score_of(record, cell.name, cell.points) if cell.cell_type == "code" else None


def part_of(record: Record, part: Assignment) -> Record:
    """What a record says of one notebook, where it speaks of several."""
    return {
        **record,
        "questions": [one for one in record["questions"] if one.get("notebook", "") == part.sheet],
        "cells": [one for one in record["cells"] if one.get("notebook", "") == part.sheet],
        "skipped": [one for one in record["skipped"] if one.get("notebook", "") == part.sheet],
    }


def question_of(record: Record, test_cell: str) -> QuestionRecord | None:
    """The record of the question that a test cell belongs to, with the items whose points stand in that cell, and the points
    that the grader gave for them: what people gave is the gradebook's own."""
    for question in record["questions"]:
        cells = parts(question)
        if test_cell in cells:
            items = [item for item in question["items"] if cell_of(question["id"], item) == test_cell]
            alone = len(cells) == 1
            whole = question["max_score"] if alone else sum(item["points"] for item in items)
            return {**question, "items": items, "score": cells[test_cell], "max_score": whole}
    return None


def score_of(record: Record, test_cell: str, points: float) -> float | None:
    """The points of a test cell; None for no result, for what is excused, and for a cell of no question: people grade it."""
    question = question_of(record, test_cell) if record["status"] == "graded" else None
    return None if question is None or question.get("excused") else points_of(question, points)


def points_of(question: QuestionRecord, points: float) -> float:
    """The points of a question, or of its part in a test cell: 0 … points."""
    return min(max(round(question["score"], 9), 0.0), points)
