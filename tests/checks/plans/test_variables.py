"""The plan of plain-variable questions: as the cells stand, then at inputs of the same form."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.plans.variables import OTHER_INPUTS, STANDS, check_stated, is_shape, plan
from autograder.model.errors import CourseError
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Derivative, Trial
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import FOUND
from tests.checks.one_cell import OneCell

RUBRIC = (
    RubricItem("value", 1.0, ("f",), {"equals": -6}, line=7),
    RubricItem("derivative", 1.0, ("dx",), {"d": "f", "by": "x"}),
    RubricItem("derivative", 1.0, ("dy",), {"d": "f", "by": "y", "upstream": "dx"}),
)
CELL = "x = 2\ny = -3\nf = x * y\ndx = y\ndy = x * dx"


def planned(
    given: dict[str, Any], source: str = CELL, rubric: tuple[RubricItem, ...] = RUBRIC, seed: bytes = b"tests"
) -> tuple[Trial, ...]:
    question = Question("q", rubric, given=given)
    return tuple(plan(question, OneCell(source, given), Draw(seed, "q")))


def inputs(trials: tuple[Trial, ...]) -> list[dict[str, Any]]:
    assert all(trial.probe.given is not None for trial in trials)
    return [dict(trial.probe.given or {}) for trial in trials[1:]]


def test_as_it_stands_then_at_other_inputs() -> None:
    trials = planned({"x": 2, "y": -3})
    assert trials[0].name == STANDS
    assert trials[0].probe.given == {}
    assert [trial.whole for trial in trials] == [True] + [False] * OTHER_INPUTS
    assert OTHER_INPUTS == 3
    assert trials[0].answers[1:] == (-6, -3, -6)
    for trial, given in zip(trials[1:], inputs(trials), strict=True):
        x, y = given["x"], given["y"]
        assert trial.answers[1:] == (x * y, y, x * y)
    assert trials[0].probe.reads == ("f", "dx", "dy")
    assert trials[0].step(FOUND).parts == ()
    laws = [part.law for step in trials[0].judged for part in step.parts]
    assert laws == [None, Derivative("f", "x"), Derivative("f", "y", "dx")]


@pytest.mark.parametrize("seed", [b"1", b"2", b"3"])
def test_two_numbers_change_places_in_size_and_sign(seed: bytes) -> None:
    pairs = [(given["x"], given["y"]) for given in inputs(planned({"x": 2, "y": -3}, seed=seed))]
    assert all(type(value) is float for pair in pairs for value in pair)
    assert [(x < 0, y < 0, x < y) for x, y in pairs] == [
        (True, True, True),
        (False, True, False),
        (False, False, True),
    ]


def test_further_numbers_change_their_sign_from_turn_to_turn() -> None:
    given = {"x": 2, "y": -3, "a": 4, "b": 5}
    drawn = inputs(planned(given, f"{CELL}\na = 4\nb = 5"))
    assert [(one["a"] > 0, one["b"] > 0) for one in drawn] == [(True, False), (False, True), (True, False)]


def test_inputs_keep_their_form() -> None:
    rubric = (RubricItem("value", 1.0, ("f",)),)
    source = "x = [1, 2]\nW = np.ones((2, 3))\nX = np.ones((3, 4))\nn = 2\nf = n"
    given = {"x": (1, 2), "W": {"shape": (2, 3)}, "X": {"shape": (3, 4)}, "n": 2}
    drawn = inputs(planned(given, source, rubric))
    for one in drawn:
        assert isinstance(one["x"], list)
        assert len(one["x"]) == 2
        assert isinstance(one["W"], np.ndarray)
        assert one["W"].shape[1] == one["X"].shape[0]  # sides of one name stay of one size
        assert len({*one["W"].shape, *one["X"].shape}) == 3
        assert isinstance(one["n"], float)
    assert len({one["W"].shape for one in drawn}) == len(drawn)


def test_a_value_that_the_course_states_wrongly_is_refused() -> None:
    given = {"x": 2, "y": -3}
    stands, *_ = planned(given, CELL.replace("y = -3", "y = -4"))
    with pytest.raises(CourseError, match="f equals -8 in the reference") as caught:
        check_stated(Question("q", RUBRIC, given=given), stands)
    assert caught.value.line == 7
    stated = (RubricItem("value", 1.0, ("f",), {"equals": -6 + 1e-10}),)
    check_stated(Question("q", stated, given=given), *planned(given, CELL, stated)[:1])


def test_inputs_given_by_shape() -> None:
    assert is_shape({"shape": (2, 3)})
    assert not any(is_shape(given) for given in (2, 2.0, (1, 2), {"size": 2}))
