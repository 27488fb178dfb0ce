"""From solutions/ to assignments/: what students get, made by nbgrader's own generate step, and never an answer in it.

The notebook of a release depends on the reference notebook, course.yml, nbgrader_config.py and nbgrader's version alone, so
that a released file can be committed and compared byte by byte.
"""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

from autograder.files import write_whole
from autograder.model.errors import AutograderError, CourseError
from autograder.model.question import Assignment, Course, Question
from autograder.release.leaks import find_leaks
from autograder.selfcheck.exercise import FILE, PACKAGED, public

_KEPT_BACK = ("mistakes*", "__pycache__", "*.pyc", ".*", "*~")
_ANSWER = {
    "grade": False,
    "solution": True,
    "locked": False,
    "task": False,
    "schema_version": 3,
    "cell_type": "code",
}
_TEST = {
    "grade": True,
    "solution": False,
    "locked": True,
    "task": False,
    "schema_version": 3,
    "cell_type": "code",
}


def release(course: Course, assignment: Assignment) -> list[str]:
    """Write assignments/<id>/ and return what was done, a line each.

    Points and missing nbgrader metadata are written into the reference notebook first. Raises CourseError, and writes
    nothing, when an answer would reach the students.
    """
    source, folder = course.solution_path(assignment), course.released_path(assignment).parent
    marked = _marked(source, assignment)
    files = _generate(course, assignment, marked)
    old = {name: data for name, data in _files(folder).items() if name not in files}
    for leak in find_leaks(files | old, marked):
        raise CourseError(folder / leak.file, leak.line, f"{leak.what}; {leak.remedy}")
    notes = []
    if _write(source, marked.encode()):
        notes.append(f"{_shown(course, source)}: points and cell metadata written")
    # What the self-check needs lies beside the source, so that nbgrader's own generate_assignment takes it along.
    beside = source.with_name(FILE)
    if _write(beside, public(course, assignment)):
        notes.append(f"{_shown(course, beside)} written")
    if course.root == PACKAGED.parents[2] and _write(PACKAGED, public(course, *course.assignments)):
        notes.append(f"{_shown(course, PACKAGED)} written")
    for name, data in files.items():
        if _write(folder / name, data):
            notes.append(f"{_shown(course, folder / name)} written")
    notes += [
        f"{_shown(course, folder / name)} is no part of this release; delete it if it is not yours"
        for name in old
    ]
    return notes or [f"{_shown(course, folder)} is up to date"]


def stale(course: Course, assignment: Assignment) -> list[str]:
    """Why the committed release is not what `release` would write now, or tells an answer; empty when all is well."""
    source, folder = course.solution_path(assignment), course.released_path(assignment).parent
    marked = _marked(source, assignment)
    committed = _files(folder)
    remedy = f"run autograder release {assignment.id}"
    reasons = [f"{_shown(course, folder / leak.file)}: {leak.what}" for leak in find_leaks(committed, marked)]
    if source.read_text("utf-8") != marked:
        reasons.append(f"{_shown(course, source)} does not have the points of course.yml; {remedy}")
    beside = source.with_name(FILE)
    if not beside.is_file() or beside.read_bytes() != public(course, assignment):
        reasons.append(f"{_shown(course, beside)} does not say what course.yml says; {remedy}")
    for name, data in _generate(course, assignment, marked).items():
        if committed.get(name) != data:
            what = "differs from its solution" if name in committed else "is missing"
            reasons.append(f"{_shown(course, folder / name)} {what}; {remedy}")
    return reasons


def _marked(source: Path, assignment: Assignment) -> str:
    """The reference notebook's text with points and nbgrader metadata as course.yml wants them."""
    try:
        notebook = json.loads(source.read_text("utf-8"))
        cells: list[dict[str, Any]] = notebook["cells"]
        if not all({"cell_type", "metadata", "source"} <= cell.keys() for cell in cells):
            raise ValueError("a cell without source or metadata")
    except (AttributeError, OSError, ValueError, KeyError, TypeError) as error:
        raise CourseError(source, 0, f"this is no notebook ({error}); save it again from Jupyter") from None
    for question in assignment.questions:
        _mark(source, cells, question)
    known = {name for question in assignment.questions for name in question.test_cells}
    for cell in cells:
        marks = _marks(cell)
        by_hand = marks.get(
            "solution"
        )  # a written answer: people grade it, its points are the notebook's own
        if marks.get("grade") and not by_hand and marks.get("grade_id") not in known:
            name = marks.get("grade_id")
            raise CourseError(
                source,
                0,
                f'the test cell "{name}" belongs to no question of course.yml; add one or delete it',
            )
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _mark(source: Path, cells: list[dict[str, Any]], question: Question) -> None:
    """Mark the question's answer cell and its test cells; the one for what course.yml asks is added when there is none."""
    answer = _find(cells, question.id)
    for name, points in question.test_cells.items():
        own = _find(cells, name)
        if name != f"{question.id}_check" and own is not None and _marks(own).get("points") != points:
            _update(own, {"points": _whole(points)})
    if len(question.tested) == len(question.rubric) and (
        answer is None or _marks(answer).get("grade_id") == question.id
    ):
        return  # it is as its author left it
    if answer is None:
        message = f'no answer cell for question "{question.id}"; give one the grade_id (or the cell id) "{question.id}"'
        raise CourseError(source, 0, message)
    _update(answer, _ANSWER | {"grade_id": question.id})
    test_id = f"{question.id}_check"
    if test_id not in question.test_cells:
        return
    test = _find(cells, test_id)
    if test is None:
        test = {
            "cell_type": "code",
            "execution_count": None,
            "id": test_id.replace("_", "-"),
            "metadata": {},
            "outputs": [],
            "source": [f'check("{question.id}")'],
        }
        cells.insert(cells.index(answer) + 1, test)
    _update(test, _TEST | {"grade_id": test_id, "points": _whole(question.test_cells[test_id])})


