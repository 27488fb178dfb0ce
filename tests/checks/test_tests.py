"""What a test cell of an instructor's earns."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest

from autograder.checks.tests import KIND
from autograder.model.message import Key
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Verdict
from autograder.numbers.draw import Draw
from autograder.sandbox import protocol
from autograder.sandbox.protocol import Raised, Reply, Skipped
from tests.checks.one_cell import OneCell


def judged(seen: Any, points: float = 2.0) -> Verdict:
    item = RubricItem("tests", points, ("a",))
    question = Question("q", (item, RubricItem("tests", 1.0, ("b",))))
    trials = tuple(KIND.plan(question)(question, OneCell(""), Draw(b"tests", "q")))
    assert [(trial.name, trial.answer(trial.name)) for trial in trials] == [
        (name, protocol.Tested(name, "passed")) for name in ("a", "b")
    ]
    answered = tuple(
        Answered(one, Reply((saw,)))
        for one, saw in zip(trials, (seen, protocol.Tested("b", "passed")), strict=True)
    )
    return KIND.judge(item, question, answered, OneCell(""))


@pytest.mark.parametrize(
    ("number", "points", "share"),
    [(None, 2.0, 1.0), (2, 2.0, 1.0), (0.5, 2.0, 0.25), (0, 2.0, 0.0), (-1, 2.0, 0.0), (5, 2.0, 1.0), (inf, 2.0, 1.0), (nan, 2.0, 0.0), (1, 0.0, 1.0)],
)  # fmt: skip
def test_its_last_line_says_how_many_points(number: float | None, points: float, share: float) -> None:
    verdict = judged(protocol.Tested("a", "passed", number), points)
    assert verdict.share == share
    assert verdict.message.key == ("right" if share == 1.0 else "test_in_part")
    assert (verdict.trial, verdict.step) == ((None, None) if share == 1.0 else ("a", "a"))


@pytest.mark.parametrize(
    ("seen", "key", "said"),
    [
        (protocol.Tested("a", "failed", 2.0, 3, "too small"), "test_failed", {"name": "a", "line": 3, "said": "too small"}),
        (protocol.Tested("a", "ended"), "test_failed", {"name": "a", "line": None, "said": None}),
        (protocol.Tested("a", "refused", message="no data"), "test_refused", {"name": "a", "line": None, "said": "no data"}),
        (protocol.Tested("a", "raised", raised=Raised("KeyError", cell=0, line=7)), "test_raised", {"name": "a", "type": "KeyError", "line": 7}),
        (protocol.Tested("a", "raised", raised=Raised("KeyError", line=7)), "test_raised", {"name": "a", "line": None}),
        (Skipped(), "timeout_submission", {}),
        (1.0, "timeout_submission", {}),
    ],
)  # fmt: skip
def test_what_did_not_come_to_its_end_earns_nothing(seen: Any, key: Key, said: dict[str, Any]) -> None:
    verdict = judged(seen)
    assert (verdict.share, verdict.message.key) == (0.0, key)
    assert verdict.step == verdict.trial == (None if key == "timeout_submission" else "a")
    assert said.items() <= dict(verdict.message.values).items()


def test_a_test_that_nothing_came_of_earns_nothing() -> None:
    verdict = KIND.judge(RubricItem("tests", 1.0, ("a",)), Question("q", ()), (), OneCell(""))
    assert (verdict.share, verdict.message.key) == (0.0, "timeout_submission")
