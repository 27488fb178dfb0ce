"""What the gradebook knows of an assignment: its cells, kept in step with the released notebook and course.yml."""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import uuid4

from autograder.grading.settling.database import Database
from autograder.model.errors import AutograderError
from autograder.model.question import Assignment, Course
from autograder.model.record import Json
from autograder.notebook.handed_in import source_of

Notebook = Json
MARK = "autograder"
"""The key of our own metadata in a cell: {"index": place in the file that was handed in}."""


@dataclass(frozen=True, slots=True)
class KnownCell:
    """A cell that nbgrader keeps an eye on.

    `locked` cells get back their `source` whatever students made of it. `points` is None for a cell without any.
    `grade_key` is the row that grades of this cell belong to, `comment_key` the one that comments belong to.
    """

    name: str
    cell_type: str
    locked: bool
    source: str
    checksum: str
    grade: bool = False
    solution: bool = False
    task: bool = False
    points: float | None = None
    grade_key: str | None = None
    comment_key: str | None = None

    def metadata(self) -> dict[str, object]:
        """nbgrader's metadata of the cell."""
        marks: dict[str, object] = {
            "cell_type": self.cell_type,
            "checksum": self.checksum,
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": 3,
            "solution": self.solution,
            "task": self.task,
        }
        return marks if self.points is None else marks | {"points": self.points}


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assignment in the gradebook: the keys of its rows, its cells in the notebook's order, the texts released beside them."""

    assignment_key: str
    notebook_key: str
    cells: tuple[KnownCell, ...]
    texts: tuple[str, ...] = ()


def checksum(source: str, known: KnownCell) -> str:
    """nbgrader's checksum of a cell with that source."""
    points = [str(float(known.points))] if known.grade and known.points is not None else []
    flags = [str(known.grade), str(known.solution), str(known.locked)]
    parts = [source, known.cell_type, *flags, known.name, *points]
    return hashlib.md5("".join(parts).encode("utf-8"), usedforsecurity=False).hexdigest()


def new_key() -> str:
    """A fresh primary key, as nbgrader makes them."""
    return uuid4().hex


def keep_in_step(book: Database, course: Course, assignment: Assignment) -> Sheet:
    """Bring the gradebook's assignment up to date with course.yml and the released notebook, and read it.

    The due date and the points are those of course.yml; cells that were released since get their rows. Nothing is
    ever removed here. Raises AutograderError when the assignment was never released.
    """
    released = _released(course, assignment)
    assignment_key = _assignment_row(book, course, assignment)
    notebook_key = _notebook_row(book, assignment, assignment_key, released)
    known = _read_cells(book, notebook_key)
    for cell in _marked_cells(released):
        if cell.name not in known:
            known[cell.name] = _add(book, notebook_key, cell)
    points = {name: worth for question in assignment.questions for name, worth in question.test_cells.items()}
    for name, cell in known.items():
        if cell.grade and name in points and cell.points != points[name]:
            known[name] = _rescore(book, notebook_key, cell, points[name])
    order = {cell.name: place for place, cell in enumerate(_marked_cells(released))}
    cells = sorted(known.values(), key=lambda cell: order.get(cell.name, len(order)))
    texts = [source_of(one) for one in released["cells"] if one.get("cell_type") == "markdown"]
    return Sheet(assignment_key, notebook_key, tuple(cells), tuple(texts))


def follow(book: Database, course: Course, assignment: Assignment, notebook: Json) -> None:
    """Make the gradebook's cells those of a notebook about to be released, also when there are submissions already.

    nbgrader refuses that, because rows would be missing; here new cells get theirs, and cells that are gone lose them,
    with the grades and comments that they had.
    """
    notebook_key = _notebook(book, assignment, _assignment_row(book, course, assignment))
    if not notebook_key:
        return
    known = _read_cells(book, notebook_key)
    cells = {cell.name: cell for cell in _marked_cells(notebook)}
    for name in known.keys() - cells.keys():
        _remove(book, notebook_key, name)
    for name in cells.keys() - known.keys():
        _add(book, notebook_key, cells[name])


def _remove(book: Database, notebook_key: str, name: str) -> None:
    keys = book.rows("SELECT id FROM base_cell WHERE notebook_id = ? AND name = ?", notebook_key, name)
    for table in ("grade", "comment"):
        book.run(f"DELETE FROM {table} WHERE cell_id = ?", keys)
    for table in ("grade_cells", "solution_cells", "task_cells", "base_cell"):
        book.run(f"DELETE FROM {table} WHERE id = ?", keys)
    book.run("DELETE FROM source_cell WHERE notebook_id = ? AND name = ?", [(notebook_key, name)])


def _released(course: Course, assignment: Assignment) -> Json:
    path = course.released_path(assignment)
    with suppress(OSError, ValueError, KeyError, TypeError):
        notebook: Json = json.loads(path.read_text("utf-8"))
        if isinstance(notebook["cells"], list):
            return notebook
    what = f"is not there or no notebook; run: autograder release {assignment.id}"
    raise AutograderError(f"{path.relative_to(course.root)} {what}")


