"""Everybody's total in the gradebook as it is now: by the same rules, and to the same digit, as a record has it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from autograder.course.extensions import read_extensions
from autograder.grading.lateness import late_penalty, lateness
from autograder.grading.settling.database import Database
from autograder.grading.settling.facts import Facts
from autograder.grading.settling.gradebook import read
from autograder.grading.settling.of_class import ClassFacts
from autograder.model.question import Assignment, Course

_GRADES = (
    "SELECT s.student_id, p.name, b.name, g.manual_score, g.auto_score, g.extra_credit FROM grade g "
    "JOIN base_cell b ON b.id = g.cell_id JOIN submitted_notebook n ON n.id = g.notebook_id "
    "JOIN notebook p ON p.id = n.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id "
    "JOIN assignment a ON a.id = s.assignment_id WHERE a.name = ?"
)
_CELLS = (
    "SELECT p.name, b.name, COALESCE(g.max_score, t.max_score) FROM base_cell b "
    "JOIN notebook p ON p.id = b.notebook_id JOIN assignment a ON a.id = p.assignment_id "
    "LEFT JOIN grade_cells g ON g.id = b.id LEFT JOIN task_cells t ON t.id = b.id "
    "WHERE a.name = ? AND COALESCE(g.max_score, t.max_score) IS NOT NULL"
)
_HANDED_IN = (
    "SELECT s.student_id, s.timestamp FROM submitted_assignment s "
    "JOIN assignment a ON a.id = s.assignment_id WHERE a.name = ?"
)
_PENALTIES = (
    "SELECT n.id, s.student_id, p.name, n.late_submission_penalty FROM submitted_notebook n "
    "JOIN notebook p ON p.id = n.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id "
    "JOIN assignment a ON a.id = s.assignment_id WHERE a.name = ?"
)

Cell = tuple[str, str]
"""The name of a notebook, and of a cell in it."""


class Total(NamedTuple):
    """One submission's; no score where neither the grader nor a person gave any, and where all is excused."""

    handed_in: datetime | None
    score: float | None
    penalty: float
    max_score: float
    excused: bool = False

    @property
    def final_score(self) -> float | None:
        """What is left after the penalty."""
        return None if self.score is None else round(self.score - self.penalty, 6)


def totals(
    book: Database, course: Course, assignment: Assignment, student: str | None = None
) -> dict[str, Total]:
    """The totals of all submissions to an assignment, by student; or of one student's alone."""
    facts = ClassFacts(course, assignment, read_extensions(course), read(book, assignment, student))
    only, who = ("", ()) if student is None else (" AND s.student_id = ?", (student,))
    most = {(notebook, cell): float(points) for notebook, cell, points in book.rows(_CELLS, assignment.id)}
    grades: dict[str, dict[Cell, tuple[float | None, float]]] = {}
    for name, notebook, cell, manual, auto, extra in book.rows(_GRADES + only, assignment.id, *who):
        score = auto if manual is None else manual
        grades.setdefault(name, {})[notebook, cell] = score, extra or 0.0
    times = {n: book.read_moment(stamp) for n, stamp in book.rows(_HANDED_IN + only, assignment.id, *who)}
    return {
        name: _total(facts.of(name, when), when, assignment, grades.get(name, {}), most)
        for name, when in times.items()
    }


def _total(
    facts: Facts,
    handed_in: datetime | None,
    assignment: Assignment,
    grades: Mapping[Cell, tuple[float | None, float]],
    most: Mapping[Cell, float],
) -> Total:
    """One student's, by nbgrader's rule for a cell: a person's points before the grader's, extra credit where there are some."""
    idle = _idle(facts, assignment, {*most, *grades})
    whole = round(sum(points for cell, points in most.items() if cell not in idle), 6)
    counted = {cell: score for cell, score in grades.items() if cell not in idle and score[0] is not None}
    if facts.excused or not _has_result(assignment, counted, facts):
        return Total(handed_in, None, 0.0, whole, facts.excused)
    score = round(sum((points or 0.0) + extra for points, extra in counted.values()), 6)
    if not (facts.due and handed_in):
        return Total(handed_in, score, 0.0, whole)
    late = lateness(facts.due, handed_in, assignment.late, facts.free_days)
    return Total(handed_in, score, late_penalty(score, late.share), whole)


def _idle(facts: Facts, assignment: Assignment, cells: Collection[Cell]) -> set[Cell]:
    """The cells that count nowhere: of what is excused, and of a question that is no longer in course.yml, whose cells stay in the
    gradebook until the next release."""
    judged = _cells(assignment, [one.id for one in assignment.questions if one.id not in facts.questions])
    ours = judged | {(part.notebook, name) for part in assignment.parts for name in part.by_hand}
    return {cell for cell in cells if cell[0] in assignment.notebooks and cell not in ours}


def _cells(assignment: Assignment, questions: Collection[str]) -> set[Cell]:
    """The test cells of some questions."""
    asked = ((part, one) for part in assignment.parts for one in part.questions if one.id in questions)
    return {(part.notebook, cell) for part, question in asked for cell in question.test_cells}


def _has_result(assignment: Assignment, counted: Mapping[Cell, object], facts: Facts) -> bool:
    """Whether there are points of the grader, or of a person: a cell that was left as it was has its 0 in any case."""
    judged = _cells(assignment, [question.id for question in assignment.questions])
    return bool(judged & counted.keys()) or any(mark.score is not None for mark in facts.marks.values())


def penalize(
    book: Database, course: Course, assignment: Assignment, student: str | None = None
) -> dict[str, Total]:
    """Write the late penalties, where they are not what they were; returns the totals. The whole of a penalty stands with the first
    notebook that is graded."""
    found = totals(book, course, assignment, student)
    changes = []
    for paper, name, notebook, before in book.rows(_PENALTIES, assignment.id):
        if name not in found:
            continue
        lost = found[name].penalty if notebook == assignment.notebook else 0.0
        if (lost or None) != before:
            changes.append((lost or None, paper))
    book.run("UPDATE submitted_notebook SET late_submission_penalty = ? WHERE id = ?", changes)
    return found
