"""What students or nbgrader would stumble over in a reference notebook is refused, cell and line named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from autograder.course.load import load_course
from autograder.model.errors import CourseError
from autograder.release.marking import marked
from tests.own_course import SETUP, Cell, answer, cell, own_course

QUESTIONS = """
- id: double
  given: {x: 3}
  rubric:
    - {check: value, of: f, points: 1}
- id: triple
  given: {x: 3}
  rubric:
    - {check: value, of: f, points: 2}
"""
DOUBLE, TRIPLE = answer("double", "f = 2 * x", "x = 3"), answer("triple", "f = 3 * x", "x = 3")
TESTS = {"grade": True, "solution": False, "locked": True, "points": 1}


def check(name: str, source: str) -> Cell:
    return cell(name, source, **TESTS)


def text_of(folder: Path, cells: list[Cell]) -> str:
    course = load_course(own_course(folder, cells, QUESTIONS))
    return marked(course.solution_path(course.assignments[0]), course.assignments[0])


def grade_ids(text: str) -> list[str]:
    return [one["metadata"].get("nbgrader", {}).get("grade_id") for one in json.loads(text)["cells"]]


def test_what_is_missing_is_added(tmp_path: Path) -> None:
    text = text_of(tmp_path, [("setup", SETUP), DOUBLE, TRIPLE])
    assert grade_ids(text) == ["setup", "double", "double_check", "triple", "triple_check"]


def test_a_self_check_without_marks_is_the_test_cell(tmp_path: Path) -> None:
    cells: list[Cell] = [
        ("setup", SETUP),
        DOUBLE,
        ("", 'check("double")'),
        TRIPLE,
        ("", "check('triple')  # try it"),
    ]
    assert grade_ids(text_of(tmp_path, cells)) == [
        "setup",
        "double",
        "double_check",
        "triple",
        "triple_check",
    ]


def test_other_uses_of_the_self_check_stay(tmp_path: Path) -> None:
    cells: list[Cell] = [("setup", SETUP), DOUBLE, ("", 'print("so far")\ncheck("double")'), TRIPLE]
    assert grade_ids(text_of(tmp_path, cells)) == [
        "setup",
        "double",
        "double_check",
        None,
        "triple",
        "triple_check",
    ]


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ([("setup", SETUP), DOUBLE, ("double", "x = 1"), TRIPLE], 'cell 2: two cells have the grade_id "double", this one and cell 1'),
        ([("setup", SETUP), DOUBLE, TRIPLE, check("double_check", ""), check("double_check", "")], 'cell 4: two cells have the grade_id "double_check", this one and cell 3'),
        ([("setup", SETUP), {**DOUBLE, "cell_type": "markdown"}, TRIPLE], 'cell 1: the answer cell of "double" is no code'),
        ([("setup", SETUP), DOUBLE], 'no answer cell for question "triple"'),
        ([("setup", SETUP), DOUBLE, TRIPLE, ("other", "y = 1")], 'cell 3: the answer cell "other" belongs to no question'),
        ([("setup", SETUP), DOUBLE, TRIPLE, check("mc_test", "assert True")], 'cell 3: the test cell "mc_test" belongs to no question'),
        ([("setup", SETUP), DOUBLE, TRIPLE, ("", "### BEGIN SOLUTION\ny = 1\n### END SOLUTION")], 'cell 3: "BEGIN SOLUTION" stands in a cell that is no answer cell'),
        ([("setup", SETUP), ("double", "x = 3\n### BEGIN SOLUTION\nf = 2 * x"), TRIPLE], 'cell 1, line 2: "BEGIN SOLUTION" has no "END SOLUTION"'),
        ([("setup", SETUP), ("double", "x = 3\nf = 2 * x\n# BEGIN SOLUTION\n# END SOLUTION"), TRIPLE], "cell 1, line 3: the markers of the solution hide nothing"),
        ([("setup", SETUP), DOUBLE, check("double_check", 'check("doubel")'), TRIPLE], "cell 2, line 1: check('doubel') names no question of this assignment; write check(\"double\")"),
        ([("setup", SETUP), DOUBLE, check("double_check", "check(double)"), TRIPLE], 'cell 2, line 1: check(double) names no question of this assignment; write check("double")'),
        ([("setup", SETUP), DOUBLE, check("double_check", "check()"), TRIPLE], 'cell 2, line 1: check() names no question of this assignment; write check("double")'),
        ([("setup", SETUP), DOUBLE, check("double_check", 'check("triple")'), TRIPLE], "cell 2, line 1: check('triple') stands in the test cell of \"double\""),
        ([("setup", SETUP), DOUBLE, check("double_check", "# nothing"), TRIPLE], 'cell 2: the test cell "double_check" is empty; write check("double")'),
        ([("setup", SETUP), DOUBLE, TRIPLE, ("", '\ncheck("tripel")')], "cell 3, line 1: check('tripel') names no question of this assignment; write check(\"triple\")"),
        ([DOUBLE, TRIPLE], 'no cell that students get imports check, which is used in the test cells; write "from autograder.selfcheck import check"'),
        ([("setup", "import numpy as np"), DOUBLE, TRIPLE], 'imports check, which is used in the test cells; write "from autograder.selfcheck import check" in the first cell'),
        ([("setup", "from autograder.selfcheck import check"), answer("double", "f = np.add(x, x)", "x = 3"), TRIPLE], 'no cell that students get imports np, which is used in cell 1; write "import numpy as np"'),
        ([("setup", "from autograder.selfcheck import check"), answer("double", "import numpy as np\nf = np.add(x, x)", "x = 3"), TRIPLE], "no cell that students get imports np, which is used in cell 1"),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path: Path, cells: list[Cell], words: str) -> None:
    with pytest.raises(CourseError) as caught:
        text_of(tmp_path, cells)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_what_people_grade_stays(tmp_path: Path) -> None:
    essay = cell("essay", "why = '…'", grade=True, points=2)
    cells: list[Cell] = [("setup", SETUP), DOUBLE, TRIPLE, essay]
    assert grade_ids(text_of(tmp_path, cells))[-1] == "essay"


@pytest.mark.parametrize("number", [3, None, "4"])
def test_a_notebook_of_another_form_is_refused(tmp_path: Path, number: object) -> None:
    folder = own_course(tmp_path, [("setup", SETUP), DOUBLE, TRIPLE], QUESTIONS)
    file = folder / "solutions" / "ps1" / "nb.ipynb"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"nbformat": number}), "utf-8")
    course = load_course(folder)
    with pytest.raises(CourseError, match=f"this is no notebook .nbformat {number}, not 4"):
        marked(file, course.assignments[0])


def test_a_check_of_the_notebooks_own_is_its_own_affair(tmp_path: Path) -> None:
    own = ("", "def check(x):\n    return x > 0\ncheck(5)")
    text_of(tmp_path, [("setup", SETUP), own, DOUBLE, TRIPLE])
