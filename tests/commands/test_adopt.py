"""`autograder adopt`: what is written beside an nbgrader course's notebooks, and when nothing is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.commands import adopt as command
from autograder.course.load import load_course
from autograder.release.adoption import Adopted, Sheet
from tests.release.nbgraders import DOUBLE, assignment, cell


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course whose notebook was tried already: one test is run, one left to people; of an essay nothing is run."""
    sheet = Sheet(tmp_path / "source/hw1/problem.ipynb", {"double": {"one": 1.0}}, {"two": "it raises"})
    found = [Adopted("hw1", [sheet], {"two": "it raises"}, ["a note"]), Adopted("essay")]
    monkeypatch.setattr(command, "adopt", lambda source: found)
    tests = cell("assert double(1) == 2", "one", 1), cell("import nowhere", "two", 2)
    assignment(tmp_path, DOUBLE, *tests)
    return tmp_path


def test_what_becomes_of_each_assignment_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["adopt", str(root)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "hw1: 1 of 2 test cells are run on the trusted side",
        "hw1: two is left to people: it raises",
        "hw1: a note",
    ]
    assert lines[4].startswith("essay: not in course.yml, since nothing of it is run")
    assert (
        lines[-1]
        == f"course.yml written; next: cd {root} && autograder validate && autograder release ASSIGNMENT"
    )


def test_links_and_course_file_lead_to_the_notebooks_as_they_are(root: Path) -> None:
    before = (root / "source/hw1/problem.ipynb").read_bytes()
    main(["adopt", str(root)])
    course = load_course(root)
    assert [(one.id, dict(one.by_hand)) for one in course.assignments] == [("hw1", {"two": 2.0})]
    assert course.solution_path(course.assignments[0]).read_bytes() == before
    assert (root / "assignments").readlink() == Path("release")


def test_settings_of_names_and_folders_stay_the_courses_own(root: Path) -> None:
    config = root / "nbgrader_config.py"
    config.write_text("c = get_config()\nc.CourseDirectory.course_id = 'mine'\n")
    main(["adopt", str(root)])
    first = config.read_text()
    assert first.startswith("c = get_config()\nc.CourseDirectory.course_id = 'mine'\n\n# --- autograder:")
    assert first.count("get_config()") == first.count("course_id") == 1
    assert "_directory" not in first
    assert "autograder.nbgrader_plugin" in first
    (root / "course.yml").unlink()
    main(["adopt", str(root)])
    assert config.read_text() == first


@pytest.mark.parametrize(("folder", "name"), [("Deep Learning 2", "deep-learning-2"), ("딥러닝", "course")])
def test_where_nothing_is_left_to_people_all_went_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, name: str
) -> None:
    root = tmp_path / folder
    assignment(root, DOUBLE, cell("assert double(1) == 2", "one", 1))
    sheet = Sheet(root / "source/hw1/problem.ipynb", {"double": {"one": 1.0}})
    monkeypatch.setattr(command, "adopt", lambda source: [Adopted("hw1", [sheet])])
    assert main(["adopt", str(root)]) == 0
    assert load_course(root).id == name


def test_a_course_without_settings_gets_some(root: Path) -> None:
    main(["adopt", str(root)])
    assert (root / "nbgrader_config.py").read_text().startswith("c = get_config()\n")


@pytest.mark.parametrize(
    ("words", "makes", "said"),
    [
        ([], "course.yml", "has a course.yml already"),
        (
            ["--source", "nowhere"],
            "",
            "nowhere is no folder; name the one of the instructor's notebooks with --source",
        ),
        (["--release", "taken"], "taken", "cannot be written: File exists"),
    ],
)
def test_what_cannot_be_adopted_is_one_line(
    root: Path, capsys: pytest.CaptureFixture[str], words: list[str], makes: str, said: str
) -> None:
    if makes:
        (root / makes).write_text("course: own\n")
    assert main(["adopt", str(root), *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_where_nothing_is_run_nothing_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "adopt", lambda source: [Adopted("essay")])
    assert main(["adopt", str(root)]) == 2
    assert [one.name for one in root.iterdir()] == ["source"]


@pytest.mark.slow
def test_where_nothing_can_be_run_nothing_is_written(tmp_path: Path) -> None:
    assignment(tmp_path, DOUBLE, cell("assert double(1) == 3", "wrong", 1))
    assert main(["adopt", str(tmp_path)]) != 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


@pytest.mark.slow
def test_an_assignment_of_which_nothing_is_run_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = assignment(tmp_path, DOUBLE, cell("assert double(1) == 2\nassert double(2) == 4", "test", 2))
    (source / "essay").mkdir()
    shutil.copy(assignment(tmp_path, cell("1"), name="notes") / "hw1" / "notes.ipynb", source / "essay")
    assert main(["adopt", str(tmp_path)]) == 0
    assert "essay: not in course.yml, since nothing of it is run" in capsys.readouterr().out
    assert [one.id for one in load_course(tmp_path).assignments] == ["hw1"]


@pytest.mark.slow
def test_what_is_left_to_people_is_written_down_and_released(tmp_path: Path) -> None:
    assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 1), cell("import nowhere", "two", 2))
    assert main(["adopt", str(tmp_path)]) == 1
    course = load_course(tmp_path)
    assert course.assignment("hw1").by_hand == {"two": 2.0}
    assert main(["release", "hw1", "--course", str(tmp_path)]) == 0
    wrong = (tmp_path / "course.yml").read_text().replace("by_hand: [two]", "by_hand: [two, three]")
    (tmp_path / "course.yml").write_text(wrong)
    assert main(["release", "hw1", "--course", str(tmp_path)]) == 2


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Problem Set 1", "hw.1", "PS_1"])
def test_folders_and_notebooks_may_be_called_as_nbgrader_lets_them(tmp_path: Path, name: str) -> None:
    source = assignment(tmp_path, DOUBLE, cell("assert double(1) == 2", "one", 1), name=f"{name} (draft)")
    (source / "hw1").rename(source / name)
    assert main(["adopt", str(tmp_path)]) == 0
    assert load_course(tmp_path).assignment(name).notebook == f"{name} (draft)"
