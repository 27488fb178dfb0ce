"""Further notebooks of an assignment, beside those that our questions are about: nobody runs them, people grade them.

nbgrader's own steps give their locked cells back and make the gradebook's rows; a test cell in them waits for a person, for
without its outputs nbgrader would give it all points.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from nbformat import NotebookNode, from_dict
from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    NbGraderPreprocessor,
    OverwriteCells,
    SaveAutoGrades,
)
from nbgrader.utils import is_solution

from autograder.nbgrader_plugin.desk import Resources
from autograder.nbgrader_plugin.gradebook.restore import open_notebook

SANITIZE = (ClearOutput, DeduplicateIds, OverwriteCells, CheckCellMetadata)
"""What nbgrader does to a notebook before it runs it."""


class SaveForPeople(SaveAutoGrades):  # type: ignore[misc]
    """nbgrader's rows, and no score for a test that nobody ran."""

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


def saved(part: NbGraderPreprocessor, notebook: NotebookNode, resources: Resources) -> None:
    """Its rows in the gradebook."""
    SaveForPeople(parent=part.parent).preprocess(notebook, resources)


def names_beside(released: Path, ours: Collection[str]) -> frozenset[str]:
    """The further notebooks of a release."""
    return frozenset(path.stem for path in released.glob("*.ipynb")) - {*ours}
