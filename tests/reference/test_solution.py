"""The reference notebook: run once, each question in the namespace as it was right after its own cell."""

from __future__ import annotations

import builtins
import json
from dataclasses import replace
from pathlib import Path
from threading import Event, Thread

import numpy as np
import pytest

from autograder.model.cell import Cell
from autograder.model.errors import CourseError
from autograder.model.question import Assignment, Question, RubricItem
from autograder.reference.solution import Reference
from autograder.sandbox.protocol import Probe, Raised

FIRST = Question("first", (), given={"x": 2})
SECOND = Question("second", ())
ASSIGNMENT = Assignment("ps1", "first", (FIRST, SECOND))
CELLS = (
    ("setup", "c = 10\ndef helper(v):\n    return v * scale()"),
    ("", "def scale():\n    return 1"),
    ("first", "x = 2\nf = helper(x) + c\nprint(f)"),
    ("", "f = 'other'"),
    ("second", "def scale():\n    return 3\ng = helper(c)"),
)
F = Probe({}, (("f", "f"),))
G = Probe({}, (("g", "g"), ("f", "f")))


def notebook(folder: Path, cells: tuple[tuple[str, str], ...] = CELLS) -> Path:
    path = folder / "first.ipynb"
    made = [
        {"cell_type": "code", "source": source, "metadata": {"nbgrader": {"grade_id": name}} if name else {}}
        for name, source in cells
    ]
    path.write_text(json.dumps({"cells": made, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}))
    return path


def test_each_question_is_asked_after_its_own_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reference = Reference(ASSIGNMENT, notebook(tmp_path))
    assert reference.answer("first", F).observations == (12,)
    assert reference.answer("second", G).observations == (30, "other")
    assert reference.answer("first", Probe({}, (("f", "f"),), {"x": 5}, ("f",))).observations == (15,)
    asked = reference.asked["second"]
    assert (asked.first, asked.after) == (3, 4)
    assert capsys.readouterr().out == ""


def test_questions_that_share_a_cell_are_asked_in_it(tmp_path: Path) -> None:
    other = Question("other", (), given={"x": 2}, cell="first")
    reference = Reference(Assignment("ps1", "first", (FIRST, other)), notebook(tmp_path))
    assert (reference.asked["other"].first, reference.asked["other"].after) == (2, 2)
    assert reference.answer("other", Probe({}, (("f", "f"),), {"x": 5}, ("f",))).observations == (15,)


def test_cells_run_again_on_what_they_stand_on_alone(tmp_path: Path) -> None:
    """Names of other questions would be copied each time for nothing."""
    cells = (
        ("first", "x = 2\nf = x"),
        ("", "unused = [1, 2]\nfactor = [3]\nlater = [0]\ncount = 0"),
        ("again", "def scaled(v):\n    return v * factor[0]\ny = 2\ng = scaled(y)"),
        ("third", "z = 1\ncount += z\nh = scaled(z) + later[0]"),
    )
    given = (FIRST, Question("again", (), given={"y": 2}), Question("third", (), given={"z": 1}))
    reference = Reference(Assignment("ps1", "first", given), notebook(tmp_path, cells))
    before = reference.interpreter.before["third"]
    assert before.keys() >= {"scaled", "factor"}
    assert "unused" not in before
    assert "later" not in reference.interpreter.before["again"]
    assert reference.answer("third", Probe({}, (("h", "h"),), {"z": 5}, ("h",))).observations == (15,)


def test_sources(tmp_path: Path) -> None:
    reference = Reference(ASSIGNMENT, notebook(tmp_path))
    assert reference.source("first") == CELLS[2][1]
    assert reference.before("first") == (CELLS[0][1], CELLS[1][1])
    assert len(reference.before("second")) == 4


def test_another_answer_in_the_place_of_a_cell(tmp_path: Path) -> None:
    """Functions of earlier cells see what the other answer defines; afterwards all is as it was."""
    reference = Reference(ASSIGNMENT, notebook(tmp_path))
    (reply,) = reference.with_cell("second", "def scale():\n    return 7\ng = helper(c)", [G])
    assert reply.observations == (70, "other")
    (first,) = reference.with_cell("first", "x = 2\nf = -helper(x)\nprint('no')", [F])
    assert first.observations == (-2,)
    (broken,) = reference.with_cell("first", "1 / 0", [F])
    assert isinstance(broken.observations[0], Raised)
    assert reference.answer("first", F).observations == (12,)
    assert reference.answer("first", Probe({}, (("f", "f"),), {"x": 5}, ("f",))).observations == (15,)
    assert reference.answer("second", G).observations == (30, "other")


