"""Feedback pages: without hidden tests, questions called by their titles, formulas drawn.

They are released to everybody who handed in through nbgrader.
"""

import html
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.converters import GenerateFeedback
from nbgrader.exchange.default import ExchangeReleaseFeedback
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.server_extensions.formgrader.handlers import template_path
from nbgrader.utils import is_locked
from traitlets import Bool
from traitlets.config import Config

from autograder.course.load import find_course, load_assignment
from autograder.model.errors import UsageError
from autograder.nbgrader_plugin.desk import Resources, root_of
from autograder.nbgrader_plugin.gradebook.restore import open_notebook
from autograder.report.page_place import make_way
from autograder.words.clean import clean
from autograder.words.messages import in_language

TEMPLATES = Path(__file__).with_name("templates")

_HIDDEN = re.compile(
    r"^[^\n]*### BEGIN HIDDEN TESTS.*?(?:^[^\n]*### END HIDDEN TESTS[^\n]*\n?|\Z)", re.DOTALL | re.MULTILINE
)


class StripHiddenTests(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes hidden tests out of locked cells; nbgrader shows them on the feedback page otherwise."""

    def preprocess_cell(
        self,
        cell: NotebookNode,
        resources: Resources,
        cell_index: int,  # noqa: ARG002
    ) -> tuple[NotebookNode, Resources]:
        """Strip one cell."""
        if is_locked(cell):
            cell.source = _HIDDEN.sub("", cell.source).rstrip("\n")
        return cell, resources


class NameQuestions(NbGraderPreprocessor):  # type: ignore[misc]
    """Tells the page what the questions of its test cells are called, in the course's language."""

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Put the titles, as HTML, beside what nbgrader knows of the page."""
        resources["titles"] = _titles(root_of(self), resources["nbgrader"]["assignment"])
        return nb, resources


@cache
def _titles(root: Path, assignment_id: str) -> dict[str, str]:
    """The titles of an assignment's questions by the test cells that their points stand in; a test of its own keeps its name."""
    course, assignment = load_assignment(root, assignment_id)
    titles = {q.id: in_language(q.title, course.language, q.id) for q in assignment.questions}
    found = {}
    for question in assignment.questions:
        for cell in question.test_cells:
            own = "" if cell == f"{question.id}_check" else f": {cell}"
            found[cell] = html.escape(clean(f"{titles[question.id]}{own}"))
    return found


class DrawFormulas(Preprocessor):
    """Makes formulas readable without a network, in the texts that were handed out, on feedback pages and in formgrader; what a
    student wrote stays as it is."""

    enabled = Bool(True).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: Resources) -> tuple[NotebookNode, Resources]:
        """Put MathML in their place."""
        assignment = resources.get("nbgrader", {}).get("assignment") or resources.get("assignment_id")
        if not assignment:  # some other page
            return nb, resources
        try:
            ours = _handed_out(find_course(Path(resources["metadata"]["path"])), assignment)
        except UsageError:  # of an assignment that nbgrader graded before, and course.yml does not know
            return nb, resources
        for cell in nb.cells:
            if cell.cell_type == "markdown" and cell.source in ours:
                cell.source = with_mathml(cell.source)
        return nb, resources


@cache
def _handed_out(root: Path, assignment_id: str) -> frozenset[str]:
    """The texts of the released notebooks; none where nothing was released."""
    course, assignment = load_assignment(root, assignment_id)
    cells = [cell for part in assignment.parts for cell in open_notebook(course.released_path(part))["cells"]]
    return frozenset(cell["source"] for cell in cells if cell["cell_type"] == "markdown")


class FeedbackExporter(HTMLExporter):
    """nbgrader's feedback page with those titles: a template on top of its own."""

    def __init__(self, config: Config | None = None, **settings: object) -> None:
        own = Config()
        given = (config or Config()).HTMLExporter.get("extra_template_paths", [])
        own.FeedbackExporter.extra_template_paths = [*given, template_path]
        own.FeedbackExporter.template_name = "questions"
        own.FeedbackExporter.extra_template_basedirs = [str(TEMPLATES), template_path]
        super().__init__(config=Config(config or {}, **own), **settings)  # type: ignore[no-untyped-call]


class ReleaseFeedback(ExchangeReleaseFeedback):  # type: ignore[misc]
    """Releases feedback through the exchange; whoever did not hand in through it is named instead of stopping the rest."""

    def copy_files(self) -> None:
        """Release the feedback of all students that have the exchange's secret."""
        folders = self.coursedir
        pattern = folders.format_path(folders.feedback_directory, "*", folders.assignment_id)
        steps = Path(pattern).parts.index("*")
        pages = Path("/").glob(str(Path(pattern).relative_to("/") / "*.html"))
        outside = sorted({page.parts[steps] for page in pages if not _handed_in_here(page.parent)})
        for student in outside:
            self.log.warning("%s did not hand in through nbgrader; give out this page another way", student)
        before = folders.student_id_exclude
        folders.student_id_exclude = ",".join(filter(None, [before, *outside]))
        try:
            super().copy_files()
        finally:
            folders.student_id_exclude = before


def _handed_in_here(folder: Path) -> bool:
    return all((folder / name).is_file() for name in ("timestamp.txt", "submission_secret.txt"))


def _init_destination(self: GenerateFeedback, assignment_id: str, student_id: str) -> bool:
    """In place of nbgrader's: a page of `autograder report` is no page of nbgrader's, and makes way for it."""
    if issubclass(self.exporter_class, FeedbackExporter):
        make_way(*load_assignment(root_of(self), assignment_id), student_id)
    return _stock_init_destination(self, assignment_id, student_id)  # type: ignore[no-any-return]


# nbgrader passes over whoever has a folder, and throws it away where it is forced to; no setting has a say in that.
_stock_init_destination = GenerateFeedback.init_destination
GenerateFeedback.init_destination = _init_destination


_PARTS = re.compile(
    r"(?P<code>```.*?```|`[^`\n]+`)|\$\$(?P<shown>.+?)\$\$|(?<![\\$\w])\$(?!\s)(?P<within>[^$\n]+?)(?<!\s)\$(?!\d)",
    re.DOTALL,
)
_MARKDOWN = {ord(sign): f"&#{ord(sign)};" for sign in "*_[]`~\\"}
"""What Markdown would read something into."""


def with_mathml(markdown: str) -> str:
    """A text whose formulas, `$…$` and `$$…$$` outside of code, are MathML, which browsers draw themselves; as they are where
    one cannot be read, and all where latex2mathml is not installed. A page is read offline, too, where nbgrader's MathJax is not."""
    return _PARTS.sub(_drawn, markdown) if "$" in markdown and find_spec("latex2mathml") else markdown


def _drawn(part: re.Match[str]) -> str:
    if part["code"]:
        return part[0]
    from latex2mathml.converter import convert

    try:
        mathml = convert(part["shown"] or part["within"], display="block" if part["shown"] else "inline")
    except Exception:
        return part[0]
    return str(mathml).translate(_MARKDOWN).replace("\n", " ")
