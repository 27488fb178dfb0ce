"""A grader kept ready: it grades one submission after the other, and follows the course."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.grading.engine import Engine, grade_file
from autograder.grading.intake.submission import Submission
from autograder.model.errors import AutograderError, UsageError
from autograder.reference.seed import SECRET_FILE
from tests.conftest import ROOT, assert_valid
from tests.grading.conftest import Here

TEMPLATE = ROOT / "autograder" / "commands" / "template"
ANSWER = "x = 3\nf = 2 * x\ndfdx = 2\n"

pytestmark = pytest.mark.usefixtures("at_hand")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course of one question: twice x."""
    root = tmp_path / "course"
    shutil.copytree(TEMPLATE, root)
    return root


@pytest.fixture
def engine(root: Path) -> Iterator[Engine]:
    with Engine(root, "ps1") as one:
        yield one


def work(folder: Path, name: str, source: str) -> Submission:
    path = folder / f"{name}.py"
    path.write_text(source)
    return Submission(name, (path,))


def test_it_grades_one_after_the_other(engine: Engine, tmp_path: Path) -> None:
    right = engine.grade(work(tmp_path, "ada", ANSWER))
    wrong = engine.grade(work(tmp_path, "bob", ANSWER.replace("2 * x", "3 * x")))
    for record in (right, wrong):
        assert_valid(record)
    assert (right["student"], right["score"]) == ("ada", right["max_score"])
    assert (engine.course.root / SECRET_FILE).is_file()  # of which the hidden inputs are drawn
    assert (wrong["student"], wrong["status"]) == ("bob", "graded")
    assert wrong["score"] is not None
    assert wrong["score"] < wrong["max_score"]


def test_nothing_handed_in_is_no_zero(engine: Engine) -> None:
    record = engine.grade(Submission("ada", ()))
    assert (record["status"], record["score"]) == ("ungraded", None)


def test_it_follows_the_course(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[object] = []
    monkeypatch.setattr(Here, "close", lambda pool, *_: closed.append(pool))
    with Engine(root, "ps1") as engine:
        before = engine.grade(work(tmp_path, "ada", ANSWER))
        course = root / "course.yml"
        text = course.read_text("utf-8").replace("language: en", "")
        course.write_text(f"{text}\nlanguage: ko\n", "utf-8")
        os.utime(course, ns=(1, 1))
        after = engine.grade(work(tmp_path, "ada", ANSWER))
        assert engine.course.language == "ko"
        assert len(closed) == 1
    assert len(set(closed)) == 2
    assert (before["lang"], after["lang"]) == ("en", "ko")
    assert after["score"] == before["score"]


def test_an_assignment_that_does_not_exist(root: Path) -> None:
    with pytest.raises(UsageError, match="no assignment 'ps2'"):
        Engine(root, "ps2")


def test_a_course_that_cannot_be_graded_is_told_at_once(root: Path) -> None:
    (root / "solutions" / "ps1" / "first_steps.ipynb").write_text("{}")
    with pytest.raises(AutograderError, match=r"first_steps\.ipynb"):
        Engine(root, "ps1")


def test_a_reference_that_raises_is_told_at_once(root: Path) -> None:
    notebook = root / "solutions" / "ps1" / "first_steps.ipynb"
    notebook.write_text(notebook.read_text().replace("2 * x", "2 * y"))
    with pytest.raises(AutograderError, match="the reference raises"):
        Engine(root, "ps1")


def test_a_relative_path_is_that_of_the_caller(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(tmp_path, "ada", ANSWER)
    monkeypatch.chdir(tmp_path)
    assert engine.grade(Submission("ada", (Path("ada.py"),)))["status"] == "graded"


def test_one_file(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = work(tmp_path, "ada", ANSWER).files[0]
    record = grade_file(ada, "ps1", course=root, lang="ko")
    assert (record["student"], record["score"], record["lang"]) == ("ada", record["max_score"], "ko")
    monkeypatch.chdir(root / "solutions")
    assert grade_file(ada, "ps1")["score"] == record["score"]
    with pytest.raises(UsageError, match="does not exist"):
        grade_file(tmp_path / "eve.py", "ps1", course=root)


def test_a_course_whose_notebook_has_gone_is_told(root: Path, tmp_path: Path) -> None:
    with Engine(root, "ps1") as engine:
        engine.grade(work(tmp_path, "ada", ANSWER))
        (root / "solutions" / "ps1" / "first_steps.ipynb").unlink()
        with pytest.raises(AutograderError, match=r"there is no solutions/ps1/first_steps\.ipynb"):
            engine.grade(work(tmp_path, "ada", ANSWER))
