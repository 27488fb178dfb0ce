"""The summary at the end of a run, and scores.csv."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.files import write_whole
from autograder.model.record import Record
from autograder.model.student import Student
from autograder.report.statistics import ClassTally, tally
from autograder.words.clean import aligned, clean
from autograder.words.messages import word

if TYPE_CHECKING:
    from rich.console import RenderableType

_HEAD = ("student", "status", "score", "late_penalty", "final_score", "max_score")
_BY_HAND = ("by_hand", "by_hand_max")
_MORE = ("protection", "handed_in", "days_late", "manual")
NAMES = ("last_name", "first_name", "section")
"""Columns of a roster that stand beside scores."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula, also in the wide letters of East Asia, which spreadsheets there read as the others."""


def summary(records: Iterable[Record] | ClassTally, lang: str = "en") -> RenderableType:
    """For a terminal: the class in one line, then a row a question (how many earned full points, mean, maximum)."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    counts = tally(records)
    heading, *rows = _rows(counts, lang)
    table = Table()
    for place, name in enumerate(heading):
        table.add_column(name, justify="right" if place else "left", no_wrap=place > 0)
    for row in rows:
        table.add_row(*map(Text, row))
    return Group(Text(_headline(counts, lang)), table)


def summary_text(records: Iterable[Record] | ClassTally, lang: str = "en") -> str:
    """The same as plain lines, for a log or a pipe."""
    counts = tally(records)
    return "\n".join([_headline(counts, lang), *aligned(_rows(counts, lang), numbers=True)])


def scores_csv(
    records: Iterable[Record] | ClassTally, path: Path, roster: Mapping[str, Student] | None = None
) -> None:
    """Write one row a student and one column a question, by student, replacing `path` at once.

    A text that a spreadsheet would take for a formula gets an apostrophe in front. What is ungraded or excused is empty. Question
    columns are in the order of first appearance. Behind them stand, where there are such cells, the points of those that only people
    grade (empty: nobody has looked yet) and the most that can be had there; when it was handed in, how many days late; all points that
    people gave; and, with a `roster`, the names.
    """
    write_whole(path, table(scores(records, roster)))


def scores(
    records: Iterable[Record] | ClassTally, roster: Mapping[str, Student] | None = None
) -> Iterator[list[object]]:
    """The rows of scores.csv, the first of them its header."""
    lines = sorted(tally(records).lines, key=lambda line: line.student)
    question_ids = list(dict.fromkeys(question_id for line in lines for question_id in line.fields))
    of_people = any(line.by_hand_max for line in lines if line.status == "graded" and line.fields)
    more = [*(_BY_HAND if of_people else ()), *_MORE]
    yield [*_HEAD, *question_ids, *more, *(NAMES if roster else ())]
    for line in lines:
        cells = [getattr(line, name) for name in _HEAD]
        cells += map(line.points_of, question_ids)
        cells += [getattr(line, name) for name in more]
        yield cells + (names_of(line.student, roster) if roster else [])


def table(rows: Iterable[Iterable[object]]) -> str:
    """Rows as CSV, without formulas."""
    return as_it_stands(map(guarded, row) for row in rows)


def as_it_stands(rows: Iterable[Iterable[object]], separator: str = ",", end: str = "\n") -> str:
    """Rows as CSV, formulas among them: whoever writes the rows guards what people wrote."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue()


def names_of(student: str, roster: Mapping[str, Student]) -> list[str]:
    """What the roster calls a student, in the columns `NAMES`."""
    known = roster.get(student, Student(student))
    return [getattr(known, name) for name in NAMES]


def guarded(cell: object) -> object:
    """A CSV cell that no spreadsheet takes for a formula: numbers as they are, text cleaned and guarded."""
    if cell is None or isinstance(cell, int | float):
        return cell
    # A leading tab or carriage return counts too: some spreadsheets drop it and then see the formula.
    raw = str(cell)
    return f"'{clean(raw)}" if raw[:1] in _FORMULA else clean(raw)


def _headline(counts: ClassTally, lang: str) -> str:
    """The class in one line."""
    excused = sum(line.excused for line in counts.lines)
    numbers = {
        "students": counts.students,
        "graded": counts.graded,
        "ungraded": counts.students - counts.graded - excused,
    }
    others = {
        "summary_excused": excused,
        "summary_late": sum(line.days > 0 for line in counts.lines),
        "summary_free_days": sum(line.free_days for line in counts.lines),
        "summary_manual": sum(line.manual is not None for line in counts.lines),
    }
    numbers |= {name: count for name, count in others.items() if count}
    parts = [f"{word(name, lang)} {count}" for name, count in numbers.items()]
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
