"""`autograder new`: a question that works at once, in any course, and nothing else changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder import cli
from autograder.commands.new import kinds, new, skeleton
from autograder.course.load import load_course
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.errors import AutograderError, UsageError
from autograder.reference.answer_key import make_answer_key
from autograder.reference.mistakes import load_bank
from autograder.reference.splice import splice
from tests.conftest import ROOT


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A course without a question."""
    assert cli.main(["init", "--empty", str(tmp_path / "own")]) == 0
    return tmp_path / "own"


def test_an_empty_course_says_what_to_do(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["validate", "--course", str(empty)]) == 0
    assert "next: autograder new my_question --kind layer" in capsys.readouterr().out
    assert sorted(path.name for path in empty.iterdir()) == [".gitignore", "course.yml", "nbgrader_config.py"]


@pytest.mark.slow
def test_every_kind_gets_full_points_and_its_example_of_a_mistake_does_not(
    empty: Path, prober: Prober
) -> None:
    for kind in kinds():
        new(load_course(empty), "ps1", f"my_{kind}", kind)
    course = load_course(empty)
    (assignment,) = course.assignments
    key = make_answer_key(course, assignment, b"new")
    assert [one.score for one in Grader(key, prober).grade(key.reference.cells).questions] == [3.0] * len(
        kinds()
    )
    assert load_bank(empty / "solutions" / "ps1" / "mistakes.py") == ()
    for kind in kinds():
        heading, _, example = skeleton(kind, f"my_{kind}")["mistake"].partition("\n")
        (empty / "one.py").write_text(f"{heading}\n{example}\n", encoding="utf-8")
        assert load_bank(empty / "one.py")
        question = assignment.question(f"my_{kind}")
        wrong = splice(key.reference.source(question.id), example, question.target)
        cells = [
            c if c.grade_id != question.id else type(c)(wrong, c.index, c.grade_id)
            for c in key.reference.cells
        ]
        result = Grader(key, prober).grade(cells).questions[kinds().index(kind)]
        assert result.score < 3.0, kind


@pytest.mark.slow
def test_the_steps_from_nothing_to_a_release(empty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = ["--course", str(empty)]
    assert cli.main(["new", "soft_sign", "--kind", "layer", *there]) == 0
    assert "next: autograder validate ps1" in capsys.readouterr().out
    assert cli.main(["validate", "ps1", *there]) == 0
    out = capsys.readouterr().out
    assert "ps1: no known mistakes for soft_sign" in out
    assert "next: autograder release ps1" in out
    assert cli.main(["release", "ps1", *there]) == 0
    capsys.readouterr()
    assert cli.main(["validate", "ps1", *there]) == 0
    assert "next: autograder audit ps1" in capsys.readouterr().out


@pytest.mark.slow
def test_a_question_more_for_this_course(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    shutil.copy(ROOT / "course.yml", tmp_path)
    course = load_course(tmp_path)
    before = json.loads(course.solution_path(course.assignment("ps3")).read_text(encoding="utf-8"))["cells"]
    bank = load_bank(tmp_path / "solutions" / "ps3" / "mistakes.py")
    said = new(course, "ps3", "soft_sign", "layer")
    assert said[1].startswith("solutions/ps3/layers.ipynb: ")
    after = load_course(tmp_path)
    assert after.assignment("ps3").questions[:-1] == course.assignment("ps3").questions
    assert after.assignment("ps3").questions[-1].target == "SoftSign"
    cells = json.loads(course.solution_path(course.assignment("ps3")).read_text(encoding="utf-8"))["cells"]
    assert cells[: len(before)] == before
    assert load_bank(tmp_path / "solutions" / "ps3" / "mistakes.py") == bank


@pytest.mark.parametrize("name", ["multiply_gate", "Tanh", "1st", "a b", "x_check"])
def test_ids_that_cannot_be(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "solutions", tmp_path / "solutions")
    shutil.copy(ROOT / "course.yml", tmp_path)
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert cli.main(["new", name, "--kind", "gate", "--course", str(tmp_path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == files


def test_a_cell_of_that_name(empty: Path) -> None:
    new(load_course(empty), "ps1", "soft_sign", "layer")
    course = load_course(empty)
    file = empty / "course.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("id: soft_sign", "id: other"), encoding="utf-8")
    with pytest.raises(AutograderError, match='a cell with the id "soft-sign" already'):
        new(load_course(empty), "ps1", "soft_sign", "layer")
    with pytest.raises(UsageError):
        new(course, "ps1", "soft_sign", "layer")
