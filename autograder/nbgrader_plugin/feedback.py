"""Feedback pages: without hidden tests, and released to everybody who handed in through nbgrader."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_locked

Resources = dict[str, Any]

_HIDDEN = re.compile(
    r"^[^\n]*### BEGIN HIDDEN TESTS.*?(?:^[^\n]*### END HIDDEN TESTS[^\n]*\n?|\Z)", re.DOTALL | re.MULTILINE
)


class StripHiddenTests(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes hidden tests out of locked cells; nbgrader shows them on the feedback page otherwise."""

    def preprocess_cell(
        self,
        cell: NotebookNode,
        resources: Resources,
        cell_index: int,  # noqa: ARG002
    ) -> tuple[NotebookNode, Resources]:
        """Strip one cell."""
        if is_locked(cell):
            cell.source = _HIDDEN.sub("", cell.source).rstrip("\n")
        return cell, resources


class ReleaseFeedback(ExchangeReleaseFeedback):  # type: ignore[misc]
    """Releases feedback through the exchange; whoever did not hand in through it is named instead of stopping the rest."""

    def copy_files(self) -> None:
        """Release the feedback of all students that have the exchange's secret."""
        folders = self.coursedir
        pattern = folders.format_path(folders.feedback_directory, "*", folders.assignment_id)
        steps = Path(pattern).parts.index("*")
        pages = Path("/").glob(str(Path(pattern).relative_to("/") / "*.html"))
        outside = sorted({page.parts[steps] for page in pages if not _handed_in_here(page.parent)})
        for student in outside:
            self.log.warning("%s did not hand in through nbgrader; give out this page another way", student)
        before = folders.student_id_exclude
        folders.student_id_exclude = ",".join(filter(None, [before, *outside]))
        try:
            super().copy_files()
        finally:
            folders.student_id_exclude = before


def _handed_in_here(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("timestamp.txt", "submission_secret.txt"))
