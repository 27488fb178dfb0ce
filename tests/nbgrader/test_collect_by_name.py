"""zip_collect takes what `autograder collect` takes, and says whose it is in the same way."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.coursedir import CourseDirectory

from autograder.course.load import load_assignment
from autograder.grading.intake.find import find_submissions
from autograder.nbgrader_plugin.course import CollectByName
from tests.own_course import own_course

NAMES = (
    "leeada_1001_5001_nb.ipynb",
    "leeada_1001_5009_nb-1.ipynb",
    "Bo Kim_2002_assignsubmission_file/nb.ipynb",
    "park/nb.ipynb",
    "eve_nb.ipynb",
    "fay_4711_nb.ipynb",
    "nb.ipynb",
    "nobody_7_8_report.docx",
)


@pytest.fixture
def plugin(tmp_path: Path) -> CollectByName:
    root = own_course(
        tmp_path / "course",
        [("q", "x = 2.0\n### BEGIN SOLUTION\nf = x\n### END SOLUTION")],
        "- {id: q, given: {x: 2.0}, rubric: [{check: value, of: f, equals: 2, points: 1}]}",
    )
    for name in NAMES:
        path = root / "downloaded/ps1/extracted" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    app = ZipCollectApp()
    app.coursedir = CourseDirectory(parent=app, root=str(root), assignment_id="ps1")
    return CollectByName(parent=app)


def test_the_same_students(plugin: CollectByName) -> None:
    root = Path(plugin.parent.coursedir.root)
    folder = root / "downloaded/ps1/extracted"
    said = {name: plugin.collect(str(folder / name)) for name in NAMES}
    taken = {name: one["student_id"] for name, one in said.items() if one}
    assert taken == dict(zip(NAMES[1:6], ["leeada", "Bo Kim", "park", "eve", "fay"], strict=True))
    assert {one["file_id"] for one in said.values() if one} == {"nb"}
    course, assignment = load_assignment(root, "ps1")
    found = {
        one.student: one.files[0]
        for one in find_submissions(assignment, [folder], course=course)
        if one.files
    }
    assert {folder / name: student for name, student in taken.items()} == {
        path: who for who, path in found.items()
    }


def test_a_pattern_of_ones_own_comes_first(plugin: CollectByName) -> None:
    plugin.named_regexp = r".*/(?P<student_id>\w+)_nb\.(?P<file_id>\w+)"
    said = plugin.collect("/somewhere/eve_nb.ipynb")
    assert said is not None
    assert said["student_id"] == "eve"
