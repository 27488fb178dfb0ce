"""The rows of graded submissions: written in bulk, next to what people have entered by hand, which is never touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from autograder.grading.lateness import late_penalty
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.nbgrader_plugin.gradebook.database import Database
from autograder.nbgrader_plugin.gradebook.restore import Notebook
from autograder.nbgrader_plugin.gradebook.sheet import KnownCell, Sheet, checksum, new_key
from autograder.nbgrader_plugin.gradebook.show import score_of

NO_RESPONSE = "No response."


@dataclass(frozen=True, slots=True)
class Entry:
    """A submission for the gradebook: its record, its notebook as it stands in autograded/, when it was handed in."""

    record: Record
    notebook: Notebook
    handed_in: datetime | None

    @property
    def student(self) -> str:
        """nbgrader's id of the student."""
        return self.record["student"]


def write_rows(book: Database, sheet: Sheet, assignment: Assignment, entries: Sequence[Entry]) -> None:
    """Write the rows of all entries: students, submissions, scores, comments and late penalties."""
    _add_students(book, entries)
    papers = _submissions(book, sheet, entries)
    add_missing_rows(book, sheet, only=papers[entries[0].student] if len(entries) == 1 else None)
    by_paper = {papers[entry.student]: entry for entry in entries if entry.student in papers}
    _grade(book, sheet, by_paper)
    _comment(book, sheet, by_paper)
    _penalize(book, sheet, assignment, by_paper)


def auto_score(entry: Entry, cell: KnownCell) -> float | None:
    """What nbgrader's own rules make of a cell: a test cell's points; a manual one is 0 when left as it was."""
    if cell.task or cell.points is None:
        return None
    if cell.solution:
        return 0.0 if _unchanged(entry.notebook, cell) else None
    return score_of(entry.record, cell.name, cell.points) if cell.cell_type == "code" else None


def _unchanged(notebook: Notebook, known: KnownCell) -> bool:
    """True when the answer is still what was handed out."""
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == known.name:
            return checksum(cell["source"], known) == known.checksum
    return False


def _add_students(book: Database, entries: Iterable[Entry]) -> None:
    there = {name for (name,) in book.rows("SELECT id FROM student")}
    new = dict.fromkeys(entry.student for entry in entries if entry.student not in there)
    book.insert("student", "id", ((name,) for name in new))


def _submissions(book: Database, sheet: Sheet, entries: Sequence[Entry]) -> dict[str, str]:
    """The key of every student's submitted notebook; rows are made where there are none."""
    there = dict(
        book.rows(
            "SELECT student_id, id FROM submitted_assignment WHERE assignment_id = ?", sheet.assignment_key
        )
    )
    new = {entry.student: new_key() for entry in entries if entry.student not in there}
    book.insert(
        "submitted_assignment",
        "id, assignment_id, student_id",
        ((key, sheet.assignment_key, student) for student, key in new.items()),
    )
    there |= new
    stamps = [(book.moment(entry.handed_in), there[entry.student]) for entry in entries]
    book.run("UPDATE submitted_assignment SET timestamp = ? WHERE id = ?", stamps)
    papers = dict(
        book.rows(
            "SELECT assignment_id, id FROM submitted_notebook WHERE notebook_id = ?", sheet.notebook_key
        )
    )
    missing = {there[entry.student]: new_key() for entry in entries if there[entry.student] not in papers}
    book.insert(
        "submitted_notebook",
        "id, assignment_id, notebook_id, flagged",
        ((key, submission, sheet.notebook_key, False) for submission, key in missing.items()),
    )
    papers |= missing
    return {student: papers[key] for student, key in there.items() if key in papers}


