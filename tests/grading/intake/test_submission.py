"""What a student handed in, known by its bytes; a record's file, named after the student."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder.grading.intake.submission import MAX_NAME_BYTES, Submission, file_name


def hashed(folder: Path, *files: tuple[str, str | None], sheets: tuple[str, ...] = ("",)) -> str:
    """The hash of files of these names and texts; None for one that cannot be read."""
    paths = []
    for name, text in files:
        path = folder / name
        path.unlink(missing_ok=True)
        if text is not None:
            path.write_text(text)
        paths.append(path)
    return Submission("ada", tuple(paths), sheets=sheets).sha256()


def test_a_submission_is_known_by_the_bytes_of_what_is_graded_and_its_ending(tmp_path: Path) -> None:
    one = hashed(tmp_path, ("a.py", "x = 1"))
    assert hashed(tmp_path, ("b.py", "x = 1"), ("other.py", "y")) == one
    others = [
        hashed(tmp_path, ("a.py", "x = 2")),
        hashed(tmp_path, ("a.ipynb", "x = 1")),
        hashed(tmp_path, ("a.py", "")),
        hashed(tmp_path, ("a.py", None)),
        Submission("ada", ()).sha256(),
    ]
    assert len({one, *others}) == 1 + len(others)


def test_of_several_notebooks_each_counts_with_its_name_and_its_length(tmp_path: Path) -> None:
    two = ("a", "b")
    seen = [
        hashed(tmp_path, ("a.ipynb", "xy"), ("b.ipynb", "z"), sheets=two),
        hashed(tmp_path, ("a.ipynb", "x"), ("b.ipynb", "yz"), sheets=two),
        hashed(tmp_path, ("a.ipynb", "xy"), ("b.ipynb", "z"), sheets=("b", "a")),
        hashed(tmp_path, ("a.ipynb", "xy"), sheets=("a",)),
        hashed(tmp_path, ("a.ipynb", "xy" + "\0" * 8 + "b.ipynbz"), sheets=("a",)),
    ]
    assert len(set(seen)) == len(seen)


def test_when_it_was_handed_in_is_said_in_iso_8601() -> None:
    at = datetime(2027, 3, 12, 23, 59, tzinfo=UTC)
    assert Submission("ada", (), handed_in=at).stamp == "2027-03-12T23:59:00+00:00"
    assert Submission("ada", ()).stamp is None


@pytest.mark.parametrize(
    ("student", "name"),
    [
        ("ada", "ada"),
        ("김민수", "김민수"),
        ("ada.lee@x.edu", "ada.lee@x.edu"),
        ("a+b-c_d 1", "a+b-c_d 1"),
        ("a" * MAX_NAME_BYTES, "a" * MAX_NAME_BYTES),
        ("../ada", "ada-"),
        ("ada.", "ada-"),
        ("ada ", "ada-"),
        (".ada", "ada-"),
        ("a/b\\c", "a_b_c-"),
        ("...", "student-"),
        ("a" * (MAX_NAME_BYTES + 1), "a" * 40 + "-"),
        ("가" * (MAX_NAME_BYTES // 3 + 1), "가" * 40 + "-"),
        ("\udcff", "student-"),
    ],
)
def test_a_records_file_is_the_name_where_that_is_plain_and_else_a_slug_with_a_hash(
    student: str, name: str
) -> None:
    made = file_name(student)
    assert made == name if not name.endswith("-") else made.startswith(name)
    assert len(made) == len(name) + (8 if name.endswith("-") else 0)


def test_two_names_of_one_slug_have_two_files() -> None:
    assert len({file_name(student) for student in ("../ada", "/ada", "ada.", "ada")}) == 4
