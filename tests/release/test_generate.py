"""From solutions/ to assignments/: the committed release is fresh, and nothing that tells an answer gets through."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.course.load import load_course
from autograder.model.errors import AutograderError, CourseError
from autograder.model.question import Assignment, Course
from autograder.release.generate import release, stale
from tests.conftest import COURSE, ROOT


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A copy of this repository's course folder."""
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("course.yml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    return load_course(tmp_path)


@pytest.fixture
def gates(course: Course) -> Assignment:
    return course.assignment("ps2")


def edit(path: Path, change: Any) -> None:
    notebook = json.loads(path.read_text("utf-8"))
    change(notebook["cells"])
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


def cell(cells: list[Any], name: str) -> Any:
    return next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == name)


def extra_test_cell() -> dict[str, Any]:
    marks = {"grade": True, "solution": False, "grade_id": "extra_check", "points": 1}
    return {"cell_type": "code", "id": "extra", "metadata": {"nbgrader": marks}, "source": "", "outputs": []}


@pytest.mark.slow
@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda assignment: assignment.id)
def test_the_committed_release_is_fresh_and_tells_nothing(assignment: Assignment) -> None:
    assert stale(COURSE, assignment) == []


@pytest.mark.parametrize("assignment", COURSE.assignments, ids=lambda assignment: assignment.id)
def test_every_question_has_a_stub_and_a_test_cell_with_its_points(assignment: Assignment) -> None:
    cells = json.loads(COURSE.released_path(assignment).read_text("utf-8"))["cells"]
    for question in assignment.questions:
        answer = "".join(cell(cells, question.id)["source"])
        assert "raise NotImplementedError()" in answer
        test = cell(cells, f"{question.id}_check")
        assert test["source"] == [f'check("{question.id}")']
        assert test["metadata"]["nbgrader"]["points"] == question.points
        assert test["metadata"]["editable"] is False
    assert len({item["id"] for item in cells}) == len(cells)
    assert not any(item.get("outputs") for item in cells)


def test_releasing_again_changes_nothing(course: Course, gates: Assignment) -> None:
    before = course.released_path(gates).read_bytes()
    assert release(course, gates) == ["assignments/ps2 is up to date"]
    course.released_path(gates).unlink()
    assert stale(course, gates) == ["assignments/ps2/gates.ipynb is missing; run autograder release ps2"]
    assert release(course, gates) == ["assignments/ps2/gates.ipynb written"]
    assert course.released_path(gates).read_bytes() == before
    assert sorted(path.name for path in course.root.iterdir()) == [
        *("assignments", "course.yml", "nbgrader_config.py", "solutions")
    ]


def test_points_and_metadata_come_from_the_course_file(course: Course, gates: Assignment) -> None:
    source = course.solution_path(gates)

    def damage(cells: list[Any]) -> None:
        cell(cells, "neuron_check")["metadata"]["nbgrader"]["points"] = 99
        cells.remove(cell(cells, "staged_check"))
        del cell(cells, "multiply_gate")["metadata"]["nbgrader"]

    fresh = course.released_path(gates).read_bytes()
    edit(source, damage)
    assert stale(course, gates) == [
        "solutions/ps2/gates.ipynb does not have the points of course.yml; run autograder release ps2"
    ]
    assert release(course, gates) == ["solutions/ps2/gates.ipynb: points and cell metadata written"]
    assert course.released_path(gates).read_bytes() == fresh
    assert stale(course, gates) == []


def test_new_points_make_the_release_stale(course: Course, gates: Assignment) -> None:
    first = gates.questions[0]
    dearer = replace(first, rubric=(replace(first.rubric[0], points=1.25), *first.rubric[1:]))
    changed = replace(gates, questions=(dearer, *gates.questions[1:]))
    assert len(stale(course, changed)) == 4  # both notebooks, and exercises.json beside each
    release(course, changed)
    cells = json.loads(course.released_path(gates).read_text("utf-8"))["cells"]
    assert cell(cells, "multiply_gate_check")["metadata"]["nbgrader"]["points"] == 4.25


