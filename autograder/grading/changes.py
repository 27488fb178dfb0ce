"""Whose score changed when a submission was graded again, where, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.model.record import Record, StampRecord

PARTS = {
    "package": "another version of the grader",
    "course": "another course or assignment",
    "limits": "other limits or shares in the course",
    "given": "another cell that is given in the reference notebook",
    "seed": "another seed of the hidden inputs",
    "language": "another language",
    "sandbox": "with a sandbox, and without",
}
"""What the parts of a grader's stamp say where they differ."""


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
    reasons = why(before, after) or ["graded again"]
    return Change(after["student"], before["final_score"], after["final_score"], differ, tuple(reasons))


def why(before: Record, after: Record) -> list[str]:
    """The reasons that the records themselves show."""
    old, new = before["submission"], after["submission"]
    reasons = []
    if old["sha256"] != new["sha256"]:
        reasons.append("handed in anew")
    elif old["handed_in"] != new["handed_in"]:
        reasons.append("another time of handing in")
    for record, when in ((before, "had no result before"), (after, "has no result now")):
        if record["status"] != "graded" and before["reason"] != after["reason"]:
            reasons.append(f"{when}: {record['reason']}")
    stamps = before.get("stamps"), after.get("stamps")
    if stamps[0] and stamps[1]:
        reasons += _in_the_course(stamps[0], stamps[1])
    return reasons


def _in_the_course(old: StampRecord, new: StampRecord) -> Iterator[str]:
    """What is another in the course, or in the grader."""
    if old["grader"] != new["grader"]:
        yield from _parts(old.get("parts", {}), new.get("parts", {}))
    before, after = old["questions"], new["questions"]
    told = {
        "changed in the course": [q for q in after if before.get(q, after[q]) != after[q]],
        "new in the course": [q for q in after if q not in before],
        "no longer in the course": [q for q in before if q not in after],
    }
    yield from (f"{said}: {', '.join(questions)}" for said, questions in told.items() if questions)
    if old["late"] != new["late"]:
        yield "another due date or late policy"


def _parts(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Which parts of the grader are others; any of them, where a record does not say."""
    if not (old and new):
        return [f"one of: {', '.join(PARTS.values())}"]
    return [said for part, said in PARTS.items() if old.get(part) != new.get(part)]
