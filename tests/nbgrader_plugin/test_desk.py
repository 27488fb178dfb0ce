"""What nbgrader's steps share: whose turn it is, in which course, and a submission that is graded once."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.preprocessors import ClearOutput

from autograder.course.load import load_assignment
from autograder.model.errors import UsageError
from autograder.nbgrader_plugin.desk import at_hand, desk_of, root_of, work_of
from tests.grading.conftest import at_hand as in_this_process
from tests.nbgrader_plugin.small import RIGHT, converter, notebook, resources, small_course
from tests.own_course import several_notebooks, write_notebook

__all__ = ["in_this_process"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = small_course(tmp_path / "course")
    write_notebook(handed_in(root), notebook(RIGHT))
    return root


def handed_in(root: Path) -> Path:
    path = root / "submitted" / "ada" / "ps1" / "nb.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@pytest.mark.parametrize("name", ["powers", "sums", "essay"])
def test_the_notebook_at_hand_is_an_assignment_of_its_own(tmp_path: Path, name: str) -> None:
    _, assignment = load_assignment(several_notebooks(tmp_path), "ps1")
    part = at_hand(assignment, resources(tmp_path, name=name))
    assert (part and part.notebook) == (None if name == "essay" else name)


def test_a_step_knows_the_course_however_deep_it_hangs(root: Path) -> None:
    step = ClearOutput(parent=ClearOutput(parent=converter(root)))
    assert root_of(step) == root


@pytest.mark.usefixtures("in_this_process")
def test_a_submission_is_graded_once_and_anew_where_it_is_another(root: Path) -> None:
    step = ClearOutput(parent=converter(root))
    first = work_of(step, resources(root))
    assert (first.record["student"], first.record["score"]) == ("ada", 3.0)
    assert work_of(ClearOutput(parent=converter(root)), resources(root)) is first
    write_notebook(handed_in(root), notebook(RIGHT.replace("2 * x", "x")))
    assert work_of(step, resources(root)).record["score"] != 3.0
    handed_in(root).unlink()
    handed_in(root).parent.rmdir()
    assert work_of(step, resources(root)).record["status"] == "ungraded"


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize(("folder", "status"), [("elsewhere/mine", "graded"), ("nowhere", "ungraded")])
def test_a_folder_of_another_layout_is_read_and_the_name_is_nbgraders(
    root: Path, folder: str, status: str
) -> None:
    (root / "elsewhere" / "mine").mkdir(parents=True)
    write_notebook(root / "elsewhere" / "mine" / "nb.ipynb", notebook(RIGHT))
    record = desk_of(converter(root), "ps1").work("ada", root / folder).record
    assert (record["student"], record["status"]) == ("ada", status)


@pytest.mark.usefixtures("in_this_process")
def test_other_settings_have_a_desk_of_their_own(root: Path) -> None:
    made = converter(root)
    open_to_all = converter(root)
    open_to_all.config.SandboxExecute.unprotected = True
    assert desk_of(made, "ps1") is desk_of(converter(root), "ps1")
    assert desk_of(made, "ps1") is not desk_of(open_to_all, "ps1")
    with pytest.raises(UsageError, match="no assignment 'ps9'"):
        desk_of(made, "ps9")
