"""The page that a student reads: one self-contained HTML file."""

from __future__ import annotations

from pathlib import Path

from autograder.files import write_whole
from autograder.fitting.released import CHANGED, GONE
from autograder.model.question import Assignment, Text
from autograder.model.record import Record
from autograder.notebook.upstream import upstream_name
from autograder.report.fill import fill
from autograder.report.in_time import handed_in
from autograder.report.section import section
from autograder.report.source import pieces
from autograder.words.hints import load_hints
from autograder.words.messages import in_language

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
    titles = {
        cell: in_language(one.title, lang, one.id) for one in assignment.questions for cell in one.test_cells
    }
    page = fill(
        "feedback.html.j2",
        lang,
        record=record,
        course=in_language(course, lang),
        title=in_language(assignment.title, lang, record["assignment"]),
        handed_in=handed_in(record, assignment, lang),
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
        by_hand=[(titles.get(name, name), one) for name, one in sorted(record.get("by_hand", {}).items())],
        cell_errors=record["cells"],
        read_only=[(s, READ_ONLY[s["reason"]]) for s in record["skipped"] if s["reason"] in READ_ONLY],
    )
    write_whole(path, page, lasting=False)
