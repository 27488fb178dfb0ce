"""Whose score changed when a submission was graded again, where, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.model.record import Record, StampRecord


@dataclass(frozen=True, slots=True)
class Change:
    """A student's score before and after (None: no result), by question where it changed, and the reasons."""

    student: str
    before: float | None
    after: float | None
    questions: tuple[tuple[str, float | None, float | None], ...]
    why: tuple[str, ...]


def change(before: Record, after: Record) -> Change | None:
    """What changed between two records of a student; None where every score is the same."""
    old = {question["id"]: question["score"] for question in before["questions"]}
    new = {question["id"]: question["score"] for question in after["questions"]}
    differ = tuple((q, old.get(q), new.get(q)) for q in {**old, **new} if old.get(q) != new.get(q))
    if not differ and before["final_score"] == after["final_score"]:
        return None
    why = _why(before, after)
    return Change(after["student"], before["final_score"], after["final_score"], differ, tuple(why))


def _why(before: Record, after: Record) -> list[str]:
    """The reasons that the records themselves show."""
    old, new = before["submission"], after["submission"]
    why = []
    if old["sha256"] != new["sha256"]:
        why.append("handed in anew")
    elif old["handed_in"] != new["handed_in"]:
        why.append("another time of handing in")
    for record, when in ((before, "had no result before"), (after, "has no result now")):
        if record["status"] != "graded":
            why.append(f"{when}: {record['reason']}")
    stamps = before.get("stamps"), after.get("stamps")
    if stamps[0] and stamps[1]:
        why += _in_the_course(stamps[0], stamps[1])
    return why or ["graded again"]


def _in_the_course(old: StampRecord, new: StampRecord) -> Iterator[str]:
    """What is another in the course, or in the grader."""
    if old["grader"] != new["grader"]:
        yield "another grader: its version, the limits, the seed, the language or a cell that is given"
    before, after = old["questions"], new["questions"]
    told = {
        "changed in the course": [q for q in after if before.get(q, after[q]) != after[q]],
        "new in the course": [q for q in after if q not in before],
        "no longer in the course": [q for q in before if q not in after],
    }
    yield from (f"{said}: {', '.join(questions)}" for said, questions in told.items() if questions)
    if old["late"] != new["late"]:
        yield "another due date or late policy"
