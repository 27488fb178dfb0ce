"""Our grader inside an nbgrader process: one fork server a process, an answer key an assignment, kept while they hold."""

from __future__ import annotations

import atexit
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.course.load import COURSE_FILE, load_course
from autograder.diagnosis import make_diagnosis
from autograder.grading.batch import Run, grade_one
from autograder.grading.grader import Grader
from autograder.grading.submissions import Submission, find_submissions
from autograder.host.prober import Prober
from autograder.host.protection import insist
from autograder.model.errors import UsageError
from autograder.model.message import Message
from autograder.model.question import Assignment, Course, Limits
from autograder.model.record import Record
from autograder.nbgrader_plugin.gradebook.sheet import Sheet
from autograder.reference.answer_key import make_answer_key
from autograder.reference.seed import grading_seed


@dataclass(frozen=True, slots=True)
class Work:
    """One submission, graded; `told` is what had to be mended in its notebook."""

    submission: Submission
    sha256: str
    record: Record
    told: list[Message] = field(default_factory=list)


class Engine:
    """Grades the submissions of one assignment of a course; `sheet` is what the gradebook knows of it."""

    def __init__(self, course: Course, assignment: Assignment, prober: Prober) -> None:
        self.course, self.assignment = course, assignment
        key = make_answer_key(course, assignment, grading_seed(course.root, assignment.id, None))
        self.run = Run(key, course.root, course.language, "")
        self.grader = Grader(key, prober, make_diagnosis(key))
        self.sheet = Sheet("", "", ())
        self.last: Work | None = None

    def work(self, student: str, folder: Path) -> Work:
        """The submission in `folder`, graded; asked again for the same files, the same answer."""
        submission = _submission(self.assignment, student, folder)
        sha256 = submission.sha256()
        if self.last is None or self.last.submission != submission or self.last.sha256 != sha256:
            self.last = Work(submission, sha256, grade_one(self.run, submission, self.grader))
        return self.last


def _submission(assignment: Assignment, student: str, folder: Path) -> Submission:
    if folder.is_dir():
        for found in find_submissions(assignment, [folder]):
            return replace(found, student=student)
    return Submission(student, ())


_engines: dict[tuple[Path, str], tuple[Sequence[int], Engine]] = {}
_probers: dict[tuple[Limits, bool], Prober] = {}


def engine(root: Path, assignment_id: str, *, protect: bool = True) -> Engine:
    """The engine of an assignment; a new one when course.yml or the reference notebook has changed since.

    Raises CourseError or UsageError for a course that cannot be graded, SandboxError where the sandbox is too weak.
    """
    kept = _engines.get((root, assignment_id))
    if kept is not None and kept[0] == _stamps(kept[1].course, kept[1].assignment):
        return kept[1]
    course = load_course(root)
    ids = [assignment.id for assignment in course.assignments]
    if assignment_id not in ids:
        raise UsageError(f"{COURSE_FILE} has no assignment {assignment_id}; it has {', '.join(ids)}")
    assignment = course.assignment(assignment_id)
    stamps = _stamps(course, assignment)
    made = Engine(course, assignment, _prober(course.limits, protect))
    _engines[root, assignment_id] = (stamps, made)
    return made


def _stamps(course: Course, assignment: Assignment) -> tuple[int, ...]:
    files = (course.root / COURSE_FILE, course.solution_path(assignment))
    return tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in files)


def _prober(limits: Limits, protect: bool) -> Prober:
    if (limits, protect) not in _probers:
        prober = Prober(limits, protect)
        atexit.register(prober.close)
        if protect:
            insist(prober)
        _probers[limits, protect] = prober
    return _probers[limits, protect]
