"""What nbgrader says of a cell, in the cell's metadata: whether students answer in it, whether tests or people grade it."""

from collections.abc import Mapping

from autograder.model.record import Json

Marks = Json


def marks_of(cell: Mapping[str, object]) -> Marks:
    """nbgrader's metadata of a cell; nothing where it has none, or something else in its place."""
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return marks if isinstance(marks, dict) else {}


def is_test(marks: Mapping[str, object]) -> bool:
    """Whether nbgrader runs the cell as a test; what is graded and a solution, too, people grade."""
    return bool(marks.get("grade") and not marks.get("solution"))


def is_answer(marks: Mapping[str, object]) -> bool:
    """Whether students write in the cell, and people do not grade it."""
    return bool(marks.get("solution") and not marks.get("grade"))


def is_by_hand(marks: Mapping[str, object]) -> bool:
    """Whether people grade it: a manually graded answer or a task."""
    return bool((marks.get("grade") and marks.get("solution")) or marks.get("task"))


def points_of(marks: Marks) -> float:
    """The points of a cell; 0 where it has none."""
    return float(marks.get("points") or 0.0)


def as_written(points: float) -> float:
    """Points as nbgrader writes them: a whole number where they are one."""
    return int(points) if points == int(points) else points
