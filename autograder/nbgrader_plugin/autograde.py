"""`nbgrader autograde` with our engine: submissions are graded in the sandbox, nbgrader only ever sees the results.

nbgrader converts a notebook twice. First it sanitizes: `Sanitize` puts in place of what was handed in a mended notebook without
outputs. Then it executes: `SandboxExecute` writes our feedback into it, in the form that nbgrader scores. Further notebooks of an
assignment, beside those that our questions are about, nobody runs: nbgrader's own steps give their locked cells back, and people grade them.
"""

import fnmatch
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_notebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    NbGraderPreprocessor,
    OverwriteCells,
    SaveAutoGrades,
)
from nbgrader.utils import is_solution
from traitlets import Bool

from autograder.course.roster import read_roster
from autograder.grading.settling.database import Database
from autograder.grading.settling.facts import SIGN
from autograder.model.errors import AutograderError
from autograder.nbgrader_plugin.desk import Desk, Resources, desk_of, work_of
from autograder.nbgrader_plugin.gradebook.cell_scores import marks_of, part_of
from autograder.nbgrader_plugin.gradebook.graded_rows import add_missing_rows, keep_names, write_rows
from autograder.nbgrader_plugin.gradebook.made_from import write_stamps
from autograder.nbgrader_plugin.gradebook.restore import open_notebook
from autograder.nbgrader_plugin.gradebook.sheet import keep_in_step
from autograder.nbgrader_plugin.gradebook.show import show, unjudged
from autograder.nbgrader_plugin.gradebook.totals import penalize
from autograder.nbgrader_plugin.gradebook.update import mended


class SubmissionExporter(NotebookExporter):
    """Lets any file through to `Sanitize`, be it no notebook at all: it is read there, by us."""

    def from_filename(
        self, filename: str, resources: Resources | None = None, **kw: Any
    ) -> tuple[Any, Resources]:
        """Convert one notebook; what a student has handed in is not parsed here."""
        if not getattr(self.parent, "_sanitizing", False):
            return super().from_filename(filename, resources=resources, **kw)
        path, resources = Path(filename), resources or {}
        today = datetime.now(UTC).strftime("%B %d, %Y")
        resources["metadata"] = {"name": path.stem, "path": str(path.parent), "modified_date": today}
        done: tuple[Any, Resources] = self.from_notebook_node(new_notebook(), resources=resources, **kw)  # type: ignore[no-untyped-call]
        return done


class Sanitize(NbGraderPreprocessor):  # type: ignore[misc]
    """Mends what students do to notebooks: every cell that nbgrader knows is there once, with its metadata."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:  # noqa: ARG002
        """Put the mended submission in place of `nb`, the empty notebook of the exporter."""
        mine = desk_of(self, resources["nbgrader"]["assignment"])
        part = mine.part(resources)
        if part is None:
            return sanitized(self, resources), resources
        work = work_of(self, resources)
        record, sheet = part_of(work.record, part), mine.sheets[part.notebook]
        notebook, work.told[part.notebook] = mended(record, work.submission, part, sheet)
        return from_dict(notebook), resources  # type: ignore[no-untyped-call]


class SandboxExecute(NbGraderPreprocessor):  # type: ignore[misc]
    """In place of nbgrader's Execute: no line of the notebook runs here; our grader's results become its outputs."""

    unprotected = Bool(False, help="Grade without a sandbox: for your own files only").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Write outputs into all test cells."""
        mine = desk_of(self, resources["nbgrader"]["assignment"])
        part = mine.part(resources)
        if part is None:
            return nb, resources
        work = work_of(self, resources)
        record = part_of(work.record, part)
        if work.record["status"] != "graded":
            self.log.error("Not graded: %s: %s", resources["nbgrader"]["student"], work.record["reason"])
        for name in unjudged(nb, record) if work.record["status"] == "graded" else ():
            self.log.warning('No question of course.yml belongs to the test cell "%s": people grade it', name)
        show(nb, record, part, work.told.get(part.notebook, ()))
        return from_dict(nb), resources  # type: ignore[no-untyped-call]


