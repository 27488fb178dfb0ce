"""What was handed in, in folders, files and archives of any layout: whose it is, and what was not taken.

Student names and file names are data: a record's file name never leaves its folder.
"""

import fnmatch
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from pathlib import Path

from autograder.course.roster import read_roster
from autograder.grading.intake import nbgraders
from autograder.grading.intake.archive import Unpacker
from autograder.grading.intake.claim import (
    Claim,
    base_of,
    claims,
    is_platforms,
    notebook_of,
    own_name,
    rank,
    sheets_first,
)
from autograder.grading.intake.pick import HandIn, newest, passed_over
from autograder.grading.intake.piece import METADATA, UNFIT, Found, LeftOut, Piece, plain
from autograder.grading.intake.stamp import read_stamp
from autograder.grading.intake.submission import STAMP, SUFFIXES, Submission
from autograder.grading.intake.units import Unit, Units, is_somebodys
from autograder.grading.intake.walk import Walk
from autograder.grading.intake.whose import Whose
from autograder.model.errors import UsageError
from autograder.model.message import Told, tell
from autograder.model.question import Assignment, Course
from autograder.model.student import Student


@dataclass(slots=True)
class Intake:
    """What was handed in, by student, in the order of the paths; and what was not taken."""

    hand_ins: dict[str, list[HandIn]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)

    def add(self, one: HandIn) -> None:
        """One more of a student's."""
        self.hand_ins.setdefault(one.submission.student, []).append(one)


def find_submissions(
    assignment: Assignment, paths: Sequence[Path], pattern: str = "*", course: Course | None = None
) -> list[Submission]:
    """The newest submission of each student in `paths`, by student name; `course` says who takes part and in which time zone it lives.

    Archives stay closed. Raises UsageError for a path that does not exist or holds none.
    """
    return newest_of(assignment, take_in(assignment, paths, course), paths, pattern)


def newest_of(
    assignment: Assignment, intake: Intake, paths: Sequence[Path], pattern: str = "*"
) -> list[Submission]:
    """The newest of each student; in whose place it stands is left out. Raises UsageError where there is none."""
    best = {student: newest(several) for student, several in intake.hand_ins.items()}
    for student, several in intake.hand_ins.items():
        intake.left_out += [passed_over(one, best[student]) for one in several if one is not best[student]]
    found = [best[name].submission for name in sorted(best) if fnmatch.fnmatchcase(name, pattern)]
    if found:
        return found
    where = ", ".join(str(path) for path in paths)
    if best:
        raise UsageError(f"no student matches {pattern!r} among {len(best)} submissions in {where}")
    why = "".join(f"; {one.origin}: {one.reason}" for one in intake.left_out[:3])
    wanted = f"expected STUDENT/{assignment.id}/…, a download of an LMS, or .ipynb or .py files"
    raise UsageError(f"no submission to {assignment.id} in {where}; {wanted}{why}")


def take_in(
    assignment: Assignment,
    paths: Sequence[Path],
    course: Course | None = None,
    *,
    students: Mapping[str, Student] | None = None,
    unpacker: Unpacker | None = None,
) -> Intake:
    """Everything that was handed in: by the course's roster (or `students`), with archives opened where there is an `unpacker`.

    Raises UsageError for a path that does not exist, CourseError for a roster that cannot be read.
    """
    if students is None:
        students = read_roster(course) if course else {}
    due = assignment.due
    zone = course.zone_of(assignment) if course else due.tzinfo if due else None
    others = {a.id: a.notebooks for a in course.assignments if a.id != assignment.id} if course else {}
    reader = _Reader(assignment, Whose(students), others, zone, unpacker, len(paths) > 1)
    files = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist; name a file, a folder or an archive of submissions")
        if assignment.members and path.is_file() and path.suffix.lower() != ".zip":
            files.append(path)
        else:
            reader.read(path)
    reader.take(files)
    return reader.intake


