"""A question asked: steps and answers by name, and what was answered beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.model.trial import (
    RIGHT,
    Answered,
    Derivative,
    Part,
    Role,
    Slope,
    Step,
    Trial,
    Verdict,
    lacks_something,
)
from autograder.sandbox.protocol import Probe, Raised, Reply, Skipped

STEPS = (Step("a", "T()"), Step("out", "a.f(x)", (Part(Role.FORWARD, "f"),)))


def trial() -> Trial:
    return Trial("t", STEPS, Probe({}, tuple((s.name, s.expression) for s in STEPS)), ("object", 3.0))


def test_steps_and_answers_by_name() -> None:
    one = trial()
    assert one.places == {"a": 0, "out": 1}
    assert one.step("out") is STEPS[1]
    assert one.answer("out") == 3.0
    assert one.judged == (STEPS[1],)
    answered = Answered(one, Reply(("object", 4.0)))
    assert (answered.got("out"), answered.want("out")) == (4.0, 3.0)
    assert (answered.ours, answered.waived) == (True, frozenset())


@pytest.mark.parametrize("lost", [Raised("TypeError"), Skipped()])
def test_what_follows_an_exception_counts_unless_the_trial_is_optional(lost: Raised | Skipped) -> None:
    before, after = (Reply(("object", 4.0)), Reply((lost, 4.0)))
    optional = replace(trial(), optional=True)
    assert all(Answered(trial(), reply).counts(step) for reply in (before, after) for step in ("a", "out"))
    assert Answered(optional, before).counts("out")
    assert not Answered(optional, after).counts("out")
    assert not Answered(optional, after).counts("a")
    assert Answered(optional, Reply(("object", lost))).counts("a")


@pytest.mark.parametrize(("got", "counts"), [(Raised("TypeError"), False), (4.0, True)])
def test_of_a_step_that_is_asked_again_an_answer_counts_and_an_exception_does_not(
    got: float | Raised, counts: bool
) -> None:
    again = replace(trial(), steps=(STEPS[0], replace(STEPS[1], again=True)))
    assert Answered(again, Reply((Raised("TypeError"), got))).counts("out") is counts


def test_two_trials_are_never_equal() -> None:
    one, other = trial(), trial()
    assert one != other
    assert len({one, other}) == 2


def test_what_is_compared_exactly_unless_it_is_said_otherwise() -> None:
    one = trial()
    assert (one.tolerance, one.floor, one.also, one.optional, one.whole, one.line) == (
        *(1e-8, 1e-12, {}),
        *(False, False, None),
    )


def test_what_holds_where_nothing_is_said() -> None:
    wrong = Verdict(0.0, RIGHT.message)
    assert (wrong.trial, wrong.step, wrong.misconception, wrong.compare) == (None,) * 4
    assert (wrong.notes, wrong.alternatives, wrong.conditions) == ((), (), ())
    assert (RIGHT.share, RIGHT.message.key) == (1.0, "right")
    bare = Step("s", "f()")
    assert (bare.parts, bare.call, bare.owner, bare.method, bare.given) == ((), 0, "", "", {})
    assert (bare.upstream, bare.fresh, bare.conditions) == ("", "", ())
    assert Slope("f(x)", "x") == Slope("f(x)", "x", "", None, 1e-9)
    assert Derivative("f", "x") == Derivative("f", "x", "", 1e-9)
    one = trial()
    assert (one.conditions, one.strained, one.traced) == ((), False, frozenset())
    answered = Answered(one, Reply(("object", 4.0)))
    assert (answered.cells, answered.own) == ((), ())


def test_the_steps_that_raised_and_the_first_of_them_on_an_object() -> None:
    """Before a step, and not on another object."""
    steps = (*(Step(f"s{at}", "", owner=owner) for at, owner in enumerate("abaa")),)
    error, other = Raised("TypeError"), Raised("ValueError")
    one = Answered(Trial("t", steps, Probe(), (0.0,) * 4), Reply((1.0, other, error, other)))
    assert [(step.name, seen) for step, seen in one.raised()] == [("s1", other), ("s2", error), ("s3", other)]
    assert one.before(steps[2]) is None
    assert one.before(steps[3]) == (steps[2], error)


@pytest.mark.parametrize(
    ("error", "lacks"),
    [
        (Raised("AttributeError"), True),
        (Raised("TypeError", "'NoneType' object is not subscriptable"), True),
        (Raised("TypeError", "'int' object is not subscriptable"), False),
    ],
)
def test_what_may_be_the_consequence_of_something_earlier(error: Raised, lacks: bool) -> None:
    assert lacks_something(error) is lacks


def test_only_full_points_are_a_pass() -> None:
    assert RIGHT.passed
    assert Verdict(1.0, RIGHT.message).passed
    assert not Verdict(0.999, RIGHT.message).passed


def test_a_part_is_known_by_role_and_name() -> None:
    assert Part(Role.GRADIENT, "x", "1.0").label == Part(Role.GRADIENT, "x").label == (Role.GRADIENT, "x")
    assert Part(Role.FORWARD, "x").label != Part(Role.GRADIENT, "x").label
