"""A course with a package and a file, from its reference to a student's record."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.grading.grader import Grader
from autograder.grading.stamps import make_stamps
from autograder.host.prober import Prober
from autograder.model.errors import CourseError
from autograder.reference.answer_key import make_answer_key
from autograder.words.verdicts import told
from tests.own_course import cell, own_course

QUESTION = """
- id: scaled
  target: scaled
  inputs: {x: [N, D]}
  returns: [y, dx]
  gradients: {x: dx}
  rubric: [{check: forward, points: 1}, {check: gradient, of: x, points: 2}]
"""
SETUP = "import numpy as np\nfrom yaml import safe_load\nwith open('data.yml') as file:\n    scale = safe_load(file)['scale']"
ANSWER = """
def scaled(x):
    ### BEGIN SOLUTION
    return scale * x, scale * np.ones(x.shape)
    ### END SOLUTION
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A course whose question needs yaml and data.yml."""
    own_course(tmp_path, [("setup", SETUP), ("scaled", ANSWER)], QUESTION, "packages: [yaml]\n")
    file = tmp_path / "course.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("    notebook: nb\n", "    notebook: nb\n    files: [data.yml]\n"), encoding="utf-8"
    )
    (tmp_path / "solutions" / "ps1" / "data.yml").write_text("scale: 2.5\n", encoding="utf-8")
    return tmp_path


def test_the_reference_and_a_student_read_the_same(folder: Path) -> None:
    course = load_course(folder)
    key = make_answer_key(course, course.assignment("ps1"), b"allowed")
    here = Path.cwd()
    with Prober(course.limits, packages=course.packages) as prober:
        (right,) = Grader(key, prober).grade(key.reference.cells).questions
        wrong = [replace(c, source=c.source.replace("scale *", "2 *")) for c in key.reference.cells]
        (lost,) = Grader(key, prober).grade(wrong).questions
    assert (right.score, lost.score) == (3.0, 0.0)
    assert Path.cwd() == here


def test_without_the_package_the_reference_is_refused(folder: Path) -> None:
    file = folder / "course.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("packages: [yaml]\n", ""), encoding="utf-8")
    course = load_course(folder)
    with pytest.raises(CourseError, match=r"line 2: yaml is not among the packages of course\.yml"):
        make_answer_key(course, course.assignment("ps1"), b"allowed")


@pytest.mark.parametrize("ours", [True, False])
def test_a_student_is_told_the_package(folder: Path, ours: bool) -> None:
    """Whether the notebook is the release or comes from elsewhere, to which helpers of the books are lent."""
    course = load_course(folder)
    key = make_answer_key(course, course.assignment("ps1"), b"allowed")
    cells = [
        replace(
            c,
            source=c.source.replace("return", "return expit(x)\n    return").replace(
                "def", "from scipy.special import expit\ndef", 1
            ),
        )
        if c.grade_id == "scaled"
        else c
        for c in key.reference.cells
    ]
    if not ours:
        cells = [replace(one, grade_id=None) for one in cells]
    with Prober(course.limits, packages=course.packages) as prober:
        (result,) = Grader(key, prober).grade(cells).questions
    assert result.score == 0
    said = {told(verdict) for _, verdict in result.verdicts}
    assert all("needs scipy, which is not among this course's packages" in one for one in said), said


def test_records_depend_on_both(folder: Path) -> None:
    def stamp() -> str:
        course = load_course(folder)
        return make_stamps(course, course.assignment("ps1"), b"seed", "en").grader

    first = stamp()
    (folder / "solutions" / "ps1" / "data.yml").write_text("scale: 3.5\n", encoding="utf-8")
    second = stamp()
    file = folder / "course.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("[yaml]", "[yaml, jsonschema]"), encoding="utf-8"
    )
    assert len({first, second, stamp()}) == 3


TESTED = """
- id: scaled
  rubric: [{check: tests, of: scaled_test, points: 2}]
"""
TEST = "import numpy as np\nrows = np.loadtxt('data.csv', delimiter=',', ndmin=2)\nassert scaled(rows).tolist() == [[2.0, 4.0]]"


def test_tests_open_the_same_files(tmp_path: Path, patient: Prober) -> None:
    body = "def scaled(rows):\n    ### BEGIN SOLUTION\n    return 2 * rows\n    ### END SOLUTION"
    test = cell("scaled_test", TEST, grade=True, solution=False, locked=True, points=2)
    own_course(tmp_path, [("setup", "import numpy as np"), ("scaled", body), test], TESTED)
    file = tmp_path / "course.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("    notebook: nb\n", "    notebook: nb\n    files: [data.csv]\n"), encoding="utf-8"
    )
    (tmp_path / "solutions" / "ps1" / "data.csv").write_text("1,2\n", encoding="utf-8")
    course = load_course(tmp_path)
    key = make_answer_key(course, course.assignment("ps1"), b"allowed")
    (result,) = Grader(key, patient).grade(key.reference.cells).questions
    wrong = [replace(c, source=c.source.replace("2 *", "3 *")) for c in key.reference.cells]
    (lost,) = Grader(key, patient).grade(wrong).questions
    assert (result.score, lost.score) == (2.0, 0.0)
