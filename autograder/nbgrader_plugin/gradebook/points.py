"""The points of a test cell: those of its question, or of the items whose points stand in it."""

from __future__ import annotations

from autograder.model.question import TESTS
from autograder.model.record import ItemRecord, QuestionRecord, Record


def question_of(record: Record, test_cell: str) -> QuestionRecord | None:
    """The record of the question that a test cell belongs to, with the items whose points stand in that cell."""
    for question in record["questions"]:
        items = [item for item in question["items"] if _cell_of(question, item) == test_cell]
        if items and len(items) < len(question["items"]):
            score, whole = sum(item["score"] for item in items), sum(item["points"] for item in items)
            return {**question, "items": items, "score": score, "max_score": whole}
        if items:
            return question
    return None


def _cell_of(question: QuestionRecord, item: ItemRecord) -> str:
    """The test cell that an item's points stand in: an instructor's test has one of its own."""
    return item["of"][0] if item["check"] == TESTS else f"{question['id']}_check"


def score_of(record: Record, test_cell: str, points: float) -> float | None:
    """The points of a test cell: 0 … points, to the six digits that nbgrader gets to see; None for no result, and for a cell
    that no question belongs to: people grade it."""
    question = question_of(record, test_cell) if record["status"] == "graded" else None
    return None if question is None else points_of(question, points)


def points_of(question: QuestionRecord, points: float) -> float:
    """The points of a question, or of its part in a test cell: 0 … points, to the six digits that nbgrader gets to see."""
    return min(max(float(f"{question['score']:.6g}"), 0.0), points)
