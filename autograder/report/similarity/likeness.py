"""What an answer looks like whatever its variables are called and in whatever order its lines stand, and what is personal in it."""

import builtins
import keyword
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from autograder.report.tokens import Token, tokens

_KEPT = frozenset([*keyword.kwlist, *dir(builtins), "np", "numpy", "self"])
"""Names that are not a student's to choose."""
_WORDS = re.compile(r"[^\W_]+")
LONGEST = 200
"""Lines of an answer that are looked at."""
TELLING_COMMENT = 8
"""Letters: a shorter comment says nothing of who wrote it."""
TELLING_NUMBER = 3
"""Digits of a number that somebody typed in."""


class Line(NamedTuple):
    """A logical line: as it stands, but for blanks at its ends; with its names replaced by v1, v2 … in the order in which they come; its
    first line in the source, from 0, and how many it takes."""

    raw: str
    form: str
    at: int
    lines: int


@dataclass(frozen=True, slots=True)
class Form:
    """An answer: its logical lines without comments and docstrings, and what is personal: comments and typed numbers."""

    lines: tuple[Line, ...]
    comments: frozenset[str]
    numbers: frozenset[str]


@lru_cache(2048)
def form_of(source: str) -> Form:
    """The form of a source, be it Python or not, in one straight walk."""
    comments, numbers = set(), set()
    lines = []
    for at, count, part in _logical(source):
        for kind, text in part:
            if kind == "comment":
                comments.add(_comment(text))
            elif kind == "number" and sum(map(str.isdigit, text.strip("0."))) >= TELLING_NUMBER:
                numbers.add(text)
        code = [token for token in part if token.kind not in ("comment", "line")]
        raw = "".join(token.text for token in code).strip()
        if raw and not all(token.kind in ("string", "blank") for token in code):  # no docstring
            lines.append(Line(raw, _renamed(code), at, count))
    told = frozenset(text for text in comments if len(text) >= TELLING_COMMENT)
    return Form(tuple(lines), told, frozenset(numbers))


def _logical(source: str) -> Iterator[tuple[int, int, list[Token]]]:
    """The tokens of each logical line, with the number of its first line and of the lines that it takes."""
    depth, at, count, part = 0, 0, 1, list[Token]()
    for token in tokens(source):
        if token.kind == "line" and depth == 0:
            yield at, count, part
            at, count, part = at + count, 1, []
            if at >= LONGEST:
                return
            continue
        part.append(token)
        count += token.text.count("\n")
        if token.kind == "sign":
            depth = max(0, depth + (token.text in "([{") - (token.text in ")]}"))
    yield at, count, part


def _comment(text: str) -> str:
    """A comment's words alone: blanks, signs and capitals are easily changed."""
    return " ".join(_WORDS.findall(text.lower()))


def _renamed(code: Iterable[Token]) -> str:
    """A line without blanks, its own names numbered in order; what follows a dot is a name of its own only after self."""
    given: dict[str, str] = {}
    told: list[str] = []
    before = owner = ""
    for kind, text in code:
        if kind == "blank":
            continue
        if kind == "name" and text not in _KEPT and (before != "." or owner == "self"):
            told.append(given.setdefault(f".{text}" if before == "." else text, f"v{len(given) + 1}"))
        else:
            told.append("''" if kind == "string" else text)
        if text != ".":
            owner = text
        before = text
    return " ".join(told)
