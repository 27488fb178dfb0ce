"""What people entered in nbgrader's gradebook, read in a few queries for a whole class. Nothing of nbgrader is imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from autograder.grading.settling.database import SQLITE, Database
from autograder.grading.settling.facts import SIGN, Mark
from autograder.model.errors import AutograderError
from autograder.model.question import Assignment, Course

CONFIG_FILE = "nbgrader_config.py"
STAMPS = "autograder_written"
"""Our own table, next to nbgrader's: what each submitted notebook was made from."""

_PAPER = (
    "JOIN submitted_notebook n ON n.id = x.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id "
    "JOIN assignment a ON a.id = s.assignment_id JOIN notebook p ON p.id = n.notebook_id "
    "JOIN base_cell b ON b.id = x.cell_id WHERE a.name = ?"
)
_MARKS = (
    "SELECT s.student_id, p.name, b.name, x.manual_score, x.extra_credit, x.auto_score, x.needs_manual_grade "
    f"FROM grade x {_PAPER} AND (x.manual_score IS NOT NULL OR x.extra_credit IS NOT NULL)"
)
_COMMENTS = (
    f"SELECT s.student_id, p.name, b.name, x.manual_comment FROM comment x {_PAPER} "
    "AND x.manual_comment IS NOT NULL AND x.manual_comment <> ''"
)
_BESIDE = (
    "SELECT p.name, b.name, COALESCE(g.max_score, t.max_score) FROM base_cell b "
    "JOIN notebook p ON p.id = b.notebook_id JOIN assignment a ON a.id = p.assignment_id "
    "LEFT JOIN grade_cells g ON g.id = b.id LEFT JOIN task_cells t ON t.id = b.id "
    "WHERE a.name = ? AND COALESCE(g.max_score, t.max_score) IS NOT NULL"
)
_TIMES = (
    "SELECT s.student_id, a.name, s.timestamp, s.extension FROM submitted_assignment s "
    "JOIN assignment a ON a.id = s.assignment_id WHERE (s.timestamp IS NOT NULL OR s.extension IS NOT NULL)"
)
_WRITTEN = (
    f"SELECT s.student_id, w.stamp FROM {STAMPS} w JOIN submitted_notebook n ON n.id = w.id "
    "JOIN submitted_assignment s ON s.id = n.assignment_id JOIN assignment a ON a.id = s.assignment_id "
    "JOIN notebook p ON p.id = n.notebook_id WHERE a.name = ? AND p.name = ?"
)


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the course's nbgrader keeps things."""

    db_url: str
    autograded: Path


@dataclass(frozen=True, slots=True)
class Entered:
    """What a gradebook says of one assignment, by student, and when everybody handed in what.

    marks       by student and cell (of a notebook that course.yml does not name: notebook/cell)
    beside      the points of the cells of such notebooks
    times       by student and assignment: when it was handed in (None: nobody knows), and nbgrader's extension
    written     the first letters of the hash of the submission that the rows were made from
    """

    marks: Mapping[str, Mapping[str, Mark]] = field(default_factory=dict)
    beside: Mapping[str, float] = field(default_factory=dict)
    times: Mapping[tuple[str, str], tuple[datetime | None, timedelta]] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)


def entered(course: Course, assignment: Assignment, student: str | None = None) -> Entered:
    """What the course's gradebook says now, of everybody or of one student alone; nothing where the course is none of nbgrader's,
    or has no gradebook yet.

    Raises AutograderError where there is one that cannot be read.
    """
    if not (course.root / CONFIG_FILE).is_file():
        return Entered()
    url = settings(course).db_url
    if url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).is_file():
        return Entered()
    with Database(url) as book:
        return read(book, assignment, student)


def read(book: Database, assignment: Assignment, student: str | None = None) -> Entered:
    """What an open gradebook says, of everybody or of one student alone."""
    only, who = ("", ()) if student is None else (" AND s.student_id = ?", (student,))
    marks: dict[str, dict[str, Mark]] = {}
    comments = {
        (name, _cell(assignment, notebook, cell)): str(comment)
        for name, notebook, cell, comment in book.rows(_COMMENTS + only, assignment.id, *who)
    }
    for name, notebook, cell, score, extra, auto, again in book.rows(_MARKS + only, assignment.id, *who):
        at = _cell(assignment, notebook, cell)
        mark = Mark(score, extra, comments.pop((name, at), ""), auto, bool(again))
        marks.setdefault(name, {})[at] = mark
    for (name, at), comment in comments.items():
        marks.setdefault(name, {})[at] = Mark(comment=comment)
    beside = (row for row in book.rows(_BESIDE, assignment.id) if row[0] not in assignment.notebooks)
    return Entered(
        marks,
        {f"{notebook}/{cell}": float(points) for notebook, cell, points in beside},
        {
            (name, one): (book.read_moment(when), book.read_span(extension))
            for name, one, when, extension in book.rows(_TIMES + only, *who)
        },
        _written(book, assignment, marks),
    )


def _cell(assignment: Assignment, notebook: str, cell: str) -> str:
    return cell if notebook in assignment.notebooks else f"{notebook}/{cell}"


def _written(book: Database, assignment: Assignment, marks: Mapping[str, object]) -> dict[str, str]:
    """What the rows were made from, where there are marks; a gradebook that we never wrote does not say."""
    if not marks or not book.has_table(STAMPS):
        return {}
    rows = book.rows(_WRITTEN, assignment.id, assignment.notebook)
    return {student: stamp[:SIGN] for student, stamp in rows if stamp}


def settings(course: Course) -> Settings:
    """The database and the folder that the course's nbgrader_config.py names, or nbgrader's usual ones."""
    folders = _configured(course)
    url = str(folders.get("db_url") or f"{SQLITE}gradebook.db")
    if url.startswith(SQLITE):  # nbgrader itself takes it from where it is run, which is this folder
        url = f"{SQLITE}{course.root / url.removeprefix(SQLITE)}"
    return Settings(url, course.root / str(folders.get("autograded_directory") or "autograded"))


def _configured(course: Course) -> Mapping[str, object]:
    """What nbgrader_config.py says of folders; nothing where nobody can read it, since nbgrader is not installed."""
    if find_spec("traitlets") is None:
        return {}
    from traitlets.config.loader import PyFileConfigLoader

    try:
        config = PyFileConfigLoader(CONFIG_FILE, path=str(course.root)).load_config()
    except Exception as error:
        raise AutograderError(f"{CONFIG_FILE} cannot be read: {type(error).__name__}: {error}") from None
    folders: Mapping[str, object] = config.get("CourseDirectory", {})
    return folders
