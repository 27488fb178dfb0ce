"""A new course, from a checkout and from an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.commands import init as starter
from autograder.course.load import load_course
from autograder.model.errors import AutograderError, UsageError
from autograder.release.generate import release, stale

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_from_a_checkout_it_is_the_whole_course(tmp_path: Path) -> None:
    made = starter.init(tmp_path / "new" / "course")
    course = load_course(tmp_path / "new" / "course")
    ours = load_course(ROOT)
    assert [assignment.questions for assignment in course.assignments] == [
        a.questions for a in ours.assignments
    ]
    assert (made[0].startswith("course.yml: "), "for autograder grade ps2" in made[-1]) == (True, True)
    assert stale(course, course.assignment("ps2")) == []
    students = sorted(path.name for path in (course.root / "submitted").iterdir())
    assert students == sorted(path.name for path in (ROOT / "submitted").glob("s[0-9][0-9]-*"))
    assert (course.root / ".gitignore").read_text().startswith(".ipynb_checkpoints/")


def test_the_work_of_real_students_stays_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    starter.init(first)
    (first / "submitted" / "2027-12345" / "ps1").mkdir(parents=True)
    (first / ".autograder-secret").write_text("secret")
    monkeypatch.setattr(starter, "CHECKOUT", first)
    starter.init(second)
    assert not (second / "submitted" / "2027-12345").exists()
    assert not (second / ".autograder-secret").exists()


def test_from_an_installed_package_it_is_one_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starter, "CHECKOUT", tmp_path)
    made = starter.init(tmp_path / "course")
    course = load_course(tmp_path / "course")
    assert made[-1].startswith("submitted/: empty")
    assert release(course, course.assignment("ps1")) == [
        "solutions/ps1/exercises.json written",
        "assignments/ps1/exercises.json written",
        "assignments/ps1/first_steps.ipynb written",
    ]
    assert stale(course, course.assignment("ps1")) == []


def test_both_courses_have_the_same_settings_for_nbgrader() -> None:
    ours = (ROOT / "nbgrader_config.py").read_text()
    template = (starter.TEMPLATE / "nbgrader_config.txt").read_text()
    assert ours.replace("backprop-from-scratch", "my-course") == template


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").touch()
    with pytest.raises(UsageError, match="is not empty; name a new folder"):
        starter.init(tmp_path)
    with pytest.raises(UsageError, match="is not empty"):
        starter.init(tmp_path / "thesis.tex")
    with pytest.raises(AutograderError, match="cannot be written"):
        starter.init(tmp_path / "thesis.tex" / "course")
