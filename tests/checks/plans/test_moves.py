"""The order of a conversation, and which of its moves ask something beside the substance."""

from __future__ import annotations

import pytest

from autograder.checks.plans.moves import Move, alone, in_turns, together
from autograder.model.condition import Condition
from autograder.model.question import Question

ROW, OBJECT, CALL = Condition.ONE_ROW, Condition.SECOND_OBJECT, Condition.SECOND_CALL


def said(moves: list[Move]) -> list[tuple[str, int, tuple[Condition, ...]]]:
    return [(f"{move.owner}.{move.do.name.lower()}", move.call, move.conditions) for move in moves]


@pytest.mark.parametrize("one_row", [False, True])
def test_alone_each_call_has_its_object(one_row: bool) -> None:
    row = (ROW,) if one_row else ()
    assert said(list(alone(one_row))) == [
        *((f"a.{do}", 1, ()) for do in ("make", "forward", "backward")),
        *((f"b.{do}", 2, ()) for do in ("make", "forward", "backward")),
        *((f"c.{do}", 3, row) for do in ("make", "forward", "backward")),
    ]


@pytest.mark.parametrize("one_row", [False, True])
def test_in_turns_two_objects_are_called_before_either_goes_back(one_row: bool) -> None:
    row = (ROW,) if one_row else ()
    assert said(list(in_turns(one_row))) == [
        ("a.make", 1, ()),
        ("b.make", 2, ()),
        ("a.forward", 1, (OBJECT,)),
        ("b.forward", 2, (OBJECT,)),
        ("a.backward", 1, (OBJECT,)),
        ("b.backward", 2, (OBJECT,)),
        ("a.forward", 3, (CALL, *row)),
        ("a.backward", 3, (CALL, *row)),
    ]


@pytest.mark.parametrize(
    ("tries", "substance", "turns"),
    [(None, False, True), ((OBJECT,), False, True), ((ROW,), False, False), ((ROW,), True, True)],
)
def test_where_two_in_turn_are_not_tried_another_condition_is_asked_of_objects_alone(
    tries: tuple[Condition, ...] | None, substance: bool, turns: bool
) -> None:
    moves = list(together(Question("q", (), tries=tries), True, substance))
    assert moves == list(in_turns(True) if turns else alone(True))
