"""The report on a course: all assignments that have records, on one page for the instructor, and its gradebook as a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from autograder.files import write_whole
from autograder.model.question import Course
from autograder.model.student import Student
from autograder.report.beside import Beside, naming
from autograder.report.course_picture import Mark, Part, Standing, persisting, standings
from autograder.report.fill import fill
from autograder.report.students_table import WEAKEST, WHOLE, colour
from autograder.report.summary import NAMES, names_of, table
from autograder.words.clean import clean
from autograder.words.hints import Hint, load_hints
from autograder.words.messages import in_language, word

if TYPE_CHECKING:
    from markupsafe import Markup


MOST_BELIEFS = 20
"""That a page has room for; those that the same students hold again come first."""


def write_course_report(
    course: Course,
    parts: Sequence[Part],
    path: Path,
    *,
    lang: str = "en",
    hide_names: bool = False,
    beside: Beside,
) -> None:
    """Write the page, beside the folders of the assignments' reports; `beside` has everybody's name. Raises OSError."""
    every = standings(parts, tuple(beside.names))
    named = naming((one.student for one in every), beside, lang, hide_names=hide_names)
    own = {name: one for each in course.assignments for name, one in each.misconceptions.items()}
    hints = load_hints(lang, own)
    shown = every if len(every) <= WHOLE else sorted(every, key=lambda s: (s.share, s.student))[:WEAKEST]
    behind = sorted((one for one in every if one.behind), key=lambda one: (one.share, one.student))
    beliefs = persisting(parts)[:MOST_BELIEFS]
    page = fill(
        "course.html.j2",
        lang,
        title=in_language(course.title, lang, course.id),
        parts=[
            (part, f"{quote(part.id)}/report.html", _of_part([one.marks[place] for one in every]))
            for place, part in enumerate(parts)
        ],
        students=len(every),
        behind=[(named(one.student), one, _why(one, lang)) for one in behind[:WEAKEST]],
        behind_count=len(behind),
        beliefs=[(one, hints.get(one.id, Hint(one.id, one.id, "")).description) for one in beliefs],
        lines=_lines(shown, named, lang),
        shown=len(shown),
        hide_names=hide_names,
    )
    write_whole(path, page, lasting=False)


def _of_part(marks: Sequence[Mark]) -> Mapping[str, object]:
    """An assignment in numbers: how many stand how, the mean share of the points, and shares by colour."""
    shares = [mark.share for mark in marks if mark.state == "graded" and mark.share is not None]
    colours = [colour(share) for share in shares]
    kinds = ("graded", "ungraded", "missing", "excused")
    states = {state: sum(mark.state == state for mark in marks) for state in kinds}
    return {
        **states,
        "late": sum(mark.days > 0 for mark in marks),
        "mean": sum(shares) / len(shares) if shares else None,
        "parts": (*(colours.count(one) for one in "fhlz"), states["missing"]),
    }


def _why(one: Standing, lang: str) -> str:
    return "; ".join(word(key, lang).format(**values) for key, values in one.behind)


def _lines(every: Sequence[Standing], named: Callable[[str], str], lang: str) -> Markup:
    """The table of students and assignments, as HTML."""
    from markupsafe import Markup, escape

    words = {state: word(key, lang) for state, key in _STATES.items()}
    days = word("days_short", lang)
    return Markup("".join(
        f"<tr><th scope=row>{escape(clean(named(one.student), 80))}</th><td class=number>{one.total:g}</td>"
        f"<td class=number>{100 * one.share:.0f} %</td>{''.join(_cells(one.marks, words, days))}</tr>\n"
        for one in every
    ))  # fmt: skip


_STATES = {"missing": "nothing_handed_in", "excused": "excused", "ungraded": "ungraded", "open": "still_open"}


def _cells(marks: Sequence[Mark], words: Mapping[str, str], days: str) -> Iterator[str]:
    for mark in marks:
        share = mark.share
        if mark.state != "graded" or share is None:
            yield f"<td class={'m' if mark.state == 'missing' else 'u'}>{words[mark.state]}</td>"
        else:
            late = f" <small>+{mark.days}&nbsp;{days}</small>" if mark.days > 0 else ""
            yield f"<td class={colour(share)}>{mark.score:g}{late}</td>"


def course_csv(
    parts: Sequence[Part], every: Sequence[Standing], roster: Mapping[str, Student], path: Path
) -> None:
    """Write the gradebook of a course: a line a student; of each assignment the score that counts and what is to be said of it, then
    the total and the most that could be had. Empty is what has no score; what is ungraded or excused is not in the total."""
    head = [name for part in parts for name in (part.id, f"{part.id}_status")]
    rows: list[list[object]] = [["student", *(NAMES if roster else ()), *head, "total", "max_total"]]
    for one in every:
        cells: list[object] = [one.student, *(names_of(one.student, roster) if roster else ())]
        for mark in one.marks:
            cells += [mark.score if mark.state == "graded" else None, _status(mark)]
        rows.append([*cells, one.total, one.most])
    write_whole(path, table(rows))


def _status(mark: Mark) -> str:
    return f"late {mark.days}" if mark.state == "graded" and mark.days > 0 else mark.state
