"""From what was judged and what is known of the student to the scores that count.

`settled` is a pure function, and settling twice is settling once: the grader's points stand in the record beside those that a
person gave, and count again where these are taken back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from autograder.grading.lateness import Lateness, late_penalty, lateness
from autograder.grading.settling.facts import SIGN, Facts, Mark
from autograder.model.question import TESTS, Assignment
from autograder.model.record import (
    ByHandRecord,
    ItemRecord,
    LatenessRecord,
    ManualRecord,
    QuestionRecord,
    Record,
)

OPTIONAL = frozenset({"lateness", "excused", "by_hand"})
"""Keys that settling adds to a record, and takes away."""


def settled(record: Record, assignment: Assignment, facts: Facts | None = None) -> Record:
    """The record with the scores that count by these facts (by default: by the assignment's due date alone)."""
    facts = facts or Facts(due=assignment.due)
    anew = facts.marked is not None and facts.marked != record["submission"]["sha256"][:SIGN]
    questions = [_question(question, assignment, facts, anew=anew) for question in record["questions"]]
    by_hand = _by_hand(record, assignment, facts, anew=anew)
    late = _lateness(record, assignment, facts)
    score = None if facts.excused else _score(record, questions, by_hand)
    penalty = late_penalty(score or 0.0, late.share if late else 0.0)
    scores = {
        "score": score,
        "max_score": _max_score(record, questions, by_hand, assignment, facts),
        "late_penalty": penalty,
        "final_score": None if score is None else round(score - penalty, 6),
        **({"lateness": _told(late, assignment, facts)} if late else {}),
        **({"excused": True} if facts.excused else {}),
        **({"by_hand": by_hand} if by_hand else {}),
    }
    judged = {key: value for key, value in record.items() if key not in OPTIONAL}
    return {**judged, **scores, "questions": questions}  # type: ignore[typeddict-item]


def automatic(question: QuestionRecord) -> float:
    """The grader's own points of a question."""
    manual = question.get("manual")
    return manual["automatic"] if manual else question["score"]


def cell_of(question: str, item: ItemRecord) -> str:
    """nbgrader's test cell that an item's points stand in: an instructor's test has one of its own."""
    return item["of"][0] if item["check"] == TESTS else f"{question}_check"


def parts(question: QuestionRecord) -> dict[str, float]:
    """The grader's points of a question by the test cells that they stand in."""
    sums: dict[str, float] = {}
    for item in question["items"]:
        cell = cell_of(question["id"], item)
        sums[cell] = sums.get(cell, 0.0) + item["score"]
    if len(sums) <= 1:
        return dict.fromkeys(sums or (f"{question['id']}_check",), automatic(question))
    return {cell: round(points, 9) for cell, points in sums.items()}


def _question(
    question: QuestionRecord, assignment: Assignment, facts: Facts, *, anew: bool
) -> QuestionRecord:
    """A question with what a person gave for it, and whether it is excused; the same object, where nothing is another."""
    manual = _manual(question, assignment, facts.marks, anew=anew) if facts.marks else None
    excused = question["id"] in facts.questions
    if (manual, excused) == (question.get("manual"), question.get("excused", False)):
        return question
    given = automatic(question) if manual is None or manual["score"] is None else manual["score"]
    made: QuestionRecord = {**question, "score": given}
    for key in ("manual", "excused"):
        made.pop(key, None)  # type: ignore[misc]
    if excused:
        made["excused"] = True
    if manual:
        made["manual"] = manual
    return made


def _manual(
    question: QuestionRecord, assignment: Assignment, marks: Mapping[str, Mark], *, anew: bool
) -> ManualRecord | None:
    """What a person gave for a question, in all its cells, or said."""
    cells = parts(question)
    entry = next((one for one in assignment.questions if one.id == question["id"]), None)
    comments = _comments(marks, (entry.answer_cell if entry else question["id"], *cells))
    found = {cell: marks[cell] for cell in cells if cell in marks and marks[cell].gives}
    if not found and not comments:
        return None
    points = sum(_points(auto, found.get(cell)) for cell, auto in cells.items())
    manual: ManualRecord = {
        "score": round(points, 9) if found else None,
        "comment": comments,
        "automatic": automatic(question),
    }
    if any(_is_older(mark, cells[cell], anew=anew) for cell, mark in found.items()):
        manual["older"] = True
    return manual


def _points(auto: float, mark: Mark | None) -> float:
    """What a cell counts, by nbgrader's rule: a person's points before the grader's, and what is given beside them."""
    if mark is None:
        return auto
    return (auto if mark.score is None else mark.score) + (mark.extra or 0.0)


def _is_older(mark: Mark, auto: float | None, *, anew: bool) -> bool:
    """Whether a person gave these points for something else than what is there now."""
    if mark.score is None:
        return False
    judged_otherwise = mark.auto is not None and auto is not None and abs(mark.auto - auto) > 1e-9
    return anew or mark.again or judged_otherwise


def _by_hand(record: Record, assignment: Assignment, facts: Facts, *, anew: bool) -> dict[str, ByHandRecord]:
    """The cells that only people grade; of an ungraded submission also the others, where they gave points for them."""
    marks, cells = facts.marks, {**assignment.by_hand, **facts.beside}
    if record["status"] != "graded":
        marks = _with_comments(assignment, marks)
        tests = {n: p for question in assignment.questions for n, p in question.test_cells.items()}
        cells = {**{name: p for name, p in tests.items() if _given(marks.get(name))}, **cells}
    made: dict[str, ByHandRecord] = {}
    for name, points in cells.items():
        mark = marks.get(name, Mark())
        given = None if mark.score is None else mark.score + (mark.extra or 0.0)
        made[name] = {"score": given, "comment": mark.comment, "points": points}
        if _is_older(mark, None, anew=anew):
            made[name]["older"] = True
    return made


def _with_comments(assignment: Assignment, marks: Mapping[str, Mark]) -> dict[str, Mark]:
    """The marks, where what is written to an answer stands with the first of its test cells, too."""
    found = dict(marks)
    for question in assignment.questions:
        for name in list(question.test_cells)[:1]:
            if comment := _comments(marks, (question.answer_cell, name)):
                found[name] = replace(marks.get(name, Mark()), comment=comment)
    return found


def _given(mark: Mark | None) -> bool:
    return mark is not None and (mark.score is not None or bool(mark.comment))


def _comments(marks: Mapping[str, Mark], cells: Iterable[str]) -> str:
    found = (marks[cell].comment for cell in dict.fromkeys(cells) if cell in marks)
    return "\n".join(filter(None, found))


def _score(
    record: Record, questions: Iterable[QuestionRecord], by_hand: Mapping[str, ByHandRecord]
) -> float | None:
    """What the grader and people gave; None where neither gave anything."""
    given = [one["score"] for one in by_hand.values() if one["score"] is not None]
    if record["status"] != "graded" and not given:
        return None
    return round(sum((*(one["score"] for one in questions if not one.get("excused")), *given)), 6)


def _max_score(
    record: Record,
    questions: Iterable[QuestionRecord],
    by_hand: Mapping[str, ByHandRecord],
    assignment: Assignment,
    facts: Facts,
) -> float:
    """What can be had: of what was judged, or of the whole assignment where nothing was."""
    people = (one["points"] for name, one in by_hand.items() if name in assignment.by_hand or "/" in name)
    if record["status"] == "graded":
        whole = (one["max_score"] for one in questions if not one.get("excused"))
    else:
        whole = (one.points for one in assignment.questions if one.id not in facts.questions)
    return round(sum((*whole, *people)), 6)


def _lateness(record: Record, assignment: Assignment, facts: Facts) -> Lateness | None:
    """None where nobody knows."""
    handed_in = moment(record["submission"]["handed_in"])
    if facts.due is None or handed_in is None:
        return None
    return Lateness() if facts.excused else lateness(facts.due, handed_in, assignment.late, facts.free_days)


def _told(late: Lateness, assignment: Assignment, facts: Facts) -> LatenessRecord:
    due = facts.due.isoformat() if facts.due else ""
    return {
        "due": due,
        "seconds": late.seconds,
        "days": late.days,
        "free_days": late.free_days,
        "extension": due if facts.due != assignment.due else None,
    }


def moment(stamp: str | None) -> datetime | None:
    """A time of handing in, as a record has it; None where it says none that is one."""
    try:
        found = datetime.fromisoformat(stamp) if stamp else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def waits(record: Record) -> Iterator[str]:
    """The questions and cells of a record whose points a person gave for something older."""
    yield from (one["id"] for one in record["questions"] if one.get("manual", {}).get("older"))
    yield from (name for name, one in record.get("by_hand", {}).items() if one.get("older"))
