"""A course's grader, kept ready: for a web page, a service, nbgrader, or one file at a time."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from pathlib import Path

from autograder.course.load import COURSE_FILE, find_assignment, find_course, load_course
from autograder.diagnosis import make_diagnosis
from autograder.grading.grader import Grader
from autograder.grading.run import Run, grade_one
from autograder.grading.submissions import Submission, find_submissions
from autograder.host.protection import insist
from autograder.model.question import Assignment, Course
from autograder.model.record import Record
from autograder.reference.answer_key import make_answer_key
from autograder.reference.seed import grading_seed


class Engine:
    """Grades submissions to one assignment, one at a time. `close` it, or use it in a `with` statement.

    When course.yml or the reference notebook changes, the next submission is graded by what they say then. Raises
    CourseError or UsageError for a course that cannot be graded, SandboxError where the sandbox is too weak.
    """

    def __init__(self, root: Path, assignment: str, *, lang: str | None = None, protect: bool = True) -> None:
        self._root, self._name, self._lang, self._protect = root, assignment, lang, protect
        self._sandbox = ExitStack()
        self._prepare()

    @property
    def course(self) -> Course:
        """The course, as it is now."""
        self._refresh()
        return self._course

    @property
    def assignment(self) -> Assignment:
        """The assignment, as it is now."""
        self._refresh()
        return self._run.assignment

    def grade(self, submission: Submission) -> Record:
        """The record of one submission."""
        self._refresh()
        return grade_one(self._run, submission, self._grader)

    def close(self) -> None:
        """End the sandbox."""
        self._sandbox.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _refresh(self) -> None:
        if any(_stamp(file) != stamp for file, stamp in self._seen.items()):
            self._prepare()

    def _prepare(self) -> None:
        course = load_course(self._root)
        assignment = find_assignment(course, self._name)
        self._seen = {f: _stamp(f) for f in (course.root / COURSE_FILE, course.solution_path(assignment))}
        key = make_answer_key(course, assignment, grading_seed(course.root, assignment.id, None))
        diagnosis, lang = make_diagnosis(key), self._lang or course.language
        run = Run(
            assignment, course.limits, partial(Grader, key, diagnosis=diagnosis), lang, "", self._protect
        )
        with ExitStack() as sandbox:
            prober = sandbox.enter_context(run.prober())
            if self._protect:
                insist(prober)
            self.close()
            self._sandbox = sandbox.pop_all()
        self._course, self._run, self._grader = course, run, run.judge(prober)


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
        return engine.grade(find_submissions(engine.assignment, [path])[0])
