"""One submission where a platform has put it: found in its folder, graded by the recipe beside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.report.exports import gradescope_archive
from autograder.report.exports.there.grading import graded, recipe_of, work_in
from tests.report.exports.archives import source_of, unpack


def test_the_recipe_is_of_the_course_beside_it(course: Path, tmp_path: Path) -> None:
    unpack(gradescope_archive.EXPORT, source_of(course, "ps1", protect=False), tmp_path, program=False)
    recipe = recipe_of(tmp_path)
    assert (recipe.root, recipe.assignment, recipe.protect) == (tmp_path / "course", "ps1", False)


def _alone(folder: Path) -> Path:
    (folder / "hw" / "mine").mkdir(parents=True)
    (folder / "__MACOSX").mkdir()
    (folder / ".DS_Store").write_text("")
    (folder / "hw" / "mine" / "nb.ipynb").write_text("{}")
    return folder / "hw" / "mine"


def _beside_a_file(folder: Path) -> Path:
    (folder / "data").mkdir()
    (folder / "nb.ipynb").write_text("{}")
    return folder


def _link(folder: Path) -> Path:
    (folder / "up").symlink_to(folder)
    return folder


@pytest.mark.parametrize("lies", [_alone, _beside_a_file, _link, lambda folder: folder])
def test_the_work_is_in_the_only_folder_there_is(tmp_path: Path, lies: Callable[[Path], Path]) -> None:
    expected = lies(tmp_path)
    assert work_in(tmp_path) == expected


@pytest.mark.usefixtures("there")
def test_a_pipe_among_the_files_holds_nobody_up(course: Path, tmp_path: Path) -> None:
    unpack(gradescope_archive.EXPORT, source_of(course, "ps1"), tmp_path / "source", program=False)
    (tmp_path / "submission").mkdir()
    os.mkfifo(tmp_path / "submission" / "nb.ipynb")
    said: list[str] = []
    found = graded(tmp_path / "source", tmp_path / "submission", said.append)
    assert (found.record["status"], found.assignment.id, found.lang) == ("ungraded", "ps1", "en")
    assert said[0].startswith("PROTECTION: ")
