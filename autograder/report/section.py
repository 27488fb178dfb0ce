"""What a question's result looks like: its rows, hints and arrays, for our feedback page and for nbgrader's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from autograder.model.outcome import Outcome
from autograder.model.question import Question
from autograder.model.record import ItemRecord, QuestionRecord
from autograder.words.catalogue import languages
from autograder.words.clean import clean
from autograder.words.hints import Hint
from autograder.words.messages import in_language, word
from autograder.words.verdicts import STOPS

if TYPE_CHECKING:
    from autograder.report.heatmap import Pair


class Claim(NamedTuple):
    """A check, and the names that it speaks of."""

    check: str
    of: str


class Row(NamedTuple):
    """Rubric items of which the same is said, as a row of the table: texts alone, so that the template has nothing to find out.

    `state` is `right`, `partly` or `wrong`.
    """

    claims: list[Claim]
    state: str
    result: str
    message: str
    score: str


class Told(NamedTuple):
    """A hint as it is shown: `other` where an earlier one explains the same, so that perhaps one of the two
    is meant; `description` is empty where a row says it already."""

    nudge: str
    description: str
    explanation: str
    other: bool


class Section(NamedTuple):
    """What is shown of one question. `mark` and `standing` say in a sign and in words how it went, `state` is the word for its
    colour; `ended` says what happened where it was not simply answered."""

    record: QuestionRecord
    title: str
    mark: str
    standing: str
    state: str
    ended: str
    rows: list[Row]
    hints: list[Told]
    comparisons: list[Pair]


MARKS = {"right": "✓", "partly": "◐", "wrong": "✗", "soft": "–"}
WORDS = {"right": "passed", "partly": "partly", "wrong": "failed"}


def section(
    record: QuestionRecord, question: Question | None, lang: str, known: Mapping[str, Hint]
) -> Section:
    """One question's record, ready for the template; `question` is its entry in course.yml, where there still is one."""
    state = _state(record["score"], record["score"] >= record["max_score"])
    untouched, excused = record["outcome"] == Outcome.NOT_ATTEMPTED, record.get("excused", False)
    standing = word(WORDS[state], lang)
    if excused or (untouched and not record["score"]):
        standing, state = word("excused", lang) if excused else word("not_attempted", lang, "outcome"), "soft"
    rows = [] if untouched else _rows(record["items"], lang)
    messages = [item["message"] for item in record["items"]]
    return Section(
        record,
        in_language(question.title if question else None, lang, record["id"]),
        MARKS[state],
        standing,
        state,
        _ended(record, messages, lang),
        rows,
        _hints(record, known, messages),
        _comparisons(record["items"]),
    )


def _state(score: float, whole: bool) -> str:
    return "right" if whole else ("partly" if score > 0 else "wrong")


def _ended(record: QuestionRecord, messages: Iterable[str], lang: str) -> str:
    """How a question ended where it was not simply answered, unless the rows say it: empty then."""
    outcome, error = record["outcome"], record["error"]
    if outcome == Outcome.NOT_ATTEMPTED:
        return clean(next(iter(messages), word("not_attempted", lang, "outcome")), 800)
    if outcome == Outcome.ANSWERED:
        return ""
    if outcome == Outcome.ERROR and error and error["line"] is None:  # no line of this cell raised
        return ""
    if error and any(error["type"] in text for text in ("NotImplementedError", *messages)):
        return ""
    return word(outcome, lang, "outcome")


def _rows(items: Iterable[ItemRecord], lang: str) -> list[Row]:
    """A row for all items of which the same is said, in the order in which it is first said."""
    alike: dict[tuple[str, str], list[ItemRecord]] = {}
    for item in items:
        key = _state(item["score"], item["passed"]), item["message"]
        alike.setdefault(key, []).append(item)
    right = {word("right", one) for one in languages()}  # a record may be in another language than the page
    rows = []
    for (state, message), same in alike.items():
        result, said = f"{MARKS[state]} {word(WORDS[state], lang)}", clean(message, 800)
        score = f"{sum(item['score'] for item in same):g} / {sum(item['points'] for item in same):g}"
        rows.append(Row(_claims(same, lang), state, result, "" if message in right else said, score))
    return rows


def _claims(items: Iterable[ItemRecord], lang: str) -> list[Claim]:
    """Each check once, with all that it speaks of."""
    names: dict[str, list[str]] = {}
    for item in items:
        names.setdefault(item["check"], []).extend(item["of"])
    return [Claim(clean(word(kind, lang, "check")), clean(", ".join(of), 400)) for kind, of in names.items()]


def _comparisons(items: Iterable[ItemRecord]) -> list[Pair]:
    """The arrays to draw, where a drawing says more than the sentence."""
    compared = [item["compare"] for item in items if "compare" in item]
    if not compared:
        return []
    from autograder.report.heatmap import compare

    return [shown for shown in map(compare, compared) if shown and shown.tells]


def _hints(question: QuestionRecord, known: Mapping[str, Hint], messages: Iterable[str]) -> list[Told]:
    """The hints for a question's misconceptions, each once: those that rubric items name first, then what else explains the same."""
    named = [item["misconception"] or "" for item in question["items"] if not item["passed"]]
    hints = [known[name] for name in dict.fromkeys([*named, *question["misconceptions"]]) if name in known]
    said = " ".join(messages)
    found = []
    for place, hint in enumerate(hints):
        description = "" if hint.description.rstrip(STOPS) in said else hint.description
        same = any(earlier.id in hint.same_values_as for earlier in hints[:place])
        other = same or (place > 0 and hint.id not in named)
        found.append(Told(hint.nudge, description, hint.explanation, other))
    return found
