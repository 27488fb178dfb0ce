"""From solutions/ to assignments/: what students get, made by nbgrader's own generate step, in one language, never an answer in it.

The notebook of a release depends on the reference notebook, course.yml, nbgrader_config.py and nbgrader's version alone, so
that a released file can be committed and compared byte by byte.
"""

import json
import logging
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.files import write_whole
from autograder.model.cell import Cell
from autograder.model.errors import AutograderError, CourseError
from autograder.model.question import Assignment, Course
from autograder.notebook.cells import notebook_cells
from autograder.release.leaks import find_leaks
from autograder.release.marking import marked
from autograder.release.recognised import is_current, recognised, released_cells
from autograder.release.texts import for_students, language_of
from autograder.selfcheck.exercise import FILE, MISTAKES, PACKAGED, checked, public
from autograder.words.catalogue import languages

_ELSEWHERE = ("ForStudents", "SaveCells")
"""Steps of nbgrader's generate that are done here already, or that need a gradebook."""
_KEPT_BACK = ("mistakes*", "__pycache__", "*.pyc", ".*", "*~")


@dataclass(frozen=True, slots=True)
class Draft:
    """A release that is not written: the reference notebooks' texts and the files for students, by name, in a language."""

    notebooks: Mapping[str, str]
    files: Mapping[str, bytes]
    lang: str

    def cells(self, assignment: Assignment) -> tuple[Cell, ...]:
        """The cells of code of a reference notebook."""
        return tuple(notebook_cells(self.notebooks[assignment.notebook], assignment.notebook))

    def stub(self, assignment: Assignment) -> tuple[Cell, ...]:
        """The cells of code that students start from in a notebook."""
        name = f"{assignment.notebook}.ipynb"
        return tuple(notebook_cells(self.files[name].decode(), name))


def draft(course: Course, assignment: Assignment, lang: str | None = None) -> Draft:
    """What `release` would write, in a language (default: the course's). Raises CourseError for a notebook that cannot be
    released, or when an answer would reach the students."""
    folder = course.released_path(assignment).parent
    texts = {part.notebook: marked(course.solution_path(part), part) for part in assignment.parts}
    spoken = lang or course.language
    files = _generate(replace(course, language=spoken), assignment, texts)
    for leak in find_leaks(files, texts.values(), assignment):
        raise CourseError(folder / leak.file, leak.line, f"{leak.what}; {leak.remedy}")
    return Draft(texts, files, spoken)


def release(course: Course, assignment: Assignment, made: Draft | None = None) -> list[str]:
    """Write assignments/<id>/, as it was `made` or is made now, and return what was done, a line each.

    Points and missing nbgrader metadata are written into the reference notebooks first. Raises CourseError, and writes
    nothing, when an answer would reach the students.
    """
    made = made or draft(course, assignment)
    folder = course.released_path(assignment).parent
    old = {name: data for name, data in _files(folder).items() if name not in made.files}
    for leak in find_leaks(old, made.notebooks.values(), assignment):
        raise CourseError(folder / leak.file, leak.line, f"{leak.what}; {leak.remedy}")
    notes = [
        f"{_shown(course, source)}: points and cell metadata written"
        for source in map(course.solution_path, assignment.parts)
        if _write(source, made.notebooks[source.stem].encode())
    ]
    # What the self-check needs lies beside the source, so that nbgrader's own generate_assignment takes it along.
    beside = course.solution_path(assignment)
    needed = {beside.with_name(name): data for name, data in _for_selfcheck(course, assignment).items()}
    if course.root == PACKAGED.parents[2]:
        needed[PACKAGED] = public(course, *course.assignments, cells=released_cells)
        needed[PACKAGED.with_name(MISTAKES)] = recognised(course, *course.assignments)
    needed |= {folder / name: data for name, data in made.files.items()}
    notes += [f"{_shown(course, path)} written" for path, data in needed.items() if _write(path, data)]
    notes += [
        f"{_shown(course, folder / name)} is no part of this release; delete it if it is not yours"
        for name in old
    ]
    return notes or [f"{_shown(course, folder)} is up to date"]


