"""The scores on nbgrader's feedback pages: those that count, by what people have entered until now."""

from nbformat import NotebookNode
from nbgrader.preprocessors import GetGrades

from autograder.course.load import load_assignment
from autograder.grading.settling.database import Database
from autograder.nbgrader_plugin.desk import Resources, root_of
from autograder.nbgrader_plugin.gradebook.totals import penalize
from autograder.words.messages import word


class SettledGrades(GetGrades):  # type: ignore[misc]
    """In place of nbgrader's: the late penalty is that of the score as it is now, what is excused counts nowhere, and a submission
    without a score has none on the page."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Bring the gradebook up to date, then read it."""
        page = resources["nbgrader"]
        course, assignment = load_assignment(root_of(self), page["assignment"])
        with Database(page["db_url"]) as book:
            total = penalize(book, course, assignment, page["student"])[page["student"]]
        nb, resources = super().preprocess(nb, resources)
        if page["notebook"] not in assignment.notebooks:
            return nb, resources
        if not assignment.members:  # of several the page of each says what is its own
            resources["nbgrader"] |= {"score": total.final_score or 0.0, "max_score": total.max_score}
        if total.score is None:
            resources["standing"] = word("excused" if total.excused else "ungraded", course.language)
        return nb, resources
