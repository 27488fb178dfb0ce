"""`autograder grade --replay`: a record made once more is the same one, or it is said what has changed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.cli import main
from tests.conftest import ROOT

TEMPLATE = ROOT / "autograder" / "commands" / "template"
RIGHT = "x = 3\nf = 2 * x\ndfdx = 2\n"


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one question, in which ada's work was graded and eve's could not be read."""
    root = tmp_path_factory.mktemp("graded") / "course"
    shutil.copytree(TEMPLATE, root)
    for student, source in (("ada", RIGHT), ("eve", None)):
        folder = root / "submitted" / student / "ps1"
        folder.mkdir(parents=True)
        (folder / ("first_steps.py" if source else "first_steps.docx")).write_text(source or "")
    assert main(["grade", "ps1", "-q", "--no-gradebook", "--seed", "1", "--course", str(root)]) == 1
    return root


@pytest.fixture
def course(graded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(graded, tmp_path / "course"))


@pytest.fixture
def replay(course: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def said(student: str = "ada", *more: str, seed: str = "1") -> tuple[int, str]:
        record = course / "graded" / "ps1" / f"{student}.json"
        before = sorted((path, path.stat().st_mtime_ns) for path in course.rglob("*"))
        code = main(["grade", "ps1", "--course", str(course), "--replay", str(record), "--seed", seed, *more])
        assert sorted((path, path.stat().st_mtime_ns) for path in course.rglob("*")) == before
        out = capsys.readouterr()
        return code, out.out + out.err

    return said


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(("student", "score"), [("ada", "2 of 2"), ("eve", "none of 2")])
def test_the_same_record_comes_out(student: str, score: str, replay: Callable[..., tuple[int, str]]) -> None:
    assert replay(student) == (0, f"the same record: {student}, {score}\n")


@pytest.mark.slow
def test_what_was_handed_in_since_is_another(course: Path, replay: Callable[..., tuple[int, str]]) -> None:
    edited(course / "submitted" / "ada" / "ps1" / "first_steps.py", "dfdx = 2", "dfdx = 3")
    code, told = replay()
    assert code == 1
    assert "not the same: ada\n  handed in anew\n  score 2 then, 1 now\n  differs in: " in told


@pytest.mark.slow
def test_a_copy_of_what_was_handed_in_can_be_named(
    course: Path, tmp_path: Path, replay: Callable[..., tuple[int, str]]
) -> None:
    copy = tmp_path / "from the mail.py"
    shutil.copy(course / "submitted" / "ada" / "ps1" / "first_steps.py", copy)
    shutil.rmtree(course / "submitted" / "ada")
    assert replay("ada", str(copy))[0] == 0
    assert replay("ada")[0] == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("seed", "another seed of the hidden inputs"),
        ("points", "changed in the course: double"),
        ("limits", "other limits or shares in the course"),
        ("platform", "another platform: Python 2.7, numpy 1.0, abacus then, Python 3"),
    ],
)
def test_what_has_changed_is_named(
    what: str, said: str, course: Path, replay: Callable[..., tuple[int, str]]
) -> None:
    if what == "points":
        edited(course / "course.yml", "equals: 2, points: 1", "equals: 2, points: 3")
    elif what == "limits":
        edited(course / "course.yml", "cell_seconds: 10", "cell_seconds: 9")
    elif what == "platform":
        path = course / "graded" / "ps1" / "ada.json"
        record = json.loads(path.read_text("utf-8"))
        path.write_text(json.dumps({**record, "platform": "Python 2.7, numpy 1.0, abacus"}), "utf-8")
    code, told = replay(seed="2" if what == "seed" else "1")
    assert code == 1
    assert said in told
    assert ("differs in" in told) == (what == "points")


@pytest.mark.slow
def test_what_is_no_record_is_one_line(course: Path, replay: Callable[..., tuple[int, str]]) -> None:
    path = course / "graded" / "ps1" / "ada.json"
    path.write_text(path.read_text("utf-8").replace('"ps1"', '"ps2"'), "utf-8")
    code, told = replay()
    assert (code, told) == (2, f"autograder: {path} is a record of ps2, not of ps1\n")
    path.write_text("{")
    code, told = replay()
    assert (code, told.count("\n")) == (2, 1)
    assert "is no record that this version can read" in told
