"""The command line: exit codes, one line for every mistake, records where they are asked for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import autograder
from autograder import cli
from autograder.commands import grade as grade_command
from autograder.grading.progress import Outcome
from autograder.model.errors import SandboxError
from tests.conftest import ROOT

GATE = "class MultiplyGate:\n    def forward(self, x, y):\n        self.x, self.y = x, y\n        return x * y\n    def backward(self, dz):\n        return dz * self.y, dz * self.x\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of its own, so that nothing is written into the repository."""
    folder = tmp_path_factory.mktemp("cli") / "course"
    for name in ("solutions", "assignments"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("course.yml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, folder / name)
    (folder / "submitted" / "ada" / "ps2").mkdir(parents=True)
    (folder / "submitted" / "ada" / "ps2" / "gates.py").write_text(GATE)
    return folder


def run(*arguments: object) -> int:
    return cli.main([str(argument) for argument in arguments])


@pytest.mark.parametrize(
    "arguments", [["grade"], ["nonsense"], ["grade", "ps2", "-j", "0"], ["grade", "ps2", "--lang", "xx"]]
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*arguments)
    assert caught.value.code == 2
    assert "usage: autograder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade"], "autograder grade: error: the following arguments are required: ASSIGNMENT\n"),
        (
            ["report", "ps2", "--hide-name", "--pdf"],
            "autograder report: error: unrecognized arguments: --pdf\n",
        ),
    ],
)
def test_what_is_wrong_stands_beside_the_usage_of_that_command(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run(*arguments)
    said = capsys.readouterr().err
    assert said.startswith(f"usage: autograder {arguments[0]} [-h]")
    assert said.endswith(words)


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run("--version")
    assert (caught.value.code, capsys.readouterr().out) == (
        0,
        f"backprop-autograder {autograder.__version__}\n",
    )


def test_without_a_command_it_says_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run() == 2
    assert "check     student: check your own notebook" in capsys.readouterr().out


def test_a_folder_is_no_notebook_and_one_in_it_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", tmp_path) == 2
    assert "is a folder; name a notebook in it; there is none in it" in capsys.readouterr().err
    (tmp_path / "gates.ipynb").touch()
    assert run("check", tmp_path) == 2
    assert f"name a notebook in it, for instance {tmp_path / 'gates.ipynb'}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade", "ps22", "--course", "COURSE"], "no assignment 'ps22'"),
        (["grade", "ps2", "missing", "--course", "COURSE"], "missing does not exist"),
        (["grade", "ps1", "--course", "COURSE"], "no submission to ps1"),
        (["grade", "ps2", "--course", "/nowhere"], "holds no course.yml"),
        (["grade", "ps2", "-o", "/proc/x", "-q", "--course", "COURSE"], "/proc/x: "),
        (["report", "ps2", "-o", "/nowhere", "--course", "COURSE"], "no records of ps2"),
        (["check", "missing.ipynb"], "missing.ipynb does not exist"),
        (["validate", "ps9", "--course", "COURSE"], "no assignment 'ps9'"),
    ],
)
def test_what_does_not_exist_is_one_line_and_exit_code_2(
    arguments: list[str], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*(str(folder) if a == "COURSE" else a for a in arguments)) == 2
    said = capsys.readouterr().err
    assert said.startswith("autograder: ")
    assert words in said
    assert said.count("\n") == 1


def test_a_wrong_course_is_file_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "course.yml").write_text("course: x\nassignmnts: []\n")
    assert run("grade", "ps1", "--course", tmp_path) == 2
    assert "course.yml:2: " in capsys.readouterr().err


