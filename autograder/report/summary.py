"""The summary at the end of a run, and scores.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.files import write_whole
from autograder.model.record import Record
from autograder.report.statistics import ClassTally, tally
from autograder.words.clean import clean
from autograder.words.messages import word

if TYPE_CHECKING:
    from rich.console import RenderableType

_HEAD = ("student", "status", "score", "late_penalty", "final_score", "max_score")
_WIDE = 1000
"""Columns of a pipe: no line is ever broken there."""


def summary(records: Iterable[Record], lang: str = "en", *, boxed: bool = True) -> RenderableType:
    """For a terminal: the class in one line, then a row a question (how many earned full points, mean, maximum)."""
    from rich.box import HEAVY_HEAD
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    counts = tally(records)
    heading, *rows = _rows(counts, lang)
    table = Table(box=HEAVY_HEAD if boxed else None, pad_edge=boxed)
    for place, name in enumerate(heading):
        table.add_column(name, justify="right" if place else "left", no_wrap=place > 0)
    for row in rows:
        table.add_row(*map(Text, row))
    return Group(Text(_headline(counts, lang)), table)


def summary_text(records: Iterable[Record], lang: str = "en") -> str:
    """The same summary as plain lines, for a log or a pipe."""
    from rich.console import Console

    text = io.StringIO()
    console = Console(file=text, width=_WIDE, color_system=None, force_terminal=False)
    console.print(summary(records, lang, boxed=False))
    return text.getvalue().rstrip("\n")


def scores_csv(records: Iterable[Record], path: Path) -> None:
    """Write one row a student and one column a question, replacing `path` at once.

    A text that a spreadsheet would take for a formula gets an apostrophe in front. An ungraded submission has
    empty scores. Question columns are in the order of first appearance.
    """
    rows = [
        (record, {question["id"]: question["score"] for question in record["questions"]})
        for record in records
    ]
    question_ids = list(dict.fromkeys(question_id for _, scores in rows for question_id in scores))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_HEAD, *map(guarded, question_ids), "protection"])
    for record, scores in rows:
        cells = [record.get(name) for name in _HEAD]
        cells += [scores.get(question_id) for question_id in question_ids]
        writer.writerow([guarded(cell) for cell in [*cells, record.get("protection")]])
    write_whole(path, text.getvalue())


def guarded(cell: object) -> object:
    """A CSV cell that no spreadsheet takes for a formula: numbers as they are, text cleaned and guarded."""
    if cell is None or isinstance(cell, int | float):
        return cell
    # A leading tab or carriage return counts too: some spreadsheets drop it and then see the formula.
    raw = str(cell)
    return f"'{clean(raw)}" if raw[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else clean(raw)


def _headline(counts: ClassTally, lang: str) -> str:
    """The class in one line."""
    parts = [f"{word('students', lang)} {counts.students}", f"{word('graded', lang)} {counts.graded}"]
    parts.append(f"{word('ungraded', lang)} {counts.students - counts.graded}")
    if counts.mean is not None:
        parts.append(f"{word('mean', lang)} {counts.mean:.2f} / {counts.max_score:g}")
    return " · ".join(parts)


def _rows(counts: ClassTally, lang: str) -> list[tuple[str, ...]]:
    """The heading and a row a question."""
    rows = [tuple(word(name, lang) for name in ("question", "full_points", "mean", "points"))]
    for question_id, question in counts.questions.items():
        rate = f"{100 * question.pass_rate:.0f} %"
        rows.append((clean(question_id), rate, f"{question.mean:.2f}", f"{question.points:g}"))
    return rows
