"""The class report: what the whole class did, as one self-contained HTML page for the instructor."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil, floor, fsum, log10
from pathlib import Path

from autograder.files import write_whole
from autograder.grading.since import Since
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.report.anonymous import words_of
from autograder.report.beside import NOTHING, Beside, naming
from autograder.report.fill import fill
from autograder.report.remarks import why_words
from autograder.report.statistics import POOR, ClassTally, NeedsPerson, QuestionTally, discrimination, tally
from autograder.report.students_table import sheet
from autograder.words.hints import Hint, load_hints
from autograder.words.messages import in_language, word

_SLOWEST = 10
_TOLD = 3
"""Beliefs of a question that are shown with code; the others follow as a list."""
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
    "older": "grep -rl '\"older\": true' --include='*.json' .",
    "undated": "grep -rl '\"undated\": \"' --include='*.json' .",
}
"""What lists the records of the others, in their folder, by the reason to look at them."""
SEARCH_MISCONCEPTION = "grep -rl '\"{}\"' --include='*.json' ."


def write_report(
    records: Iterable[Record] | ClassTally,
    assignment: Assignment,
    path: Path,
    *,
    lang: str = "en",
    hide_names: bool = False,
    beside: Beside = NOTHING,
) -> None:
    """Write the class report on `records` (which may be a generator, or counted already) to `path`.

    With `hide_names` a student is a number, the same one throughout the page, and nothing leads to a page of theirs. Raises OSError.
    """
    counts = tally(records)
    most = _longest(counts)
    questions = _questions(counts, assignment, lang, most, beside)
    named = naming([line.student for line in counts.lines], beside, lang, hide_names=hide_names)
    titles = [(str(question["id"]), str(question["title"])) for question in questions]
    page = fill(
        "report.html.j2",
        lang,
        title=in_language(assignment.title, lang, assignment.id),
        counts=counts,
        **_numbers(counts),
        missing=[named(student) for student in beside.missing][:_ALL],
        needs_person=_needs_person(counts, most, hide_names=hide_names),
        questions=questions,
        extremes=[question for question in questions if question["extreme"]],
        poor=[q for q in questions if isinstance(q["telling"], float) and q["telling"] < POOR],
        sheet=sheet(counts, titles, beside, named, lang, links=not hide_names),
        since=_since(beside.since, named, lang, most, hide_names=hide_names),
        similar=beside.similar,
        named=named,
        hide_names=hide_names,
    )
    write_whole(path, page, lasting=False)


def _numbers(counts: ClassTally) -> dict[str, object]:
    """The class in numbers, and how they are spread."""
    return {
        "ungraded": sum(line.status == "ungraded" for line in counts.lines),
        "excused": sum(line.excused for line in counts.lines),
        "late": sum(line.days > 0 for line in counts.lines),
        "scores": histogram(counts.scores, counts.max_score) if counts.scores else None,
        "times": histogram([seconds for seconds, _ in counts.seconds]) if counts.seconds else None,
        "slowest": sorted(counts.seconds, reverse=True)[:_SLOWEST],
        "seconds": fsum(seconds for seconds, _ in counts.seconds),
    }


def _longest(counts: ClassTally) -> int:
    """How many entries a list of students may have: any number, as long as the page does not become huge."""
    names = sum(len(who) for one in counts.questions.values() for who in one.misconceptions.values())
    entries = len(counts.needs_person) + names
    return entries if entries <= _ALL else _FIRST


def _needs_person(counts: ClassTally, most: int, *, hide_names: bool) -> list[dict[str, object]]:
    """Who needs a person, by reason; why somebody is ungraded may name a file, and so a student."""
    by_reason: dict[str, list[NeedsPerson]] = {}
    for entry in sorted(counts.needs_person, key=lambda entry: (entry.reason, entry.student)):
        by_reason.setdefault(entry.reason, []).append(entry)
    return [
        {
            "reason": reason,
            "detailed": not (hide_names and reason == "ungraded"),
            "count": len(entries),
            "entries": entries[:most],
            "search": SEARCH[reason] if len(entries) > most else None,
        }
        for reason, entries in by_reason.items()
    ]


def _since(
    since: Since | None, named: Callable[[str], str], lang: str, most: int, *, hide_names: bool
) -> dict[str, object] | None:
    """What changed, ready for the template."""
    if since is None:
        return None
    risen = sum((one.after or 0.0) > (one.before or 0.0) for one in since.changes)
    fallen = sum((one.after or 0.0) < (one.before or 0.0) for one in since.changes)
    return {
        **{key: getattr(since, key).replace("T", " ")[:16] for key in ("before", "after")},
        **{key: list(map(named, getattr(since, key))) for key in ("new", "gone")},
        "changes": [
            {"of": one, "why": [why_words(reason, lang, hide_names=hide_names) for reason in one.why]}
            for one in since.changes[:most]
        ],
        "count": len(since.changes),
        "raised": risen,
        "fell": fallen,
    }


def _questions(
    counts: ClassTally, assignment: Assignment, lang: str, most: int, beside: Beside
) -> list[dict[str, object]]:
    """The questions in their order, those that the assignment no longer has last, with how well each tells students apart."""
    people = words_of([*(line.student for line in counts.lines), *beside.names.values()])
    hints = load_hints(lang, assignment.misconceptions)
    titles = {question.id: question.title for question in assignment.questions}
    found = []
    for key in dict.fromkeys((*titles, *counts.questions)):
        if question := counts.questions.get(key):
            title, telling = in_language(titles.get(key), lang, key), discrimination(counts.lines, key)
            found.append(
                {"id": key, "title": title, "telling": telling}
                | _question(question, lang, most, hints, people)
            )
    return found


def _question(
    question: QuestionTally, lang: str, most: int, hints: Mapping[str, Hint], people: frozenset[str]
) -> dict[str, object]:
    """One question, ready for the template."""
    extreme = None
    if question.passed in (0, question.answers):
        extreme = "everybody" if question.passed else "nobody"
    unknown = Hint("", "", "")
    asked = {name for _, _, of in question.items for name in of.split(", ")}
    known = {*asked, *(f"d{name}" for name in asked)}
    return {
        "tally": question,
        "extreme": extreme,
        "items": [
            {"check": word(check, lang, "check"), "of": of, "tally": item}
            for (_, check, of), item in sorted(question.items.items())
        ],
        "misconceptions": [
            {
                "id": misconception,
                "hint": hints.get(misconception, unknown),
                "code": question.examples.of(misconception, known, people) if place < _TOLD else "",
                "count": len(students),
                "students": sorted(students)[:most],
                "search": SEARCH_MISCONCEPTION.format(misconception) if len(students) > most else None,
            }
            for place, (misconception, students) in enumerate(question.commonest)
        ],
        "told": _TOLD,
    }


_LEAST_BARS, _MOST_BARS = 5, 10


def histogram(values: Sequence[float], top: float | None = None) -> list[tuple[str, int]]:
    """The number of values (0 or more) by size, in 5 to 10 parts of a round width, more for more values; up to `top`, or the largest:
    each part in words, and how many values fall into it.

    A value at an edge belongs to the part above it, the last one to the last part.
    """
    high = top or max(values, default=0.0) or 1.0
    most = max(_LEAST_BARS, min(_MOST_BARS, round(len(values) ** 0.5)))
    width = _step(high, most)
    bars = ceil(high / width - 1e-9)
    counts = [0] * bars
    for value in values:
        # Rounded, so that 0.3 of 10 parts is the fourth whatever its last digit.
        counts[min(int(round(value / width, 9)), bars - 1)] += 1
    edges = [f"{width * place:g}" for place in range(bars + 1)]
    return [(f"{low}–{up}", count) for (low, up), count in zip(pairwise(edges), counts, strict=True)]


def _step(high: float, most: int) -> float:
    """The smallest round number (1, 2, 2.5 or 5 times a power of ten) of which `most` reach `high`."""
    power = floor(log10(high / most))
    sizes = (factor * 10.0**exponent for exponent in (power, power + 1) for factor in (1, 2, 2.5, 5))
    return next(size for size in sizes if size * most >= high * (1 - 1e-9))
