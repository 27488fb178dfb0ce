"""A course over all its assignments: who handed in what, who falls behind, which beliefs persist."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import NamedTuple

from autograder.report.statistics import ClassTally, Line

MISSED = 2
"""So many assignments without anything handed in, and a student falls behind; so does whoever missed the last one."""
HALF = 0.5
"""Who has less of the points that could be had falls behind."""
FALL = 0.2
"""Who earned less in each of two steps, and so much less together (of the points of an assignment), falls behind."""


@dataclass(frozen=True, slots=True)
class Part:
    """One assignment of the course: the students' lines by name, who holds which belief, whether one may still hand in."""

    id: str
    title: str
    points: float
    lines: Mapping[str, Line]
    beliefs: Mapping[str, frozenset[str]] = field(default_factory=dict)
    is_open: bool = False


def part_of(assignment: str, title: str, counts: ClassTally, *, is_open: bool) -> Part:
    """An assignment, counted."""
    beliefs: dict[str, set[str]] = {}
    for question in counts.questions.values():
        for misconception, students in question.misconceptions.items():
            beliefs.setdefault(misconception, set()).update(students)
    held = {name: frozenset(students) for name, students in beliefs.items()}
    return Part(
        assignment, title, counts.max_score, {line.student: line for line in counts.lines}, held, is_open
    )


class Mark(NamedTuple):
    """What stands for a student and an assignment: the score that counts of the `most` possible, and days late.

    `state` is `graded`, `ungraded`, `missing`, `excused`, or `open` where nothing was handed in and still may be.
    """

    state: str
    score: float | None = None
    most: float = 0.0
    days: int = 0

    @property
    def share(self) -> float | None:
        """Of the points: 0 of what is missing, None of what counts for nothing."""
        if self.state == "missing":
            return 0.0
        if self.score is None or self.state != "graded":
            return None
        return self.score / self.most if self.most else 1.0


class Standing(NamedTuple):
    """A student over all assignments: a mark each, the points earned of those that count so far, and why they fall behind."""

    student: str
    marks: tuple[Mark, ...]
    total: float
    most: float
    behind: tuple[tuple[str, Mapping[str, object]], ...]

    @property
    def share(self) -> float:
        """Of the points that could be had so far."""
        return self.total / self.most if self.most else 1.0


class Belief(NamedTuple):
    """A mistake that stands in several assignments: how many made it in each, and how many students in more than one."""

    id: str
    counts: tuple[int, ...]
    same: int


def standings(parts: Sequence[Part], roster: Collection[str] = ()) -> list[Standing]:
    """Every student of the roster, and whoever else handed in anything, by name."""
    students = sorted({*roster, *(student for part in parts for student in part.lines)})
    return [_standing(student, parts) for student in students]


def _standing(student: str, parts: Sequence[Part]) -> Standing:
    marks = tuple(_mark(part, part.lines.get(student)) for part in parts)
    counting = [mark for mark in marks if mark.share is not None]
    total = round(fsum(mark.score or 0.0 for mark in counting), 6)
    most = round(fsum(mark.most for mark in counting), 6)
    behind = tuple(_behind(marks, parts, total / most if most else 1.0))
    return Standing(student, marks, total, most, behind)


def _mark(part: Part, line: Line | None) -> Mark:
    if line is None:
        return Mark("open" if part.is_open else "missing", None, part.points)
    return Mark(line.status, line.final_score, line.max_score, line.days)


def _behind(
    marks: Sequence[Mark], parts: Sequence[Part], share: float
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Why a student falls behind: keys of words, with what fills them."""
    missing = [part.id for mark, part in zip(marks, parts, strict=True) if mark.state == "missing"]
    closed = [mark.state for mark in marks if mark.state != "open"]
    if len(missing) >= MISSED or closed[-1:] == ["missing"]:
        yield "behind_missing", {"which": ", ".join(missing)}
    if share < HALF:
        yield "behind_half", {"share": f"{100 * share:.0f} %"}
    last = [mark.share for mark in marks if mark.state == "graded" and mark.share is not None][-3:]
    if _falls(last):
        yield "behind_fall", {"shares": " → ".join(f"{100 * one:.0f} %" for one in last)}


def _falls(shares: Sequence[float]) -> bool:
    """Whether three shares are each less than the one before, and the last much less than the first."""
    return len(shares) == 3 and shares[0] > shares[1] > shares[2] and round(shares[0] - shares[2], 9) >= FALL


def persisting(parts: Sequence[Part]) -> list[Belief]:
    """The mistakes of several assignments, those first that the most students made in more than one."""
    found: dict[str, list[frozenset[str]]] = {}
    for part in parts:
        for belief, students in part.beliefs.items():
            found.setdefault(belief, []).append(students)
    beliefs = []
    for belief, held in found.items():
        if len(held) > 1:
            counts = tuple(len(part.beliefs.get(belief, ())) for part in parts)
            every = frozenset().union(*held)
            same = sum(sum(student in one for one in held) > 1 for student in every)
            beliefs.append(Belief(belief, counts, same))
    return sorted(beliefs, key=lambda one: (-one.same, -sum(one.counts), one.id))
