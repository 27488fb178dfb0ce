"""The page that a student reads: one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from autograder.files import write_whole
from autograder.fitting.released import CHANGED, GONE
from autograder.model.question import Text
from autograder.model.record import QuestionRecord, Record
from autograder.report.fill import fill
from autograder.report.heatmap import compare
from autograder.words.clean import clean_lines
from autograder.words.hints import Hint, load_hints
from autograder.words.messages import in_language

READ_ONLY = {CHANGED: "read_only_changed", GONE: "read_only_gone"}
"""What is said of a read-only cell that was not as it was handed out, by the reason in the record."""


def write_feedback(
    record: Record,
    question_titles: Mapping[str, Text],
    lang: str,
    path: Path,
    *,
    title: Text | str | None = None,
) -> None:
    """Write the feedback page of one record to `path`.

    `question_titles` go by question id and may lack some; `title` is the assignment's. Raises OSError where the file
    cannot be written.
    """
    questions = [
        {**question, **_beside(question, question_titles.get(question["id"]), lang)}
        for question in record["questions"]
    ]
    page = fill(
        "feedback.html.j2",
        lang,
        record=record,
        title=in_language(title, lang, record["assignment"]),
        questions=questions,
        cell_errors=record["cells"],
        read_only=[
            (one["index"], READ_ONLY[one["reason"]])
            for one in record["skipped"]
            if one["reason"] in READ_ONLY
        ],
    )
    write_whole(path, page)


def _beside(question: QuestionRecord, title: Text | None, lang: str) -> dict[str, object]:
    """What the page shows of a question beside its record."""
    compared = (compare(item["compare"]) for item in question["items"] if "compare" in item)
    return {
        "title": in_language(title, lang, question["id"]),
        "hints": _hints(question, lang),
        "comparisons": [shown for shown in compared if shown],
        "lines": _lines(question["source"] or ""),
    }


def _lines(source: str) -> list[str]:
    """A student's cell line by line; no lines for an empty one."""
    return clean_lines(source.rstrip()) if source.strip() else []


def _hints(question: QuestionRecord, lang: str) -> list[tuple[Hint, bool]]:
    """The hints for a question's misconceptions, each once, those of rubric items first.

    Each with whether an earlier one yields the same numbers, so that only one of the two is meant.
    """
    named = [item["misconception"] or "" for item in question["items"] if not item["passed"]]
    known = load_hints(lang)
    hints = [known[name] for name in dict.fromkeys([*named, *question["misconceptions"]]) if name in known]
    return [
        (hint, any(earlier.id in hint.same_values_as for earlier in hints[:place]))
        for place, hint in enumerate(hints)
    ]
