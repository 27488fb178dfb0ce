"""The parts of a reference cell that students do not get, by nbgrader's own rule.

A line with BEGIN SOLUTION in it begins a region, however many # stand before, a line with END SOLUTION ends it, and a stub takes
its place; a cell without a region is replaced whole.
"""

import hashlib
import io
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.notebook.code import code

BEGIN, END = "BEGIN SOLUTION", "END SOLUTION"
STUB = ("# YOUR CODE HERE", "raise NotImplementedError()")
"""What nbgrader puts in the place of a solution."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell: its number from 1, its text, whether it is `hidden` (part of a solution) or a `marker`."""

    number: int
    text: str
    hidden: bool
    marker: bool


def lines_of(source: str) -> Iterator[Line]:
    """The lines of an answer cell. A region without an end goes on to the last line."""
    texts = source.split("\n")
    hidden = whole = not any(BEGIN in text for text in texts)
    for number, text in enumerate(texts, 1):
        marker = BEGIN in text or END in text
        if marker:
            hidden = whole or BEGIN in text
        yield Line(number, text, hidden, marker)


def stub_of(source: str) -> str:
    """An answer cell as students get it."""
    lines = list(lines_of(source))
    if all(line.hidden for line in lines):
        return "\n".join(STUB)
    kept: list[str] = []
    for line in lines:
        if line.marker and BEGIN in line.text:
            indent = line.text[: len(line.text) - len(line.text.lstrip())]
            kept += [indent + text for text in STUB]
        elif not line.marker and not line.hidden:
            kept.append(line.text)
    return "\n".join(kept)


_LAYOUT = frozenset({tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT})


def mark_of(source: str) -> str:
    """The same short text for sources that differ in comments, docstrings, blank lines and layout alone, in every version of Python; ""
    for what is no Python. By it a self-check knows a stub that nobody has touched."""
    said, begins = "", True
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in (tokenize.COMMENT, tokenize.NL):
                is_alone = begins and token.type == tokenize.STRING  # a docstring, in whatever language
                begins = token.type in _LAYOUT
                said += "" if begins or is_alone else token.string
    except (tokenize.TokenError, SyntaxError):
        return ""
    return hashlib.blake2b(said.encode(), digest_size=4).hexdigest()


def solution_lines(source: str) -> set[int]:
    """The numbers, from 1, of the lines that students do not get."""
    return {line.number for line in lines_of(source) if line.hidden or line.marker}


def trouble(source: str) -> tuple[int, str] | None:
    """The first line, from 1, whose markers are wrong, and what to mend there; None where all is well."""
    began = 0
    filled = False
    for number, text in enumerate(source.split("\n"), 1):
        if BEGIN in text:
            if began:
                return (
                    number,
                    f'"{BEGIN}" stands twice, the first time in line {began}; end that one with "### {END}"',
                )
            began, filled = number, False
        elif END in text:
            if not began:
                return number, f'"{END}" has no "{BEGIN}" before it; add "### {BEGIN}" above the answer'
            if not filled:
                return began, "the markers of the solution hide nothing; put the answer between them"
            began = 0
        elif text.strip() and not text.lstrip().startswith("#") and text.strip() != "pass":
            filled = True
    if began:
        return (
            began,
            f'"{BEGIN}" has no "{END}" (no end solution statement); add "### {END}" below the answer',
        )
    if BEGIN not in source and not code(source).tree.body and code(source).parses:
        return 1, "the answer cell is empty; write the answer there"
    return None
