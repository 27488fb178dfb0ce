"""A student's cell with line numbers, as HTML: the line that raised marked in words, too, and long code folded around what
matters. Nothing is left out without a word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from autograder.model.record import ErrorRecord, QuestionRecord
from autograder.notebook.places import places
from autograder.words.clean import clean, clean_lines
from autograder.words.messages import word

if TYPE_CHECKING:
    from markupsafe import Markup

OPEN = 40
"""A cell of so many lines is shown whole."""
LEAST = 4
"""Fewer lines than that are not worth folding."""
NEAR = 4
"""Lines shown before and after the marked one."""
SHOWN = 40
"""Of a long answer so many lines are shown; the others are folded."""
_LINES, _WIDTH = 2000, 400
"""More is not on the page, of a cell and of a line."""


class Piece(NamedTuple):
    """Lines in a row: as HTML, and what stands for them while they are folded (empty: they are not). Without HTML it is a remark."""

    html: Markup
    summary: str = ""


def pieces(question: QuestionRecord, answers: Collection[str], lang: str) -> list[Piece]:
    """The cell of a question line by line, in open and folded pieces; `answers` are the names that the question is answered with.

    Put together here and not in the template: the lines are most of a page, and a template takes ten times as long.
    """
    source = question["source"]
    if not source or not source.strip():
        return []
    error, first = question["error"], question["first_line"]
    plain, more = _lines(source)
    before, after = question.get("left_out") or [0, 0]
    bad = error["line"] - first if error and error["line"] else None
    lines = list(_numbered(plain, first, error, lang))
    parts = _parts(_shown(source, len(lines), answers, bad), len(lines))
    begins = ((part, None if is_open else part.start + first) for part, is_open in parts)
    told = (_piece(lines[part.start : part.stop], begin, lang) for part, begin in begins)
    return [*_left_out(before, lang), *told, *_left_out(after + more, lang)]


def marked(question: QuestionRecord, lang: str) -> list[Piece]:
    """The marked line and those around it; nothing where none is marked. For a page that shows the cell itself."""
    error, source = question["error"], question["source"] or ""
    if not error or not error["line"]:
        return []
    plain, _ = _lines(source)
    bad, first = error["line"] - question["first_line"], question["first_line"]
    start = max(0, bad - NEAR)
    near = plain[start : bad + NEAR + 1] if 0 <= bad < len(plain) else []
    return [_piece(list(_numbered(near, first + start, error, lang)), None, lang)] if near else []


def _piece(lines: list[str], folded_from: int | None, lang: str) -> Piece:
    from markupsafe import Markup

    summary = ""
    if folded_from is not None:
        last = folded_from + len(lines) - 1
        summary = word("more_lines", lang).format(count=len(lines), first=folded_from, last=last)
    return Piece(Markup("".join(lines)), summary)


def _left_out(count: int, lang: str) -> Iterator[Piece]:
    """A remark on lines that are not on the page."""
    from markupsafe import Markup

    if count:
        key = "line_left_out" if count == 1 else "lines_left_out"
        yield Piece(Markup(""), word(key, lang).format(count=f"{count:,}"))


def _shown(source: str, count: int, answers: Collection[str], bad: int | None) -> set[int]:
    """The lines (from 0) that matter: the answer and what is around the marked one; the first ones where neither is known."""
    if count <= OPEN:
        return set(range(count))
    answer = [line for part in places(source, answers) for line in part][:SHOWN]
    near = range(bad - NEAR, bad + NEAR + 1) if bad is not None else ()
    return {line for line in (*answer, *near) if 0 <= line < count} or set(range(SHOWN))


def _parts(shown: Collection[int], count: int) -> Iterator[tuple[range, bool]]:
    """All lines in a row, in turn those to be shown and those to be folded; too few to fold are shown."""
    runs = [(is_open, len(list(run))) for is_open, run in groupby(range(count), shown.__contains__)]
    opened = [is_open or length < LEAST for is_open, length in runs for _ in range(length)]
    begin = 0
    for is_open, run in groupby(opened):
        end = begin + len(list(run))
        yield range(begin, end), is_open
        begin = end


def _numbered(lines: Sequence[str], first: int, error: ErrorRecord | None, lang: str) -> Iterator[str]:
    """The lines as HTML, the first one with the number `first`."""
    from markupsafe import escape

    bad = error["line"] if error else None
    for number, line in enumerate(str(escape("\n".join(lines))).split("\n"), first):
        mark, why = "", ""
        if error and number == bad:
            mark = " bad"
            why = (
                f'<span class="why">← {escape(word("here", lang))}: {escape(clean(error["type"], 80))}</span>'
            )
        yield f'<span class="line{mark}"><span class="no">{number}</span>{line}{why}\n</span>'


def _lines(source: str) -> tuple[list[str], int]:
    """The lines, safe to show, and how many more there are than a page has room for."""
    lines = source.rstrip().split("\n")
    # Nearly always there is nothing to clean, which is seen at once.
    if len(lines) <= _LINES and max(map(len, lines)) <= _WIDTH and "".join(lines).isprintable():
        return lines, 0
    cleaned = clean_lines(source.rstrip(), _LINES, _WIDTH)
    return cleaned, max(0, len(lines) - len(cleaned))
