"""The facts of a class: what extensions.csv grants, what the gradebook holds, how many free late days are left to whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from autograder.course.extensions import Extensions, read_extensions
from autograder.grading.lateness import lateness
from autograder.grading.settling.facts import Facts
from autograder.grading.settling.gradebook import Entered, entered
from autograder.grading.settling.settle import moment, settled
from autograder.grading.store import read_record, record_path
from autograder.model.question import Assignment, Course
from autograder.model.record import Record

_NOT_HANDED_IN: tuple[None, timedelta] = (None, timedelta())


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """All that is known of the students of an assignment, beside what they handed in."""

    course: Course
    assignment: Assignment
    extensions: Extensions
    entered: Entered

    def settled(self, record: Record) -> Record:
        """A record with the scores that count now."""
        facts = self.of(record["student"], moment(record["submission"]["handed_in"]))
        return settled(record, self.assignment, facts)

    def of(self, student: str, handed_in: datetime | None) -> Facts:
        """What is known of a student, who handed in then (None: nobody knows)."""
        known = self._granted(student, self.assignment)
        if handed_in and known.due and handed_in > known.due:  # who is in time spends none
            known = replace(known, free_days=self._left(student))
        return replace(
            known,
            marks=self.entered.marks.get(student, {}),
            beside=self.entered.beside,
            marked=self.entered.written.get(student),
        )

    def last_due(self, due: datetime) -> datetime:
        """When the assignment, which is `due` then, is due for whoever has most time."""
        spans = (span for (_, one), (_, span) in self.entered.times.items() if one == self.assignment.id)
        return max(due + max(spans, default=timedelta()), self.extensions.latest(self.assignment, due))

    def granted(self) -> object:
        """All that people entered: extensions and marks, without what we wrote beside them."""
        marks = {
            (student, cell): (mark.score, mark.extra, mark.comment)
            for student, cells in self.entered.marks.items()
            for cell, mark in cells.items()
        }
        return self.extensions, marks

    def state(self) -> str:
        """A text that is another one when any of this is, and when anything of an earlier assignment was written since."""
        folders = [_changed(self.course.records_path(one)) for one in self._earlier()]
        return repr((self.assignment, self.course.free_late_days, self.extensions, self.entered, folders))

    def _granted(self, student: str, assignment: Assignment) -> Facts:
        """The due date in effect, and what is excused."""
        granted = self.extensions.of(student, assignment)
        due = granted.due_of(assignment)
        _, span = self.entered.times.get((student, assignment.id), _NOT_HANDED_IN)
        if due and assignment.due:
            due = max(due, assignment.due + span)  # nbgrader's own extension
        return Facts(due, excused=granted.excused, questions=frozenset(granted.questions))

    def _left(self, student: str) -> int:
        """Free late days that a student did not spend in assignments that were due before."""
        left = self.course.free_late_days
        for one in self._earlier():
            known, handed_in = self._granted(student, one), self._handed_in(student, one)
            if known.due and handed_in and not known.excused:
                left -= lateness(known.due, handed_in, one.late, left).free_days
        return left

    def _earlier(self) -> Sequence[Assignment]:
        """The assignments in which free late days may have been spent before, in the order of their due dates."""
        every = self.course.assignments
        dated = sorted((one.due, at) for at, one in enumerate(every) if one.due and one.late)
        ids = [every[at].id for _, at in dated]
        known = self.course.free_late_days and self.assignment.id in ids
        return [every[at] for _, at in dated[: ids.index(self.assignment.id)]] if known else ()

    def _handed_in(self, student: str, assignment: Assignment) -> datetime | None:
        """When a student handed in an assignment: as its record says, else as the gradebook does."""
        record = read_record(record_path(self.course.records_path(assignment), student))
        if record and record["assignment"] == assignment.id:
            return moment(record["submission"]["handed_in"])
        return self.entered.times.get((student, assignment.id), _NOT_HANDED_IN)[0]


def class_facts(course: Course, assignment: Assignment, student: str | None = None) -> ClassFacts:
    """The facts as they are now, of everybody or of one student alone.

    Raises CourseError for a wrong extensions.csv, AutograderError for a gradebook that cannot be read."""
    return ClassFacts(course, assignment, read_extensions(course), entered(course, assignment, student))


def _changed(folder: Path) -> int:
    """When anything in a folder was written; records are put there by renaming, which touches it."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return 0
