"""What nbgrader asks the course: whose a download is (as `autograder collect` says), what students read, what being late costs."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.coursedir import CourseDirectory

from autograder.course.load import load_assignment
from autograder.grading.intake.find import find_submissions
from autograder.model.errors import CourseError
from autograder.nbgrader_plugin.course import CollectByName, ForStudents
from tests.nbgrader_plugin.small import converter, resources, small_course
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


def test_a_time_that_lies_beside_goes_along(plugin: CollectByName) -> None:
    folder = Path(plugin.parent.coursedir.root) / "downloaded/ps1/extracted/gus/ps1"
    folder.mkdir(parents=True)
    (folder / "nb.ipynb").write_text("{}")
    (folder / "timestamp.txt").write_text("2027-03-13 01:00:00 KST")
    said = plugin.collect(str(folder / "nb.ipynb"))
    assert said == {"student_id": "gus", "file_id": "nb", "timestamp": "2027-03-12 16:00:00+00:00"}


@pytest.mark.parametrize(("language", "text"), [("en", "Twice? (3 points)"), ("ko", "두 배? (3점)")])
def test_students_read_texts_of_one_language_with_their_blanks_filled(
    tmp_path: Path, language: str, text: str
) -> None:
    root = small_course(tmp_path / "course")
    course = (root / "course.yml").read_text("utf-8")
    (root / "course.yml").write_text(f"{course}language: {language}\n")
    texts = {"en": "Twice? ({{points}})", "ko": "두 배? ({{points}})"}
    cells = [new_markdown_cell(said, metadata={"lang": lang}) for lang, said in texts.items()]
    asked = new_code_cell("pass", metadata={"nbgrader": {"grade_id": "twice", "solution": True}})
    reference = new_notebook(cells=[*cells, asked])
    shown, _ = ForStudents(parent=converter(root)).preprocess(reference, resources(root))
    assert [cell.source for cell in shown.cells] == [text, "pass"]


def test_a_blank_that_nobody_fills_stops_the_release(tmp_path: Path) -> None:
    root = small_course(tmp_path / "course")
    reference = new_notebook(cells=[new_markdown_cell("{{pionts}}")])
    with pytest.raises(CourseError, match=r'unknown blank "{{pionts}}"; did you mean "points"\?$'):
        ForStudents(parent=converter(root)).preprocess(reference, resources(root))
