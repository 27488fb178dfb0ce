"""The page that a student reads: one self-contained HTML file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from autograder.files import write_whole
from autograder.fitting.released import CHANGED, GONE
from autograder.grading.lateness import days_late
from autograder.model.question import Assignment, Text
from autograder.model.record import Record
from autograder.notebook.upstream import upstream_name
from autograder.report.fill import fill
from autograder.report.section import section
from autograder.report.source import pieces
from autograder.words.hints import load_hints
from autograder.words.messages import in_language, word

READ_ONLY = {CHANGED: "read_only_changed", GONE: "read_only_gone"}
"""What is said of a read-only cell that was not as it was handed out, by the reason in the record."""


LATE = {
    True: ("in_time", "days_late_one", "days_late"),
    False: ("in_time", "days_late_free_one", "days_late_free"),
}
"""What is said of no day late, one and several, where that costs points and where it does not."""


class HandedIn(NamedTuple):
    """When it was handed in, and what that means by the rule of the assignment; empty where it is not known."""

    when: str = ""
    rule: str = ""


def write_feedback(
    record: Record, assignment: Assignment, lang: str, path: Path, *, course: Text | str | None = None
) -> None:
    """Write the feedback page of one record to `path`; `course` is the course's title.

    A question of the record that the assignment no longer has is called by its id. Raises OSError where the file cannot be
    written.
    """
    questions = {question.id: question for question in assignment.questions}
    own = assignment.misconceptions
    page = fill(
        "feedback.html.j2",
        lang,
        record=record,
        course=in_language(course, lang),
        title=in_language(assignment.title, lang, record["assignment"]),
        handed_in=_handed_in(record["submission"]["handed_in"], assignment, lang),
        sections=[
            (
                section(
                    one,
                    question := questions.get(one["id"]),
                    lang,
                    load_hints(lang, own, upstream_name(one["source"])),
                ),
                pieces(one, question.answers if question else (), lang),
            )
            for one in record["questions"]
        ],
        cell_errors=record["cells"],
        read_only=[
            (one["index"], READ_ONLY[one["reason"]])
            for one in record["skipped"]
            if one["reason"] in READ_ONLY
        ],
    )
    write_whole(path, page, lasting=False)


def _handed_in(stamp: str | None, assignment: Assignment, lang: str) -> HandedIn:
    """In the time zone of the due date, where there is one."""
    try:
        moment = datetime.fromisoformat(stamp) if stamp else None
    except ValueError:
        moment = None
    due, late = assignment.due, assignment.late
    if moment is None or moment.tzinfo is None:
        return HandedIn()
    when = word("handed_in", lang).format(when=_clock(moment.astimezone(due.tzinfo) if due else moment))
    if due is None:
        return HandedIn(when)
    days = days_late(due, moment)
    rule = word(LATE[bool(late)][min(days, 2)], lang)
    shares = {"per_day": late.per_day, "at_most": late.at_most} if late else {}
    percent = {name: f"{100 * share:.3g} %" for name, share in shares.items()}
    return HandedIn(when, rule.format(due=_clock(due), days=days, **percent))


def _clock(moment: datetime) -> str:
    """2027-03-26 23:59 (UTC+09:00)"""
    zone = moment.strftime("%Z")
    return f"{moment:%Y-%m-%d %H:%M}" + (f" ({zone})" if zone else "")
