"""nbgrader's courses as ours: which test cells are run, which are left to people, and that notebooks stay as they are."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.course.load import load_course
from autograder.model.errors import AutograderError
from autograder.release.adoption import adopt, course_yml
from tests.release.nbgraders import DOUBLE, assignment, cell

pytestmark = pytest.mark.slow
"""Adopting proves what it takes over, in processes of its own."""


def test_tests_stand_behind_the_answer_before_them(tmp_path: Path) -> None:
    source = assignment(
        tmp_path,
        cell("x = 3", "given", 1),
        DOUBLE,
        cell("assert double(1) == 2", "first test", 2),
        cell("assert double(2) == 4", "second", 0.5),
    )
    (found,) = adopt(source)
    assert found.questions == {"double": {"first test": 2, "second": 0.5}}
    assert [one.path.stem for one in found.sheets] == ["problem"]
    assert found.left == {"given": "it passes for who has answered nothing"}


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("assert double(1) == 3", "does not pass"),
        ("assert double(1) is not double", "passes"),
        ("assert double", "asks whether this is true"),
        ("double == 1", "compares"),
        ("class Mine(double):\n    pass", "cannot derive a class"),
        ("import nowhere", "raises ModuleNotFoundError"),
        ("### AUTOTEST double(2)", "AUTOTEST"),
        ("np.linalg.solve = None\nassert double(2) == 4", "takes something out of numpy"),
        ("1 if double(1) == 2 else 0", "gives the reference 1 of 2 points"),
        ("def broken(:", "SyntaxError"),
    ],
)
def test_what_does_not_pass_on_the_trusted_side_is_left_to_people(
    tmp_path: Path, test: str, why: str
) -> None:
    (found,) = adopt(
        assignment(tmp_path, DOUBLE, cell(test, "tested", 2), cell("assert double(2) == 4", "fine", 1))
    )
    assert found.questions["double"]["fine"] == 1
    if why == "passes":
        assert found.left == {}
    else:
        assert why in found.left["tested"]
        assert "tested" not in found.questions["double"]


def test_a_folder_without_assignments_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(AutograderError, match="holds no assignment"):
        adopt(tmp_path)


TRIPLE = cell("def triple(x):\n    ### BEGIN SOLUTION\n    return 3 * x\n    ### END SOLUTION", "triple")


def test_several_notebooks_are_one_assignment(tmp_path: Path) -> None:
    right, wrong = cell("assert triple(1) == 3", "two", 2), cell("assert triple(1) == 4", "three", 4)
    assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 1), name="a")
    assignment(tmp_path, TRIPLE, right, wrong, name="b")
    assignment(tmp_path, cell("essay = ''", "essay"), name="c")
    assert main(["adopt", str(tmp_path)]) == 1
    (found,) = load_course(tmp_path).assignments
    assert found.notebooks == ("a", "b")
    assert [(one.id, one.points) for one in found.questions] == [("double", 1), ("triple", 2)]
    assert [dict(part.by_hand) for part in found.parts] == [{}, {"three": 4.0}]
    assert main(["release", "hw1", "--course", str(tmp_path)]) == 0
    assert sorted(path.name for path in (tmp_path / "release/hw1").iterdir()) == ["a.ipynb", "b.ipynb"]


def test_notebooks_that_share_ids_are_told_apart_by_nobody(tmp_path: Path) -> None:
    assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 1), name="a")
    source = assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "two", 1), name="b")
    (found,) = adopt(source)
    assert [one.path.stem for one in found.sheets] == ["a"]
    assert found.left == {"b/two": "it stands in b.ipynb"}
    assert 'the grade_id "double" stands in a.ipynb and b.ipynb' in found.notes[0]


def test_packages_that_a_notebook_imports_are_written(tmp_path: Path) -> None:
    text = "import numpy, yaml\nimport matplotlib.pyplot as plt\nimport no_such_package\n"
    (found,) = adopt(assignment(tmp_path, cell(text), DOUBLE, cell("assert double(1) == 2", "test", 2)))
    assert found.packages == ["yaml"]
    assert "packages: [yaml]" in course_yml("own", [found])


def test_packages_that_tests_alone_import_are_written_too(tmp_path: Path) -> None:
    """They stand beside the judge of tests as well, or the test would find nothing there."""
    test = cell("import pytest, yaml\nassert double(yaml.safe_load('2')) == 4", "test", 1)
    (found,) = adopt(assignment(tmp_path, DOUBLE, test))
    assert (found.packages, found.left) == (["yaml"], {})


def test_what_looks_at_a_drawing_is_left_to_people(tmp_path: Path) -> None:
    """Whether the machine can draw or not: where a submission is graded nothing is drawn."""
    test = cell(
        "import matplotlib.pyplot as plt\nplt.plot(double(1), 0)\nassert len(plt.gca().lines) == 1", "test", 1
    )
    (found,) = adopt(assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "first", 1), test))
    assert list(found.left) == ["test"]


def test_data_files_stand_in_the_folder_of_tests(tmp_path: Path) -> None:
    test = cell("import numpy as np\nassert double(np.loadtxt('data/in.txt')).tolist() == [2, 4]", "one", 1)
    source = assignment(tmp_path, DOUBLE, test)
    (source / "hw1" / "data").mkdir()
    (source / "hw1" / "data" / "in.txt").write_text("1 2")
    (source / "hw1" / "notes.txt").write_text("of no use")
    assert main(["adopt", str(tmp_path)]) == 0
    assert list(load_course(tmp_path).assignment("hw1").files) == ["data/in.txt"]
    assert main(["release", "hw1", "--course", str(tmp_path)]) == 0


@pytest.mark.slow
def test_modules_beside_a_notebook_are_the_students_where_an_answer_imports_them(tmp_path: Path) -> None:
    cells = [
        cell("from checking import about"),
        cell("### BEGIN SOLUTION\nimport math\nfrom marks import mark, marked\n### END SOLUTION", "imports"),
        cell("mark(3)\nassert marked() == [3] and about(marked()[0], math.sqrt(9))", "one", 1),
    ]
    source = assignment(tmp_path, *cells)
    (source / "hw1" / "marks.py").write_text(
        "seen = []\nmark = seen.append\ndef marked():\n    return seen\n"
    )
    (source / "hw1" / "checking.py").write_text("from near.far import about\n")
    (source / "hw1" / "near").mkdir()
    (source / "hw1" / "near" / "__init__.py").write_text("")
    (source / "hw1" / "near" / "far.py").write_text("def about(a, b):\n    return abs(a - b) < 1e-9\n")
    (source / "hw1" / "unused.py").write_text("x = 1\n")
    assert main(["adopt", str(tmp_path)]) == 0
    files = load_course(tmp_path).assignment("hw1").files
    assert list(files) == ["checking.py", "marks.py", "near/__init__.py", "near/far.py"]
    assert main(["release", "hw1", "--course", str(tmp_path)]) == 0
    for name, answer, score in (
        ("ada", "import math\nfrom marks import mark, marked", 1.0),
        ("bob", "pass", 0.0),
    ):
        notebook = json.loads((tmp_path / "release/hw1/problem.ipynb").read_text("utf-8"))
        notebook["cells"][1]["source"] = answer
        (tmp_path / "submitted" / name / "hw1").mkdir(parents=True)
        (tmp_path / "submitted" / name / "hw1" / "problem.ipynb").write_text(json.dumps(notebook))
        assert (
            main(["grade", "hw1", "--course", str(tmp_path), "--student", name, "--no-gradebook", "-q"]) == 0
        )
        record = json.loads((tmp_path / "graded/hw1" / f"{name}.json").read_text("utf-8"))
        assert record["score"] == score, record


def test_what_given_cells_fill_by_the_students_functions_is_the_students(tmp_path: Path) -> None:
    loop = cell(
        "out = []\nfor x in range(3):\n    out.append(double(x))\nwhile len(out) < 4:\n    last = double(5)\n    out.append(last)"
    )
    test = cell("assert out == [0, 2, 4, 10] and last == 10", "one", 1)
    (found,) = adopt(assignment(tmp_path, DOUBLE, loop, test))
    assert not found.left


def test_what_a_solution_takes_away_is_there_in_the_next_assignment(tmp_path: Path) -> None:
    test = cell("assert double(1) == 2", "one", 1)
    source = assignment(tmp_path, cell("import numpy as np\nnp.sort = None"), DOUBLE, test)
    (source / "hw1").rename(source / "hw0")
    again = cell("import numpy as np\ngood = np.sort([2, 1])[0]")
    assignment(tmp_path, again, DOUBLE, cell("assert double(good) == 2", "one", 1))
    assert [one.left for one in adopt(source)] == [{}, {}]


def test_tests_without_points_do_not_count(tmp_path: Path) -> None:
    source = assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 0))
    shutil.copytree(source / "hw1", source / "hw2")
    path = source / "hw2" / "problem.ipynb"
    path.write_text(path.read_text().replace('"points": 0', '"points": 2'))
    assert main(["adopt", str(tmp_path)]) == 0
    assert [one.id for one in load_course(tmp_path).assignments] == ["hw2"]


def test_metadata_of_an_older_nbgrader_are_one_line(tmp_path: Path) -> None:
    source = assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 1))
    path = source / "hw1" / "problem.ipynb"
    path.write_text(path.read_text().replace('"schema_version": 3', '"schema_version": 1'))
    with pytest.raises(AutograderError, match=f"older nbgrader; say first: nbgrader update {source}"):
        adopt(source)


def test_a_test_that_does_not_notice_its_own_answer_is_left_to_people(tmp_path: Path) -> None:
    other = cell("### BEGIN SOLUTION\ntwice = double(4)\n### END SOLUTION", "other")
    tests = [
        cell("twice = double(2)\nassert twice == 4", "blind", 1),
        cell("assert double(3) == 6", "also", 1),
    ]
    source = assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 1), other, *tests)
    (found,) = adopt(source)
    why = "it passes for who has answered all but other"
    assert found.left == {"blind": why, "also": why}


def test_tests_behind_two_answers_are_of_either(tmp_path: Path) -> None:
    other = cell("### BEGIN SOLUTION\ntwice = double(4)\n### END SOLUTION", "other")
    tests = [cell("assert double(1) == 2", "one", 1), cell("assert twice == 8", "two", 1)]
    (found,) = adopt(assignment(tmp_path, DOUBLE, other, *tests))
    assert found.left == {}
    assert found.questions == {"other": {"one": 1.0, "two": 1.0}}
