"""What a self-check found, as a small table: HTML in Jupyter, plain text in a terminal; and as an error, where it is wrong."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from types import TracebackType
from typing import Literal

from autograder.model.message import Message
from autograder.model.trial import Verdict
from autograder.notebook.upstream import USUAL
from autograder.words.clean import aligned
from autograder.words.messages import render, word
from autograder.words.verdicts import told

State = Literal["ok", "wrong", "seen", "own", "runs", "unknown"]
COLOURS: Mapping[State, str] = {
    "ok": "#2da44e", "wrong": "#e5484d", "seen": "#808890", "own": "#808890", "runs": "#808890", "unknown": "#bf8700",
}  # fmt: skip
"""Of the marks alone: they stand out on white and on black; the words beside them say the same."""

_CELL = 'style="text-align:left;padding:0.1em 1em 0.1em 0"'
MARKS: Mapping[State, str] = {"ok": "✓", "wrong": "✗", "seen": "·", "own": "·", "runs": "·", "unknown": "?"}
"""How a state looks, with or without colour."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what, its shape, and whether it agrees: "ok", "wrong", "own" (with one's own forward, of which no more is known),
    "seen" (runs, no more is known) or "unknown"."""

    name: str
    shape: str
    state: State
    difference: str = ""


@dataclass(frozen=True)
class Report:
    """What a self-check found: its rows and one sentence, that of the first verdict which is not right or a `hint`;
    beside it what Python `said`. `attempted` is False for an untouched stub; `upstream` is what the student calls what arrives
    in backward, and `thought` something to learn from, in the report's language."""

    question: str
    rows: tuple[Row, ...]
    hint: Message | Verdict
    lang: str = "en"
    passed: bool = True
    attempted: bool = True
    said: Message | None = None
    upstream: str = USUAL
    thought: str = ""

    @property
    def state(self) -> State:
        """ "ok" where everything is known to be right, "wrong", or "own": nothing is wrong as far as one's own forward tells."""
        if not self.passed:
            return "wrong"
        return "ok" if self.rows and all(row.state == "ok" for row in self.rows) else "own"

    @property
    def sentence(self) -> str:
        """What is said in the report's language."""
        if isinstance(self.hint, Message):
            told_of = render(self.hint, self.lang)
        else:
            told_of = told(self.hint, self.lang, upstream=self.upstream)
        if self.said is None or self._is_told(told_of):
            return told_of
        return f"{told_of} {render(self.said, self.lang)}"

    def _is_told(self, sentence: str) -> bool:
        """Python's own words stand in the sentence already."""
        own = self.said.values.get("message") if self.said else None
        return isinstance(own, str) and bool(own.strip()) and own.strip() in sentence

    @property
    def brief(self) -> str:
        """The same among many: of a right answer what there is to think about, and of any other everything."""
        if self.state != "ok":
            return repr(self)
        return "\n  ".join(filter(None, [f"{MARKS['ok']} {self.question}", self.thought]))

    def __repr__(self) -> str:
        lines = [f"{MARKS[self.state]} {self.question}{self._beside()}"]
        if self.rows:
            lines += (f"  {line}" for line in aligned([self._head(), *map(self._cells, self.rows)]))
        return "\n".join([*lines, f"  {self.sentence}", *([f"  {self.thought}"] if self.thought else [])])

    def _repr_html_(self) -> str:
        mark, colour = MARKS[self.state], COLOURS[self.state]
        head = "".join(f'<th scope="col" {_CELL}>{escape(text)}</th>' for text in self._head())
        body = "".join(self._html_row(row) for row in self.rows)
        inside = f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>"
        table = f'<table style="color:inherit;font-size:inherit">{inside}</table>' if self.rows else ""
        thought = f"<p><em>{escape(self.thought)}</em></p>" if self.thought else ""
        return (
            f'<div style="border-left:4px solid {colour};padding-left:0.8em">'
            f'<strong><span style="color:{colour}">{mark}</span> {escape(self.question)}</strong>{escape(self._beside())}'
            f"{table}<p>{escape(self.sentence)}</p>{thought}</div>"
        )

    def _beside(self) -> str:
        """What the mark means, where it is no tick."""
        agrees = self.state == "own" and any(row.state == "own" for row in self.rows)
        return f": {word('own', self.lang, 'table')}" if agrees else ""

    def _html_row(self, row: Row) -> str:
        name, shape, _, difference = (escape(text) for text in self._cells(row))
        mark = f'<span style="color:{COLOURS[row.state]}">{MARKS[row.state]}</span>'
        return (
            f'<tr><th scope="row" {_CELL}><code>{name}</code></th><td {_CELL}>{shape}</td>'
            f"<td {_CELL}>{mark} {escape(word(row.state, self.lang, 'table'))}</td><td {_CELL}>{difference}</td></tr>"
        )

    def _head(self) -> tuple[str, ...]:
        return tuple(word(key, self.lang, "table") for key in ("what", "shape", "agrees", "difference"))

    def _cells(self, row: Row) -> tuple[str, ...]:
        shape = word("number", self.lang, "table") if row.shape == "()" else row.shape
        state = f"{MARKS[row.state]} {word(row.state, self.lang, 'table')}"
        return row.name, shape, state, row.difference


class SelfCheckFailed(AssertionError):
    """The self-check found something; its text is the hint. Shown without a traceback, and in short where a table says it."""

    def __init__(self, text: str, short: str = "") -> None:
        super().__init__(text)
        self._short = short

    @property
    def shown(self) -> str:
        """What is left to say. nbgrader's *Validate* shows errors alone: it gets the whole text."""
        validating = os.environ.get("NBGRADER_EXECUTION") == "validate"
        return str(self) if validating else self._short or str(self)

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback."""
        return [self.shown]


def blank(question: str, hint: Message, lang: str, attempted: bool = True) -> Report:
    """A report without rows: nothing could be checked."""
    return Report(question, (), hint, lang, passed=False, attempted=attempted)


def show(report: Report) -> None:
    """Display a report where the reader is: in a notebook's output, else on standard output.

    Raises SelfCheckFailed when something is wrong.
    """
    tabled = report.passed or report.attempted
    if tabled:
        display(report)
    if not report.passed:
        if not _in_ipython() and sys.excepthook is sys.__excepthook__:
            sys.excepthook = _excepthook  # where nobody else has a say, the sentence is shown alone
        short = f"{MARKS['wrong']} {report.question}" if tabled else ""
        raise SelfCheckFailed(f"{report.question}: {report.sentence}", short) from None


def display(shown: object) -> None:
    """Show something with a table of its own: as HTML in a notebook's output, else as text on standard output."""
    if _in_ipython():
        from IPython.display import display

        display(shown)  # type: ignore[no-untyped-call]
    else:
        _print(shown)


def _in_ipython() -> bool:
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def _print(shown: object) -> None:
    try:
        print(shown)
    except UnicodeEncodeError:  # a terminal that knows neither ✓ nor Korean
        encoding = sys.stdout.encoding or "ascii"
        print(repr(shown).encode(encoding, "replace").decode(encoding))


def _excepthook(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    if isinstance(error, SelfCheckFailed):
        print(error.shown, file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, traceback)
