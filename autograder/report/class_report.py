"""The class report: what the whole class did, as one self-contained HTML page for the instructor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import fsum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from autograder.files import write_whole
from autograder.model.question import Misconceptions, Text
from autograder.model.record import Record
from autograder.report.fill import fill
from autograder.report.plots import histogram
from autograder.report.statistics import ClassTally, NeedsPerson, QuestionTally, tally
from autograder.words.hints import Hint, load_hints
from autograder.words.messages import in_language, word

_SLOWEST = 10
_ALL = 2000
"""Up to so many names, all lists are whole: those of several hundred students."""
_FIRST = 40
"""Where there are more, of each list the first."""

SEARCH = {
    "ungraded": "grep -rl '\"status\": \"ungraded\"' --include='*.json' .",
    "blocked": "grep -rL '\"violations\": \\[\\]' --include='*.json' .",
    "crashed": "grep -rl '\"outcome\": \"crashed\"' --include='*.json' .",
    "reaches": "grep -rl '\"reaches\": \\[\"' --include='*.json' .",
    "estimates": "grep -rl '\"estimates\": true' --include='*.json' .",
}
"""What lists the records of the others, in their folder, by the reason to look at them."""
SEARCH_MISCONCEPTION = "grep -rl '\"{}\"' --include='*.json' ."


def write_report(
    records: Iterable[Record] | ClassTally,
    title: Text | str,
    question_titles: Mapping[str, Text],
    path: Path,
    *,
    lang: str = "en",
    hide_names: bool = False,
    own: Misconceptions = MappingProxyType({}),
) -> None:
    """Write the class report on `records` (which may be a generator, or counted already) to `path`; `own` are the course's
    own misconceptions.

    With `hide_names` a student is a number, the same one throughout the page. Raises OSError.
    """
    counts = tally(records)
    most = _longest(counts)
    questions = [
        _question(key, question, question_titles, lang, most, load_hints(lang, own))
        for key, question in sorted_questions(counts, question_titles)
    ]
    page = fill(
        "report.html.j2",
        lang,
        title=in_language(title, lang),
        counts=counts,
        needs_person=_needs_person(counts, most),
        questions=questions,
        extremes=[question for question in questions if question["extreme"]],
        scores=histogram(counts.scores, counts.max_score) if counts.scores else None,
        pass_rates=[(q["id"], q["tally"].pass_rate) for q in questions] if counts.scores else [],
        times=histogram([seconds for seconds, _ in counts.seconds]) if counts.seconds else None,
        slowest=sorted(counts.seconds, reverse=True)[:_SLOWEST],
        seconds=fsum(seconds for seconds, _ in counts.seconds),
        named=_naming(counts, hide_names, lang),
        hide_names=hide_names,
    )
    write_whole(path, page, lasting=False)


def _longest(counts: ClassTally) -> int:
    """How many entries a list of students may have: any number, as long as the page does not become huge."""
    names = sum(
        len(who) for question in counts.questions.values() for who in question.misconceptions.values()
    )
    entries = len(counts.needs_person) + names
    return entries if entries <= _ALL else _FIRST


def _needs_person(counts: ClassTally, most: int) -> list[dict[str, Any]]:
    """Who needs a person, by reason."""
    by_reason: dict[str, list[NeedsPerson]] = {}
    for entry in sorted(counts.needs_person, key=lambda entry: (entry.reason, entry.student)):
        by_reason.setdefault(entry.reason, []).append(entry)
    return [
        {
            "reason": reason,
            "count": len(entries),
            "entries": entries[:most],
            "search": SEARCH[reason] if len(entries) > most else None,
        }
        for reason, entries in by_reason.items()
    ]


def sorted_questions(counts: ClassTally, titles: Mapping[str, Text]) -> list[tuple[str, QuestionTally]]:
    """The questions in the order of the titles, those without a title last."""
    order = {question_id: place for place, question_id in enumerate(titles)}
    return sorted(counts.questions.items(), key=lambda entry: order.get(entry[0], len(order)))


def _question(
    key: str,
    question: QuestionTally,
    titles: Mapping[str, Text],
    lang: str,
    most: int,
    hints: Mapping[str, Hint],
) -> dict[str, Any]:
    """One question, ready for the template."""
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
                "count": len(students),
                "students": sorted(students)[:most],
                "search": SEARCH_MISCONCEPTION.format(misconception) if len(students) > most else None,
            }
            for misconception, students in question.commonest
        ],
    }


def _naming(counts: ClassTally, hide_names: bool, lang: str) -> Callable[[str], str]:
    """How a student is called on the page."""
    if not hide_names:
        return str
    called = word("submission_number", lang)
    names = {
        student: f"{called} {place}"
        for place, student in enumerate(sorted(line.student for line in counts.lines), start=1)
    }
    return names.__getitem__
