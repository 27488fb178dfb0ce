"""What nbgrader's steps share while they go through a class: a grader kept ready, the gradebook's cells, the submission at hand."""

import atexit
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from traitlets.config import Configurable

import autograder
from autograder.grading.intake.nbgraders import read_files
from autograder.grading.intake.submission import Submission
from autograder.model.message import Message
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.model.student import Student
from autograder.nbgrader_plugin.gradebook.sheet import Sheet

Resources = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """One submission, graded; `told` is what had to be mended in each notebook, by its name."""

    submission: Submission
    sha256: str
    record: Record
    told: dict[str, list[Message]] = field(default_factory=dict)


@dataclass
class Desk:
    """One assignment of a course; `sheets` are what the gradebook knows of it, by notebook, `students` those of the roster."""

    engine: autograder.Engine
    sheets: dict[str, Sheet] = field(default_factory=dict)
    students: Mapping[str, Student] = field(default_factory=dict)
    last: Work | None = None

    def part(self, resources: Resources) -> Assignment | None:
        """The notebook that nbgrader is at, as an assignment of its own; None where it is none of ours."""
        return at_hand(self.engine.assignment, resources)

    def work(self, student: str, folder: Path) -> Work:
        """The submission in `folder`, graded; asked again for the same files, the same answer."""
        submission = _submission(self.engine, student, folder)
        sha256 = submission.sha256()
        if self.last is None or self.last.submission != submission or self.last.sha256 != sha256:
            self.last = Work(submission, sha256, self.engine.grade(submission))
        return self.last


def at_hand(assignment: Assignment, resources: Resources) -> Assignment | None:
    """The notebook that nbgrader is at, as an assignment of its own; None where course.yml does not name it."""
    name = resources["nbgrader"]["notebook"]
    return next((part for part in assignment.parts if part.notebook == name), None)


def _submission(engine: autograder.Engine, student: str, folder: Path) -> Submission:
    """What lies in a student's folder, wherever nbgrader's settings have it."""
    if not folder.is_dir():
        return Submission(student, ())
    assignment = engine.assignment
    own = folder.parent if folder.name == assignment.id else folder
    return replace(read_files(folder, own, assignment, engine.course.zone_of(assignment)), student=student)


@cache
def _desk(root: Path, assignment_id: str, protect: bool) -> Desk:
    engine = autograder.Engine(root, assignment_id, protect=protect)
    atexit.register(engine.close)
    return Desk(engine)


def desk_of(part: Configurable, assignment_id: str) -> Desk:
    """The desk for the course that a part of nbgrader works in. Raises AutograderError for a course that cannot be graded."""
    converter = _converter(part)
    unprotected = bool(converter.config.SandboxExecute.get("unprotected", False))
    return _desk(Path(converter.coursedir.root), assignment_id, not unprotected)


def root_of(part: Configurable) -> Path:
    """The folder of the course that a part of nbgrader works in."""
    return Path(_converter(part).coursedir.root)


def work_of(part: Configurable, resources: Resources) -> Work:
    """The submission that nbgrader is at, graded."""
    student, assignment_id = resources["nbgrader"]["student"], resources["nbgrader"]["assignment"]
    coursedir = _converter(part).coursedir
    folder = Path(coursedir.format_path(coursedir.submitted_directory, student, assignment_id))
    return desk_of(part, assignment_id).work(student, folder)


def _converter(part: Any) -> Any:
    while not hasattr(part, "coursedir"):
        part = part.parent
    return part
