"""The end in the student's process: what stands in the notebook is the student's again after a test."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.sandbox.remote.exam import Exam, Paper
from tests.sandbox.remote.made import sat

HELPED = "def helper(x):\n    return x + 1\ndef answer(x):\n    return 2 * helper(x)\nheld = []\ndef keep(f):\n    held.append(f)"


def _left(*papers: Paper) -> dict[str, Any]:
    """The names of a notebook whose helper stands at both ends, after a test that passes."""
    said, _, names = sat(Exam(papers, frozenset({"answer", "helper", "keep"})), HELPED, recording=True)
    assert [one.how for one in said] == ["passed"], said
    return names


@pytest.mark.parametrize("away", ["del helper", "helper = None", "def helper(x):\n    return 0"])
def test_a_given_function_that_a_test_puts_back_is_the_students_own_again(away: str) -> None:
    back = f"kept = helper\n{away}\ntry:\n    answer(1)\nexcept Exception:\n    pass\nhelper = kept\nassert answer(1) == 4"
    names = _left(Paper("", HELPED, frozenset({"answer", "keep"})), Paper("back", back))
    assert type(names["helper"]) is type(names["answer"])


def test_what_a_test_left_asks_nothing_while_none_runs() -> None:
    leaves = Paper("leaves", "keep(lambda x: x)\nassert answer(1) == 4")
    (left,) = _left(Paper("", "", frozenset({"answer", "keep"})), leaves)["held"]
    with pytest.raises(RuntimeError, match="while a test runs"):
        left(1)
