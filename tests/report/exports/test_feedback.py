"""Feedback pages that go back: each found again by the rules of Canvas and Moodle, with no right number in it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from autograder.model.errors import UsageError
from autograder.report.exports.feedback import EXPORT
from tests.report.exports.samples import source


def pages(into: Path | None = None, *, answers: bool = False) -> tuple[dict[str, str], list[str]]:
    asked = source(into=into, answers=answers)
    assert EXPORT.files
    return {file.name: file.content.decode() for file in EXPORT.files(asked)}, asked.notes


def downloaded(folder: Path, *names: str) -> Path:
    path = folder / "submissions.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "{}")
    return path


def moodle_user(name: str) -> int | None:
    """The participant whose file Moodle takes it for (assignfeedback_file_zip_importer)."""
    for part in PurePosixPath(name).parts:
        info = part.split("_", 4)
        if len(info) >= 4 and info[1].isdigit() and info[2:4] == ["assignsubmission", "file"]:
            return int(info[1])
    return None


def canvas_ids(name: str) -> list[str]:
    """The user and the attachment that Canvas takes it for (infer_comment_context_from_filename)."""
    return [part for part in name.split("_") if re.fullmatch(r"\d+", part)][:2]


def test_a_page_a_student_without_right_numbers() -> None:
    found, _ = pages()
    assert next(iter(found)) == "ada/gates.html"
    assert len(found) == 5
    told = "Your gradient against the numerical one"
    assert told not in found["ada/gates.html"]
    shown, _ = pages(answers=True)
    assert told in shown["ada/gates.html"]


def test_moodle_finds_every_page_again(tmp_path: Path) -> None:
    path = downloaded(
        tmp_path,
        "Ada Lovelace_2001_assignsubmission_file_/gates.ipynb",
        "김 철수_9_assignsubmission_file_gates.ipynb",
        "Stranger_77_assignsubmission_file_/gates.ipynb",
        "Dina_2004_assignsubmission_file/../../evil.ipynb",
    )
    found, notes = pages(path)
    assert [moodle_user(name) for name in found] == [2001, 9, 2004]
    assert all(".." not in name for name in found)
    assert notes[-1].endswith("without a record: left as it was: Stranger")


def test_canvas_finds_every_page_again(tmp_path: Path) -> None:
    path = downloaded(
        tmp_path,
        "lovelacelady_LATE_1001_5001_gates-1.ipynb",
        "x_1005_5005_gates.ipynb",
        "x_1005_5006_more.py",
    )
    found, notes = pages(path)
    assert [canvas_ids(name) for name in found] == [["1001", "5001"], ["1005", "5005"]]
    assert next(iter(found)) == "lovelacelady_LATE_1001_5001_gates-1.html"
    assert notes[0] == "2 filled in"


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_what_is_no_such_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="is no zip file"):
        pages(path)
    with pytest.raises(UsageError, match="has no submissions with Canvas' or Moodle's names"):
        pages(downloaded(tmp_path, "gates.ipynb"))