@dataclass(slots=True)
class _Reader:
    """Goes through one path after the other."""

    assignment: Assignment
    whose: Whose
    others: Mapping[str, tuple[str, ...]]
    zone: tzinfo | None
    unpacker: Unpacker | None
    several: bool = False
    at: str = ""
    intake: Intake = field(default_factory=Intake)

    def read(self, path: Path) -> None:
        """What lies at a path."""
        self.at = f"{path.name}/" if self.several or path.is_file() else ""
        if path.is_file() and path.suffix.lower() != ".zip":
            self.take([path])
            return
        if is_platforms(path.name):  # whatever lies in it is as its student likes
            self._others(path, ())
            return
        is_folder, ids = path.is_dir(), self.whose.students
        one = nbgraders.one_student(path, self.assignment) if is_folder else None
        apart = [one] if one else nbgraders.students_in(path, self.assignment.id, ids) if is_folder else []
        for folder in apart:
            self._nbgraders(folder)
        if not one:
            self._others(path, {folder.name for folder in apart})

    def take(self, paths: Sequence[Path]) -> None:
        """Files that are named themselves are taken, whoever they are of, and those of one student together."""
        several: dict[str, list[Path]] = {}
        for path in sorted(paths, key=lambda one: -base_of(own_name(one.name), self.assignment.notebooks)[1]):
            several.setdefault(self._student_of(path), []).append(path)
        for student, own in several.items():
            fit, sheets = sheets_first(self.assignment, own, lambda one: one.name)
            self.intake.add(HandIn(Submission(student, tuple(fit), sheets=sheets), fit[0].name))
            why = self._beside([path.name for path in fit[: len(sheets)]])
            self.intake.left_out += [LeftOut(path.name, why, student) for path in fit[len(sheets) :]]

    def _student_of(self, path: Path) -> str:
        """Whose a file is, as its name says it."""
        names = (path.name,)
        known = [self.whose.of(one)[0] for one in claims(names, self.assignment, Found())]
        return next(filter(None, known), path.stem)

    def _nbgraders(self, folder: Path) -> None:
        submission = nbgraders.read_folder(folder, self.assignment, self.zone)
        origin = f"{self.at}{folder.name}/{self.assignment.id}"
        names = [file.name for file in submission.files]
        first, taken = "".join(names[:1]), names[: len(submission.sheets)]
        self.intake.add(HandIn(submission, f"{origin}/{first}", self._is_wanted(first)))
        for name in names[len(taken) :]:
            why = self._beside(taken)
            self.intake.left_out.append(LeftOut(f"{origin}/{name}", why, submission.student))
        for name in submission.others:
            if name not in self.assignment.files:
                said = name.values if isinstance(name, Told) else {"one": name, "other": UNFIT}
                other = said["other"] if isinstance(said["other"], str) else UNFIT
                one = LeftOut(f"{origin}/{said['one']}", other, submission.student)
                self.intake.left_out.append(one)

    def _others(self, path: Path, apart: Collection[str]) -> None:
        """What no folder of nbgrader's holds. Of an archive or folder that is somebody's, its own name is the outermost."""
        own = not apart and is_somebodys(path.name, self.assignment, self.whose)
        self.at = "" if own else self.at
        found = Walk(self.unpacker, apart).through(path, (plain(path.name),) if own else ())
        units = Units(self.assignment, self.whose, self.others, found, mixed=bool(apart))
        for unit in units.sorted():
            self._unit(unit, found)
        self.intake.left_out += [replace(one, origin=f"{self.at}{one.origin}") for one in units.left_out]

    def _unit(self, unit: Unit, found: Found) -> None:
        """What one student handed in at once."""
        claim, student, pieces = unit
        ranked = sorted((p for p in pieces if not p.why and p.names[-1] != STAMP), key=self._rank)
        fit, sheets = sheets_first(self.assignment, ranked, lambda piece: piece.names[-1])
        unfit = [piece for piece in pieces if piece.why]
        self._leave_out(student, fit[: len(sheets)], fit[len(sheets) :], unfit)
        anything = any(Path(piece.names[-1]).suffix in SUFFIXES for piece in unfit)
        if not (fit or anything or claim.platform or student in self.whose.students):
            return
        handed_in, unsure = self._time(claim, pieces, found)
        others = tuple(_found(piece) for piece in unfit)
        submission = Submission(student, tuple(p.path for p in fit), others, handed_in, (), unsure, sheets)
        origin = self.at + [*fit, *pieces][0].origin
        name = fit[0].names[-1] if fit else ""
        wanted = self._is_wanted(name)
        order = (claim.file, max(claim.again, base_of(own_name(name), self.assignment.notebooks)[1]))
        self.intake.add(HandIn(submission, origin, wanted, claim.platform, claim.late, order))

    def _leave_out(
        self, student: str, taken: Sequence[Piece], more: Sequence[Piece], unfit: Sequence[Piece]
    ) -> None:
        """Say what is not taken: what does not fit, and what fits beside what is taken."""
        why = [(piece, piece.why) for piece in unfit]
        why += [(piece, self._beside([one.names[-1] for one in taken])) for piece in more]
        self.intake.left_out += [LeftOut(f"{self.at}{piece.origin}", said, student) for piece, said in why]

    def _beside(self, taken: Sequence[str]) -> Told:
        """Why a file is not taken that could be read."""
        if not taken:
            names = ", ".join(f"{name}.ipynb" for name in self.assignment.notebooks)
            return tell("its name is none of {names}", names=names)
        if not taken[1:]:
            return tell("beside {name}, which is taken", name=taken[0])
        return tell("beside {names}, which are taken", names=", ".join(taken))

    def _rank(self, piece: Piece) -> tuple[bool, int, int, int, tuple[str, ...]]:
        """By its name, then what lies less deep."""
        other, suffix, again = rank(piece.names[-1], self.assignment.notebooks)
        return other, suffix, len(piece.names), again, piece.names

    def _is_wanted(self, name: str) -> bool:
        """Whether a file is called as the assignment's notebook."""
        return bool(notebook_of(name, self.assignment.notebooks))

    def _time(self, claim: Claim, pieces: Sequence[Piece], found: Found) -> tuple[datetime | None, str]:
        """When it came: as Gradescope says, or nbgrader's stamp where nbgrader puts it. A stamp that may be a student's own says nothing."""
        about = found.metadata.get(claim.unit[:-1], {}).get(claim.unit[-1])
        if about and claim.platform == "Gradescope":
            return about.handed_in, "" if about.handed_in else tell("{file} does not say when", file=METADATA)
        for piece in pieces:
            if piece.names == (*claim.unit, STAMP) and claim.unit[-1] == self.assignment.id:
                told = read_stamp(piece.path, self.zone)
                return (told, "") if isinstance(told, datetime) else (None, told)
        if not claim.late:
            return None, ""
        return None, tell("{platform} marks it LATE, and does not say when it came", platform=claim.platform)


def _found(piece: Piece) -> str:
    """What was found in the place of a notebook."""
    name = piece.names[-1]
    return name if piece.why == UNFIT else tell("{one}, {other}", one=name, other=piece.why)
