"""What an instructor runs on a whole course: validate, doctor, demo; the seed and the self-test behind them."""

from __future__ import annotations

import shutil
import stat
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder import cli
from autograder.commands import demo, doctor
from autograder.commands.validate import validate
from autograder.course.load import load_course
from autograder.host import protection
from autograder.host.prober import Prober
from autograder.model.errors import CourseError, SandboxError
from autograder.reference.seed import SECRET_FILE, grading_seed
from autograder.reference.solution import Reference
from tests.conftest import HASTY, ROOT


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the course that may be spoiled."""
    folder = tmp_path / "course"
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("course.yml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


class TestValidate:
    @pytest.mark.slow
    def test_the_course_of_this_repository_is_right(self, copied: Path) -> None:
        course = load_course(copied)
        lines = list(validate(course, course.assignment("ps2")))
        assert all(right for _, right in lines), lines
        assert any("6 solutions get 18 of 18 points" in line for line, _ in lines)
        assert any("6 stubs get 0 points and count as not attempted" in line for line, _ in lines)

    def test_a_stub_that_holds_an_answer_is_found(self, copied: Path) -> None:
        shutil.copy(
            copied / "solutions" / "ps2" / "gates.ipynb", copied / "assignments" / "ps2" / "gates.ipynb"
        )
        course = load_course(copied)
        wrong = [line for line, right in validate(course, course.assignment("ps2")) if not right]
        assert any("stub of multiply_gate gets 4 points" in line for line in wrong)

    def test_a_mistake_that_the_rubric_lets_pass_is_found(self, copied: Path) -> None:
        bank = copied / "solutions" / "ps2" / "mistakes.py"
        right = "# %% add_gate: sign-flipped\ndef backward(self, dz):\n    return [dz, dz]\n"
        bank.write_text(right, encoding="utf-8")
        course = load_course(copied)
        wrong = [line for line, right in validate(course, course.assignment("ps2")) if not right]
        assert wrong == [
            "ps2: mistakes.py:1: add_gate: sign-flipped gets full points; change it, or the rubric"
        ]

    def test_a_reference_whose_gradient_is_wrong_is_refused(
        self, copied: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(copied / "solutions" / "ps2" / "gates.ipynb", "dsigy = 1 * dnum", "dsigy = 2 * dnum")
        assert cli.main(["validate", "ps2", "--course", str(copied)]) == 2
        assert "question staged: the gradient of y is not the numerical gradient" in capsys.readouterr().err

    def test_a_stated_number_that_is_wrong_is_refused(
        self, copied: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(copied / "course.yml", "of: q, equals: 3,", "of: q, equals: 4,")
        assert cli.main(["validate", "ps1", "--course", str(copied)]) == 2
        assert "q equals 3" in capsys.readouterr().err

    def test_a_reference_that_raises_is_refused(self, copied: Path) -> None:
        path = copied / "solutions" / "ps2" / "gates.ipynb"
        spoil(path, "import numpy as np\\n", "import numpy as np; 1 / 0\\n")
        course = load_course(copied)
        with pytest.raises(CourseError, match="the reference raises ZeroDivisionError"):
            Reference(course.assignment("ps2"), path)

    def test_a_question_without_a_cell_is_refused(self, copied: Path) -> None:
        course = load_course(copied)
        with pytest.raises(CourseError, match='no cell has the grade_id "product"'):
            Reference(course.assignment("ps1"), copied / "solutions" / "ps2" / "gates.ipynb")


class TestProtection:
    def test_the_self_test_passes_here(self, prober: Prober) -> None:
        assert protection.what_works(prober) == []
        protection.insist(prober)

    def test_without_walls_it_finds_what_works(self, prober: Prober) -> None:
        with Prober(prober.limits, protect=False) as naked:
            worked = protection.what_works(naked)
            assert {"open a file of the grader", "look up a path"} <= set(worked)
            with pytest.raises(SandboxError, match="protection here is 'none'"):
                protection.insist(naked)
            naked.protection = "strong"
            with pytest.raises(SandboxError, match="let a child open a file of the grader"):
                protection.insist(naked)

    def test_doctor_says_what_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise SandboxError("no seccomp")

        monkeypatch.setattr(doctor, "Prober", refuse)
        lines, sufficient = doctor.examine()
        assert (lines[-1], sufficient) == ("PROTECTION: none (no seccomp)", False)
        monkeypatch.setattr(doctor, "sys", SimpleNamespace(platform="darwin", executable=sys.executable))
        lines, sufficient = doctor.examine()
        assert "on Linux, in WSL2 or in a Linux container" in lines[-1]
        assert not sufficient


class TestSeed:
    def test_a_number_is_a_seed_for_each_assignment(self, tmp_path: Path) -> None:
        assert grading_seed(tmp_path, "ps1", 1) == grading_seed(tmp_path, "ps1", 1)
        assert grading_seed(tmp_path, "ps1", 1) != grading_seed(tmp_path, "ps2", 1)
        assert list(tmp_path.iterdir()) == []

    def test_the_secret_is_made_once_for_its_owner_alone(self, tmp_path: Path) -> None:
        first = grading_seed(tmp_path, "ps1", None)
        secret = tmp_path / SECRET_FILE
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
        assert grading_seed(tmp_path, "ps1", None) == first
        assert grading_seed(tmp_path, "ps2", None) != first
        secret.write_text("another")
        assert grading_seed(tmp_path, "ps1", None) != first

    def test_a_folder_that_cannot_be_written_gets_a_seed_for_this_run(self, tmp_path: Path) -> None:
        assert grading_seed(tmp_path / "missing", "ps1", None) != grading_seed(
            tmp_path / "missing", "ps1", None
        )


@pytest.mark.slow
def test_the_demo_goes_from_release_to_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    monkeypatch.setattr(demo, "load_course", lambda path: replace(load_course(path), limits=HASTY))
    code = cli.main(["demo", str(folder)])
    said = capsys.readouterr().out
    assert code == 0
    assert "$ autograder grade ps2" in said
    assert "look at: " in said
    assert len(list((folder / "graded" / "ps2").glob("*.json"))) >= 12
    assert (folder / "graded" / "ps2" / "report.html").is_file()
    assert len(list(folder.glob("feedback/*/ps2/gates.html"))) >= 12
