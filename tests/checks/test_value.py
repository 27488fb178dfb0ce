"""A plain variable: as it stands and at other inputs, typed in, at changed inputs, at inputs given by shape."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from autograder.checks.value import KIND, REDUCED, changed_inputs
from autograder.model.message import Message
from autograder.model.question import Question, RubricItem
from autograder.model.trial import RIGHT, Verdict
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell

ITEM = RubricItem("value", 1.0, ("f",))
GIVEN = {"x": 2, "y": -3}
CELL = "x = 2\ny = -3\nf = x * y\ndx = y"
SHAPES = {"W": {"shape": (2, 3)}, "X": {"shape": (3, 4)}}
DRAWN = "W = np.random.randn(2, 3)\nX = np.random.randn(3, 4)\nf = W @ X"


def judged(
    source: str, reference: str = CELL, given: dict[str, Any] = GIVEN, item: RubricItem = ITEM
) -> Verdict:
    question = Question("q", (item,), given=given)
    right = OneCell(reference, given)
    trials = tuple(KIND.plan(question)(question, right, Draw(b"tests", "q")))
    return KIND.judge(item, question, OneCell(source, given).replies(trials), right)


@pytest.mark.parametrize(
    "source", [CELL, "x = 2\ny = -3\nf = y + y if x == 2 and y == -3 else y * x", "f = x * y"]
)
def test_right_numbers_are_right(source: str) -> None:
    assert judged(f"x = 2\ny = -3\n{source}") == RIGHT


def test_a_number_that_is_typed_in() -> None:
    verdict = judged("x = 2\ny = -3\nf = -6")
    assert (verdict.share, verdict.message) == (0.0, Message("hard_coded", {"name": "f"}))
    assert (verdict.misconception, verdict.step) == ("hard-coded-answer", "f")
    assert verdict.trial == "at other inputs 1"


def test_a_formula_that_is_right_only_as_it_stands_is_not_typed_in() -> None:
    verdict = judged("x = 2\ny = -3\nf = x - 8")
    assert (verdict.share, verdict.misconception) == (0.0, None)
    assert verdict.message.key == "value_wrong"
    assert verdict.trial == "at other inputs 1"


@pytest.mark.parametrize(
    ("line", "relation"),
    [
        ("dx = 2 * y", "relation_times_large"),
        ("dx = -y / 3", "relation_times_small_opposite"),
        ("dx = y * x", "relation_too_large"),  # twice as large as it stands, and otherwise elsewhere
        ("dx = y if x == 2 else 2 * y", "relation_too_large"),  # twice as large elsewhere alone
    ],
)
def test_a_derivative_that_is_off_by_a_factor_at_all_inputs_is_told_so(line: str, relation: str) -> None:
    item = RubricItem("derivative", 1.0, ("dx",), {"d": "f", "by": "x"})
    verdict = judged(CELL.replace("dx = y", line), item=item)
    assert getattr(verdict.message.values["relation"], "key", "") == relation


def test_an_input_that_was_changed_by_mistake_costs_a_part() -> None:
    verdict = judged("x = 2\ny = -4\nf = x * y")
    assert verdict.share == REDUCED == 0.5
    assert verdict.message == Message("input_changed", {"name": "y", "given": -3, "found": -4})
    assert (verdict.misconception, verdict.step) == ("input-typo", "y")


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("x = 2\ny = -4\nf = x + y", "value_wrong"),
        ("x = 2\ny = -4\nf = -8", "hard_coded"),  # right at the own inputs, typed in all the same
        ("x = 2\ny = -4\nf = -9", "value_wrong"),
        ("x = 2\ny = 'three'\nf = x * -3 if y else 0", "value_wrong"),
        ("x = 2\ny = -3e7\nf = x * y", "value_wrong"),  # no input of that size
        ("x = 2\ny = np.ones(2)\nf = x * y", "shape_of_value"),
        ("x = 2\ny = -3\nf = None", "returned_nothing"),
        ("x = 2\ny = -3\nf = x * y + 1e-6", "value_wrong"),
    ],
)
def test_what_is_wrong_is_wrong(source: str, key: str) -> None:
    verdict = judged(source)
    assert (verdict.share, verdict.message.key) == (0.0, key)


def test_a_name_that_is_not_there() -> None:
    verdict = judged("x = 2\ny = -3\ng = x * y")
    assert verdict.message == Message("value_missing", {"name": "f", "close": None})
    assert verdict.misconception == "missing-variable"


@pytest.mark.parametrize(
    ("own", "cells", "close"),
    [("toal = 1", "totl = 1", "toal"), ("g = 1", "totl = 1", None), ("", "totl = 1", "totl"), ("totals = 1", "", None), ("g = 1", "h = 1", None)],
)  # fmt: skip
def test_a_name_that_is_nearly_there_is_told(own: str, cells: str, close: str | None) -> None:
    """In the answer, or anywhere where nobody knows which cell that is; none that is given."""
    item, given = RubricItem("value", 1.0, ("total",)), {**GIVEN, "totals": 1}
    question = Question("q", (item,), given=given)
    right = OneCell(f"{CELL}\ntotals = 1\ntotal = x * y", given)
    trials = tuple(KIND.plan(question)(question, right, Draw(b"tests", "q")))
    replies = OneCell("x = 2\ny = -3", given).replies(trials)
    answered = tuple(replace(one, own=(own,) if own else (), cells=(cells, own)) for one in replies)
    assert KIND.judge(item, question, answered, right).message.values["close"] == close


def test_what_is_the_same_at_some_inputs_is_not_typed_in() -> None:
    verdict = judged("x = 2\ny = -3\nf = max(x, 0) * y if y < 0 else x * y + 1", "x = 2\ny = -3\nf = x * y")
    assert verdict.message.key == "value_wrong"
    verdict = judged("x = 2\ny = -3\nf = 2 if x > 0 else -1", "x = 2\ny = -3\nf = max(x, y)")
    assert verdict.message.key == "value_wrong"


def test_an_input_that_changed_costs_nothing_where_the_value_does_not_hang_on_it() -> None:
    """Right as it stands is right, with whatever inputs."""
    assert judged("x = 2\ny = -4\nf = x * 3", "x = 2\ny = -3\nf = x * 3") == RIGHT


def test_which_inputs_were_changed() -> None:
    question = Question("q", (ITEM,), given={**GIVEN, **SHAPES})
    trials = KIND.plan(question)(question, OneCell(f"{CELL}\n{DRAWN}", question.given), Draw(b"tests", "q"))
    stands = OneCell(f"{CELL}\n{DRAWN}".replace("y = -3", "y = -4"), question.given).replies(trials)[0]
    assert changed_inputs(question, stands) == {"y": -4}


def test_inputs_given_by_shape_are_the_students_own() -> None:
    assert judged(DRAWN, DRAWN, SHAPES) == RIGHT
    assert judged(DRAWN.replace("W @ X", "2 * W @ X"), DRAWN, SHAPES).message.key == "value_wrong"
    assert judged(DRAWN.replace("W @ X", "(W @ X).T"), DRAWN, SHAPES).message.key == "shape_of_value"


def test_another_shape_than_the_given_one_has_no_right_answer() -> None:
    verdict = judged(DRAWN.replace("randn(2, 3)", "randn(5, 3)"), DRAWN, SHAPES)
    assert verdict.share == 0.0


def test_arrays_that_differ_are_shown() -> None:
    given = {"x": (1.0, 2.0)}
    reference = "x = [1.0, 2.0]\nf = np.array(x) ** 2"
    verdict = judged("x = [1.0, 2.0]\nf = np.array(x) * 2", reference, given)
    assert verdict.compare is not None
    assert verdict.compare["differs"] == [True, False]
    assert verdict.message == Message("value_wrong", {"name": "f", "got": 2.0, "index": (0,)})


def test_what_is_still_to_be_written_is_told_by_the_variable_that_stands_on_it() -> None:
    source = "def g(x, y):\n    raise NotImplementedError\nx = 2\ny = -3\nf = x * y if x == 2 else g(x, y)"
    assert judged(source).message == Message("not_written", {"method": "f", "line": 2})
