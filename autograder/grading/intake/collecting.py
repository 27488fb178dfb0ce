"""What was handed in, put where nbgrader and `autograder grade` look: submitted/STUDENT/ASSIGNMENT/. Nothing is lost on the way.

What stood there before is moved to replaced/ASSIGNMENT/STUDENT/1/, 2/ …; the same files twice change nothing.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.files import write_whole
from autograder.grading.intake import nbgraders
from autograder.grading.intake.find import Intake
from autograder.grading.intake.pick import HandIn, passed_over
from autograder.grading.intake.piece import LeftOut
from autograder.grading.intake.submission import LATE, STAMP, SUFFIXES, Submission
from autograder.model.message import tell
from autograder.model.question import Assignment, Course
from autograder.model.student import is_id
from autograder.notebook.handed_in import bytes_of
from autograder.words.clean import clean

SUBMITTED = "submitted"
REPLACED = "replaced"

Choose = Callable[[Sequence[HandIn]], HandIn]
"""Which of what a student handed in counts."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done for one student.

    what    "new", "as before", "replaces" (what is there already), "stays" (that is it, and not what was found), or "nothing" that
            could be graded
    taken   what counts
    before  what stands in submitted/ now; without files where nothing does
    """

    what: str
    taken: HandIn
    before: Submission


def plan(course: Course, assignment: Assignment, intake: Intake, choose: Choose) -> Iterator[Step]:
    """What is to be done, by student; what does not count is left out of the intake."""
    for student, found in sorted(intake.hand_ins.items()):
        place = _Place(course, assignment, student)
        if why := place.refused:
            intake.left_out += [LeftOut(one.origin, why, student) for one in found]
            continue
        fresh = [one for one in found if not place.gave_way(one.submission)]
        late = tell("was collected before, and a later one took its place")
        intake.left_out += [LeftOut(one.origin, late, student) for one in found if one not in fresh]
        there = HandIn(place.before(), f"{SUBMITTED}/{student}/{assignment.id}")
        known = not there.submission.graded or any(_same(one.submission, there.submission) for one in fresh)
        several = fresh if known else [*fresh, there]
        if several:
            taken = choose(several)
            intake.left_out += [passed_over(one, taken) for one in fresh if one is not taken]
            yield Step(_what(taken, there), taken, there.submission)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a student's work goes, and where what gives way to it is kept."""

    course: Course
    assignment: Assignment
    student: str

    @property
    def folder(self) -> Path:
        """In submitted/."""
        return self.course.root / SUBMITTED / self.student / self.assignment.id

    @property
    def kept(self) -> Path:
        """In replaced/."""
        return self.course.root / REPLACED / self.assignment.id / self.student

    @property
    def refused(self) -> str:
        """Why nothing is put there: it may be outside, by its name or by a link."""
        if not is_id(self.student):
            return tell('"{name}" can be no id of a student', name=clean(self.student, 60))
        is_link = self.folder.is_symlink() or self.folder.parent.is_symlink()
        if not is_link:
            return ""
        return tell("submitted/{name} is a link; nothing is written through it", name=self.student)

    def before(self) -> Submission:
        """What stands there now."""
        return nbgraders.read_folder(
            self.folder.parent, self.assignment, self.course.zone_of(self.assignment)
        )

    def gave_way(self, one: Submission) -> bool:
        """Whether the same file stood there once; where it says when it came, that decides."""
        if one.handed_in or not one.graded:
            return False
        old = [Submission("", (path,)) for path in self.kept.glob("*/*") if path.suffix in SUFFIXES]
        old += [nbgraders.read_files(path, self.kept, self.assignment) for path in self.kept.glob("*/")]
        return any(_same(before, one) for before in old)

    def make_room(self, before: Submission) -> None:
        """Copy what is there to a folder of its own, then take it away."""
        number = 1 + max((int(p.name) for p in self.kept.glob("*") if p.name.isdecimal()), default=0)
        home = self.kept / str(number)
        home.mkdir(parents=True)
        late = [self.folder / LATE] if (self.folder / LATE).is_file() else []
        files = [*before.files, *before.beside, *late]
        for file in files:
            shutil.copy2(file, home / file.name)
        for file in files:
            file.unlink()


def _what(taken: HandIn, there: HandIn) -> str:
    if taken is there:
        return "stays"
    if not taken.submission.graded:
        return "nothing"
    if not there.submission.graded:
        return "new"
    return "as before" if _same(taken.submission, there.submission) else "replaces"


def _same(one: Submission, other: Submission) -> bool:
    return one.sha256() == other.sha256()


def carry_out(course: Course, assignment: Assignment, step: Step) -> None:
    """Put what counts in its place. Raises OSError, and UnreadableSubmission for a file that is too large; what was there is there then."""
    place = _Place(course, assignment, step.taken.submission.student)
    folder = place.folder
    if step.what in ("stays", "nothing"):
        return
    if step.what != "as before":
        files = {
            f"{sheet or assignment.notebook}{path.suffix}": b"".join(bytes_of(path))
            for sheet, path in step.taken.submission.graded
        }  # before anything is moved
        if step.before.files:
            place.make_room(step.before)
        for name, data in files.items():
            write_whole(folder / name, data)
    at = step.taken.submission.handed_in
    if at and not (folder / STAMP).exists():
        write_whole(folder / STAMP, stamped(at))
    elif step.taken.late and not (folder / STAMP).exists():
        write_whole(folder / LATE, f"{step.taken.submission.unsure}\n", lasting=False)


def stamped(moment: datetime) -> str:
    """A moment as nbgrader writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC") + "\n"


def missing(
    course: Course, assignment: Assignment, roster: Iterable[str], taken: Sequence[Step]
) -> list[str]:
    """Who of the roster has nothing in submitted/, once the steps are done."""
    there = {step.taken.submission.student for step in taken if step.taken.submission.graded}
    rest = (student for student in roster if student not in there)
    return [one for one in rest if not nbgraders.has_files(course.root / SUBMITTED / one, assignment)]