def _marked_cells(notebook: Json) -> list[KnownCell]:
    """The cells of a released notebook that nbgrader would put into its gradebook."""
    found = []
    for cell in notebook["cells"]:
        marks = cell.get("metadata", {}).get("nbgrader") or {}
        grade, solution, task = (bool(marks.get(key)) for key in ("grade", "solution", "task"))
        locked = bool(not solution and (grade or marks.get("locked")))
        if "grade_id" not in marks or not (grade or solution or task or locked):
            continue
        points = float(marks.get("points", 0)) if grade or task else None
        what = marks["grade_id"], cell["cell_type"], locked, "".join(cell["source"])
        found.append(KnownCell(*what, str(marks.get("checksum", "")), grade, solution, task, points))
    return found


def _assignment_row(book: Database, course: Course, assignment: Assignment) -> str:
    if not book.rows("SELECT id FROM course WHERE id = ?", course.id):
        book.insert("course", "id", [(course.id,)])
    found = book.rows("SELECT id FROM assignment WHERE name = ?", assignment.id)
    due = book.moment(assignment.due)
    if not found:
        key = new_key()
        book.insert("assignment", "id, name, duedate, course_id", [(key, assignment.id, due, course.id)])
        return key
    if due is not None:
        book.run("UPDATE assignment SET duedate = ? WHERE id = ?", [(due, found[0][0])])
    return str(found[0][0])


def _notebook(book: Database, assignment: Assignment, assignment_key: str) -> str:
    """The key of the notebook's row; "" where there is none."""
    sql = "SELECT id FROM notebook WHERE name = ? AND assignment_id = ?"
    return next((str(key) for (key,) in book.rows(sql, assignment.notebook, assignment_key)), "")


def _notebook_row(book: Database, assignment: Assignment, assignment_key: str, released: Json) -> str:
    if found := _notebook(book, assignment, assignment_key):
        return found
    key, kernel = new_key(), json.dumps(released.get("metadata", {}).get("kernelspec", {}))
    row = (key, assignment.notebook, assignment_key, kernel)
    book.insert("notebook", "id, name, assignment_id, kernelspec", [row])
    return key


def _read_cells(book: Database, notebook_key: str) -> dict[str, KnownCell]:
    known = {}
    sql = "SELECT name, cell_type, locked, source, checksum FROM source_cell WHERE notebook_id = ?"
    for name, cell_type, locked, source, checksum in book.rows(sql, notebook_key):
        known[name] = KnownCell(name, cell_type, bool(locked), source or "", checksum or "")
    sql = (
        "SELECT b.name, b.id, b.type, coalesce(g.max_score, t.max_score) FROM base_cell b "
        "LEFT JOIN grade_cells g ON g.id = b.id LEFT JOIN task_cells t ON t.id = b.id WHERE b.notebook_id = ?"
    )
    for name, key, kind, points in book.rows(sql, notebook_key):
        if name not in known:
            continue
        if kind == "GradeCell":
            known[name] = replace(known[name], grade=True, points=points, grade_key=key)
        elif kind == "SolutionCell":
            known[name] = replace(known[name], solution=True, comment_key=key)
        elif kind == "TaskCell":
            known[name] = replace(known[name], task=True, points=points, grade_key=key, comment_key=key)
    return known


def _rescore(book: Database, notebook_key: str, cell: KnownCell, points: float) -> KnownCell:
    """Other points for a cell; its checksum depends on them."""
    cell = replace(cell, points=points)
    cell = replace(cell, checksum=checksum(cell.source, cell))
    book.run("UPDATE grade_cells SET max_score = ? WHERE id = ?", [(points, cell.grade_key)])
    sql = "UPDATE source_cell SET checksum = ? WHERE notebook_id = ? AND name = ?"
    book.run(sql, [(cell.checksum, notebook_key, cell.name)])
    return cell


def _add(book: Database, notebook_key: str, cell: KnownCell) -> KnownCell:
    """The rows of a cell that was released since the gradebook was made."""
    row = (new_key(), cell.name, cell.cell_type, cell.locked, cell.source, cell.checksum, notebook_key)
    book.insert("source_cell", "id, name, cell_type, locked, source, checksum, notebook_id", [row])
    kinds = {"GradeCell": cell.grade, "SolutionCell": cell.solution, "TaskCell": cell.task}
    for kind in (kind for kind, wanted in kinds.items() if wanted):
        table = f"{kind.removesuffix('Cell').lower()}_cells"
        key = new_key()
        book.insert("base_cell", "id, name, notebook_id, type", [(key, cell.name, notebook_key, kind)])
        if kind == "SolutionCell":
            book.insert(table, "id", [(key,)])
            cell = replace(cell, comment_key=key)
        else:
            book.insert(table, "id, max_score, cell_type", [(key, cell.points, cell.cell_type)])
            cell = replace(cell, grade_key=key, comment_key=key if kind == "TaskCell" else cell.comment_key)
    return cell
