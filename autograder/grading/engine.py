"""A place where submissions are graded, kept ready: for a worker process, a web page, a service, one file at a time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from autograder.course.load import COURSE_FILE, find_assignment, find_course, load_assignment, load_course
from autograder.diagnosis import make_diagnosis
from autograder.fitting.released import came_from
from autograder.grading.grader import Grader
from autograder.grading.recipe import Recipe
from autograder.grading.record import Kept, restamped
from autograder.grading.run import Run, grade_one
from autograder.grading.stamps import make_stamps
from autograder.grading.store import read_record
from autograder.grading.submissions import Submission, find_submissions
from autograder.host.prober import Prober
from autograder.host.protection import insist
from autograder.model.errors import UnreadableSubmission
from autograder.model.question import Assignment, Course, Question
from autograder.model.record import Record
from autograder.notebook.cells import read_cells
from autograder.reference.answer_key import make_answer_key
from autograder.reference.seed import grading_seed


class Station:
    """Grades submissions one at a time, by a recipe. `close` it, or use it in a `with` statement.

    Raises CourseError or UsageError for a course that cannot be graded, SandboxError where the sandbox is too weak.
    """

    def __init__(self, recipe: Recipe) -> None:
        self.course, self.assignment = load_assignment(recipe.root, recipe.assignment)
        self.stamps = make_stamps(
            self.course, self.assignment, recipe.seed, recipe.lang, protect=recipe.protect
        )
        self.run = Run(self.assignment, recipe.lang, self.stamps)
        self.prober = Prober(self.course.limits, recipe.protect)
        try:
            self.key = make_answer_key(self.course, self.assignment, recipe.seed)
            self.diagnosis = make_diagnosis(self.key)
            if recipe.protect:
                insist(self.prober)
        except BaseException:
            self.close()
            raise
        self.grader = Grader(self.key, self.prober, self.diagnosis)

    def grade(self, submission: Submission, earlier: Path | None = None, ids: Collection[str] = ()) -> Record:
        """The record of one submission; what an `earlier` record of it says of the questions `ids` is not judged again,
        where that can be."""
        record = read_record(earlier) if earlier else None
        asked = tuple(q for q in self.assignment.questions if q.id not in ids)
        if record is not None and not asked:
            return restamped(record, submission, self.assignment, self.stamps)
        if record is None or not self._apart(submission):
            return grade_one(self.run, submission, self.grader)
        kept = Kept(record, frozenset(ids))
        return grade_one(self.run, submission, self._judge_of(asked), kept)

    def close(self) -> None:
        """End the sandbox."""
        self.prober.close()

    def __enter__(self) -> Station:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _apart(self, submission: Submission) -> bool:
        """Whether a question can be judged without the others: networks are worth what their layers are, and where a
        foreign notebook answers what is found for all questions together."""
        if any("follow_through" in question.options for question in self.assignment.questions):
            return False
        try:
            cells = read_cells(submission.files[0])
        except (UnreadableSubmission, IndexError):
            return False
        return came_from(cells, [cell.grade_id for cell in self.key.released])

    def _judge_of(self, asked: tuple[Question, ...]) -> Grader:
        """A judge of some questions alone."""
        questions = {question.id: self.key.questions[question.id] for question in asked}
        assignment = replace(self.assignment, questions=asked)
        return Grader(
            replace(self.key, assignment=assignment, questions=questions), self.prober, self.diagnosis
        )


class Engine:
    """Grades submissions to one assignment, one at a time. `close` it, or use it in a `with` statement.

    When course.yml or the reference notebook changes, the next submission is graded by what they say then. Raises
    CourseError or UsageError for a course that cannot be graded, SandboxError where the sandbox is too weak.
    """

    def __init__(self, root: Path, assignment: str, *, lang: str | None = None, protect: bool = True) -> None:
        self._root, self._name, self._lang, self._protect = root, assignment, lang, protect
        self._seen: dict[Path, int] = {}
        self._station: Station | None = None
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
        """The record of one submission."""
        return self._now().grade(submission)

    def close(self) -> None:
        """End the sandbox."""
        if self._station:
            self._station.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _now(self) -> Station:
        if self._station is None or any(_stamp(file) != stamp for file, stamp in self._seen.items()):
            course = load_course(self._root)
            assignment = find_assignment(course, self._name)
            self._seen = {f: _stamp(f) for f in (course.root / COURSE_FILE, course.solution_path(assignment))}
            seed = grading_seed(course.root, assignment.id, None)
            lang = self._lang or course.language
            station = Station(Recipe(course.root, assignment.id, seed, lang, self._protect))
            self.close()
            self._station = station
        return self._station


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
