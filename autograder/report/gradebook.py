"""One gradebook of a course over all its assignments, as a CSV file."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.files import write_whole
from autograder.model.student import Student
from autograder.report.course_picture import Mark, Part, Standing
from autograder.report.summary import NAMES, guarded, names_of


def course_csv(
    parts: Sequence[Part], every: Sequence[Standing], roster: Mapping[str, Student], path: Path
) -> None:
    """Write the gradebook of a course: a line a student; of each assignment the score that counts and what is to be said of it, then
    the total and the most that could be had. Empty is what has no score; what is ungraded or excused is not in the total."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    head = [name for part in parts for name in (part.id, f"{part.id}_status")]
    more = NAMES if roster else ()
    writer.writerow([guarded(cell) for cell in ("student", *more, *head, "total", "max_total")])
    for one in every:
        cells: list[object] = [one.student, *(names_of(one.student, roster) if roster else ())]
        for mark in one.marks:
            cells += [mark.score if mark.state == "graded" else None, _status(mark)]
        writer.writerow([guarded(cell) for cell in (*cells, one.total, one.most)])
    write_whole(path, text.getvalue())


def _status(mark: Mark) -> str:
    return f"late {mark.days}" if mark.state == "graded" and mark.days > 0 else mark.state
