"""What tells an answer, wherever it stands; and what everybody may read."""

from __future__ import annotations

import json

import pytest

from autograder.model.question import Assignment, Question
from autograder.notebook.solutions import STUB
from autograder.release.leaks import find_leaks
from tests.own_course import answer, cell

HIDDEN = 'dW = dD @ X["é"].T'


def notebook(*cells: object) -> str:
    return json.dumps({"cells": cells})


REFERENCE = notebook(
    cell("given", "D = W @ X + shown_line"),
    answer("matmul", f"{HIDDEN}\nreturn dx\nD = W @ X + shown_line", before="W = np.ones((2, 3))"),
)


def told(text: str, name: str = "notes.txt") -> list[tuple[int, str]]:
    leaks = find_leaks({name: text.encode()}, [REFERENCE])
    assert all(leak.file == name and leak.remedy for leak in leaks)
    return [(leak.line, leak.what) for leak in leaks]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"the answer:\n    {HIDDEN}\n", 2),
        (f"{HIDDEN}\n{HIDDEN}", 1),
        (json.dumps({"source": [HIDDEN]}, ensure_ascii=False), 1),
        (json.dumps({"source": HIDDEN + ' "'}, ensure_ascii=False), 1),
    ],
)
def test_a_line_of_the_solution_is_found_in_text_and_in_json(text: str, line: int) -> None:
    assert told(text) == [(line, f"a line of the solution, `{HIDDEN}`")]


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("### BEGIN SOLUTION", "BEGIN SOLUTION"),
        ("# END SOLUTION", "END SOLUTION"),
        ("### BEGIN HIDDEN TESTS", "HIDDEN TESTS"),
        ("=== MARK SCHEME", "MARK SCHEME"),
    ],
)
def test_a_marker_of_nbgraders_is_one_that_was_not_taken_away(line: str, marker: str) -> None:
    assert told(f"x\n{line}\n") == [(2, f'"{marker}" would reach the students')]


@pytest.mark.parametrize(
    "text",
    [
        "return dx", "W = np.ones((2, 3))", "D = W @ X + shown_line", "\n".join(STUB), "", "dW = dD @ X", "\x00\xff"
    ],
)  # fmt: skip
def test_what_stands_in_the_stub_or_by_chance_tells_nothing(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("name", ["mistakes.py", "deep/mistakes_old.py"])
def test_the_bank_of_mistakes_tells_whatever_is_in_it(name: str) -> None:
    assert told("", name) == [(0, "the bank of mistakes tells answers")]


def test_bytes_that_are_no_text_do_not_hide_a_line() -> None:
    (leak,) = find_leaks({"data.bin": b"\xff\xfe\n" + HIDDEN.encode()}, [REFERENCE])
    assert leak.line == 2


def test_a_solution_cell_without_markers_is_solution_throughout() -> None:
    marks = {"nbgrader": {"solution": True}}
    cells = [
        {"cell_type": "code", "metadata": marks, "source": "answer = compute(x, y)\n"},
        {"cell_type": "code", "metadata": {}, "source": 'print("a longer line")\n'},
    ]
    notebook = json.dumps({"cells": cells})
    assert [leak.line for leak in find_leaks({"a.txt": b"\nanswer = compute(x, y)"}, [notebook])] == [2]
    assert find_leaks({"a.txt": b'print("a longer line")'}, [notebook]) == []
    drawn = Question("q", (), graph=("answer = compute(x, y)",))  # everybody sees it
    assert find_leaks({"a.txt": b"answer = compute(x, y)"}, [notebook], Assignment("a", "a", (drawn,))) == []
