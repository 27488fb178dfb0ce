"""An entry put into course.yml: where it belongs, and everything else as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course.located import read
from autograder.course.writing import with_question
from autograder.model.errors import CourseError
from tests.conftest import ROOT
from tests.own_course import SEVERAL

ENTRY = "id: tanh\nrubric:\n  - {check: forward, points: 1}"
COMMENTED = """\
# first
course: own
assignments:
    # of ps1
    -   id: ps1   # one
        notebook: own
        questions:
        - id: cube  # a cube
          rubric:
          - {check: value,
             of: f, points: 1}
          # the end of cube

    # of ps2
    -   {id: ps2, notebook: other, questions: [{id: square}]}
# last
"""


def put(text: str, assignment: str, folder: Path) -> tuple[str, int]:
    file = folder / "course.yml"
    file.write_text(text, encoding="utf-8")
    new, line = with_question(file, assignment, "own", ENTRY)
    file.write_text(new, encoding="utf-8")
    assert "id: tanh" in "".join(new.splitlines()[line - 1 : line + 3])
    return new, line


def without(text: str, line: int) -> list[str]:
    """The lines of a text but the entry that begins there, and the empty line before it."""
    lines = text.splitlines()
    return lines[: line - 2] + lines[line - 1 + len(ENTRY.splitlines()) :]


def questions(text: str, folder: Path) -> dict[str, list[str]]:
    file = folder / "read.yml"
    file.write_text(text, encoding="utf-8")
    found = {}
    for one in read(file, "it").mapping()["assignments"].items():
        keys = one.mapping()
        found[keys["id"].text()] = [q.mapping()["id"].text() for q in keys["questions"].items()]
    return found


def test_after_the_last_question_before_the_comments_that_follow(tmp_path: Path) -> None:
    new, line = put(COMMENTED, "ps1", tmp_path)
    assert questions(new, tmp_path) == {"ps1": ["cube", "tanh"], "ps2": ["square"]}
    assert without(new, line) == COMMENTED.splitlines()


@pytest.mark.parametrize(
    "title",
    [
        "A cube",
        "'A cube'",
        "|\n            A cube\n            of x",
        ">\n            A cube",
        "[A, cube]",
        "[A,\n            cube]",
        "{a: A,\n            cube: B\n            }",
    ],
)
def test_after_whatever_the_last_entry_ends_with(title: str, tmp_path: Path) -> None:
    text = COMMENTED.replace(
        "          # the end of cube\n", f"          title: {title}\n          # the end of cube\n"
    )
    new, line = put(text, "ps1", tmp_path)
    assert questions(new, tmp_path) == {"ps1": ["cube", "tanh"], "ps2": ["square"]}
    assert without(new, line) == text.splitlines()
    assert new.splitlines()[line - 2] == ""
    assert (
        new.splitlines()[line - 3].strip() in text.partition("# the end of cube")[0].strip().splitlines()[-1]
    )


def test_an_assignment_that_is_not_there_is_made(tmp_path: Path) -> None:
    new, _ = put(COMMENTED, "ps9", tmp_path)
    assert questions(new, tmp_path) == {"ps1": ["cube"], "ps2": ["square"], "ps9": ["tanh"]}
    assert "# last" in new


def test_the_first_of_all(tmp_path: Path) -> None:
    new, line = put("course: own\nassignments: []\n", "ps1", tmp_path)
    assert questions(new, tmp_path) == {"ps1": ["tanh"]}
    assert line == 3
    inside = "course: own\nassignments:\n  - id: ps1\n    notebook: own\n    questions: []\n"
    assert questions(put(inside, "ps1", tmp_path)[0], tmp_path) == {"ps1": ["tanh"]}


def test_a_list_in_one_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r":15: questions stands in one line; write a line with -"):
        put(COMMENTED, "ps2", tmp_path)


def test_a_file_that_is_no_course(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match=r":1: the course is empty; "):
        put("", "ps1", tmp_path)


@pytest.mark.parametrize("assignment", ["ps1", "ps2", "ps3", "ps4", "ps5"])
def test_this_course(assignment: str, tmp_path: Path) -> None:
    text = (ROOT / "course.yml").read_text(encoding="utf-8")
    new, line = put(text, assignment, tmp_path)
    assert questions(new, tmp_path)[assignment][-1] == "tanh"
    assert without(new, line) == text.splitlines()


def test_of_several_notebooks_the_last_one_gets_it(tmp_path: Path) -> None:
    text, line = put(SEVERAL, "ps1", tmp_path)
    assert text.splitlines()[line - 1] == "          - id: tanh"
    assert text.startswith(SEVERAL)