def _whole(points: float) -> float:
    """A number without a point where it needs none."""
    return int(points) if points == int(points) else points


def _find(cells: list[dict[str, Any]], name: str) -> dict[str, Any] | None:
    """The code cell of that grade_id, or else of that cell id."""
    code = [cell for cell in cells if cell.get("cell_type") == "code"]
    for cell in code:
        if _marks(cell).get("grade_id") == name:
            return cell
    return next((cell for cell in code if cell.get("id") in (name, name.replace("_", "-"))), None)


def _marks(cell: dict[str, Any]) -> dict[str, Any]:
    marks = cell.get("metadata", {}).get("nbgrader")
    return marks if isinstance(marks, dict) else {}


def _update(cell: dict[str, Any], marks: dict[str, Any]) -> None:
    """Set nbgrader's metadata in place; what stands there keeps its order, so that nothing is rewritten for nothing."""
    cell["metadata"]["nbgrader"] = _marks(cell) | marks


def _generate(course: Course, assignment: Assignment, notebook: str) -> dict[str, bytes]:
    """What nbgrader makes of the reference notebook and the files beside it, by file name.

    It works in a temporary course and without a gradebook: neither the course's own nor its folders are touched.
    """
    origin = course.solution_path(assignment).parent
    with tempfile.TemporaryDirectory(prefix="autograder-release-") as temporary:
        root = Path(temporary)
        source = root / "solutions" / assignment.id
        shutil.copytree(origin, source, ignore=shutil.ignore_patterns(*_KEPT_BACK, "*.ipynb"))
        (source / f"{assignment.notebook}.ipynb").write_text(notebook, "utf-8")
        (source / FILE).write_bytes(public(course, assignment))
        _run_nbgrader(course, assignment, root)
        return _files(root / "assignments" / assignment.id)


def _run_nbgrader(course: Course, assignment: Assignment, root: Path) -> None:
    """nbgrader's generate step in `root`, with the course's own settings for all but the folders."""
    try:
        from nbgrader.converters import GenerateAssignment
        from nbgrader.coursedir import CourseDirectory
        from traitlets.config.loader import Config, PyFileConfigLoader
    except ImportError as error:
        message = f"release needs nbgrader ({error}); run: pip install 'backprop-autograder[course]'"
        raise AutograderError(message) from None
    config = Config()
    if (course.root / "nbgrader_config.py").is_file():
        config.merge(PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config())
    config.CourseDirectory = Config(
        root=str(root),
        course_id=course.id,
        source_directory="solutions",
        release_directory="assignments",
        assignment_id=assignment.id,
        notebook_id=assignment.notebook,
    )
    log, said = _quiet_logger()
    try:
        folder = CourseDirectory(config=config, log=log)
        step = GenerateAssignment(coursedir=folder, config=config, log=log, no_database=True)
        step.preprocessors = [part for part in step.preprocessors if "SaveCells" not in str(part)]
        step.start()
    except (Exception, SystemExit) as error:
        raise CourseError(course.solution_path(assignment), 0, f"nbgrader: {_reason(said, error)}") from error


def _quiet_logger() -> tuple[logging.Logger, list[str]]:
    """A logger that prints nothing, and the list where its errors gather."""
    said: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    log = logging.Logger("autograder.release")  # noqa: LOG001  (for this one run, in no registry)
    log.addHandler(handler)
    return log, said


def _reason(said: list[str], error: BaseException) -> str:
    """One line: the exception at the end of the traceback that nbgrader logged."""
    traces = [text for text in said if text.startswith("Traceback")]
    return (traces[0] if traces else str(error)).strip().splitlines()[-1]


def _files(folder: Path) -> dict[str, bytes]:
    """Contents by name of all files in a folder (empty when it does not exist), Jupyter's checkpoints left out."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in names.items() if ".ipynb_checkpoints" not in name}


def _write(path: Path, data: bytes) -> bool:
    """Write a file whole or not at all; False when it already holds that."""
    if path.is_file() and path.read_bytes() == data:
        return False
    try:
        write_whole(path, data)
    except OSError as error:
        raise AutograderError(f"{path} cannot be written: {error.strerror}") from None
    return True


def _shown(course: Course, path: Path) -> str:
    return path.relative_to(course.root).as_posix()
