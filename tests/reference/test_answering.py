"""Whoever answers in this process: one expression, one probe, one variable moved; the names stay as they were."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.model.errors import CourseError
from autograder.sandbox.codec import Opaque
from autograder.sandbox.protocol import Probe, Raised
from tests.checks.one_cell import OneCell

CELL = "x = 2\ny = np.array([1.0, 2.0])\nq = x * y\nf = q.sum() ** 2"


def cell() -> OneCell:
    return OneCell(CELL, ("x", "y"))


def test_the_value_of_an_expression() -> None:
    assert cell().value("q", {"a": 5.0}, "a * f") == 5.0 * 36
    assert np.isnan(np.asarray(cell().value("q", {}, "np.log(-1.0)")))  # no warning either


def test_the_value_of_an_expression_is_plain_data() -> None:
    assert isinstance(cell().value("q", {}, "globals"), Opaque)


def test_an_expression_that_raises_is_told_with_question_and_expression() -> None:
    with pytest.raises(CourseError, match=r"question q: 1 / 0 raises ZeroDivisionError") as caught:
        cell().value("q", {}, "1 / 0")
    assert str(caught.value).startswith("reference.ipynb: question q")


@pytest.mark.parametrize(
    ("expression", "raises"),
    [("np.exp(1e4 * y)", True), ("np.log(0 * y)", True), ("np.sqrt(-y)", True), ("np.exp(-1e4 * y)", False)],
)
def test_strictly_what_is_no_number_raises_and_nothing_that_is_nearly_zero(
    expression: str, raises: bool
) -> None:
    for strict in (True, False):
        (found,) = cell().answer("q", Probe({}, (("s", expression),)), strict=strict).observations
        assert isinstance(found, Raised) is (strict and raises)


def test_probes_do_not_hear_of_each_other() -> None:
    one = cell()
    one.answer("q", Probe({}, (("s", "globals().update(f=0, x=9, new=1)"),)))
    assert one.value("q", {}, "'new' in globals()") is False
    one.answer("q", Probe({}, (("f", "f"),), {"x": 5}, ("f",)))
    assert one.answer("q", Probe({}, (("f", "f"), ("x", "x")))).observations == (36.0, 2)


def test_names_are_those_of_the_notebook() -> None:
    assert {"x", "y", "q", "f"} <= cell().names("q")
    assert not any(name.startswith("__") for name in cell().names("q"))


@pytest.mark.parametrize(
    ("by", "move", "f", "q"),
    [
        ("x", 0.0, 36.0, [2.0, 4.0]),
        ("x", 0.5, 56.25, [2.5, 5.0]),
        ("q", 1.0, 64.0, [3.0, 5.0]),
        ("q", np.array([0.0, 1.0]), 49.0, [2.0, 5.0]),
        ("y", np.array([1.0, 0.0]), 64.0, [4.0, 4.0]),
    ],
)
def test_a_variable_is_moved_where_it_is_assigned(by: str, move: object, f: float, q: list[float]) -> None:
    one = cell()
    found = one.moved("q", {}, by, ("f", "q"), move)
    assert found[0] == pytest.approx(f)
    assert found[1] == pytest.approx(q)
    assert one.value("q", {}, "f") == 36.0


def test_moved_at_other_inputs_and_only_once() -> None:
    assert cell().moved("q", {"x": 3}, "x", ("x", "f"), 1.0)[0] == 4.0
    for twice in ("x = 1.0\nf = x\nx = x + 1\nf = f + x", "x = 1.0\nf = x\nx = 2.0\nf = f + x"):
        assert OneCell(twice).moved("q", {}, "x", ("f",), 10.0)[0] == (23.0 if "x + 1" in twice else 13.0)


def test_an_input_that_no_cell_assigns_is_moved_where_it_stands() -> None:
    one = OneCell("f = globals().get('x', 1.0) * 2", ("x",))
    one.interpreter.before["q"]["x"] = 3.0
    assert one.moved("q", {}, "x", ("f",), 1.0) == (6.0,)
    one.standing = frozenset({"x"})
    assert one.moved("q", {}, "x", ("f",), 1.0) == (8.0,)


def test_without_a_bank_of_mistakes_nobody_else_answers_and_nothing_ran_before() -> None:
    one = cell()
    assert one.source("q") == CELL
    assert one.before("q") == one.with_cell("q", "x = 1", [Probe({}, ())]) == ()


def test_an_array_without_axes_is_handed_on_as_a_number() -> None:
    one = OneCell("x = np.array(2.0)\nf = type(x).__name__", ("x",))
    assert one.moved("q", {}, "x", ("x", "f"), 1.0) == (3.0, "float")