def test_files_beside_the_notebook_go_along_unless_they_tell(course: Course, gates: Assignment) -> None:
    beside = course.solution_path(gates).parent
    (beside / "data.csv").write_text("1,2\n")
    (beside / "mistakes-old.py").write_text("# %% multiply_gate: mul-not-swapped\n")
    (beside / "gates-old.ipynb").write_text("{}")
    assert release(course, gates) == ["assignments/ps2/data.csv written"]
    assert stale(course, gates) == []
    (beside / "notes.txt").write_text("the answer:\n    dW = dD @ X.T\n")
    with pytest.raises(
        CourseError, match=r"assignments/ps2/notes\.txt:2: a line of the solution, `dW = dD @ X\.T`"
    ):
        release(course, gates)
    assert not (course.released_path(gates).parent / "notes.txt").exists()


@pytest.mark.parametrize("name", ["mistakes.py", "deep/mistakes_old.py"])
def test_a_bank_of_mistakes_among_the_assignments_is_refused(
    course: Course, gates: Assignment, name: str
) -> None:
    planted = course.released_path(gates).parent / name
    planted.parent.mkdir(exist_ok=True)
    planted.write_text("pass\n")
    assert stale(course, gates) == [f"assignments/ps2/{name}: the bank of mistakes tells answers"]
    with pytest.raises(CourseError, match="bank of mistakes tells answers; delete it"):
        release(course, gates)


def test_a_solution_in_place_of_the_stub_is_refused_and_mended(course: Course, gates: Assignment) -> None:
    released = course.released_path(gates)
    fresh = released.read_bytes()
    shutil.copy(course.solution_path(gates), released)
    reasons = stale(course, gates)
    assert len(reasons) == 2
    assert "would reach the students" in reasons[0]
    assert "differs from its solution" in reasons[1]
    release(course, gates)
    assert released.read_bytes() == fresh


def test_a_file_that_is_no_part_of_the_release_is_named(course: Course, gates: Assignment) -> None:
    (course.released_path(gates).parent / "old.txt").write_text("hello\n")
    assert "old.txt is no part of this release" in release(course, gates)[0]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda cells: cells.remove(cell(cells, "neuron")), 'no answer cell for question "neuron"'),
        (lambda cells: cells.append(extra_test_cell()), 'the test cell "extra_check" belongs to no question'),
        (lambda cells: cell(cells, "neuron").update(source=["### BEGIN SOLUTION\n", "x"]), "no end solution"),
        (
            lambda cells: cells[0].update(source=["HIDDEN TESTS here"]),
            '"HIDDEN TESTS" would reach the students',
        ),
        (lambda cells: cells.append("no cell"), "no notebook"),
    ],
)
def test_a_reference_notebook_that_cannot_be_released(
    course: Course, gates: Assignment, change: Any, words: str
) -> None:
    edit(course.solution_path(gates), change)
    before = course.released_path(gates).read_bytes()
    with pytest.raises(CourseError) as caught:
        release(course, gates)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert course.released_path(gates).read_bytes() == before


def test_a_folder_that_cannot_be_written(course: Course, gates: Assignment) -> None:
    folder = course.released_path(gates).parent
    shutil.rmtree(folder)
    folder.write_text("a file in its place")
    with pytest.raises(AutograderError, match="cannot be written"):
        release(course, gates)


def test_importing_release_does_not_import_nbgrader() -> None:
    code = "import sys, autograder.release; print([m for m in ('nbgrader', 'nbformat', 'traitlets') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_without_nbgrader_it_says_what_to_install(
    course: Course, gates: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nbgrader.converters", None)
    with pytest.raises(AutograderError, match=r"pip install 'backprop-autograder\[course\]'"):
        release(course, gates)


@pytest.mark.slow
def test_nbgrader_itself_leaves_the_mistakes_behind(course: Course) -> None:
    """Whoever runs nbgrader's own command with our nbgrader_config.py."""
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
    assert "mistakes*" in config.CourseDirectory.ignore
    assert config.CourseDirectory.source_directory == "solutions"
