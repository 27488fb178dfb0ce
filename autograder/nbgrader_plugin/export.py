"""`nbgrader export` with the scores that count: what is ungraded or excused is empty, never a zero."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from nbgrader.api import Assignment as Known
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.api import Student as Person
from nbgrader.plugins import ExportPlugin

from autograder.course.extensions import read_extensions
from autograder.course.load import load_course
from autograder.course.roster import read_roster
from autograder.files import write_whole
from autograder.grading.settling.database import Database
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
            ours = next((one for one in course.assignments if one.id == known.name), None)
            for person in gradebook.students:
                if whom and person.id not in whom:
                    continue
                excused = ours is not None and granted.of(person.id, ours).excused
                when, scores = _scores(gradebook, known, person.id, found.get(known.name), excused=excused)
                names = _names(person, roster.get(person.id, Student(person.id)))
                rows.append((known.name, known.duedate, when, person.id, *names, *scores))
        write_whole(Path(destination), table(rows))


def _names(person: Person, student: Student) -> tuple[str, str, str]:
    """Last name, first name and address: the gradebook's, else the roster's."""
    return (
        person.last_name or student.last_name,
        person.first_name or student.first_name,
        person.email or student.email,
    )


def _scores(
    gradebook: Gradebook, known: Known, student: str, found: Mapping[str, Total] | None, *, excused: bool
) -> tuple[object, Scores]:
    """When a student handed in, and the scores: nbgrader's own, where `found` is None since course.yml has no such assignment."""
    try:
        submission = gradebook.find_submission(known.name, student)
    except MissingEntry:
        none = None if excused else 0.0
        return None, (none, none, none, known.max_score)
    if found is None:
        score, lost = submission.score, submission.late_submission_penalty
        return submission.timestamp, (score, lost, max(0.0, score - lost), known.max_score)
    total = found[student]
    lost = None if total.score is None else total.penalty
    return submission.timestamp, (total.score, lost, total.final_score, total.max_score)
