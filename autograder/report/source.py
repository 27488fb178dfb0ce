"""A student's cell with line numbers, as HTML; the line that raised is marked in words, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.model.record import ErrorRecord
from autograder.words.clean import clean, clean_lines
from autograder.words.messages import word

if TYPE_CHECKING:
    from markupsafe import Markup

_LINES, _WIDTH = 400, 400
"""More is not shown, of a cell and of a line."""


def numbered(source: str | None, first: int, error: ErrorRecord | None, lang: str) -> Markup:
    """The cell line by line, the first one with the number `first`; empty for an empty cell.

    Put together here and not in the template: the lines are most of a page, and a template takes ten times as long.
    """
    from markupsafe import Markup, escape

    bad = error["line"] if error else None
    told = []
    for number, line in enumerate(str(escape("\n".join(_lines(source or "")))).split("\n"), first):
        mark, why = "", ""
        if error and number == bad:
            mark = " bad"
            why = (
                f'<span class="why">← {escape(word("here", lang))}: {escape(clean(error["type"], 80))}</span>'
            )
        told.append(f'<span class="line{mark}"><span class="no">{number}</span>{line}{why}\n</span>')
    return Markup("".join(told) if source and source.strip() else "")


def _lines(source: str) -> list[str]:
    """The lines, safe to show."""
    lines = source.rstrip().split("\n")
    # Nearly always there is nothing to clean, which is seen at once.
    if len(lines) <= _LINES and max(map(len, lines)) <= _WIDTH and "".join(lines).isprintable():
        return lines
    return clean_lines(source.rstrip(), _LINES, _WIDTH)
