"""Whose score changed when a submission was graded again, where, and why."""

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


_OF_RECORD = (
    "student", "status", "reason", "score", "late_penalty", "final_score", "lateness", "excused", "by_hand", "stamps",
)  # fmt: skip
_OF_QUESTION = ("id", "score", "excused", "manual")


def outline(record: Record) -> Record:
    """All of a record that changes are told by: those of a class may be held at once."""
    questions = [{key: one[key] for key in _OF_QUESTION if key in one} for one in record["questions"]]  # type: ignore[literal-required]
    kept = {key: record[key] for key in _OF_RECORD if key in record}  # type: ignore[literal-required]
    handed_in = {key: record["submission"][key] for key in ("sha256", "handed_in")}
    return {**kept, "submission": handed_in, "questions": questions}  # type: ignore[typeddict-item]


class Changes:
    """Whose score a run changed, though a record be replaced twice: when it is judged, and when it is settled."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[Record, Record]] = {}

    def add(self, before: Record, after: Record) -> None:
        """Take note of a record that was replaced."""
        first, _ = self._seen.get(after["student"], (outline(before), after))
        self._seen[after["student"]] = first, outline(after)

    @property
    def told(self) -> list[Change]:
        """The changes from what was there at first to what is there now."""
        return [one for before, after in self._seen.values() if (one := change(before, after))]


def change(before: Record, after: Record) -> Change | None:
    """What changed between two records of a student; None where every score is the same."""
    old = {question["id"]: question["score"] for question in before["questions"]}
    new = {question["id"]: question["score"] for question in after["questions"]}
    differ = tuple((q, old.get(q), new.get(q)) for q in {**old, **new} if old.get(q) != new.get(q))
    if before.get("excused") and after.get("excused"):
        return None
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
    return [*reasons, *_given(before, after), *_of_time(before, after)]


def _given(before: Record, after: Record) -> Iterator[str]:
    """What people gave, took back or excused."""
    given, taken = _by_people(before), _by_people(after)
    there = {one["id"] for one in after["questions"]} | {*after.get("by_hand", {})}
    told = {
        "a score given by hand": [
            at for at, score in taken.items() if score is not None and given.get(at) != score
        ],
        "a score given by hand was taken back": [
            at for at, score in given.items() if score is not None and at in there and taken.get(at) is None
        ],
    }
    yield from (f"{said}: {', '.join(cells)}" for said, cells in told.items() if cells)
    old, new = _excused(before), _excused(after)
    if new - old:
        yield f"excused: {', '.join(sorted(new - old))}"
    if old - new:
        yield f"no longer excused: {', '.join(sorted(old - new))}"


def _by_people(record: Record) -> dict[str, float | None]:
    """The points that people gave, by question or cell."""
    questions = {one["id"]: one["manual"]["score"] for one in record["questions"] if "manual" in one}
    return questions | {name: one["score"] for name, one in record.get("by_hand", {}).items()}


def _excused(record: Record) -> set[str]:
    """The questions that are excused."""
    questions = {one["id"] for one in record["questions"] if one.get("excused")}
    return {"the whole assignment"} if record.get("excused") else questions


def _of_time(before: Record, after: Record) -> Iterator[str]:
    """What is another about due date and lateness."""
    old, new = before.get("lateness"), after.get("lateness")
    if old is None or new is None:
        return
    if old["extension"] != new["extension"]:
        yield "an extension"
    elif old["due"] != new["due"]:
        yield "another due date or late policy"
    elif old["free_days"] != new["free_days"]:
        yield "free late days"
    elif (
        _share(before) != _share(after)
        and before["submission"]["handed_in"] == after["submission"]["handed_in"]
    ):
        yield "another due date or late policy"


def _share(record: Record) -> float:
    """Of the score, what lateness costs."""
    return round(record["late_penalty"] / record["score"], 4) if record["score"] else 0.0


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


def _parts(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Which parts of the grader are others; any of them, where a record does not say."""
    if not (old and new):
        return [f"one of: {', '.join(PARTS.values())}"]
    return [said for part, said in PARTS.items() if old.get(part) != new.get(part)]