def stale(course: Course, assignment: Assignment, made: Draft | None = None) -> list[str]:
    """Why the committed release is not what `release` would write now in its language, or tells an answer; empty when all is well."""
    lang = _released_language(course, assignment)
    if made is None or lang not in (None, made.lang):
        made = draft(course, assignment, lang)
    folder = course.released_path(assignment).parent
    committed = _files(folder)
    remedy = f"run autograder release {assignment.id}"
    leaks = find_leaks(committed, made.notebooks.values(), assignment)
    reasons = [f"{_shown(course, folder / leak.file)}: {leak.what}" for leak in leaks]
    reasons += [
        f"{_shown(course, source)} does not have the points of course.yml; {remedy}"
        for source in map(course.solution_path, assignment.parts)
        if source.read_text("utf-8") != made.notebooks[source.stem]
    ]
    beside = course.solution_path(assignment).with_name(FILE)
    there = beside.read_bytes() if beside.is_file() else b""
    if _is_checked(assignment) and there != public(course, assignment, cells=released_cells):
        reasons.append(f"{_shown(course, beside)} does not say what course.yml says; {remedy}")
    if _is_checked(assignment) and not is_current(course, assignment):
        reasons.append(
            f"{_shown(course, beside.with_name(MISTAKES))} is not of the mistakes as they are; {remedy}"
        )
    for name, data in made.files.items():
        if committed.get(name) != data:
            what = "differs from its solution" if name in committed else "is missing"
            reasons.append(f"{_shown(course, folder / name)} {what}; {remedy}")
    return reasons


def _for_selfcheck(course: Course, assignment: Assignment) -> dict[str, bytes]:
    """The files that the self-check needs beside the notebook."""
    if not _is_checked(assignment):
        return {}
    files = {FILE: public(course, assignment, cells=released_cells), MISTAKES: recognised(course, assignment)}
    return {name: data for name, data in files.items() if data}


def _released_language(course: Course, assignment: Assignment) -> str | None:
    """The language of the release that is there; None where there is none, or it does not say a language that we have."""
    try:
        lang = language_of(json.loads(course.released_path(assignment).read_text("utf-8")))
    except (OSError, ValueError, AttributeError):
        return None
    return lang if lang in languages() else None


def _is_checked(assignment: Assignment) -> bool:
    """Whether students have anything to check themselves by."""
    return any(map(checked, assignment.questions))


def _generate(course: Course, assignment: Assignment, texts: Mapping[str, str]) -> dict[str, bytes]:
    """What nbgrader makes of the reference notebooks and the files beside them, by file name, in the course's language.

    It works in a temporary course and without a gradebook: neither the course's own nor its folders are touched.
    """
    origin = course.solution_path(assignment).parent
    with tempfile.TemporaryDirectory(prefix="autograder-release-") as temporary:
        root = Path(temporary)
        source = root / "solutions" / assignment.id
        shutil.copytree(origin, source, ignore=shutil.ignore_patterns(*_KEPT_BACK, "*.ipynb"))
        for part in assignment.parts:
            readable = json.loads(texts[part.notebook])
            for_students(readable, course, part, course.language, course.solution_path(part))
            (source / f"{part.notebook}.ipynb").write_text(json.dumps(readable), "utf-8")
        for name, data in _for_selfcheck(course, assignment).items():
            (source / name).write_bytes(data)
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
    )
    log, said = _quiet_logger()
    try:
        folder = CourseDirectory(config=config, log=log)
        step = GenerateAssignment(coursedir=folder, config=config, log=log, no_database=True)
        step.preprocessors = [
            part for part in step.preprocessors if not any(name in str(part) for name in _ELSEWHERE)
        ]
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
