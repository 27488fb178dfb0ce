"""Student text made safe to show: no control, direction or surrogate characters, and never longer than asked."""

import sys
import unicodedata
from collections.abc import Iterator, Sequence

# Control, format (direction marks, zero width), surrogate, private use, line and paragraph separators.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def clean(text: object, limit: int = 200) -> str:
    """`text` on one line, with every character that a reader could not see written out as an escape (`\\x1b`).

    Longer text is cut to `limit` characters, the last of them an ellipsis. Never raises on any string.
    """
    raw = str(text)
    if len(raw) <= limit and raw.isprintable():
        return raw
    # An escape is at least as long as its character, so what lies beyond the limit cannot come to be seen.
    shown = "".join(_visible(character) for character in raw[: limit + 1])
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def clean_lines(text: object, max_lines: int = 400, limit: int = 400) -> list[str]:
    """Source code line by line, each line cleaned (tabs become spaces); at most `max_lines` lines."""
    lines = str(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [clean(line[: limit + 1].expandtabs(4), limit) for line in lines[:max_lines]]


def columns(text: str) -> int:
    """How many letters wide a text is, where all are of one width: those of East Asia count twice."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def aligned(
    rows: Sequence[Sequence[str]], widest: int | None = None, *, numbers: bool = False
) -> Iterator[str]:
    """Rows as lines, in columns that are as wide as what is in them, or as the `widest`, beyond which a cell stands over; `numbers` in
    all but the first stand at the right."""
    widths = [min(max(map(columns, column)), widest or sys.maxsize) for column in zip(*rows, strict=True)]
    for row in rows:
        blanks = [" " * (width - columns(cell)) for width, cell in zip(widths, row, strict=True)]
        cells = [b + c if numbers and i else c + b for i, (b, c) in enumerate(zip(blanks, row, strict=True))]
        yield "  ".join(cells).rstrip()


def _visible(character: str) -> str:
    """The character itself, or its escape where it cannot be seen."""
    if character.isprintable() or unicodedata.category(character) not in _HIDDEN:
        return character
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")