class SaveScores(NbGraderPreprocessor):  # type: ignore[misc]
    """In place of SaveAutoGrades: the same rows as `autograder grade` writes, in one transaction.

    A submission without a result has none in the gradebook either, and is marked for a person to look at.
    """

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Save scores, automatic comments and the late penalty."""
        mine = desk_of(self, resources["nbgrader"]["assignment"])
        part = mine.part(resources)
        if part is None:
            SaveForPeople(parent=self.parent).preprocess(nb, resources)
            return nb, resources
        work, sheet = work_of(self, resources), mine.sheets[part.notebook]
        marks = marks_of(part_of(work.record, part), nb, work.submission.handed_in, sheet.cells)
        with Database(resources["nbgrader"]["db_url"]) as book:
            write_rows(book, sheet, [marks])
            keep_names(book, {one: mine.students[one] for one in [marks.student] if one in mine.students})
            penalize(book, mine.engine.course, mine.engine.assignment, marks.student)
            write_stamps(book, sheet, [(marks.student, marks.sha256[:SIGN])])
        return nb, resources


def _init_notebooks(self: Autograde) -> None:
    """In place of nbgrader's: every folder of a submission counts, whatever the file in it is called.

    The gradebook is brought in step with course.yml first, so that points and due date are those that hold now. A course that is not
    ours, in the same process, is nbgrader's alone.
    """
    if not issubclass(self.exporter_class, SubmissionExporter):
        _stock_init_notebooks(self)
        return
    folders, mine = self.coursedir, _desk_in_step(self)
    ours = mine.engine.assignment.notebooks
    pattern = Path(self._format_source(folders.assignment_id, folders.student_id))
    found = [path for path in Path("/").glob(str(pattern.relative_to("/"))) if path.is_dir()]
    released = mine.engine.course.released_path(mine.engine.assignment).parent
    beside = sorted({path.stem for path in released.glob("*.ipynb")} - {*ours})
    wanted = fnmatch.filter([*ours, *beside], folders.notebook_id)
    if not found or not wanted:
        _stock_init_notebooks(self)  # says what it looked for, and that it is not there
        return
    self.notebooks = []
    self.assignments = {
        str(path): [str(path / f"{s}.ipynb") for s in wanted if s in ours or (path / f"{s}.ipynb").is_file()]
        for path in found
    }


def _desk_in_step(self: Autograde) -> Desk:
    """The desk of the assignment, and the gradebook as course.yml and the roster have it now."""
    try:
        mine = desk_of(self, self.coursedir.assignment_id)
        with Database(self.coursedir.db_url) as book:
            for part in mine.engine.assignment.parts:
                mine.sheets[part.notebook] = keep_in_step(book, mine.engine.course, part)
                add_missing_rows(book, mine.sheets[part.notebook])
        mine.students = read_roster(mine.engine.course)
    except AutograderError as error:
        self.log.error(str(error))
        raise NbGraderException(str(error)) from error
    return mine


# nbgrader looks for notebooks by name before any of its settings has a say; here alone it is changed from outside.
_stock_init_notebooks = Autograde.init_notebooks
Autograde.init_notebooks = _init_notebooks


SANITIZE = (ClearOutput, DeduplicateIds, OverwriteCells, CheckCellMetadata)
"""What nbgrader does to a notebook before it runs it."""


class SaveForPeople(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's rows, and no score for a test that nobody ran: for one without outputs nbgrader would give all points."""

    def _add_score(self, cell: NotebookNode, resources: Resources) -> None:
        super()._add_score(cell, resources)
        if not is_solution(cell):
            name = cell.metadata["nbgrader"]["grade_id"]
            grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
            grade.auto_score, grade.needs_manual_grade = None, True
            self.gradebook.db.commit()


def sanitized(part: NbGraderPreprocessor, resources: Resources) -> NotebookNode:
    """The notebook at hand with its locked cells as they were released, and no outputs."""
    where = resources["metadata"]
    notebook: NotebookNode = from_dict(open_notebook(Path(where["path"]) / f"{where['name']}.ipynb"))  # type: ignore[no-untyped-call]
    for step in SANITIZE:
        notebook, _ = step(parent=part.parent).preprocess(notebook, resources)
    return notebook
