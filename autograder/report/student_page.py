"""The page that a student reads: one self-contained HTML file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.model.question import Text
from autograder.report.files import write_atomically
from autograder.report.fill import fill
from autograder.report.heatmap import compare
from autograder.words.clean import clean_lines
from autograder.words.hints import load_hints
from autograder.words.report import in_language


def write_feedback(
    record: Mapping[str, Any],
    question_titles: Mapping[str, Text],
    cells: Mapping[str, str],
    lang: str,
    path: Path,
    *,
    title: Text | str | None = None,
) -> None:
    """Write the feedback page of one record to `path`.

    `question_titles` and `cells` (the student's source) go by question id and may lack some; what `cells` lacks is
    taken from the record (`source`, whose lines count from `first_line`). `title` is the assignment's. Raises OSError where the file cannot be written.
    """
    questions = [
        {
            **question,
            "title": in_language(question_titles.get(question["id"]), lang, question["id"]),
            "hints": _hints(question, lang),
            "comparisons": [
                shown for item in question["items"] if (shown := compare(item.get("compare") or {}))
            ],
            "first_line": 1 if cells.get(question["id"]) else question.get("first_line") or 1,
            "lines": _lines(cells.get(question["id"]) or question.get("source") or ""),
        }
        for question in record["questions"]
    ]
    page = fill(
        "feedback.html.j2",
        lang,
        record=record,
        title=in_language(title, lang, record["assignment"]),
        questions=questions,
        cell_errors=[cell for cell in record.get("cells") or () if cell.get("error")],
    )
    write_atomically(path, page)


def _lines(source: str) -> list[str]:
    """A student's cell line by line; no lines for an empty one."""
    return clean_lines(source.rstrip()) if source.strip() else []


def _hints(question: Mapping[str, Any], lang: str) -> list[dict[str, Any]]:
    """The hints for a question's misconceptions, each once, those of rubric items first.

    `other` says that an earlier one yields the same numbers, so that only one of the two is meant.
    """
    named = [item.get("misconception") for item in question["items"] if not item["passed"]]
    named += question.get("misconceptions") or ()
    known = load_hints()
    hints = [known[misconception] for misconception in dict.fromkeys(named) if misconception in known]
    return [
        {
            "description": in_language(hint.description, lang),
            "nudge": in_language(hint.nudge, lang),
            "explanation": in_language(hint.explanation, lang),
            "other": any(earlier.id in hint.same_values_as for earlier in hints[:place]),
        }
        for place, hint in enumerate(hints)
    ]
