"""nbgrader's own `autograde` with our steps in it, and a grader of this process: what comes into the gradebook and the notebooks."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbconvert.exporters import NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException

from autograder.course.load import load_course
from autograder.grading.settling.database import SQLITE, Database
from autograder.nbgrader_plugin.gradebook.sheet import KnownCell, checksum, keep_in_step
from tests.grading.conftest import at_hand as in_this_process
from tests.nbgrader_plugin.conftest import rows
from tests.nbgrader_plugin.small import RIGHT, converter, notebook, released, shown, small_course
from tests.own_course import cell, write_notebook

__all__ = ["in_this_process"]
pytestmark = [
    pytest.mark.usefixtures("in_this_process"),
    pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning"),  # nbgrader's
]

SCORES = (
    "SELECT s.student_id, b.name, g.auto_score, g.needs_manual_grade FROM grade g JOIN base_cell b ON b.id = g.cell_id "
    "JOIN submitted_notebook n ON n.id = g.notebook_id JOIN submitted_assignment s ON s.id = n.assignment_id ORDER BY 1, 2"
)
MARKS = {"grade": True, "solution": False, "locked": True, "points": 2}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_course(tmp_path / "course")


def url(root: Path) -> str:
    return f"{SQLITE}{root / 'gradebook.db'}"


def hand_in(root: Path, student: str, work: str | bytes) -> None:
    path = root / "submitted" / student / "ps1" / "nb.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(work, bytes):
        path.write_bytes(work)
    else:
        write_notebook(path, notebook(work, "f = 6  # in the place of the check"))
    path.with_name("timestamp.txt").write_text("2027-03-13 00:59:00 UTC")


def test_a_class_is_graded_in_the_sandbox_whatever_was_handed_in(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    hand_in(root, "ada", RIGHT)
    hand_in(root, "bob", RIGHT.replace("dfdx = 2", "dfdx = 3"))
    hand_in(root, "cleo", b"no notebook")
    (root / "roster.csv").write_text("student,last_name\nada,Lovelace\n")
    converter(root).start()
    assert rows(url(root), SCORES) == [
        ("ada", "twice_check", 3.0, 0), ("bob", "twice_check", 1.0, 0), ("cleo", "twice_check", None, 1)
    ]  # fmt: skip
    penalties = "SELECT late_submission_penalty FROM submitted_notebook ORDER BY 1"
    assert rows(url(root), penalties) == [(None,), (0.1,), (0.3,)]
    assert rows(url(root), "SELECT last_name FROM student WHERE id = 'ada'") == [("Lovelace",)]
    *_, test = shown(root, "bob").cells
    assert test.source == 'check("twice")'
    assert test.outputs[-1].data["text/plain"] == "1"
    assert "Not graded: cleo: nb.ipynb is no notebook" in caplog.text


def test_a_notebook_beside_ours_is_not_run_and_waits_for_people(root: Path) -> None:
    """For a test without outputs nbgrader would give all points."""
    essay = [cell("essay", ""), cell("essay_check", "assert essay", **MARKS)]
    write_notebook(released(root).with_name("essay.ipynb"), essay)
    hand_in(root, "ada", RIGHT)
    essay[1] = cell("essay_check", "assert True", **MARKS)
    write_notebook(root / "submitted" / "ada" / "ps1" / "essay.ipynb", essay)
    with Database(url(root)) as book:
        keep_in_step(book, load_course(root), load_course(root).assignments[0])
    with Gradebook(url(root)) as gradebook:
        gradebook.add_notebook("essay", "ps1")
        gradebook.add_grade_cell("essay_check", "essay", "ps1", max_score=2, cell_type="code")
        gradebook.add_solution_cell("essay", "essay", "ps1")
        for name, locked in (("essay", False), ("essay_check", True)):
            made = KnownCell(
                name, "code", locked, "assert essay" if locked else "", "", locked, not locked, points=2.0
            )
            values = {
                "cell_type": "code",
                "locked": locked,
                "source": made.source,
                "checksum": checksum(made.source, made),
            }
            gradebook.add_source_cell(name, "essay", "ps1", **values)
    converter(root).start()
    assert rows(url(root), SCORES) == [("ada", "essay_check", None, 1), ("ada", "twice_check", 3.0, 0)]
    *_, test = shown(root, "ada", "essay").cells
    assert (test.source, test.outputs) == ("assert essay", [])


def test_folders_may_stand_in_another_order(root: Path) -> None:
    hand_in(root, "ada", RIGHT)
    (root / "submitted" / "ps1").mkdir()
    (root / "submitted" / "ada" / "ps1").rename(root / "submitted" / "ps1" / "ada")
    (root / "submitted" / "ada").rmdir()
    converter(root, directory_structure="{nbgrader_step}/{assignment_id}/{student_id}").start()
    assert rows(url(root), SCORES) == [("ada", "twice_check", 3.0, 0)]


def test_only_the_notebooks_that_are_asked_for(root: Path) -> None:
    hand_in(root, "ada", RIGHT)
    made = converter(root, notebook_id="n*")
    made.init_notebooks()
    folder = root / "submitted" / "ada" / "ps1"
    assert made.assignments == {str(folder): [str(folder / "nb.ipynb")]}


def test_a_course_that_cannot_be_graded_is_said_in_one_line(root: Path) -> None:
    hand_in(root, "ada", RIGHT)
    released(root).unlink()
    with pytest.raises(NbGraderException, match=r"^assignments/ps1/nb\.ipynb is not there [^\n]*$"):
        converter(root).start()
    assert not (root / "autograded").exists()


def test_a_course_that_is_not_ours_is_nbgraders_alone(root: Path) -> None:
    hand_in(root, "ada", RIGHT)
    made = converter(root)
    made.exporter_class = NotebookExporter
    (root / "course.yml").unlink()
    made.init_notebooks()
    assert [Path(one).name for one in made.assignments] == ["ps1"]
