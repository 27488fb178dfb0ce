"""What a reply says part by part, looked at once for all who ask."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.checks.verdicts.seen import Seen, look
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
