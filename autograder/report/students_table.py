"""The table students by questions, as HTML: a line a student, the share of the points as colour and the points as number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from autograder.report.beside import Beside
from autograder.report.statistics import ClassTally, Field, Line
from autograder.words.clean import clean
from autograder.words.messages import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

WHOLE = 1000
"""A class of so many students is shown whole."""
WEAKEST = 200
"""Of a larger one, so many with the lowest scores; scores.csv has them all."""


class Sheet(NamedTuple):
    """The table: headings with their titles, the lines, how many are in it, and how many students there are; whether it has a column of
    cells that people alone grade."""

    heads: list[tuple[str, str]]
    lines: Markup
    shown: int
    students: int
    by_hand: bool


def sheet(
    counts: ClassTally,
    questions: Sequence[tuple[str, str]],
    beside: Beside,
    named: Callable[[str], str],
    lang: str,
    *,
    links: bool,
) -> Sheet:
    """The table of a class: by name, those who have handed in nothing last; the weakest alone where there are too many.

    Put together here and not in the template, which takes ten times as long for the lines of a thousand students.
    """
    from markupsafe import Markup

    lines, missing = sorted(counts.lines, key=lambda one: one.student), list(beside.missing)
    count = len(lines) + len(missing)
    if count > WHOLE:
        lines = sorted(lines, key=lambda one: (one.final_score is None, one.final_score or 0.0))[:WEAKEST]
        missing = []
    keys = ("nothing_handed_in", "excused", "ungraded", "days_short", "by_person")
    words = {key: word(key, lang) for key in keys}
    by_hand = any(line.by_hand is not None for line in counts.lines)
    columns = ["", *(name for name, _ in questions)] if by_hand else [name for name, _ in questions]
    shown = [_line(line, columns, beside.page_of if links else None, named, words) for line in lines]
    shown += (_missing(named(student), len(columns), words) for student in missing)
    return Sheet(list(questions), Markup("".join(shown)), len(shown), count, by_hand)


def _line(
    line: Line,
    columns: Sequence[str],
    page_of: Callable[[str], str | None] | None,
    named: Callable[[str], str],
    words: Mapping[str, str],
) -> str:
    from markupsafe import escape

    name, page = str(escape(clean(named(line.student), 80))), page_of(line.student) if page_of else None
    name = f'<a href="{escape(page)}">{name}</a>' if page else name
    final = f"{line.final_score:g}" if line.status == "graded" else words[line.status]
    late = f"+{line.days}&nbsp;{words['days_short']}" if line.days > 0 else ""
    fields = "".join(_fields(line, columns, words))
    return (
        f"<tr><th scope=row>{name}</th><td class=number>{final}</td><td class=late>{late}</td>{fields}</tr>\n"
    )


def _fields(line: Line, columns: Sequence[str], words: Mapping[str, str]) -> Iterator[str]:
    """A cell a column; the column "" has what people gave in cells of their own."""
    by_people = None if line.by_hand is None else Field(line.by_hand, line.by_hand_max or 0.0)
    for column in columns:
        one = line.fields.get(column) if column else by_people
        if one is None:
            yield "<td></td>"
        elif one.excused or line.excused:
            yield f"<td class=u>{words['excused']}</td>"
        else:
            by_person = f'<i title="{words["by_person"]}">✎</i>' if one.manual else ""
            anything = one.tried or one.manual
            shade, score = (colour(one.share), f"{one.score:g}") if anything else ("u", "–")
            yield f"<td class={shade}>{score}{by_person}</td>"


def colour(share: float) -> str:
    """Which of the colours in report.css: nothing, less than half, half and more, all."""
    return "f" if share >= 1 else "h" if share >= 0.5 else "l" if share > 0 else "z"


def _missing(name: str, questions: int, words: Mapping[str, str]) -> str:
    from markupsafe import escape

    return f"<tr><th scope=row>{escape(clean(name, 80))}</th><td colspan={questions + 2} class=soft>{words['nothing_handed_in']}</td></tr>\n"
