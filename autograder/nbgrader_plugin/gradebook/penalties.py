"""Late penalties, of the scores as they are now, by hand or not, with the extensions that nbgrader knows of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta

from autograder.grading.lateness import late_penalty
from autograder.model.question import Assignment
from autograder.nbgrader_plugin.gradebook.database import Database
from autograder.nbgrader_plugin.gradebook.sheet import Sheet


def penalize(
    book: Database, sheet: Sheet, assignment: Assignment, handed_in: Mapping[str, datetime | None]
) -> None:
    """Write the penalties of all who handed in, by student, where they are not what they were."""
    ((due,),) = book.rows("SELECT duedate FROM assignment WHERE id = ?", sheet.assignment_key)
    due = book.read_moment(due)
    sql = (
        "SELECT n.id, n.late_submission_penalty, s.student_id, s.extension FROM submitted_notebook n "
        "JOIN submitted_assignment s ON n.assignment_id = s.id WHERE n.notebook_id = ?"
    )
    only = list(handed_in) if len(handed_in) == 1 else []
    found = book.rows(sql + " AND s.student_id = ?" * len(only), sheet.notebook_key, *only)
    rows = [row for row in found if row[2] in handed_in]
    late = {
        paper: _seconds_late(due, book.read_span(extension), handed_in[student])
        for paper, _, student, extension in rows
    }
    scores = _scores(book, sheet, [paper for paper, seconds in late.items() if seconds > 0])
    changes = []
    for paper, before, _, _ in rows:
        lost = penalty(scores.get(paper, 0.0), assignment, late[paper])
        if lost != before:
            changes.append((lost, paper))
    book.run("UPDATE submitted_notebook SET late_submission_penalty = ? WHERE id = ?", changes)


def _scores(book: Database, sheet: Sheet, papers: Collection[str]) -> dict[str, float]:
    """The points of submissions, what people have entered first."""
    keys = [cell.grade_key for cell in sheet.cells if cell.grade_key]
    if not papers or not keys:
        return {}
    sql = (
        "SELECT notebook_id, SUM(COALESCE(manual_score, auto_score) + COALESCE(extra_credit, 0)) FROM grade "
        f"WHERE cell_id IN ({', '.join('?' for _ in keys)})"
    )
    only = list(papers) if len(papers) == 1 else []
    rows = book.rows(f"{sql}{' AND notebook_id = ?' * len(only)} GROUP BY notebook_id", *keys, *only)
    return {paper: score or 0.0 for paper, score in rows}


def _seconds_late(due: datetime | None, extension: timedelta, handed_in: datetime | None) -> float:
    if due is None or handed_in is None:
        return 0.0
    return max(0.0, (handed_in - due - extension).total_seconds())


def penalty(score: float, assignment: Assignment, seconds_late: float) -> float | None:
    """The points that course.yml takes for lateness; None where it takes none."""
    if seconds_late <= 0 or assignment.late is None:
        return None
    due = datetime(1970, 1, 1, tzinfo=UTC)
    return late_penalty(score, due, assignment.late, due + timedelta(seconds=seconds_late))
