"""What `check()` without a name shows: one line a question, the points that stand, what is not tried yet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from autograder.model.message import Key, say
from autograder.model.trial import Verdict
from autograder.notebook.marks import as_written
from autograder.selfcheck.display import COLOURS, MARKS, Report, State
from autograder.selfcheck.exercise import FILE, Exercise, known
from autograder.words.clean import aligned
from autograder.words.messages import in_language, render

CALLED = re.compile(r"""check\(["'](\w+)""")
"""A question that a cell checks."""

_SAID: Mapping[State, Key] = {
    "ok": "summary_right", "own": "summary_own", "runs": "summary_runs", "wrong": "summary_wrong", "seen": "summary_untried",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One question: its title, how it stands ("ok", "wrong", "own" where it agrees with the own forward, of which no more is
    known, "runs" where even that is not, "seen" where nothing is tried yet), and its points."""

    title: str
    state: State
    points: float


@dataclass(frozen=True)
class Summary:
    """All questions of a notebook in its order; shown as a table in Jupyter, as lines in a terminal. `packaged`: they are those that
    come with the package, for none lie beside the notebook."""

    lines: tuple[Line, ...]
    lang: str = "en"
    packaged: bool = False

    @property
    def total(self) -> str:
        """How many questions are right, and how many points that is."""
        right = [line for line in self.lines if line.state == "ok"]
        counts = {"right": len(right), "count": len(self.lines)}
        total = say("summary_total", points=_written(right), all=_written(self.lines), **counts)
        told = [total] if self.lines else []
        own = [line for line in self.lines if line.state == "own"]
        if own:
            told.append(say("summary_own_points", points=_written(own)))
        if any(line.state == "wrong" for line in self.lines):
            told.append(say("summary_in_part"))
        if self.packaged:
            told.append(say("summary_packaged", file=FILE, count=len(self.lines) or None))
        return " ".join(render(one, self.lang) for one in told)

    def __repr__(self) -> str:
        rows = aligned([(*self._cells(line), line.title) for line in self.lines])
        shown = (f"{MARKS[line.state]} {row}" for line, row in zip(self.lines, rows, strict=True))
        return "\n".join([*shown, self.total])

    def _repr_html_(self) -> str:
        body = "".join(self._html_row(line) for line in self.lines)
        table = f'<table style="color:inherit;font-size:inherit"><tbody>{body}</tbody></table>'
        return f"<div>{table}<p><strong>{escape(self.total)}</strong></p></div>"

    def _html_row(self, line: Line) -> str:
        points, said = map(escape, self._cells(line))
        style = 'style="text-align:left;padding:0.1em 1em 0.1em 0"'
        mark = f'<span style="color:{COLOURS[line.state]}">{MARKS[line.state]}</span>'
        return (
            f'<tr><th scope="row" {style}>{escape(line.title)}</th><td {style}>{mark} {said}</td>'
            f"<td {style}>{points}</td></tr>"
        )

    def _cells(self, line: Line) -> tuple[str, str]:
        stands = f"{as_written(line.points):g}" if line.state == "ok" else "–"
        return f"{stands} / {as_written(line.points):g}", render(say(_SAID[line.state]), self.lang)


def summary(
    exercises: Sequence[Exercise], reports: Mapping[str, Report], lang: str, folder: Path | None = None
) -> Summary:
    """The summary of a notebook's exercises, in its folder; one without a report is not tried yet."""
    lines = []
    for one in exercises:
        title = in_language(one.question.title, lang, one.question.id)
        lines.append(Line(title, _state(reports.get(one.question.id)), one.points))
    beside = known(folder / FILE) if folder else exercises
    others = {one.question.id for one in exercises}.difference(one.question.id for one in beside)
    packaged = bool(others) or not beside
    return Summary(tuple(lines), lang, packaged)


def _state(report: Report | None) -> State:
    if report is None or not report.attempted or _is_absent(report):
        return "seen"
    states = {row.state for row in report.rows}
    agrees = bool(states & {"ok", "own"}) and "unknown" not in states
    return "runs" if report.state == "own" and not agrees else report.state


def _is_absent(report: Report) -> bool:
    """Nothing of that name is there, nor of a similar one."""
    message = report.hint.message if isinstance(report.hint, Verdict) else report.hint
    return message.key == "target_missing" and not message.values.get("close")


def _written(lines: Sequence[Line]) -> float:
    return as_written(sum(line.points for line in lines))
