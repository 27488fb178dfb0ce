"""The page that a student reads: one self-contained HTML file."""

from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from autograder.files import write_whole
from autograder.fitting.released import CHANGED, GONE
from autograder.grading.settling.settle import moment
from autograder.model.question import Assignment, Late, Text
from autograder.model.record import LatenessRecord, Record
from autograder.notebook.upstream import upstream_name
from autograder.report.fill import fill
from autograder.report.section import section
from autograder.report.source import pieces
from autograder.words.hints import load_hints
from autograder.words.messages import in_language, word

READ_ONLY = {CHANGED: "read_only_changed", GONE: "read_only_gone"}
"""What is said of a read-only cell that was not as it was handed out, by the reason in the record."""


def write_feedback(
    record: Record, assignment: Assignment, lang: str, path: Path, *, course: Text | str | None = None
) -> None:
    """Write the feedback page of one record to `path`; `course` is the course's title.

    A question of the record that the assignment no longer has is called by its id. Raises OSError where the file cannot be
    written.
    """
    questions = {question.id: question for question in assignment.questions}
    own = assignment.misconceptions
    titles = {cell: in_language(q.title, lang, q.id) for q in assignment.questions for cell in q.test_cells}
    sections = []
    for one in record["questions"]:
        question = questions.get(one["id"])
        hints = load_hints(lang, own, upstream_name(one["source"]))
        shown = pieces(one, question.answers if question else (), lang)
        sections.append((section(one, question, lang, hints), shown))
    page = fill(
        "feedback.html.j2",
        lang,
        record=record,
        course=in_language(course, lang),
        title=in_language(assignment.title, lang, record["assignment"]),
        handed_in=handed_in(record, assignment, lang),
        sections=sections,
        by_hand=[(titles.get(name, name), one) for name, one in sorted(record.get("by_hand", {}).items())],
        cell_errors=record["cells"],
        read_only=[(s, READ_ONLY[s["reason"]]) for s in record["skipped"] if s["reason"] in READ_ONLY],
    )
    write_whole(path, page, lasting=False)


class HandedIn(NamedTuple):
    """When it was handed in, and what that means by the rule of the assignment; empty where it is not known."""

    when: str = ""
    rule: str = ""


def handed_in(record: Record, assignment: Assignment, lang: str) -> HandedIn:
    """In the time zone of the due date, where there is one."""
    stamp, late = moment(record["submission"]["handed_in"]), record.get("lateness")
    if stamp is None:
        return HandedIn()
    due = moment(late["due"]) if late else None
    zone = assignment.due.tzinfo if assignment.due else None
    when = word("handed_in", lang).format(when=_clock(stamp, zone))
    if late is None or due is None:
        return HandedIn(when)
    key, values = _rule(late, assignment.late, stamp > due)
    said = [word(key, lang).format(due=_clock(due, zone), **values)]
    if late["free_days"]:
        used = word(_counted(late["free_days"], "free_days_used_one", "free_days_used"), lang)
        said.append(used.format(days=late["free_days"]))
    if late["extension"]:
        said.append(word("extended", lang))
    return HandedIn(when, " ".join(said))


def _rule(late: LatenessRecord, policy: Late | None, after_due: bool) -> tuple[str, dict[str, object]]:
    """The text that says what lateness means, and its blanks."""
    if not late["days"]:
        return "in_grace" if after_due else "in_time", {}
    days: dict[str, object] = {"days": late["days"]}
    costly = late["days"] - late["free_days"]
    if policy is None or costly <= 0:
        return _counted(late["days"], "days_late_free_one", "days_late_free"), days
    shares = {"per_day": policy.per_day, "per_hour": policy.per_hour, "at_most": policy.at_most}
    percent: dict[str, object] = {name: f"{100 * share:.3g} %" for name, share in shares.items()}
    if policy.per_hour:
        return "hours_late", percent
    if late["free_days"]:
        return "days_late_some_free", {**percent, **days}
    return _counted(late["days"], "days_late_one", "days_late"), {**percent, **days}


def _counted(count: int, one: str, several: str) -> str:
    return one if count == 1 else several


def _clock(when: datetime, zone: tzinfo | None) -> str:
    """2027-03-26 23:59 (UTC+09:00)"""
    there = when.astimezone(zone) if zone else when
    name = there.strftime("%Z")
    return f"{there:%Y-%m-%d %H:%M}" + (f" ({name})" if name else "")