def test_another_answer_stands_on_all_answers_before_it(tmp_path: Path) -> None:
    third = replace(SECOND, id="third")
    cells = (*CELLS, ("third", "h = g + 1"))
    reference = Reference(Assignment("ps1", "first", (FIRST, SECOND, third)), notebook(tmp_path, cells))
    (reply,) = reference.with_cell("third", "h = g - 1", [Probe({}, (("h", "h"),))])
    assert reply.observations == (29,)


def test_a_question_without_a_cell_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CourseError, match='no cell has the grade_id "second"'):
        Reference(ASSIGNMENT, notebook(tmp_path, CELLS[:3]))


def test_where_tests_alone_are_asked_a_cell_may_raise(tmp_path: Path) -> None:
    tested = Question("first", (RubricItem("tests", 1, ("first_test",)),))
    cells = (*CELLS[:2], ("first", f"{CELLS[2][1]}\nx[3]"), ("", "x = [1]\nx[3]"))
    reference = Reference(replace(ASSIGNMENT, questions=(tested,)), notebook(tmp_path, cells))
    assert reference.answer("first", F).observations == (12,)


@pytest.mark.parametrize(("place", "after"), [(0, 0), (1, 0), (2, 1), (3, 2)])
def test_a_test_is_asked_after_the_cells_before_it_and_after_the_first_at_the_least(
    tmp_path: Path, place: int, after: int
) -> None:
    tested = Question("first", (RubricItem("tests", 1, ("first_test",)),))
    cells = [Cell("f = 1", 1), Cell("f = 2", 2), Cell("", 3, "other", locked=True), Cell("f = 3", 4)]
    cells.insert(place + (place > 2), Cell("", 0, "first_test", locked=True))
    reference = Reference(replace(ASSIGNMENT, questions=(tested,)), tmp_path / "nb.ipynb", cells)
    assert (reference.asked["first"].after, reference.asked["first"].first) == (after, 0)


def test_it_opens_and_imports_what_stands_beside_it(tmp_path: Path) -> None:
    (tmp_path / "number.txt").write_text("7")
    beside = replace(ASSIGNMENT, questions=(FIRST,), files={"number.txt": b"7", "beside_it.py": b"y = 3"})
    cells = (
        (
            "first",
            "from beside_it import y\nx = 2\nwith open('number.txt') as file:\n    f = x * y * float(file.read())",
        ),
    )
    assert Reference(beside, notebook(tmp_path, cells)).answer("first", F).observations == (42.0,)


def test_a_cell_that_raises_is_refused_with_its_place(tmp_path: Path) -> None:
    cells = (*CELLS[:4], ("second", "g = 1\ng / 0"))
    with pytest.raises(CourseError, match="cell 4, line 2: the reference raises ZeroDivisionError: division"):
        Reference(ASSIGNMENT, notebook(tmp_path, cells))
    cells = (*CELLS[:4], ("second", "raise KeyError"))
    with pytest.raises(CourseError, match=r"line 1: the reference raises KeyError$"):
        Reference(ASSIGNMENT, notebook(tmp_path, cells))


def test_a_module_that_is_not_there_is_no_fault(tmp_path: Path) -> None:
    cells = (("", "import no_such_module_anywhere"), *CELLS)
    assert Reference(ASSIGNMENT, notebook(tmp_path, cells)).answer("first", F).observations == (12,)


def test_nothing_is_checked_or_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported = ("", "from autograder.selfcheck import check, draw as show")
    called = ("", "check()\ncheck('product')\nshow('product')")
    Reference(ASSIGNMENT, notebook(tmp_path, (imported, *CELLS, called)))
    assert capsys.readouterr().out == ""


def test_what_a_notebook_puts_into_numpy_does_not_stay(tmp_path: Path) -> None:
    """A given cell may forbid np.linalg.inv; whoever calculates with it afterwards is the grader."""
    Reference(ASSIGNMENT, notebook(tmp_path, (("", "import numpy as np\nnp.linalg.inv = None"), *CELLS)))
    assert callable(np.linalg.inv)


def test_two_references_take_turns_and_leave_the_process_as_it_was(tmp_path: Path) -> None:
    """What one of them changes meanwhile (imports, the folder, numpy) is the whole process's."""
    one, other = (Reference(ASSIGNMENT, notebook(tmp_path)) for _ in range(2))
    before, inside, entered = builtins.__import__, Event(), list[str]()

    def wait() -> None:
        inside.wait()
        with other.alone():
            entered.append("other")

    thread = Thread(target=wait)
    thread.start()
    with one.alone():
        inside.set()
        thread.join(0.05)
        entered.append("one")
    thread.join()
    assert entered == ["one", "other"]
    assert builtins.__import__ is before
