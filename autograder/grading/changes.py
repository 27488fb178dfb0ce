"""Whose score changed when a submission was graded again, where, and why."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.model.record import Record


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
    why = []
    if before["submission"]["sha256"] != after["submission"]["sha256"]:
        why.append("handed in anew")
    elif before["submission"]["handed_in"] != after["submission"]["handed_in"]:
        why.append("another time of handing in")
    for record, when in ((before, "had no result before"), (after, "has no result now")):
        if record["status"] != "graded":
            why.append(f"{when}: {record['reason']}")
    old, new = before.get("stamps"), after.get("stamps")
    if old and new:
        if old["grader"] != new["grader"]:
            why.append(
                "another grader: its version, the limits, the seed, the language or a cell that is given"
            )
        changed = [q for q, stamp in new["questions"].items() if old["questions"].get(q, stamp) != stamp]
        gone = [q for q in old["questions"] if q not in new["questions"]]
        came = [q for q in new["questions"] if q not in old["questions"]]
        told = (
            ("changed in the course", changed),
            ("new in the course", came),
            ("no longer in the course", gone),
        )
        why += [f"{said}: {', '.join(questions)}" for said, questions in told if questions]
        if old["late"] != new["late"]:
            why.append("another due date or late policy")
    return why or ["graded again"]
