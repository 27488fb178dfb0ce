"""`autograder export`: what goes where, and one line for what does not go."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.commands.init import TEMPLATE
from autograder.report.exports import FORMATS, export_of
from tests.grading.made import write_record
from tests.report.exports.samples import records

SUFFIX = {name: export_of(name).suffix for name in FORMATS}
LISTS = [name for name in FORMATS if export_of(name).records]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small course, in which somebody else's records stand for its own."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(TEMPLATE, course, dirs_exist_ok=True)
    for record in records():
        record["assignment"] = "ps1"
        write_record(record, course / "graded" / "ps1")
    return course


def export(course: Path, *words: str | Path) -> int:
    return main(["export", "ps1", "--course", str(course), *map(str, words)])


@pytest.mark.parametrize("name", LISTS)
def test_every_format_replaces_its_file_whole(graded: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"out{SUFFIX[name]}"
    path.write_bytes(b"old" * 100_000)
    assert export(graded, "--to", name, "-o", path) == 0
    first = path.read_bytes()
    assert b"oldold" not in first
    assert export(graded, "--to", name, "-o", path) == 0
    assert path.read_bytes() == first, "the same records make the same bytes"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_several_files_are_a_zip_or_a_folder(graded: Path, tmp_path: Path) -> None:
    assert export(graded, "--to", "gradescope", "-o", tmp_path / "all") == 0
    assert export(graded, "--to", "gradescope", "-o", tmp_path / "all.zip") == 0
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        names = archive.namelist()
    assert "ada/results.json" in names
    assert sorted(str(p.relative_to(tmp_path / "all")) for p in (tmp_path / "all").glob("*/*")) == sorted(
        names
    )


def test_one_student_has_one_file(graded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ada.json"
    assert export(graded, "--to", "prairielearn", "-o", path, "--student", "ada") == 0
    assert json.loads(path.read_text())["score"] == 3.5 / 8.0
    assert export(graded, "--to", "prairielearn", "-o", path) == 2
    assert "a .json file is one student's" in capsys.readouterr().err


def test_a_table_goes_to_standard_output_alone(graded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(graded, "--to", "canvas", "-o", "-", "--lang", "ko") == 0
    said = capsys.readouterr()
    assert said.out.startswith("Student,ID,SIS User ID,SIS Login ID,Section,")
    assert said.out.count("\n") == 7
    assert "Canvas나 SIS의 id가 없어서" in said.err


def test_an_export_brings_the_tables_up_to_date_and_says_whom_nobody_knows(
    graded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    course = tmp_path / "course"
    shutil.copytree(graded, course)
    assert main(["report", "ps1", "--course", str(course), "--lang", "ko"]) == 0
    before = (course / "graded" / "ps1" / "report.html").read_text()
    (course / "extensions.csv").write_text(
        "student,assignment,excused\nada,ps1,yes\nadda,ps1,yes\ndina,ps1,yes\n"
    )
    assert export(course, "--to", "csv", "-o", tmp_path / "x.csv") == 0
    rows = (course / "graded" / "ps1" / "scores.csv").read_text().splitlines()
    assert rows[1].startswith("ada,excused,,")
    after = (course / "graded" / "ps1" / "report.html").read_text()
    assert after != before
    assert '<html lang="ko"' in after
    told = 'extensions.csv:3: neither roster.csv nor a submission is of "adda"; did you mean "ada"?'
    said = capsys.readouterr()
    assert told in said.err
    assert "settled anew (points by hand, lateness, excuses): ada, dina; report.html" in said.out
    (course / "extensions.csv").unlink()
    assert main(["report", "ps1", "--course", str(course), "--hide-names"]) == 0
    again = "settled anew (points by hand, lateness, excuses): ada, dina; report.html"
    assert again in capsys.readouterr().out
    before = (course / "graded" / "ps1" / "report.html").read_text()
    (course / "extensions.csv").write_text("student,assignment,excused\nada,ps1,yes\n")
    assert export(course, "--to", "csv", "-o", tmp_path / "x.csv") == 0
    hidden = (course / "graded" / "ps1" / "report.html").read_text()
    assert hidden != before
    assert "chul" in after
    assert "chul" not in hidden


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "canvas", "-o", "nowhere/x.csv"], "there is no folder nowhere"),
        (["--to", "canvas", "-o", "x.xlsx"], "--to canvas makes a .csv file; write x.csv"),
        (["--to", "gradescope", "-o", "x.csv"], "makes a folder or a .zip file; write x.zip"),
        (["--to", "gradescope", "-o", "-"], "makes several files"),
        (["--to", "junit", "-o", "folder"], "folder is a folder; name a .xml file in it"),
        (["--to", "csv", "-o", "x.csv", "--student", "zoe*"], "no student matches 'zoe*'"),
        (
            ["--to", "csv", "-o", "x.csv", "--records", "folder"],
            "no records of ps1 in folder; first: autograder grade ps1",
        ),
        (["--to", "canvas", "-o", "x.csv", "--into", "y.csv"], "y.csv does not exist"),
        (["--to", "junit", "-o", "x.xml", "--into", "here.csv"], "--to junit fills no file in"),
        (["--to", "feedback", "-o", "x.zip", "--into", "here.csv"], "--to feedback fills in a .zip file"),
        (
            ["--to", "moodle", "-o", "here.csv", "--into", "here.csv"],
            "here.csv is the downloaded file itself",
        ),
    ],
)
def test_what_does_not_go_is_one_line(
    graded: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("here.csv").write_text("a,b,c\n1,2,3\n")
    assert export(graded, *words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "here.csv"]
