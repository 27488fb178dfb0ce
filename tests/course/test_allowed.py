"""`packages` and `files` of course.yml: what is no package or no file is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.allowed import LARGEST
from autograder.course.load import load_course
from autograder.model.errors import CourseError
from tests.own_course import own_course

QUESTION = "- id: double\n  given: {x: 3}\n  rubric: [{check: value, of: f, points: 1}]"
CELLS = [("setup", "import numpy as np"), ("double", "x = 3\nf = 2 * x")]


def course(folder: Path, packages: str = "[]", files: str = "[]") -> Path:
    own_course(folder, CELLS, QUESTION, f"packages: {packages}\n")
    file = folder / "course.yml"
    text = file.read_text(encoding="utf-8").replace(
        "    notebook: nb\n", f"    notebook: nb\n    files: {files}\n"
    )
    file.write_text(text, encoding="utf-8")
    beside = folder / "solutions" / "ps1"
    (beside / "data").mkdir()
    (beside / "data.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (beside / "data" / "points.csv").write_text("3\n", encoding="utf-8")
    return folder


def test_packages_and_files(tmp_path: Path) -> None:
    read = load_course(course(tmp_path, "[yaml, jsonschema]", "[data.csv, data/points.csv]"))
    assert read.packages == ("yaml", "jsonschema")
    assert read.assignment("ps1").files == {"data.csv": b"a,b\n1,2\n", "data/points.csv": b"3\n"}


def test_none(tmp_path: Path) -> None:
    read = load_course(own_course(tmp_path, CELLS, QUESTION))
    assert (read.packages, read.assignment("ps1").files) == ((), {})


@pytest.mark.parametrize(
    ("packages", "says"),
    [
        ("[numpy]", "numpy can be imported anyway; leave it out"),
        ("[matplotlib]", "matplotlib can be imported anyway, as a stand-in that draws nothing; leave it out"),
        ("[json]", "json can be imported anyway; leave it out"),
        ("[scikit-learn]", 'sklearn, not scikit-learn, for instance "scikit_learn"'),
        ("[yaml.nodes]", 'the name that is imported: sklearn, not scikit-learn, for instance "yaml_nodes"'),
        (
            "[no_such_package]",
            "no_such_package is not installed here; install it beside the grader, or leave it out",
        ),
        ("[__main__]", "__main__ is not installed here; install it beside the grader, or leave it out"),
        ("yaml", 'must be a list ([a, b], or lines that start with -), not "yaml"'),
    ],
)
def test_packages_that_cannot_be(tmp_path: Path, packages: str, says: str) -> None:
    with pytest.raises(CourseError, match=r"course\.yml:2: ") as raised:
        load_course(course(tmp_path, packages))
    assert str(raised.value).endswith(says)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ("[other.csv]", "solutions/ps1/other.csv: No such file or directory"),
        ("[data]", "solutions/ps1/data: Is a directory"),
        (
            "[../ps1/data.csv]",
            "is no file beside the reference notebook; write it like data.csv or data/points.csv",
        ),
        (
            "[/etc/passwd]",
            "is no file beside the reference notebook; write it like data.csv or data/points.csv",
        ),
        (
            "[./data.csv]",
            "is no file beside the reference notebook; write it like data.csv or data/points.csv",
        ),
        (
            "[mistakes.csv]",
            "is not handed out with a release, so students have no such file; name data and modules",
        ),
        (
            "[.hidden]",
            "is not handed out with a release, so students have no such file; name data and modules",
        ),
        (
            "[.cache/points.csv]",
            "is not handed out with a release, so students have no such file; name data and modules",
        ),
        (
            "[data/mistakes/points.csv]",
            "is not handed out with a release, so students have no such file; name data and modules",
        ),
        (
            "[nb.ipynb]",
            "is not handed out with a release, so students have no such file; name data and modules",
        ),
        ("[large.bin]", "megabytes; 4 at the most go to each child"),
    ],
)
def test_files_that_cannot_be(tmp_path: Path, files: str, says: str) -> None:
    folder = course(tmp_path, files=files)
    (folder / "solutions" / "ps1" / "large.bin").write_bytes(bytes(LARGEST + 1))
    with pytest.raises(CourseError, match=r"course\.yml:6: ") as raised:
        load_course(folder)
    assert str(raised.value).endswith(says)
