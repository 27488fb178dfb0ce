"""A grader kept ready: for a web page, a service, nbgrader, one file at a time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import NamedTuple

from autograder.course.load import COURSE_FILE, find_assignment, find_course, load_course
from autograder.grading.intake.find import find_submissions
from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.run import lost
from autograder.grading.settling.of_class import class_facts
from autograder.grading.task import Task
from autograder.grading.workers.pool import Pool
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.reference.seed import grading_seed


class Engine:
    """Grades submissions to one assignment, one at a time, in a worker process. `close` it, or use it in a `with` statement.

    When course.yml or the reference notebook changes, the next submission is graded by what they say then. Raises
    CourseError or UsageError for a course that cannot be graded, SandboxError where the sandbox is too weak.
    """

    def __init__(self, root: Path, assignment: str, *, lang: str | None = None, protect: bool = True) -> None:
        self._root, self._name, self._lang, self._protect = root, assignment, lang, protect
        self._seen: dict[Path, int] = {}
        self._made: _Made | None = None
        self._now()

    @property
    def course(self) -> Course:
        """The course, as it is now."""
        return self._now().course

    @property
    def assignment(self) -> Assignment:
        """The assignment, as it is now."""
        return self._now().assignment

    def grade(self, submission: Submission) -> Record:
        """The record of one submission, with what extensions.csv and the gradebook know of the student.

        Raises CourseError for a wrong extensions.csv, AutograderError for a gradebook that cannot be read.
        """
        made = self._now()
        (answer,) = made.pool.grade([Task(submission)])
        return class_facts(made.course, made.assignment, submission.student).settled(answer.record)

    def close(self) -> None:
        """End the sandbox."""
        if self._made:
            self._made.pool.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _now(self) -> _Made:
        if self._made is None or any(_stamp(file) != stamp for file, stamp in self._seen.items()):
            course = load_course(self._root)
            assignment = find_assignment(course, self._name)
            files = (course.root / COURSE_FILE, *map(course.solution_path, assignment.parts))
            self._seen = {file: _stamp(file) for file in files}
            seed = grading_seed(course.root, assignment.id, None)
            lang = self._lang or course.language
            recipe = Recipe(course.root, assignment.id, seed, lang, self._protect)
            pool = Pool(recipe, 1, partial(lost, assignment, lang))
            try:
                pool.stand()
            except BaseException:
                pool.close(0.0)
                raise
            self.close()
            self._made = _Made(course, assignment, pool)
        return self._made


class _Made(NamedTuple):
    """A course as it was read, and the worker process that grades by it."""

    course: Course
    assignment: Assignment
    pool: Pool


def _stamp(file: Path) -> int:
    return file.stat().st_mtime_ns if file.exists() else 0


def grade_file(
    path: Path, assignment: str, *, course: Path | None = None, lang: str | None = None, protect: bool = True
) -> Record:
    """The record of one notebook or Python file, graded as work for `assignment`.

    `course` is the folder of a course.yml (default: the nearest one upward), `lang` the language of the messages (default:
    the course's). Raises AutograderError for a file, an assignment or a course that cannot be graded.
    """
    root = find_course(Path.cwd()) if course is None else course
    with Engine(root, assignment, lang=lang, protect=protect) as engine:
        return engine.grade(find_submissions(engine.assignment, [path], course=engine.course)[0])
