"""Ways to get points, or to stop the trusted process, that somebody found who had read the source."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from autograder.checks.student_tests import Run
from autograder.grading.grader import Grader
from autograder.grading.intake.find import find_submissions
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.errors import UsageError
from autograder.model.question import Assignment
from autograder.notebook.cells import parted, read_cells
from autograder.sandbox import libc
from autograder.sandbox.protocol import Asked, Reply

PS1 = Assignment("ps1", "graphs", ())
on_linux = pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone")


def test_tests_cannot_tell_the_implementation_by_its_turn(
    key_of: Callable[[str], AnswerKey],
) -> None:
    """Process ids count the children before: right implementations first would be a sign."""
    key = key_of("ps4")
    ((ask_apart, trials),) = key.questions["gradient_test"].apart
    turns: list[bool] = []

    right = {trial.source: trial.right for trial in trials if isinstance(trial, Run)}

    def ask(cells: Sequence[str], asked: Asked, seed: int) -> Reply:
        turns.append(right[cells[-1]])
        return Reply(((1, 0 if turns[-1] else 1),))

    orders = set()
    for text in ("a", "b", "c"):
        turns.clear()
        ask_apart(trials, key.questions["gradient_test"].question, key.reference, [text], ask)
        assert len(turns) == len(trials)
        orders.add(tuple(turns))
    assert len(orders) == 3
    assert not any(all(order[: sum(order)]) for order in orders)


@on_linux
def test_code_nested_too_deeply_is_a_syntax_error(key_of: Callable[[str], AnswerKey], prober: Prober) -> None:
    key = key_of("ps2")
    deep = [Cell("x = " + "-" * 100_000 + "1", -1), Cell("x = " + "(" * 5_000, -2)]
    results = Grader(key, prober).grade([*deep, *key.reference.cells]).questions
    assert all(result.score == result.question.points for result in results)


@pytest.mark.slow
def test_many_statements_do_not_fill_the_memory(tmp_path: Path) -> None:
    """Each piece of a text begins with as many empty lines as stand before it."""
    text = "a = 1\n" * 30_000
    (tmp_path / "many.py").write_text(text)
    for pieces in (read_cells(tmp_path / "many.py"), parted(Cell(text, 0))):
        assert sum(len(piece.source) for piece in pieces) < 12_000_000
        assert sum(piece.source.count("a = 1") for piece in pieces) == 30_000


def test_many_empty_lines_are_read_in_no_time(tmp_path: Path) -> None:
    path = tmp_path / "empty.ipynb"
    cell = {"cell_type": "code", "metadata": {}, "source": "\n" * 1_000_000 + "import layers"}
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}))
    started = time.process_time()
    assert len(read_cells(path)) == 1
    assert time.process_time() - started < 5


def test_links_out_of_a_students_folder_are_not_followed(tmp_path: Path) -> None:
    """A link to the solution would be graded, and shown to the student in the feedback."""
    (tmp_path / "solution.ipynb").write_text("{}")
    for student in ("eve", "mallory", "trudy"):
        (tmp_path / "submitted" / student).mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "graphs.ipynb").symlink_to(tmp_path / "solution.ipynb")
    (tmp_path / "submitted" / "eve" / "ps1").mkdir()
    (tmp_path / "submitted" / "eve" / "ps1" / "graphs.ipynb").symlink_to("../../../solution.ipynb")
    (tmp_path / "submitted" / "mallory" / "ps1").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "submitted" / "trudy" / "ps1").mkdir()
    (tmp_path / "submitted" / "trudy" / "ps1" / "real.ipynb").write_text("{}")
    (tmp_path / "submitted" / "trudy" / "ps1" / "graphs.ipynb").symlink_to("real.ipynb")
    found = {s.student: len(s.files) for s in find_submissions(PS1, [tmp_path / "submitted"])}
    assert found == {"eve": 0, "mallory": 0, "trudy": 2}
    # a folder that holds nothing but a link out of it
    with pytest.raises(UsageError, match=r"graphs\.ipynb: a link that leads out of the folder"):
        find_submissions(PS1, [tmp_path / "elsewhere"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_submission(tmp_path: Path) -> None:
    folder = tmp_path / "eve" / "ps1"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "graphs.ipynb")
    os.mkfifo(folder / "timestamp.txt")
    (submission,) = find_submissions(PS1, [tmp_path])
    assert submission.files == ()
    assert submission.handed_in is None
