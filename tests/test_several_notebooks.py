"""An assignment of several notebooks through every command, from release to export."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.grading.engine import grade_file
from autograder.report.exports.there.grading import graded
from autograder.selfcheck import check_file
from tests.own_course import POWERS, SUMS, hand_in, several_notebooks
from tests.testing.test_pytest_plugin import run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That course, released and graded: ada is right, bob half, cyd handed in one of two."""
    root = several_notebooks(tmp_path_factory.mktemp("several") / "course")
    bank = "# %% square: power-rule-wrong\ndfdx = 2\n# %% double: sign-flipped\nf = -x - x\n"
    (root / "solutions/ps1/mistakes.py").write_text(bank)
    assert main(["release", "ps1", "--course", str(root)]) == 0
    hand_in(root / "submitted/ada/ps1", powers=POWERS, sums=SUMS)
    hand_in(root / "submitted/bob/ps1", powers="f = x * x\ndfdx = 2", sums="f = 1 / 0")
    hand_in(root / "submitted/cyd/ps1", sums=SUMS)
    assert main(["grade", "ps1", "--course", str(root), "-q"]) == 0
    return root


def score(course: Path, student: str) -> object:
    return json.loads((course / "graded/ps1" / f"{student}.json").read_text("utf-8"))["score"]


def test_it_is_proved_notebook_by_notebook(course: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["validate", "ps1", "--course", str(course)]) == 0
    said = capsys.readouterr().out
    assert "ps1/powers: 1 solutions get 3 of 3 points" in said
    assert "ps1/sums: 1 known mistakes lose points" in said
    assert main(["audit", "ps1", "--course", str(course)]) == 0
    with (course / "solutions/ps1/mistakes.py").open("a") as bank:
        bank.write("# %% nothing: sign-flipped\nf = 1\n")
    assert main(["validate", "ps1", "--course", str(course)]) == 2
    text = (course / "solutions/ps1/mistakes.py").read_text()
    (course / "solutions/ps1/mistakes.py").write_text(text.partition("# %% nothing")[0])


def test_an_answer_of_one_notebook_does_not_stand_in_another(tmp_path: Path) -> None:
    root = several_notebooks(tmp_path / "course")
    path = root / "solutions/ps1/sums.ipynb"
    notebook = json.loads(path.read_text("utf-8"))
    notebook["cells"][-1]["source"] = 'check("square")'
    path.write_text(json.dumps(notebook))
    assert main(["release", "ps1", "--course", str(root)]) == 2
    assert not (root / "assignments").exists()


def test_one_page_says_which_notebook_what_stands_in(course: Path) -> None:
    assert [score(course, name) for name in ("ada", "bob", "cyd")] == [6.0, 1.0, 3.0]
    assert main(["report", "ps1", "--course", str(course)]) == 0
    page = (course / "feedback/bob/ps1/powers.html").read_text("utf-8")
    assert page.count("sums.ipynb") == page.count("powers.ipynb") + 1 == 2
    assert "Cell 1, sums.ipynb" in page
    missing = (course / "feedback/cyd/ps1/powers.html").read_text("utf-8")
    assert "powers.ipynb was not handed in" in missing


def test_only_what_changed_is_judged_again(course: Path, tmp_path: Path) -> None:
    root = tmp_path / "course"
    shutil.copytree(course, root)
    before = (root / "graded/ps1/ada.json").read_bytes()
    assert main(["grade", "ps1", "--course", str(root), "-q"]) == 0
    assert (root / "graded/ps1/ada.json").read_bytes() == before
    text = (root / "course.yml").read_text()
    (root / "course.yml").write_text(text.replace("equals: 10, points: 3", "equals: 10, points: 4"))
    assert main(["release", "ps1", "--course", str(root)]) == 0
    assert main(["grade", "ps1", "--course", str(root), "-q"]) == 0
    assert [score(root, name) for name in ("ada", "bob", "cyd")] == [7.0, 1.0, 4.0]
    record = json.loads((root / "graded/ps1/bob.json").read_text("utf-8"))
    assert [one["notebook"] for one in record["cells"]] == ["sums"]
    hand_in(root / "submitted/bob/ps1", sums=SUMS)
    assert main(["grade", "ps1", "--course", str(root), "-q"]) == 0
    assert score(root, "bob") == 5.0


