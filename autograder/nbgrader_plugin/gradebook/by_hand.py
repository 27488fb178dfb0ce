"""What people have entered for the cells that they grade, read from the gradebook."""

from __future__ import annotations

from autograder.model.question import Assignment, Course
from autograder.nbgrader_plugin.gradebook.database import SQLITE, Database
from autograder.nbgrader_plugin.gradebook.update import settings

_SQL = (
    "SELECT s.student_id, SUM(g.manual_score + COALESCE(g.extra_credit, 0)) FROM grade g "
    "JOIN base_cell b ON b.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
    "JOIN submitted_assignment s ON s.id = n.assignment_id JOIN assignment a ON a.id = s.assignment_id "
    "WHERE a.name = ? AND g.manual_score IS NOT NULL AND b.name IN ({names}) GROUP BY s.student_id"
)


def given_by_hand(course: Course, assignment: Assignment) -> dict[str, float]:
    """The points that people have given so far, by student; none for who has not been looked at.

    Raises AutograderError where the gradebook cannot be opened.
    """
    where = settings(course)
    path = course.root / where.db_url.removeprefix(SQLITE)
    if not assignment.by_hand or (where.db_url.startswith(SQLITE) and not path.is_file()):
        return {}
    names = ", ".join("?" for _ in assignment.by_hand)
    with Database(where.db_url) as book:
        rows = book.rows(_SQL.format(names=names), assignment.id, *assignment.by_hand)
    return {str(student): float(points) for student, points in rows}
