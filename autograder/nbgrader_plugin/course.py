"""What course.yml says, for nbgrader: texts, late penalties, due dates, and that a reference notebook must be right."""

from datetime import UTC
from pathlib import Path

from nbformat import NotebookNode
from nbgrader.plugins import FileNameCollectorPlugin, LateSubmissionPlugin
from nbgrader.preprocessors import SaveCells as StockSaveCells
from nbgrader.preprocessors.base import NbGraderPreprocessor

from autograder.course.load import load_assignment
from autograder.grading.intake.find import take_in
from autograder.grading.intake.pick import newest
from autograder.grading.intake.submission import Submission
from autograder.grading.settling.database import Database
from autograder.nbgrader_plugin.desk import Resources, at_hand, desk_of, root_of
from autograder.nbgrader_plugin.gradebook.sheet import follow
from autograder.release.course_proof import proved
from autograder.release.texts import for_students
from autograder.words.clean import clean


class CourseLatePenalty(LateSubmissionPlugin):  # type: ignore[misc]
    """Takes what the record says: the late policy of course.yml, with extensions, grace and free days."""

    def late_submission_penalty(
        self,
        student_id: str,
        score: float,  # noqa: ARG002
        total_seconds_late: float,  # noqa: ARG002
    ) -> float | None:
        """The points lost; None where none are."""
        step = self.parent  # nbgrader's, which has just taken SaveScores' penalty away
        desk = desk_of(self, step.assignment_id)
        work, name = desk.last, desk.engine.assignment.notebook
        if work is None or work.record["student"] != student_id or step.notebook_id != name:
            return None
        return work.record["late_penalty"] or None


class ForStudents(NbGraderPreprocessor):  # type: ignore[misc]
    """Makes of a reference notebook what students read, in the course's language, as `autograder release` does."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Leave the texts of one language and fill their blanks. Raises CourseError for a blank that there is not."""
        course, assignment = load_assignment(root_of(self), resources["nbgrader"]["assignment"])
        part = at_hand(assignment, resources) or assignment
        for_students(nb, course, part, course.language, course.solution_path(part))
        return nb, resources


class SaveCells(StockSaveCells):  # type: ignore[misc]
    """Saves a released notebook's cells. Refuses a reference that is wrong; follows the course when questions come or go."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Prove the assignment, then save the cells and the due date. Raises CourseError for what `autograder release` refuses."""
        proved(*load_assignment(root_of(self), resources["nbgrader"]["assignment"]))
        desk = desk_of(self, resources["nbgrader"]["assignment"])
        if part := desk.part(resources):
            with Database(resources["nbgrader"]["db_url"]) as book:
                follow(book, desk.engine.course, part, nb)
        return super().preprocess(nb, resources)  # type: ignore[no-any-return]


class CollectByName(FileNameCollectorPlugin):  # type: ignore[misc]
    """zip_collect: whose notebook a file is, by the same rules as `autograder collect`: of several the newest.

    A `named_regexp` in nbgrader_config.py comes first.
    """

    _taken: dict[Path, dict[str, str]] | None = None

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """The student and the notebook of a file; None for a file that is no notebook."""
        if self.named_regexp:
            return super().collect(submitted_file)  # type: ignore[no-any-return]
        path = Path(submitted_file)
        if path.suffix not in self.valid_ext:
            return None
        if self._taken is None:
            self._taken = self._take()
        return self._taken.get(path)

    def _take(self) -> dict[Path, dict[str, str]]:
        """What `autograder collect` would take of the folder; why it leaves the rest, the log says."""
        course, assignment = load_assignment(root_of(self.parent), self.parent.coursedir.assignment_id)
        folder = Path(self.parent._format_collect_path(self.parent.extracted_directory))  # noqa: SLF001
        intake = take_in(assignment, [folder], course)
        best = [newest(several) for several in intake.hand_ins.values()]
        for one in intake.left_out:
            self.log.warning("Not taken: %s: %s", clean(one.origin), clean(one.reason))
        return {
            path: _told(one.submission, sheet or assignment.notebook)
            for one in best
            for sheet, path in one.submission.graded
        }


def _told(submission: Submission, notebook: str) -> dict[str, str]:
    """As nbgrader asks it."""
    at = submission.handed_in
    when = {"timestamp": at.astimezone(UTC).isoformat(" ")} if at else {}
    return {"student_id": submission.student, "file_id": notebook, **when}
