"""nbgrader's layout: whose folders are whose, and what lies in one."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.grading.intake.nbgraders import has_files, one_student, read_folder, students_in
from autograder.model.message import Told
from autograder.model.question import Assignment

PS1 = Assignment("ps1", "graphs", ())


def put(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)


def test_students_are_folders_that_hold_one_of_the_assignment(tmp_path: Path) -> None:
    put(
        tmp_path,
        "bo/ps1/a.py",
        "ada/ps1/graphs.ipynb",
        "eve/ps2/a.py",
        "ps1-cy/ps1/a.py",  # GitHub's: all in it is the student's own
        "dora/.git/config",
        "dora/ps1/a.py",
        "submission_7/ps1/a.py",
        "file.py",
    )
    assert [folder.name for folder in students_in(tmp_path, "ps1")] == ["ada", "bo"]


@pytest.mark.parametrize(
    ("names", "path", "student"),
    [
        (("ada/ps1/graphs.ipynb",), "ada", "ada"),
        (("ada/ps1/graphs.ipynb",), "ada/ps1", "ada"),
        (("ada/ps1/graphs.ipynb",), "", None),  # a class
        (("ada/graphs.ipynb",), "ada", None),  # no folder of the assignment
        (("ada/ps1/a.py", "ada/ps1/b.py"), "ada", "ada"),
        (("ps1/ada/a.py",), "ps1", None),
        (("ps1/ada.zip",), "ps1", None),
        (("ps1/ada.ZIP",), "ps1", None),
        (("ps1/lee_1_500_a.py",), "ps1", None),
        (("ps1/lee_1_500_a.py", "ps1/graphs.ipynb"), "ps1", ""),
        (("ps1/notes/a.txt", "ps1/timestamp.txt"), "ps1", ""),
        (tuple(f"ps1/{name}.py" for name in "abcdefghijkl"), "ps1", None),
        ((*(f"ps1/{name}.py" for name in "abcdefghijkl"), "ps1/graphs-1.ipynb"), "ps1", None),
        ((*(f"ps1/{name}.py" for name in "abcdefghijkl"), "ps1/graphs.old.ipynb"), "ps1", ""),
    ],
)
def test_a_folder_is_one_students_or_a_class(
    tmp_path: Path, names: tuple[str, ...], path: str, student: str | None
) -> None:
    put(tmp_path / "root", *names)
    found = one_student(tmp_path / "root" / path, PS1)
    assert (found and found.relative_to(tmp_path / "root").as_posix().strip(".")) == student


def test_a_notebooks_name_may_be_spelt_in_pieces(tmp_path: Path) -> None:
    asked, name = Assignment("ps1", "각", ()), unicodedata.normalize("NFD", "각.ipynb")
    put(tmp_path, *(f"ada/ps1/{one}" for one in (name, "각-1.ipynb", "a.py", "b.py", "c.py")))
    assert one_student(tmp_path / "ada" / "ps1", asked) == tmp_path / "ada"
    assert read_folder(tmp_path / "ada", asked, None).files[0].name == name


def test_what_lies_in_a_folder_is_read_with_the_notebook_first_and_nbgraders_files_beside(
    tmp_path: Path,
) -> None:
    put(tmp_path, *(f"ada/ps1/{name}" for name in ("a.ipynb", "graphs.ipynb", "b.py", "data.csv", ".hidden.py", "submission_secret.txt")))  # fmt: skip
    (tmp_path / "ada/ps1/timestamp.txt").write_text("2027-03-12 10:00:00 UTC")
    one = read_folder(tmp_path / "ada", PS1, None)
    assert [path.name for path in one.files] == ["graphs.ipynb", "a.ipynb", "b.py"]
    assert one.others == ("data.csv",)
    (tmp_path / "ada/ps1/timestamp.txt").unlink()
    assert read_folder(tmp_path / "ada", PS1, None).unsure == ""
    assert {path.name for path in one.beside} == {"timestamp.txt", "submission_secret.txt"}
    assert (one.student, one.handed_in, one.unsure) == ("ada", datetime(2027, 3, 12, 10, tzinfo=UTC), "")


def test_a_work_that_is_only_marked_late_says_so_in_any_language(tmp_path: Path) -> None:
    put(tmp_path, "ada/ps1/graphs.ipynb", "ada/ps1/late.txt")
    one = read_folder(tmp_path / "ada", PS1, None)
    assert (one.handed_in, one.others) == (None, ())
    assert one.unsure.startswith(
        "late.txt says that it came late, and not when; put a timestamp.txt beside it, write"
    )
    assert isinstance(one.unsure, Told)


def test_links_that_lead_out_are_named_and_not_read(tmp_path: Path) -> None:
    put(tmp_path, "secret.py", "ada/ps1/a.py", "ada/own.py")
    (tmp_path / "ada/ps1/out.py").symlink_to(tmp_path / "secret.py")
    (tmp_path / "ada/ps1/own.py").symlink_to(tmp_path / "ada/own.py")
    one = read_folder(tmp_path / "ada", PS1, None)
    assert [path.name for path in one.files] == ["a.py", "own.py"]
    assert one.others == ("out.py, a link that leads out of the folder",)
    (tmp_path / "way").symlink_to(tmp_path)
    assert len(read_folder(tmp_path / "way" / "ada", PS1, None).files) == 2
    (tmp_path / "bo").symlink_to(tmp_path / "ada")
    assert read_folder(tmp_path / "bo", PS1, None).files == ()
    (tmp_path / "cy").mkdir()
    (tmp_path / "cy/ps1").symlink_to(tmp_path / "ada/ps1")
    assert read_folder(tmp_path / "cy", PS1, None).files == ()


@pytest.mark.parametrize(
    ("names", "there"), [(("ps1/a.py",), True), (("ps1/a.txt",), False), ((), False), (("ps1",), False)]
)
def test_something_that_could_be_graded(tmp_path: Path, names: tuple[str, ...], there: bool) -> None:
    put(tmp_path / "ada", *names)
    assert has_files(tmp_path / "ada", PS1) is there