def test_a_download_takes_the_place_of_all_that_was_there(course: Path, tmp_path: Path) -> None:
    root = tmp_path / "course"
    shutil.copytree(course, root)
    again = hand_in(tmp_path / "again", powers=POWERS, sums=SUMS)
    with zipfile.ZipFile(tmp_path / "canvas.zip", "w") as archive:
        for number, name in ((7001, "sums"), (7002, "powers-1")):
            file = again / f"{name.partition('-')[0]}.ipynb"
            archive.write(file, f"bob_11_{number}_{name}.ipynb")
            archive.write(file, f"dan_12_{number + 9}_{name}.ipynb")
    words = ["collect", "ps1", str(tmp_path / "canvas.zip"), "--course", str(root), "--take", "latest"]
    assert main(words) == 0
    for student in ("bob", "dan"):
        there = sorted(path.name for path in (root / "submitted" / student / "ps1").iterdir())
        assert there == ["powers.ipynb", "sums.ipynb"]
    assert len(list((root / "replaced/ps1/bob/1").iterdir())) == 2
    assert main(words) == 0
    assert not (root / "replaced/ps1/bob/2").exists()
    assert main(["grade", "ps1", "--course", str(root), "-q", "--no-gradebook"]) == 0
    assert [score(root, name) for name in ("bob", "dan")] == [6.0, 6.0]


def test_nothing_gives_way_to_files_that_are_none_of_the_notebooks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = several_notebooks(tmp_path / "course")
    there = hand_in(root / "submitted/ada/ps1", powers=POWERS, sums=SUMS)
    for name in ("one", "two"):
        for student in ("ada", "bob"):
            (tmp_path / "download" / student).mkdir(parents=True, exist_ok=True)
            shutil.copy(there / "sums.ipynb", tmp_path / "download" / student / f"{name}.ipynb")
    hand_in(tmp_path / "download/cyd", sums=SUMS)
    assert main(["collect", "ps1", str(tmp_path / "download"), "--course", str(root)]) == 0
    assert sorted(path.name for path in (root / "submitted").iterdir()) == ["ada", "cyd"]
    assert len(list(there.iterdir())) == 2
    said = capsys.readouterr().out
    assert "cyd handed in without powers.ipynb" in said
    assert "ps1: 1 new, 1 stay as they are in submitted/, 1 with nothing that can be graded" in said


def test_one_notebook_or_a_folder_from_python(course: Path) -> None:
    folder = course / "submitted/ada/ps1"
    assert grade_file(folder, "ps1", course=course)["score"] == 6.0
    assert grade_file(folder / "sums.ipynb", "ps1", course=course)["score"] == 3.0


def test_a_student_checks_one_notebook(
    course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(tmp_path, powers=POWERS, sums=SUMS)
    shutil.copy(course / "assignments/ps1/exercises.json", tmp_path)
    assert check_file(tmp_path / "powers.ipynb")
    said = capsys.readouterr().out
    assert "square" in said
    assert "double" not in said
    assert "of 1 questions" in said


def test_where_it_is_graded_elsewhere(course: Path, tmp_path: Path) -> None:
    for kind in ("prairielearn-grader", "gradescope-archive"):
        target = tmp_path / f"{kind}.zip"
        words = ["export", "ps1", "--to", kind, "-o", str(target), "--course", str(course)]
        assert main(words) == 0
        with zipfile.ZipFile(target) as archive:
            archive.extractall(tmp_path / kind)
    page = (tmp_path / "prairielearn-grader/question.html").read_text()
    assert 'file-names="powers.ipynb,sums.ipynb"' in page
    for name in ("powers.ipynb", "sums.ipynb", "exercises.json"):
        assert f'pl-file-download file-name="{name}"' in page
        assert (tmp_path / "prairielearn-grader/clientFilesQuestion" / name).is_file()
    assert graded(tmp_path / "gradescope-archive", course / "submitted/bob/ps1").record["score"] == 1.0


def test_pytest_asks_each_file_for_its_own_questions(course: Path) -> None:
    said = run(
        course, "--autograder-course", "course.yml", "submitted/cyd/ps1", "submitted/bob/ps1", "-v"
    ).stdout
    assert "cyd/ps1/sums.ipynb::double::value of f PASSED" in said
    assert "bob/ps1/powers.ipynb::square::derivative of dfdx FAILED" in said
    assert "sums.ipynb::square" not in said
    shutil.copy(course / "submitted/ada/ps1/sums.ipynb", course / "ada_sums (1).ipynb")
    said = run(course, "--autograder-course", "course.yml", "ada_sums (1).ipynb", "-v").stdout
    assert "1 passed" in said
