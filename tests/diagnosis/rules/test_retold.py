"""Mistakes that need no code of a question: whose conversation is told again, and what is said in it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.diagnosis.rules.retold import ONES, RETOLD, Retold
from autograder.model.condition import Condition
from autograder.model.question import Question
from autograder.model.trial import Step, Trial
from autograder.sandbox.protocol import Probe

QUESTION = Question("q", ())
AGAIN = (Condition.SECOND_CALL,)
UPSTREAM = {"d": -3.0, "D": np.array([2.0, -0.5])}


def trial(*steps: Step, **inputs: Any) -> Trial:
    """A conversation whose answers nobody reads."""
    probe = Probe(inputs, tuple((step.name, step.expression) for step in steps))
    return Trial("t", steps, probe, (None,) * len(steps))


TWICE = trial(
    Step("a", "Gate()", owner="a"),
    Step("out1", "a.forward(x_1)", fresh="Gate().forward(x_1)", owner="a"),
    Step("dx1", "a.backward(d)", upstream="d", owner="a"),
    Step("out2", "a.forward(x_2)", fresh="Gate().forward(x_2)", owner="a", conditions=AGAIN),
    Step("dx2", "a.backward(D)", upstream="D", owner="a"),
    x_1=1.0,
    x_2=2.0,
    **UPSTREAM,
)
ONCE = trial(Step("out", "f(x_1)", fresh="f(x_1)"), Step("b", "Gate()"), x_1=1.0)


def retold(mistake: str, at: int = 0) -> Retold:
    """The mistake of that id, the `at`-th of it."""
    return [one for one in RETOLD if one.id == mistake][at]


@pytest.mark.parametrize(
    ("told", "d", "D"),
    [
        ("upstream-ignored", 1.0, [1.0, 1.0]),
        ("upstream-squared", 9.0, [4.0, 0.25]),
        ("mask-from-upstream", 0.0, [2.0, 0.0]),
    ],
)
def test_another_upstream_gradient_in_the_form_of_the_right_one(told: str, d: float, D: list[float]) -> None:
    mistake = retold(told)
    inputs = mistake.retell(TWICE).inputs
    assert type(inputs["d"]) is float
    assert inputs["d"] == d
    assert inputs["D"].tolist() == D
    assert (inputs["x_1"], inputs["x_2"]) == (1.0, 2.0)
    assert TWICE.probe.inputs["D"] is UPSTREAM["D"]
    assert mistake.when(QUESTION, [ONCE, TWICE])
    assert not mistake.when(QUESTION, [ONCE])
    assert not mistake.when(QUESTION, [])


@pytest.mark.parametrize(("at", "second"), [(0, "Gate().forward(x_2)"), (1, "out1")])
def test_a_cache_that_is_filled_once(at: int, second: str) -> None:
    mistake = retold("stale-cache", at)
    said = dict(mistake.retell(TWICE).steps)
    assert said == {**dict(TWICE.probe.steps), "out2": second}
    assert mistake.when(QUESTION, [ONCE, TWICE])
    assert not mistake.when(QUESTION, [ONCE])


def test_two_objects_with_one_memory_are_one() -> None:
    mistake = retold("shared-class-state")
    two = trial(*TWICE.steps, Step("b", "Gate()", owner="b"), Step("other", "b.forward(x_1)", owner="b"))
    said = dict(mistake.retell(two).steps)
    assert said["b"] == "a"
    assert {name for name, text in two.probe.steps if said[name] != text} == {"b"}
    assert mistake.when(QUESTION, [two])
    assert not mistake.when(QUESTION, [ONCE])
    assert not mistake.when(Question("q", (), init=("W",)), [two])  # two layers have their own parameters


def test_a_conversation_without_a_second_call_is_told_as_it_is() -> None:
    for mistake in RETOLD:
        if mistake.id == "stale-cache":
            assert mistake.retell(ONCE) == ONCE.probe


def test_one_that_is_simpler_comes_first() -> None:
    assert RETOLD[0] is ONES
    ids = [one.id for one in RETOLD]
    assert ids.index("stale-cache") < ids.index("shared-class-state")
