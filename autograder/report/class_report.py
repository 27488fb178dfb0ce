"""The class report: what the whole class did, as one self-contained HTML page for the instructor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.files import write_whole
from autograder.model.question import Text
from autograder.model.record import Record
from autograder.report.fill import fill
from autograder.report.plots import histogram
from autograder.report.statistics import ClassTally, QuestionTally, tally
from autograder.words.hints import load_hints
from autograder.words.messages import in_language, word

_SLOWEST = 10


def write_report(
    records: Iterable[Record],
    title: Text | str,
    question_titles: Mapping[str, Text],
    path: Path,
    *,
    lang: str = "en",
    hide_names: bool = False,
) -> None:
    """Write the class report on `records` (which may be a generator) to `path`.

    With `hide_names` a student is a number, the same one throughout the page. Raises OSError.
    """
    counts = tally(records)
    questions = [
        _question(key, question, question_titles, lang)
        for key, question in sorted_questions(counts, question_titles)
    ]
    page = fill(
        "report.html.j2",
        lang,
        title=in_language(title, lang),
        counts=counts,
        questions=questions,
        extremes=[question for question in questions if question["extreme"]],
        scores=histogram(counts.scores, counts.max_score) if counts.scores else None,
        pass_rates=[(q["id"], q["tally"].pass_rate) for q in questions] if counts.scores else [],
        times=histogram([seconds for seconds, _ in counts.seconds]) if counts.seconds else None,
        slowest=sorted(counts.seconds, reverse=True)[:_SLOWEST],
        seconds=sum(seconds for seconds, _ in counts.seconds),
        named=_naming(counts, hide_names, lang),
        hide_names=hide_names,
    )
    write_whole(path, page)


def sorted_questions(counts: ClassTally, titles: Mapping[str, Text]) -> list[tuple[str, QuestionTally]]:
    """The questions in the order of the titles, those without a title last."""
    order = {question_id: place for place, question_id in enumerate(titles)}
    return sorted(counts.questions.items(), key=lambda entry: order.get(entry[0], len(order)))


def _question(key: str, question: QuestionTally, titles: Mapping[str, Text], lang: str) -> dict[str, Any]:
    """One question, ready for the template."""
    hints = load_hints(lang)
    extreme = None
    if question.passed in (0, question.answers):
        extreme = "everybody" if question.passed else "nobody"
    return {
        "id": key,
        "title": in_language(titles.get(key), lang, key),
        "tally": question,
        "extreme": extreme,
        "items": [
            {"check": word(check, lang, "check"), "of": of, "tally": item}
            for (_, check, of), item in sorted(question.items.items())
        ],
        "misconceptions": [
            {
                "id": misconception,
                "description": hints[misconception].description if misconception in hints else "",
                "students": sorted(students),
            }
            for misconception, students in question.commonest
        ],
    }


def _naming(counts: ClassTally, hide_names: bool, lang: str) -> Callable[[str], str]:
    """How a student is called on the page."""
    if not hide_names:
        return str
    called = word("submission_number", lang)
    names = {student: f"{called} {place}" for place, student in enumerate(sorted(counts.names), start=1)}
    return names.__getitem__
