"""`autograder collect` and `autograder grade PATH`, from downloads to what is printed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from autograder import cli
from tests.own_course import own_course, write_notebook

ROSTER = """\
student,last_name,first_name,canvas_id,moodle_id
ada,Lee,Ada,1001,
bo,"O'Neil, Jr.",Bo,1002,
eve,"=HYPERLINK(""http://x"")",Eve,1003,
minsu,김,민수,1004,
"""
QUESTION = """
- id: q
  given: {x: 2.0}
  rubric:
    - {check: value, of: f, equals: 8, points: 1}
"""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cells = [
        ("setup", "import numpy as np"),
        ("q", "x = 2.0\n### BEGIN SOLUTION\nf = x ** 3\n### END SOLUTION"),
    ]
    folder = own_course(tmp_path / "course", cells, QUESTION)
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def notebook(path: Path, source: str) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_notebook(path, [("q", f"x = 2.0\n{source}")])
    return path.read_bytes()


@pytest.fixture
def canvas(tmp_path: Path) -> Path:
    right, wrong = notebook(tmp_path / "r.ipynb", "f = x ** 3"), notebook(tmp_path / "w.ipynb", "f = 2 * x")
    with zipfile.ZipFile(tmp_path / "canvas.zip", "w") as archive:
        archive.writestr("leeada_1001_5001_nb.ipynb", right)
        archive.writestr("leeada_1001_5009_nb-1.ipynb", wrong)
        archive.writestr("hyperlinkhttpxeve_LATE_1003_5002_nb.ipynb", right)
        archive.writestr("김민수_1004_5003_report.docx", "x")
        archive.writestr("stranger_7_5004_nb.ipynb", right)
        archive.writestr("../evil.ipynb", right)
    return tmp_path / "canvas.zip"


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, list[str], str]:
    code = cli.main([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


def test_the_table_says_everything(course: Path, canvas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, dry, _ = run(capsys, "collect", "ps1", canvas, "--dry-run")
    assert dry[-1] == "nothing was changed (--dry-run)"
    assert not (course / "submitted").exists()
    code, lines, _ = run(capsys, "collect", "ps1", canvas)
    assert (code, lines) == (1, [*dry[:-1], "next: autograder grade ps1"])
    assert [" ".join(line.split()) for line in lines] == [
        "student handed in from",
        "ada (Lee, Ada) new not known canvas.zip/leeada_1001_5009_nb-1.ipynb",
        'eve (=HYPERLINK("http://x"), Eve) new LATE, when is not known canvas.zip/hyperlinkhttpxeve_LATE_1003_5002_nb.ipynb',
        "minsu (김, 민수) nothing not known canvas.zip/김민수_1004_5003_report.docx",
        'no time of handing in: eve (=HYPERLINK("http://x"), Eve): Canvas marks it LATE, and does not say when it came',
        "not taken: 4",
        "canvas.zip/../evil.ipynb its name leads out of the archive",
        'canvas.zip/stranger_7_5004_nb.ipynb no line of the roster is "stranger" (canvas_id 7)',
        "canvas.zip/leeada_1001_5001_nb.ipynb an older one: canvas.zip/leeada_1001_5009_nb-1.ipynb is taken",
        "canvas.zip/김민수_1004_5003_report.docx no notebook or Python file",
        "not handed in: 2 of 4:",
        "bo (O'Neil, Jr., Bo)",
        "minsu (김, 민수): nothing that can be graded",
        "ps1: 2 new, 1 with nothing that can be graded",
        "next: autograder grade ps1",
    ]
    assert (
        run(capsys, "collect", "ps1", canvas)[1][-1] == "ps1: 2 as before, 1 with nothing that can be graded"
    )


def test_of_many_who_are_missing_only_those_with_something_else_have_a_line(
    course: Path, canvas: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "".join(f"s{number},Lee,Number {number},{2000 + number},\n" for number in range(40))
    (course / "roster.csv").write_text(ROSTER + more, encoding="utf-8")
    _, lines, _ = run(capsys, "collect", "ps1", canvas)
    at = lines.index("not handed in: 42 of 44:")
    assert lines[at + 1 : at + 3] == [
        "  minsu (김, 민수): nothing that can be graded",
        "  41 more: --json lists them, and the class report does",
    ]


def test_for_scripts(course: Path, canvas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, lines, _ = run(capsys, "collect", "ps1", canvas, "--json")
    said = [json.loads(line) for line in lines]
    assert [one["event"] for one in said] == [
        "new",
        "new",
        "nothing",
        *["not taken"] * 4,
        "missing",
        "missing",
    ]
    assert said[0] == {
        "event": "new",
        "student": "ada",
        "from": "canvas.zip/leeada_1001_5009_nb-1.ipynb",
        "handed_in": None,
        "unsure": "",
    }


def test_a_file_that_is_too_large_costs_itself(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notebook(tmp_path / "in" / "ada.ipynb", "f = 8")
    with (tmp_path / "in" / "bo.ipynb").open("wb") as file:
        file.truncate(60_000_000)
    _, lines, _ = run(capsys, "collect", "ps1", tmp_path / "in")
    assert "  bo.ipynb  bo.ipynb is larger than 50 MB" in lines
    assert [path.parts[-3] for path in (course / "submitted").rglob("nb.ipynb")] == ["ada"]
    assert lines[-2] == "ps1: 1 new, 1 with nothing that can be graded"


def test_another_roster_and_a_wrong_one(
    course: Path, canvas: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (course / "other.csv").write_text("student,canvas_id\nguest,7\n")
    _, lines, _ = run(capsys, "collect", "ps1", canvas, "--roster", "other.csv")
    assert lines[-2] == "ps1: 1 new"
    (course / "other.csv").write_text("student,canvas\nguest,7\n")
    code, _, error = run(capsys, "collect", "ps1", canvas, "--roster", "other.csv")
    assert code == 2
    assert error.startswith('autograder: other.csv:1: unknown column "canvas"; ')
    (course / "empty").mkdir()
    code, _, error = run(capsys, "collect", "ps1", "empty")
    assert (code, error) == (2, "autograder: nothing in empty that could be a submission\n")


@pytest.mark.slow
def test_the_best_graded_and_grading_a_download_itself(
    course: Path, canvas: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, lines, _ = run(capsys, "collect", "ps1", canvas, "--take", "best", "--unprotected")
    assert "canvas.zip/leeada_1001_5001_nb.ipynb" in lines[1]
    code, _, error = run(capsys, "grade", "ps1", canvas, "-o", "records", "--unprotected")
    assert code == 1
    assert json.loads((course / "records" / "ada.json").read_text())["score"] == 0.0
    assert [line for line in error.splitlines() if line.startswith(("not taken", "no time", "ungraded"))] == [
        "ungraded: minsu: no notebook or Python file was handed in; found 김민수_1004_5003_report.docx",
        "no time of handing in: eve: Canvas marks it LATE, and does not say when it came",
        'not taken: canvas.zip/stranger_7_5004_nb.ipynb: no line of the roster is "stranger" (canvas_id 7)',
        "not taken: canvas.zip/../evil.ipynb: its name leads out of the archive",
        "not taken: canvas.zip/leeada_1001_5001_nb.ipynb: an older one: canvas.zip/leeada_1001_5009_nb-1.ipynb is taken",
    ]
