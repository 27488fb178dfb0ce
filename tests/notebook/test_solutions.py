"""What students do not get of a reference cell, by nbgrader's own rule: whatever the marker looks like."""

from __future__ import annotations

import re
from typing import Any

import pytest

from autograder.notebook.solutions import lines_of, mark_of, solution_lines, stub_of, trouble

METHOD = """class A:
    b = 1
    def f(self):
        {begin}
        x = 1
        return x
        {end}
    def g(self):
        return 2"""
BEGINS = (
    "### BEGIN SOLUTION",
    "# BEGIN SOLUTION",
    "#BEGIN SOLUTION",
    "## BEGIN SOLUTION ##",
    "# BEGIN SOLUTION: f",
)


def nbgraders(source: str) -> str:
    """What nbgrader makes of an answer cell."""
    from nbformat.v4 import new_code_cell
    from nbgrader.preprocessors import ClearSolutions

    marks = {"solution": True, "grade": False, "locked": False, "grade_id": "a", "schema_version": 3}
    cell = new_code_cell(source, metadata={"nbgrader": marks})
    resources: dict[str, Any] = {"language": "python"}
    done, _ = ClearSolutions().preprocess_cell(cell, resources, 0)
    return str(done.source)


@pytest.mark.parametrize(
    "source",
    [
        *(METHOD.format(begin=begin, end=begin.replace("BEGIN", "END")) for begin in BEGINS),
        METHOD.format(begin="### BEGIN SOLUTION", end="# END SOLUTION"),
        "x = 1\nf = x\n",
        "x = 1",
        "### BEGIN SOLUTION\nx = 1\n### END SOLUTION",
        "a = 1\n### BEGIN SOLUTION\nx = 1\n### END SOLUTION\nb = 2\n# BEGIN SOLUTION\ny = 1\n# END SOLUTION\n",
        "\t# BEGIN SOLUTION\n\tx = 1\n\t# END SOLUTION",
        "x = 1  # BEGIN SOLUTION\ny = 2\nz = 3  # END SOLUTION",
        "x = 1\n### END SOLUTION\ny = 2",
        "",
    ],
)
def test_the_stub_is_the_one_that_nbgrader_makes(source: str) -> None:
    assert stub_of(source) == nbgraders(source)


def test_what_is_hidden() -> None:
    source = METHOD.format(begin="# BEGIN SOLUTION", end="# END SOLUTION")
    assert [line.text.strip() for line in lines_of(source) if line.hidden and not line.marker] == [
        "x = 1",
        "return x",
    ]
    assert solution_lines(source) == {4, 5, 6, 7}
    assert solution_lines("x = 1\ny = 2") == {1, 2}


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("x = 1\n### BEGIN SOLUTION\nf = 1", 2, 'has no "END SOLUTION"'),
        (
            "### BEGIN SOLUTION\nf = 1\n### BEGIN SOLUTION\n### END SOLUTION",
            3,
            "stands twice, the first time in line 1",
        ),
        ("f = 1\n### END SOLUTION", 2, 'has no "BEGIN SOLUTION" before it'),
        ("f = 1\n### BEGIN SOLUTION\n### END SOLUTION", 2, "hide nothing; put the answer between them"),
        ("f = 1\n### BEGIN SOLUTION\n\n# f is one\n### END SOLUTION", 2, "hide nothing"),
        ("f = 1\n### BEGIN SOLUTION\npass\n### END SOLUTION", 2, "hide nothing"),
        (
            "### BEGIN SOLUTION\nf = 1\n### END SOLUTION\n### BEGIN SOLUTION\n### END SOLUTION",
            4,
            "hide nothing",
        ),
        ("", 1, "the answer cell is empty"),
        ("# write here\n", 1, "the answer cell is empty"),
    ],
)
def test_markers_that_are_wrong_are_named_with_their_line(source: str, line: int, words: str) -> None:
    found = trouble(source)
    assert found is not None
    assert found[0] == line
    assert re.search(words, found[1])


@pytest.mark.parametrize("source", ["f = 1", "f = (", METHOD.format(begin=BEGINS[1], end="# END SOLUTION")])
def test_right_ones_have_no_trouble(source: str) -> None:
    assert trouble(source) is None


MARKED = 'def f(x):\n    "Return."\n    y = "a" + str(x)\n    raise NotImplementedError()\n'


@pytest.mark.parametrize(
    "same",
    [
        MARKED.replace("Return.", "돌려준다."),
        MARKED.replace('    "Return."\n', "    # nothing\n\n"),
        MARKED.replace("    y", "\n    y").rstrip(),
        MARKED.replace("f(x):", "f( x ):  # here"),
    ],
)
def test_a_stub_has_one_mark_however_it_is_laid_out(same: str) -> None:
    assert mark_of(same) == mark_of(MARKED)


@pytest.mark.parametrize(
    "other", [MARKED.replace('"a"', '"c"'), MARKED.replace("raise NotImplementedError()", "return y"), ""]
)
def test_what_was_touched_has_another_mark(other: str) -> None:
    assert mark_of(other) != mark_of(MARKED)


def test_what_is_no_python_has_no_mark() -> None:
    assert mark_of("f = (1,") == mark_of('"""open') == ""
