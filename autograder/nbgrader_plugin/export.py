"""`nbgrader export` with the scores that count: what is ungraded or excused is empty, never a zero."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nbgrader.api import Assignment as Known
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.api import Student as Person
from nbgrader.plugins import ExportPlugin

from autograder.course.extensions import Extensions, read_extensions
from autograder.course.load import load_course
from autograder.course.roster import read_roster
from autograder.files import write_whole
from autograder.grading.settling.database import Database
from autograder.model.question import Course
from autograder.model.student import Student
from autograder.nbgrader_plugin.desk import root_of
from autograder.nbgrader_plugin.gradebook.totals import Total, penalize
from autograder.report.summary import table

HEAD = (
    "assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score",
    "late_submission_penalty", "score", "max_score",
)  # fmt: skip
"""nbgrader's own columns."""

Scores = tuple[float | None, float | None, float | None, float]
"""Before the penalty, the penalty, after it, and the most that can be had."""


class ExportScores(ExportPlugin):  # type: ignore[misc]
    """Writes nbgrader's grades.csv, a row a student and assignment: late penalties by the scores of now, names of the roster where
    the gradebook has none, texts quoted and guarded against formulas. Who handed in nothing has 0, as nbgrader has it."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the table. Raises AutograderError for a wrong course.yml or extensions.csv."""
        course = load_course(root_of(self))
        granted, roster = read_extensions(course), read_roster(course)
        url = self.parent.coursedir.db_url
        found: dict[str, dict[str, Total]] = {}
        for assignment in course.assignments:
            with Database(url) as book:
                found[assignment.id] = penalize(book, course, assignment)
        destination = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", destination)
        rows: list[Sequence[object]] = [HEAD]
        only, whom = set(map(str, self.assignment)), set(map(str, self.student))
        for known in gradebook.assignments:
            if only and known.name not in only:
                continue
            of_assignment = _Scores(
                gradebook, known, _excused_from(course, granted, known.name), found.get(known.name)
            )
            for person in gradebook.students:
                if not whom or person.id in whom:
                    names = _names(person, roster.get(person.id, Student(person.id)))
                    when, scores = of_assignment.of(person.id)
                    rows.append((known.name, known.duedate, when, person.id, *names, *scores))
        write_whole(Path(destination), table(rows))


def _excused_from(course: Course, granted: Extensions, name: str) -> Callable[[str], bool]:
    """Whether a student is excused from the assignment."""
    ours = next((one for one in course.assignments if one.id == name), None)
    return lambda student: ours is not None and granted.of(student, ours).excused


def _names(person: Person, student: Student) -> tuple[str, str, str]:
    """Last name, first name and address: the gradebook's, else the roster's."""
    return (
        person.last_name or student.last_name,
        person.first_name or student.first_name,
        person.email or student.email,
    )


@dataclass(frozen=True, slots=True)
class _Scores:
    """Everybody's scores in one assignment; `found` is None for one that course.yml does not have, whose scores are nbgrader's."""

    gradebook: Gradebook
    known: Known
    is_excused: Callable[[str], bool]
    found: Mapping[str, Total] | None

    def of(self, student: str) -> tuple[object, Scores]:
        """When a student handed in, and the scores."""
        try:
            submission = self.gradebook.find_submission(self.known.name, student)
        except MissingEntry:
            none = None if self.is_excused(student) else 0.0
            return None, (none, none, none, self.known.max_score)
        if self.found is None:
            score, lost = submission.score, submission.late_submission_penalty
            return submission.timestamp, (score, lost, max(0.0, score - lost), self.known.max_score)
        total = self.found[student]
        lost = None if total.score is None else total.penalty
        return submission.timestamp, (total.score, lost, total.final_score, total.max_score)
