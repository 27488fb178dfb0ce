"""extensions.csv beside course.yml: who may be late, and who is excused from what.

student,assignment,due,late_days,excused,note
ada,ps2,2027-03-28 23:59,,,ill
bob,*,,2,,two days more for everything
eve,ps3,,,affine relu,joined late
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce

from autograder.course.csv_table import Row, read_table
from autograder.course.suggestion import suggest
from autograder.model.message import tell
from autograder.model.question import Assignment, Course
from autograder.notebook.nearness import nearest
from autograder.words.clean import clean

FILE = "extensions.csv"
COLUMNS = ("student", "assignment", "due", "late_days", "excused", "note")
ALL = "*"
"""In the place of a student or an assignment: every one."""
MOST_DAYS = 1000


@dataclass(frozen=True, slots=True)
class Extension:
    """What a student is granted in an assignment: a due date, days more than the assignment's, no assignment at all, or no
    question of these; of several, whatever gives most."""

    due: datetime | None = None
    days: float = 0.0
    excused: bool = False
    questions: tuple[str, ...] = ()

    def __or__(self, other: Extension) -> Extension:
        due = max(filter(None, (self.due, other.due)), default=None)
        more = max(self.days, other.days)
        questions = tuple(sorted({*self.questions, *other.questions}))
        return Extension(due, more, self.excused or other.excused, questions)

    def due_of(self, assignment: Assignment) -> datetime | None:
        """The due date that this makes of the assignment's, never an earlier one; None where that has none."""
        if assignment.due is None:
            return None
        return max(filter(None, (assignment.due + timedelta(days=self.days), self.due)))


@dataclass(frozen=True, slots=True)
class Extensions:
    """All that is granted, by student and assignment, either of them "*"."""

    granted: Mapping[tuple[str, str], Extension] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict, compare=False, repr=False)
    """Where each stands in the file."""

    def of(self, student: str, assignment: Assignment) -> Extension:
        """What a student is granted in an assignment."""
        places = ((s, a) for s in (student, ALL) for a in (assignment.id, ALL))
        return reduce(Extension.__or__, (self.granted[p] for p in places if p in self.granted), Extension())

    def latest(self, assignment: Assignment, due: datetime) -> datetime:
        """When the assignment, which is `due` then, is due for whoever has most time."""
        granted = (one for (_, name), one in self.granted.items() if name in (assignment.id, ALL))
        return max((one.due_of(assignment) or due for one in granted), default=due)

    def of_nobody(self, known: Collection[str]) -> Iterator[str]:
        """A line for each row about a student who is not among those `known`: most likely another one is meant."""
        for (student, _), line in self.lines.items():
            if student != ALL and student not in known:
                close = nearest(student, list(known))
                near = (
                    tell('did you mean "{name}"?', name=close) if close else tell("it grants nothing so far")
                )
                yield tell(
                    '{place}: neither roster.csv nor a submission is of "{name}"; {near}',
                    place=f"{FILE}:{line}",
                    name=clean(student),
                    near=near,
                )


def read_extensions(course: Course) -> Extensions:
    """What the course's extensions.csv grants; nothing where there is none.

    Raises CourseError with file and line for what cannot be read, for an assignment or a question that there is not, and for a
    student who stands twice for an assignment.
    """
    file = course.root / FILE
    if not file.is_file():
        return Extensions()
    granted: dict[tuple[str, str], Extension] = {}
    lines: dict[tuple[str, str], int] = {}
    for row in read_table(file, COLUMNS, "student"):
        assignments = _assignments(row, course)
        at = row.fields["student"], row.fields["assignment"]
        if at in granted:
            row.fail(f"{at[0]} stands for {at[1]} in line {lines[at]} too; keep one")
        granted[at], lines[at] = _extension(row, course, assignments), row.line
    return Extensions(granted, lines)


def _assignments(row: Row, course: Course) -> tuple[Assignment, ...]:
    """Those that a row is about."""
    name = row.fields["assignment"]
    if not name:
        row.fail(f'this row has no "assignment"; write one, or {ALL} for all of them')
    found = tuple(one for one in course.assignments if name in (one.id, ALL))
    known = [one.id for one in course.assignments]
    return found or row.fail(f'no assignment "{name}" in course.yml; {suggest(name, known)}')


def _extension(row: Row, course: Course, assignments: tuple[Assignment, ...]) -> Extension:
    due, days, excused = (row.fields[name] for name in ("due", "late_days", "excused"))
    _sensible(row, due, days, excused, assignments)
    everything = excused.casefold() in ("yes", "all")
    questions = () if everything or excused.casefold() == "no" else _questions(row, excused, assignments)
    return Extension(
        _moment(row, due, course, assignments[0]) if due else None,
        _days(row, days) if days else 0.0,
        everything,
        tuple(sorted(set(questions))),
    )


def _sensible(row: Row, due: str, days: str, excused: str, assignments: tuple[Assignment, ...]) -> None:
    """Refuse what a row cannot mean."""
    if not (due or days or excused):
        row.fail("this row grants nothing; fill in due, late_days or excused, or take it out")
    if due and days:
        row.fail("due and late_days stand together; keep one")
    if due and len(assignments) != 1:
        row.fail(f"a due date is for one assignment; name it, or write late_days in the place of {due}")
    if (due or days) and not any(one.due for one in assignments):
        row.fail(f"{assignments[0].id} has no due date to be late for; give it one in course.yml")


def _days(row: Row, text: str) -> float:
    try:
        days = float(text)
    except ValueError:
        days = -1.0
    if not 0 < days <= MOST_DAYS:
        row.fail(f'late_days "{text}" is no number of days; write one like 2')
    return days


def _moment(row: Row, text: str, course: Course, assignment: Assignment) -> datetime:
    """A point in time; one that names no zone is in the course's."""
    example = "write it like 2027-03-28 23:59, or with a zone, 2027-03-28T23:59+09:00"
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        row.fail(f'due "{text}" is no date and time; {example}')
    if len(text) <= len("2027-03-28"):
        row.fail(f'due "{text}" has no time of day; {example}')
    return moment if moment.tzinfo else moment.replace(tzinfo=course.zone_of(assignment))


def _questions(row: Row, text: str, assignments: tuple[Assignment, ...]) -> Iterator[str]:
    """The questions that are named, parted by blanks, commas or semicolons."""
    known = [question.id for assignment in assignments for question in assignment.questions]
    for name in text.replace(",", " ").replace(";", " ").split():
        if name not in known:
            row.fail(
                f'excused "{name}" is no question of {row.fields["assignment"]}; {suggest(name, known, "write yes, or ids of questions")}'
            )
        yield name
