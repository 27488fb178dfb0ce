"""What a reply says part by part, looked at once for all who ask."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checks.verdicts.seen import Seen, look
from autograder.model.condition import Condition
from autograder.model.trial import Answered, Part, Role, Step, Trial
from autograder.numbers.compare import Right
from autograder.sandbox.protocol import Probe, Raised, Reply

PAIR = Step("pair", "f(x)", (Part(Role.GRADIENT, "x"), Part(Role.GRADIENT, "y")))
OUT = Step("out", "g(x)", (Part(Role.FORWARD, "out"),))


def answered(*got: Any, also: Any = None) -> Answered:
    probe = Probe({}, tuple((step.name, step.expression) for step in (PAIR, OUT)))
    trial = Trial("trial", (PAIR, OUT), probe, ((1.0, 2.0), 3.0), also={} if also is None else {"out": also})
    return Answered(trial, Reply(got))


def test_each_part_is_compared_once_whoever_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[Any] = []
    own = Right.compare

    def counted(self: Right, got: Any) -> Any:
        compared.append(got)
        return own(self, got)

    monkeypatch.setattr(Right, "compare", counted)
    one = answered((1.0, 9.0), 3.0)
    wrong = [seen.part.name for seen in look((Role.GRADIENT, None), one) if seen.wrong]
    again = [seen.part.name for seen in look((Role.GRADIENT, ("y",)), one)]
    outputs = list(look((Role.FORWARD, None), one))
    assert (wrong, again, len(outputs), compared) == (["y"], ["y"], 1, [1.0, 9.0, 3.0])


def every(one: Answered) -> list[Seen]:
    return [seen for role in (Role.GRADIENT, Role.FORWARD) for seen in look((role, None), one)]


def test_the_same_reply_to_another_submission_is_looked_at_anew() -> None:
    one, other = answered((1.0, 2.0), 3.0), answered((1.0, 2.0), 4.0)
    assert [seen.wrong for seen in every(one)] == [False] * 3
    assert [seen.wrong for seen in every(other)] == [False, False, True]


def test_what_cannot_be_parted_is_wrong_in_each_part() -> None:
    seen = every(answered(5.0, Raised("ValueError")))
    assert [(one.got, one.difference and one.difference.kind) for one in seen] == [
        (5.0, "count"),
        (5.0, "count"),
        (Raised("ValueError"), "raised"),
    ]


@pytest.mark.parametrize(("got", "wrong"), [(3.0, False), (3.2, False), (3.5, False), (3.6, True)])
def test_any_number_between_two_conventions_is_right(got: float, wrong: bool) -> None:
    assert every(answered((1.0, 2.0), got, also=3.5))[-1].wrong is wrong


@pytest.mark.parametrize(
    ("got", "also", "wrong"),
    [
        (np.array([1.0, 2.0]), np.array([5.0, 6.0]), False),
        (np.array([5.0, 6.0]), np.array([5.0, 6.0]), False),
        (np.array([1.0, 6.0]), np.array([5.0, 6.0]), True),
        (np.array([3.0, 4.0]), np.array([5.0, 6.0]), True),  # between the two is neither
        (np.array([[5.0, 6.0]]), np.array([5.0, 6.0]), True),
        (np.array([5.0, 6.0]), None, True),
    ],
)
def test_another_array_may_be_right_too(got: Any, also: Any, wrong: bool) -> None:
    trial = answered((1.0, 2.0), got, also=also).trial
    one = Answered(replace(trial, answers=((1.0, 2.0), np.array([1.0, 2.0]))), Reply(((1.0, 2.0), got)))
    assert every(one)[-1].wrong is wrong


@pytest.mark.parametrize(
    ("got", "wrong"), [(2.9, False), (2.5, False), (2.4, True), (3.1, True), (None, True)]
)
def test_the_other_convention_may_be_the_lower_one(got: Any, wrong: bool) -> None:
    assert every(answered((1.0, 2.0), got, also=2.5))[-1].wrong is wrong


def test_how_near_is_near_enough_the_trial_says() -> None:
    trial = answered((1.0, 2.0), 3.0).trial
    near = Reply(((1.0, 2.0 + 1e-6), 3.0 + 1e-6))
    assert [seen.wrong for seen in every(Answered(trial, near))] == [False, True, True]
    for rough in (replace(trial, tolerance=1e-5), replace(trial, floor=1e-5)):
        assert not any(seen.wrong for seen in every(Answered(rough, near)))
    rows = replace(trial, answers=((1.0, 2.0), np.array([1e-9, 1.0])))
    off = Reply(((1.0, 2.0), np.array([2e-9, 1.0])))
    assert not every(Answered(rows, off))[-1].wrong
    assert every(Answered(replace(rows, strained=True, floor=0.0), off))[-1].wrong, "entry by entry"


def test_what_is_asked_beside_the_substance() -> None:
    trial = answered((1.0, 2.0), 3.0).trial
    steps = (PAIR, replace(OUT, conditions=(Condition.SECOND_CALL,)))
    one = Answered(replace(trial, steps=steps, conditions=(Condition.ARRAYS,)), Reply(((1.0, 2.0), 4.0)))
    assert [seen.conditions for seen in every(one)] == [
        (Condition.ARRAYS,),
        (Condition.ARRAYS,),
        (Condition.ARRAYS, Condition.SECOND_CALL),
    ]
    assert [seen.kind for seen in every(one)] == ["", "", "value"]


def test_what_is_waived_or_does_not_count_is_not_wrong() -> None:
    trial = answered((1.0, 2.0), 3.0).trial
    reply = Reply((Raised("ValueError"), Raised("ValueError")))
    waived = Answered(trial, reply, waived=frozenset({"x"}))
    assert [seen.part.name for seen in every(waived)] == ["y", "out"]
    assert [seen.part.name for seen in look((Role.GRADIENT, ("x", "y")), waived)] == ["y"]
    optional = Answered(replace(trial, optional=True), reply)
    assert [(seen.wrong, seen.kind) for seen in every(optional)] == [(False, "")] * 3
    assert [(seen.wrong, seen.kind) for seen in every(Answered(trial, reply))] == [(True, "raised")] * 3