def add_missing_rows(book: Database, sheet: Sheet, only: str | None = None) -> None:
    """A grade and a comment for every cell of every submission (or of one), as nbgrader expects to find them."""
    found = book.rows("SELECT id FROM submitted_notebook WHERE notebook_id = ?", sheet.notebook_key)
    papers = [only] if only else [paper for (paper,) in found]

    def missing(table: str, keys: Iterable[str | None]) -> list[tuple[str, str]]:
        there = set(_of_papers(book, sheet, papers, table, "x.notebook_id, x.cell_id"))
        return [(paper, key) for paper in papers for key in keys if key and (paper, key) not in there]

    grades = missing("grade", [cell.grade_key for cell in sheet.cells])
    rows = ((new_key(), *pair, True) for pair in grades)
    book.insert("grade", "id, notebook_id, cell_id, needs_manual_grade", rows)
    comments = missing("comment", [cell.comment_key for cell in sheet.cells])
    book.insert("comment", "id, notebook_id, cell_id", ((new_key(), *pair) for pair in comments))


def _of_papers(
    book: Database, sheet: Sheet, papers: Collection[str], table: str, columns: str
) -> list[tuple[Any, ...]]:
    """Rows of all submissions of the sheet; of one alone, where it is the only one asked for."""
    sql = f"SELECT {columns} FROM {table} x JOIN submitted_notebook n ON x.notebook_id = n.id WHERE n.notebook_id = ?"
    if len(papers) == 1:
        return book.rows(f"{sql} AND n.id = ?", sheet.notebook_key, *papers)
    return book.rows(sql, sheet.notebook_key)


def _grade(book: Database, sheet: Sheet, by_paper: Mapping[str, Entry]) -> None:
    """Automatic scores; what a person has scored by hand is to be looked at again, as nbgrader does it."""
    cells = {cell.grade_key: cell for cell in sheet.cells if cell.grade_key}
    changes = []
    columns = "x.id, x.notebook_id, x.cell_id, x.manual_score"
    for key, paper, cell_key, manual in _of_papers(book, sheet, by_paper, "grade", columns):
        if paper in by_paper and cell_key in cells:
            score = auto_score(by_paper[paper], cells[cell_key])
            changes.append((score, score is None or manual is not None, key))
    book.run("UPDATE grade SET auto_score = ?, needs_manual_grade = ? WHERE id = ?", changes)


def _comment(book: Database, sheet: Sheet, by_paper: Mapping[str, Entry]) -> None:
    cells = {cell.comment_key: cell for cell in sheet.cells if cell.comment_key}
    changes = []
    for key, paper, cell_key in _of_papers(
        book, sheet, by_paper, "comment", "x.id, x.notebook_id, x.cell_id"
    ):
        if paper in by_paper and cell_key in cells:
            cell = cells[cell_key]
            silent = not cell.task and _unchanged(by_paper[paper].notebook, cell)
            changes.append((NO_RESPONSE if silent else None, key))
    book.run("UPDATE comment SET auto_comment = ? WHERE id = ?", changes)


def _penalize(book: Database, sheet: Sheet, assignment: Assignment, by_paper: Mapping[str, Entry]) -> None:
    """Late penalties of the scores as they are now, by hand or not, with the extensions that nbgrader knows of."""
    scores: dict[str, float] = {}
    columns = "x.notebook_id, x.auto_score, x.manual_score, x.extra_credit"
    for paper, auto, manual, extra in _of_papers(book, sheet, by_paper, "grade", columns):
        own = manual if manual is not None else auto
        scores[paper] = scores.get(paper, 0.0) + (0.0 if own is None else own + (extra or 0.0))
    extensions = {
        paper: book.read_span(extension)
        for paper, extension in book.rows(
            "SELECT n.id, s.extension FROM submitted_notebook n "
            "JOIN submitted_assignment s ON n.assignment_id = s.id WHERE n.notebook_id = ?",
            sheet.notebook_key,
        )
    }
    ((due,),) = book.rows("SELECT duedate FROM assignment WHERE id = ?", sheet.assignment_key)
    due = book.read_moment(due)
    changes = []
    for paper, entry in by_paper.items():
        seconds = _seconds_late(due, extensions[paper], entry.handed_in)
        changes.append((penalty(scores.get(paper, 0.0), assignment, seconds), paper))
    book.run("UPDATE submitted_notebook SET late_submission_penalty = ? WHERE id = ?", changes)


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
