"""What other programs are told of a record, as plain text: numbers to the last digit, rubric items, a comment."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from autograder.model.outcome import Outcome
from autograder.model.question import Assignment
from autograder.model.record import ItemRecord, QuestionRecord, Record
from autograder.notebook.upstream import upstream_name
from autograder.words.clean import clean
from autograder.words.hints import load_hints
from autograder.words.messages import in_language, word

LONGEST = 800
"""Letters of one sentence."""


def number(value: float | None) -> str:
    """A score to the last digit, as scores.csv has it, without an exponent; empty where there is none."""
    return "" if value is None else format(Decimal(repr(float(value))), "f")


def item_names(items: Iterable[tuple[str, Sequence[str]]]) -> list[str]:
    """What the items of a question (check, of what) are called by programs, no two alike: `gradient of x, y`."""
    seen: Counter[str] = Counter()
    names = []
    for check, of in items:
        name = f"{check} of {', '.join(of)}" if of else check
        seen[name] += 1
        names.append(clean(name if seen[name] == 1 else f"{name} ({seen[name]})"))
    return names


def item_title(item: ItemRecord, lang: str) -> str:
    """What an item is called by people: `Gradient: x, y`."""
    return ": ".join(filter(None, (word(item["check"], lang, "check"), clean(", ".join(item["of"])))))


def question_title(assignment: Assignment, question_id: str, lang: str) -> str:
    """What a question is called; its id where course.yml no longer has it."""
    titles = {question.id: question.title for question in assignment.questions}
    return clean(in_language(titles.get(question_id), lang, question_id))


def standing(record: Record, lang: str) -> str:
    """The score in one line: what was earned, what lateness costs, what counts."""
    if record.get("excused"):
        return word("excused", lang)
    if record["final_score"] is None:
        return f"{word('ungraded_text', lang)} ({clean(record['reason'] or word('ungraded', lang), LONGEST)})"
    most = f"{word('of_points', lang)} {record['max_score']:g}"
    if not record["late_penalty"]:
        return f"{word('score', lang)}: {record['final_score']:g} {most}"
    lost, left = -record["late_penalty"], record["final_score"]
    parts = ("score", record["score"]), ("late_penalty", lost), ("final_score", left)
    return " · ".join(f"{word(name, lang)}: {value:g}" for name, value in parts) + f" {most}"


def told_of_item(item: ItemRecord, question: QuestionRecord, assignment: Assignment, lang: str) -> str:
    """What is said of an item: the sentence of the verdict, and a question to think about where the mistake is known."""
    message, known = clean(item["message"], LONGEST), item["misconception"]
    hints = load_hints(lang, assignment.misconceptions, upstream_name(question["source"]))
    if item["passed"] or known is None or known not in hints:
        return message
    return f"{message}\n{word('hint', lang)}: {hints[known].nudge}"


def by_a_person(question: QuestionRecord, lang: str) -> str:
    """What a person gave or said for a question; empty where nobody did."""
    manual = question.get("manual")
    if not manual:
        return ""
    score = f"{word('by_person', lang)}: {question['score']:g} {word('of_points', lang)} {question['max_score']:g}"
    given = "" if manual["score"] is None else score
    return "\n".join(filter(None, (given, clean(manual["comment"], LONGEST))))


def comment(record: Record, assignment: Assignment, lang: str) -> str:
    """The whole record as a few lines for its student: the score, then each question that is not fully right."""
    told = (line for question in record["questions"] for line in _of(question, assignment, lang))
    return "\n".join([standing(record, lang), *told])


def _of(question: QuestionRecord, assignment: Assignment, lang: str) -> Iterator[str]:
    title = question_title(assignment, question["id"], lang)
    if question.get("excused"):
        yield f"{title}: {word('excused', lang)}"
        return
    yield f"{title}: {question['score']:g} / {question['max_score']:g}"
    person = by_a_person(question, lang)
    if person:
        yield person
    if question["outcome"] == Outcome.NOT_ATTEMPTED:
        yield word("not_attempted", lang, "outcome")
        return
    alike: dict[str, list[str]] = {}
    for one in question["items"]:
        if not one["passed"]:
            alike.setdefault(told_of_item(one, question, assignment, lang), []).append(item_title(one, lang))
    for said, titles in alike.items():
        yield f"- {'; '.join(titles)}: {said}"
