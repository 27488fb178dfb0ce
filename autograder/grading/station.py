"""A place where submissions are graded one at a time: the answer key, a sandbox, and what guards the class from a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import partial

from autograder.course.load import load_assignment
from autograder.diagnosis import make_diagnosis
from autograder.fitting.released import came_from
from autograder.grading.grader import Grader
from autograder.grading.intake.submission import Submission
from autograder.grading.recipe import Recipe
from autograder.grading.record import Kept, restamped
from autograder.grading.run import Run, cells_of, graded, guarded
from autograder.grading.sheets import Sheets
from autograder.grading.stamps import make_stamps
from autograder.grading.store import read_record
from autograder.grading.task import Task
from autograder.host.prober import Prober
from autograder.model.errors import UnreadableSubmission
from autograder.model.question import Assignment
from autograder.model.record import Record
from autograder.reference.answer_key import make_answer_key
from autograder.reference.rehearsal import rehearse
from autograder.words.catalogue import read_all


class Station:
    """Grades submissions one at a time, by a recipe. `close` it, or use it in a `with` statement.

    Raises CourseError or UsageError for a course that cannot be graded, SandboxError where the sandbox is too weak.
    """

    def __init__(self, recipe: Recipe) -> None:
        read_all(recipe.lang)
        self.course, self.assignment = load_assignment(recipe.root, recipe.assignment)
        self.stamps = make_stamps(
            self.course, self.assignment, recipe.seed, recipe.lang, protect=recipe.protect
        )
        self.run = Run(self.assignment, recipe.lang, self.stamps)
        course = self.course
        self.prober = Prober(course.limits, recipe.protect, course.protection, course.packages)
        try:
            self.graders = [self._grader(recipe.seed, part) for part in self.assignment.parts]
        except BaseException:
            self.close()
            raise

    def _grader(self, seed: bytes, part: Assignment) -> Grader:
        """The grader of one notebook."""
        rehearse(self.course, part, self.prober)
        key = make_answer_key(self.course, part, seed)
        return Grader(key, self.prober, make_diagnosis(key))

    def grade(self, task: Task) -> Record:
        """The record of one submission; whatever is wrong with it, there is one. Raises ProtectionLost."""
        return guarded(self.run, task.submission, self.prober, lambda: self._record(task))

    def _record(self, task: Task) -> Record:
        """What an earlier record says of the questions that are `kept` is not judged again, where that can be."""
        submission, record = task.submission, read_record(task.earlier) if task.earlier else None
        asked = tuple(q for q in self.assignment.questions if q.id not in task.kept)
        if record is not None and not asked:
            return restamped(record, submission, self.assignment, self.stamps)
        if record is None or not self._apart(submission):
            return graded(self.run, submission, self._judge(self.graders))
        return graded(
            self.run,
            submission,
            self._judge(map(partial(_without, task.kept), self.graders)),
            Kept(record, task.kept),
        )

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
        if any(question.follow_through.leaves for question in self.assignment.questions):
            return False
        try:
            cells = cells_of(self.assignment, submission)
        except UnreadableSubmission:
            return False
        return all(
            came_from(own, [cell.grade_id for cell in grader.key.released])
            for grader in self.graders
            if (own := [cell for cell in cells if cell.sheet == grader.key.assignment.sheet])
        )

    def _judge(self, graders: Iterable[Grader]) -> Sheets:
        """One judge of them all."""
        return Sheets(self.prober, ((one.key.assignment, one) for one in graders))


def _without(kept: Collection[str], grader: Grader) -> Grader:
    """A grader of the questions alone that are not kept."""
    key = grader.key
    asked = tuple(question for question in key.assignment.questions if question.id not in kept)
    narrowed = replace(key, assignment=replace(key.assignment, questions=asked))
    return Grader(narrowed, grader.prober, grader.diagnosis)
