"""A record written into the notebook: our feedback as the outputs of the test cells, in the form that nbgrader scores.

nbgrader reads a test cell's points off its outputs: an `error` is zero, a number as the cell's result is partial credit,
anything else is full credit. So zero is exactly one error, full a report alone, partial a report and then the number.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from autograder.model.message import Message
from autograder.model.question import TESTS, Assignment, Misconceptions
from autograder.model.record import ErrorRecord, ItemRecord, QuestionRecord, Record
from autograder.nbgrader_plugin.gradebook.sheet import MARK, Notebook
from autograder.notebook.marks import is_test, marks_of
from autograder.words.hints import Hint, load_hints
from autograder.words.messages import render

Output = dict[str, Any]

_NARROW = 56
"""Letters that fit where each is as wide as two."""


def question_of(record: Record, test_cell: str) -> QuestionRecord | None:
    """The record of the question that a test cell belongs to, with the items whose points stand in that cell."""
    for question in record["questions"]:
        items = [item for item in question["items"] if _cell_of(question, item) == test_cell]
        if items and len(items) < len(question["items"]):
            return {**question, "items": items, "score": sum(item["score"] for item in items)}
        if items:
            return question
    return None


def _cell_of(question: QuestionRecord, item: ItemRecord) -> str:
    """The test cell that an item's points stand in: an instructor's test has one of its own."""
    return item["of"][0] if item["check"] == TESTS else f"{question['id']}_check"


def score_of(record: Record, test_cell: str, points: float) -> float | None:
    """The points of a test cell: 0 … points, to the six digits that nbgrader gets to see; None for no result, and for a cell
    that no question belongs to: people grade it."""
    if record["status"] != "graded":
        return None
    question = question_of(record, test_cell)
    if question is None:
        return None
    return min(max(float(f"{question['score']:.6g}"), 0.0), points)


def show(notebook: Notebook, record: Record, assignment: Assignment, told: Iterable[Message]) -> None:
    """Write outputs into every test cell, exceptions under the cells that raised them, and remarks above all."""
    lang = record["lang"]
    errors: dict[int | None, list[ErrorRecord]] = {}
    for entry in record["cells"]:
        errors.setdefault(entry["index"], []).append(entry["error"])
    for cell in notebook["cells"]:
        index = cell["metadata"].pop(MARK, {}).get("index")
        marks = marks_of(cell)
        if cell["cell_type"] != "code":
            continue
        if is_test(marks):
            cell["outputs"] = outputs(
                record, marks["grade_id"], float(marks["points"]), assignment.misconceptions
            )
        elif index is not None and not marks.get("locked"):
            cell["outputs"] = [_raised(error, lang) for error in errors.get(index, [])]
    _add_remarks(notebook, record, assignment, told)


def unjudged(notebook: Notebook, record: Record) -> list[str]:
    """The test cells that no question belongs to."""
    marks = (marks_of(cell) for cell in notebook["cells"] if cell["cell_type"] == "code")
    tests = [str(one.get("grade_id")) for one in marks if is_test(one)]
    return [name for name in tests if question_of(record, name) is None]


def outputs(
    record: Record, test_cell: str, points: float, own: Misconceptions = MappingProxyType({})
) -> list[Output]:
    """The outputs of one test cell; `own` are the course's own misconceptions."""
    lang = record["lang"]
    score = score_of(record, test_cell, points)
    question = question_of(record, test_cell)
    if question is not None and score is not None:
        lines = _report(question, score, points, load_hints(lang, own), lang)
    elif record["status"] == "graded":
        lines = [render(Message("nbgrader_no_question"), lang)]
    else:
        lines = [render(Message("nbgrader_ungraded", {"reason": record["reason"]}), lang)]
    report = {"output_type": "stream", "name": "stdout", "text": "\n".join(lines) + "\n"}
    if record["status"] == "graded" and (score is None or score >= points):
        return [report]
    if not score:
        return [{"output_type": "error", "ename": "Points", "evalue": lines[0], "traceback": lines}]
    number = {"text/plain": f"{score:.6g}"}
    return [report, {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": number}]


def _report(
    question: QuestionRecord, score: float, points: float, hints: Mapping[str, Hint], lang: str
) -> list[str]:
    """The question's points and, a line each, what every part of them was given for."""
    lines = [_points(f"{score:.6g}", f"{points:.6g}", lang)]
    error = question["error"]
    if error and error["line"]:
        lines.append(render(Message("nbgrader_line", {"type": error["type"], "line": error["line"]}), lang))
    for item in question["items"]:
        sign = "✓" if item["passed"] else ("◐" if item["score"] else "✗")
        name = " ".join([item["check"], ", ".join(item["of"])]).strip()
        lines += _wrapped(f"{sign} {item['score']:.6g}/{item['points']:.6g} {name}: {item['message']}")
    for text in [*_nudges(question, hints), *question["notes"]]:
        lines += _wrapped(f"· {text}")
    return lines


@lru_cache(1024)
def _points(got: str, whole: str, lang: str) -> str:
    return render(Message("nbgrader_points", {"got": got, "all": whole}), lang)


def _nudges(question: QuestionRecord, known: Mapping[str, Hint]) -> list[str]:
    """Where to look, for the likeliest misconception."""
    hints = [known[name] for name in question["misconceptions"] if name in known]
    return [hint.nudge for hint in hints[:1]]


@lru_cache(4096)
def _wrapped(text: str) -> tuple[str, ...]:
    """Lines that fit nbgrader's page; a Korean, Japanese or Chinese letter is as wide as two."""
    if len(text) <= _NARROW:
        return (text,)
    width = _NARROW if any(unicodedata.east_asian_width(letter) in "WF" for letter in text) else 96
    return tuple(textwrap.wrap(text, width, subsequent_indent="  ", break_on_hyphens=False))


def _raised(error: ErrorRecord, lang: str) -> Output:
    """An exception that one of the student's own cells raised: type, message and line."""
    place = [render(Message("nbgrader_line", error), lang)] if error["line"] else []
    text = f"{error['type']}: {error['message']}" if error["message"] else error["type"]
    name, message, lines = error["type"], error["message"], [*place, text]
    return {"output_type": "error", "ename": name, "evalue": message, "traceback": lines}


def _add_remarks(notebook: Notebook, record: Record, assignment: Assignment, told: Iterable[Message]) -> None:
    lang, remarks = record["lang"], list(told)
    files = record["submission"]["files"]
    wanted = f"{assignment.notebook}.ipynb"
    if files and files[0] != wanted:
        remarks.insert(0, Message("nbgrader_other_file", {"name": files[0], "want": wanted}))
    if record["status"] != "graded":
        remarks = [Message("nbgrader_ungraded", {"reason": record["reason"]})]
    if not remarks:
        return
    title = render(Message("nbgrader_remarks"), lang)
    lines = [f"- {_plain(render(remark, lang))}" for remark in remarks]
    source = "\n".join([f"**{title}**", "", *lines])
    notebook["cells"].insert(
        0, {"cell_type": "markdown", "id": "autograder-remarks", "metadata": {}, "source": source}
    )


def _plain(text: str) -> str:
    """Text that says itself in Markdown too: no HTML, no links, no formulas (which begin and end in one element)."""
    text = text.replace("&", "&amp;")
    for character in "\\`*_[]#$":
        text = text.replace(character, f"\\{character}")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("\\$", "<span>\\$</span>")