@pytest.mark.slow
def test_the_course_is_found_upward(folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(folder / "submitted" / "ada")
    assert run("grade", "ps2", "-o", tmp_path / "out", "-q") == 0
    monkeypatch.chdir("/")
    assert run("grade", "ps2") == 2


def test_grade_writes_records_a_table_and_scores(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run("grade", "ps2", "-o", out, "--seed", 1, "-j", 2, "--course", folder, folder / "submitted") == 0
    said = capsys.readouterr()
    assert "PROTECTION: " in said.err
    assert "multiply_gate" in said.out or "students" in said.out.lower()
    assert json.loads((out / "ada.json").read_text())["score"] == 4.0
    assert "ada" in (out / "scores.csv").read_text(encoding="utf-8-sig")
    assert (out / "report.html").is_file()


@pytest.mark.slow
def test_quiet_says_nothing(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("grade", "ps2", "-o", tmp_path, "-q", "--course", folder) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.slow
def test_a_submission_without_a_result_is_exit_code_1(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "eve.ipynb").write_text("{")
    assert run("grade", "ps2", tmp_path, "-o", tmp_path / "out", "--course", folder) == 1
    assert "ungraded: eve: eve.ipynb is no notebook" in capsys.readouterr().err


@pytest.mark.slow
def test_a_student_is_chosen_by_a_pattern(folder: Path, tmp_path: Path) -> None:
    for name in ("ada", "abe", "eve"):
        (tmp_path / f"{name}.py").write_text(GATE)
    assert (
        run("grade", "ps2", tmp_path, "-o", tmp_path / "out", "--student", "a*", "-q", "--course", folder)
        == 0
    )
    assert sorted(path.stem for path in (tmp_path / "out").glob("*.json")) == ["abe", "ada"]


@pytest.mark.slow
def test_language_of_the_feedback(folder: Path, tmp_path: Path) -> None:
    assert run("grade", "ps2", "-o", tmp_path, "--lang", "ko", "-q", "--course", folder) == 0
    message = json.loads((tmp_path / "ada.json").read_text(encoding="utf-8"))["questions"][0]["items"][0][
        "message"
    ]
    assert any("가" <= letter <= "힣" for letter in message)


def test_too_little_protection_is_exit_code_2(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SandboxError("too little protection")

    monkeypatch.setattr(grade_command, "grade_all", refuse)
    assert run("grade", "ps2", "-o", tmp_path, "--course", folder) == 2
    assert capsys.readouterr().err.endswith("autograder: too little protection\n")


def test_interrupted_is_exit_code_130(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(grade_command, "grade_all", interrupt)
    assert run("grade", "ps2", "-o", tmp_path, "--course", folder) == 130
    assert "run the same command to go on" in capsys.readouterr().err


@pytest.mark.slow
def test_report_writes_pages(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("grade", "ps2", "-o", tmp_path, "-q", "--course", folder) == 0
    (tmp_path / "report.html").unlink()
    assert run("report", "ps2", "-o", tmp_path, "--course", folder, "--hide-names") == 0
    assert (tmp_path / "report.html").is_file()
    assert (folder / "feedback" / "ada" / "ps2" / "gates.html").is_file()
    assert "feedback pages: " in capsys.readouterr().out


def test_doctor_names_the_protection(capsys: pytest.CaptureFixture[str]) -> None:
    code = run("doctor")
    said = capsys.readouterr().out
    assert "PROTECTION: " in said
    assert code == (1 if "grading is refused" in said else 0)


@pytest.mark.slow
def test_a_closed_pipe_is_no_traceback(folder: Path, tmp_path: Path) -> None:
    command = f"{sys.executable} -m autograder.cli doctor | true"
    ended = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert "Traceback" not in ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize(("closed", "encoding"), [("", "ascii"), (">&-", "utf-8"), ("<&- >&- 2>&-", "utf-8")])
def test_a_terminal_that_is_closed_or_knows_few_letters_is_no_traceback(
    folder: Path, closed: str, encoding: str
) -> None:
    said = folder / "said"
    command = f"{sys.executable} -m autograder.cli grade ps2 -o '{folder / 'out'}' --seed 1 --lang ko --force {closed}"
    with said.open("w") as errors:
        ended = subprocess.run(
            command,
            shell=True,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": encoding},
            check=False,
        )
    assert "Traceback" not in said.read_text()
    assert ended.returncode == 0, said.read_text()


@pytest.mark.slow
@pytest.mark.skipif(
    os.geteuid() != 0 or shutil.which("setpriv") is None, reason="only root can become somebody else"
)
def test_an_ordinary_user_grades_too(tmp_path_factory: pytest.TempPathFactory, folder: Path) -> None:
    """The same command as user 65534, from a copy of what it needs."""
    home = tmp_path_factory.mktemp("user")
    shutil.copytree(folder, home / "course")
    shutil.copytree(ROOT / "autograder", home / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    for path in [home, *home.parents]:
        if path != Path("/") and path.stat().st_uid == os.geteuid():
            path.chmod(path.stat().st_mode | 0o055)
    for path in home.rglob("*"):
        os.chown(path, 65534, 65534)
    (home / "out").mkdir()
    os.chown(home / "out", 65534, 65534)
    arguments = [
        "grade",
        "ps2",
        "-o",
        str(home / "out"),
        "-q",
        "--seed",
        "1",
        "--course",
        str(home / "course"),
    ]
    user = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if not all(folder.stat().st_mode & 0o001 for folder in Path(sys.executable).resolve().parents):
        # this Python is root's own: one capability lets the user read it
        user += ["--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"]
    ended = subprocess.run(
        [*user, sys.executable, "-m", "autograder.cli", *arguments],
        cwd=home,
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(home), "HOME": str(home)},
    )
    assert ended.returncode == 0, ended.stderr
    record = json.loads((home / "out" / "ada.json").read_text())
    assert record["score"] == 4.0
    assert record["protection"] in ("full", "strong")


def test_a_disk_that_refuses_is_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "graded/ps2/scores.csv")

    monkeypatch.setattr(grade_command, "write_outputs", full)
    monkeypatch.setattr(grade_command, "grade_all", lambda *_, **__: Outcome())
    assert run("grade", "ps2", "-o", tmp_path, "-q", "--course", folder) == 2
    assert capsys.readouterr().err == "autograder: graded/ps2/scores.csv: No space left on device\n"
