"""The page that a student reads: one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from autograder.files import write_whole
from autograder.fitting.released import CHANGED, GONE
from autograder.model.question import Misconceptions, Text
from autograder.model.record import ItemRecord, QuestionRecord, Record
from autograder.report.fill import fill
from autograder.report.source import numbered
from autograder.words.clean import clean
from autograder.words.hints import Hint, load_hints
from autograder.words.messages import in_language, word

if TYPE_CHECKING:
    from markupsafe import Markup

    from autograder.report.heatmap import Pair

READ_ONLY = {CHANGED: "read_only_changed", GONE: "read_only_gone"}
"""What is said of a read-only cell that was not as it was handed out, by the reason in the record."""


class Row(NamedTuple):
    """A rubric item as its row in the table: texts alone, so that the template has nothing to find out."""

    check: str
    of: str
    passed: bool
    result: str
    message: str
    score: str


class Section(NamedTuple):
    """What the page shows of one question."""

    record: QuestionRecord
    title: str
    rows: list[Row]
    hints: list[tuple[Hint, bool]]
    comparisons: list[Pair]
    code: Markup


def write_feedback(
    record: Record,
    question_titles: Mapping[str, Text],
    lang: str,
    path: Path,
    *,
    title: Text | str | None = None,
    own: Misconceptions = MappingProxyType({}),
) -> None:
    """Write the feedback page of one record to `path`.

    `question_titles` go by question id and may lack some; `title` is the assignment's, `own` the course's own misconceptions. Raises OSError where the file
    cannot be written.
    """
    page = fill(
        "feedback.html.j2",
        lang,
        record=record,
        title=in_language(title, lang, record["assignment"]),
        sections=[
            _section(question, question_titles.get(question["id"]), lang, load_hints(lang, own))
            for question in record["questions"]
        ],
        cell_errors=record["cells"],
        read_only=[
            (one["index"], READ_ONLY[one["reason"]])
            for one in record["skipped"]
            if one["reason"] in READ_ONLY
        ],
    )
    write_whole(path, page, lasting=False)


def _section(question: QuestionRecord, title: Text | None, lang: str, known: Mapping[str, Hint]) -> Section:
    return Section(
        question,
        in_language(title, lang, question["id"]),
        [_row(item, lang) for item in question["items"]],
        _hints(question, known),
        _comparisons(question),
        numbered(question["source"], question["first_line"], question["error"], lang),
    )


def _row(item: ItemRecord, lang: str) -> Row:
    if item["passed"]:
        sign, result = "✓", word("passed", lang)
    else:
        sign, result = ("◐", word("partly", lang)) if item["score"] > 0 else ("✗", word("failed", lang))
    return Row(
        clean(word(item["check"], lang, "check")),
        clean(", ".join(item["of"])),
        item["passed"],
        f"{sign} {result}",
        clean(item["message"], 800),
        f"{item['score']:g} / {item['points']:g}",
    )


def _comparisons(question: QuestionRecord) -> list[Pair]:
    """The arrays to draw beside each other."""
    compared = [item["compare"] for item in question["items"] if "compare" in item]
    if not compared:
        return []
    from autograder.report.heatmap import compare

    return [shown for shown in map(compare, compared) if shown]


def _hints(question: QuestionRecord, known: Mapping[str, Hint]) -> list[tuple[Hint, bool]]:
    """The hints for a question's misconceptions, each once, those of rubric items first.

    Each with whether an earlier one yields the same numbers, so that only one of the two is meant.
    """
    named = [item["misconception"] or "" for item in question["items"] if not item["passed"]]
    hints = [known[name] for name in dict.fromkeys([*named, *question["misconceptions"]]) if name in known]
    return [
        (hint, any(earlier.id in hint.same_values_as for earlier in hints[:place]))
        for place, hint in enumerate(hints)
    ]
