"""What each student's rows and notebook were made from, so that nobody's are made again from the same.

The gradebook has them in a table of its own, `autograder_written`, next to nbgrader's: they are committed with the rows, and
gone with them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.grading.intake.submission import Submission
from autograder.grading.settling.database import Database
from autograder.grading.settling.facts import SIGN
from autograder.grading.settling.gradebook import STAMPS
from autograder.model.record import Record
from autograder.nbgrader_plugin.gradebook.sheet import Sheet

_TABLE = STAMPS
_RECORD = ("fingerprint", "submission", "status", "seconds", "cpu_seconds")
"""What tells a record from others; by the seconds one that was graded anew by force is another."""


def read_stamps(book: Database, sheet: Sheet) -> dict[str, str]:
    """The stamps of all submissions, by student."""
    if not book.has_table(_TABLE):
        book.run(f"CREATE TABLE {_TABLE} (id VARCHAR(32) PRIMARY KEY, stamp VARCHAR(64))", [()])
    sql = (
        f"SELECT s.student_id, w.stamp FROM {_TABLE} w JOIN submitted_notebook n ON n.id = w.id "
        "JOIN submitted_assignment s ON s.id = n.assignment_id WHERE n.notebook_id = ?"
    )
    return dict(book.rows(sql, sheet.notebook_key))


def write_stamps(book: Database, sheet: Sheet, stamps: Iterable[tuple[str, str]]) -> None:
    """Keep the stamps of students; their submissions have rows already."""
    sql = (
        "SELECT s.student_id, n.id FROM submitted_notebook n "
        "JOIN submitted_assignment s ON s.id = n.assignment_id WHERE n.notebook_id = ?"
    )
    papers = dict(book.rows(sql, sheet.notebook_key))
    rows = [(papers[student], stamp) for student, stamp in stamps]
    book.run(f"DELETE FROM {_TABLE} WHERE id = ?", ((paper,) for paper, _ in rows))
    book.insert(_TABLE, "id, stamp", rows)


def stamp(record: Record, submission: Submission, sheet: str, files: Iterable[Path]) -> str:
    """Of all that one student's rows and notebook depend on (`sheet` stands for the gradebook's cells), and of how the
    files are now: one that was lost, changed, or cut off as the machine went down, has another size or time than it had.

    Its first letters are those of what was handed in. Nothing but them where a file is missing, or where nobody knows what the
    record depends on: that is the stamp of no other.
    """
    sign = record["submission"]["sha256"][:SIGN]
    if not record["fingerprint"]:
        return sign
    told: Mapping[str, object] = record
    made = [told[key] for key in _RECORD]
    made += [question["id"] for question in record["questions"] if question.get("excused")]
    try:
        states = [(found.st_size, found.st_mtime_ns) for found in map(Path.stat, files)]
    except OSError:
        return sign
    return (
        sign + hashlib.sha256(repr((made, submission.handed_in, sheet, states)).encode()).hexdigest()[:SIGN]
    )
