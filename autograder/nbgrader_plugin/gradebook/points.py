"""The grader's points of a test cell: those of its question, or of the items whose points stand in it."""

from __future__ import annotations

from autograder.grading.settling.settle import cell_of, parts
from autograder.model.question import Assignment
from autograder.model.record import QuestionRecord, Record


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
    """The points of a test cell, 0 … points; None for no result, for what is excused, and for a cell that no question belongs to:
    people grade it."""
    question = question_of(record, test_cell) if record["status"] == "graded" else None
    return None if question is None or question.get("excused") else points_of(question, points)


def points_of(question: QuestionRecord, points: float) -> float:
    """The points of a question, or of its part in a test cell: 0 … points."""
    return min(max(round(question["score"], 9), 0.0), points)
