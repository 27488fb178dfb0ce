"""Answers laid out for comparison."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.diagnosis.evidence import FORGIVEN, close, gather, number, same, spots_for, spots_of
from autograder.model.trial import Part, Role, Step, Trial
from autograder.numbers.compare import TOLERANCE
from autograder.sandbox.protocol import Probe, Raised, Skipped

OUT, GRAD = Part(Role.FORWARD, "out"), (Part(Role.GRADIENT, "x"), Part(Role.GRADIENT, "y"))
STEPS = (Step("a", "Gate()"), Step("out", "a.forward()", (OUT,)), Step("grads", "a.backward()", GRAD))
TRIAL = Trial("gate", STEPS, Probe(), (None, 3.0, (np.ones(2), np.zeros(2))))
SPOTS = spots_of([TRIAL])


def tokens(*answers: object) -> tuple[object, ...]:
    return gather(SPOTS, [TRIAL], [(None, *answers)]).tokens


def test_every_judged_part_is_a_spot() -> None:
    assert [(spot.of, spot.at, spot.scalar) for spot in SPOTS] == [
        ((Role.FORWARD, "out"), 0, True),
        ((Role.GRADIENT, "x"), 0, False),
        ((Role.GRADIENT, "y"), 1, False),
    ]
    assert spots_for((Role.GRADIENT, None), SPOTS) == (1, 2)
    assert spots_for((Role.GRADIENT, ("y",)), SPOTS) == (2,)
    assert spots_for((Role.FORWARD, ("y",)), SPOTS) == ()


@pytest.mark.parametrize(
    ("out", "grads", "expected"),
    [
        (3, (np.ones(2), 1), (("value", ()), ("value", (2,)), ("value", ()))),
        (3, (np.ones(1), 1), (("value", ()), ("value", (1,)), ("value", ()))),
        (np.ones((1, 1)), None, (("value", ()), ("none",), ("none",))),
        (Raised("NameError"), Skipped(), (("raised", "NameError"), ("skipped",), ("skipped",))),
        (None, (None, 2.0), (("none",), ("none",), ("value", ()))),
        ("three", 1.0, (("kind", "text"), ("count", "float"), ("count", "float"))),
    ],
)
def test_a_token_says_what_kind_of_answer_it_is(
    out: object, grads: object, expected: tuple[object, ...]
) -> None:
    assert tokens(out, grads) == expected


def test_a_second_right_answer_counts_as_the_right_one_and_is_compared_with_forgiveness() -> None:
    trial = replace(TRIAL, also={"out": 3.5})
    spots = spots_of([trial])
    assert [spot.tolerance for spot in spots] == [FORGIVEN, TOLERANCE, TOLERANCE]
    assert [spot.tolerance for spot in spots_of([replace(TRIAL, tolerance=1e-3)])] == [1e-3] * 3
    right, also, wrong = (gather(spots, [trial], [(None, out, None)]) for out in (3.0, 3.5, 3.25))
    assert same(also, right, (0,), spots)
    assert not same(wrong, right, (0,), spots)
    for out, equal in ((3.0 * (1 + 0.9e-5), True), (3.0 * (1 + 1.1e-5), False)):
        assert same(gather(spots, [trial], [(None, out, None)]), right, (0,), spots) is equal
    assert [spot.floor for spot in spots_of([replace(TRIAL, floor=1e-3)])] == [1e-3] * 3


def test_the_first_message_of_a_conversation_is_kept() -> None:
    replies = [(None, Raised("NameError", "no x"), Raised("KeyError", "no y"))]
    assert gather(SPOTS, [TRIAL], replies).messages == ("no x",)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ([1.0, 2.0], [1.0, 2.0 + 1e-9], True),
        ([1.0, 2.0], [1.0, 2.0 + 1e-6], False),
        ([1e-9, 2.0], [2e-9, 2.0], True),
        (1.0, 1.0 + 1e-9, True),
        (1.0, 1.0 + 1e-6, False),
        (np.nan, np.nan, True),
        (np.nan, 1.0, False),
        ([np.inf, 1.0], [np.inf, 1.0], True),
        ([np.inf, 1.0], [np.inf, 2.0], False),
        (np.inf, np.inf, True),
        (np.inf, -np.inf, False),
        (1.0, np.inf, False),
        ([np.inf, 1.0], [np.inf, 1.0 + 1e-6], False),
        ([np.nan, 1.0], [np.nan, 1.0], True),
        (1.0 + 0.9e-8, 1.0, True),
        (1.0 + 1.1e-8, 1.0, False),
        ([1.0, 2.0 + 1.9e-8], [1.0, 2.0], True),
        ([1.0, 2.0 + 2.1e-8], [1.0, 2.0], False),
        ([-1.0, -2.0 - 1.9e-8], [-1.0, -2.0], True),
        (0.9e-12, 0.0, True),
        (1.1e-12, 0.0, False),
        ([0.9e-12], [0.0], True),
        ([1.1e-12], [0.0], False),
        ([[]], [[]], True),
    ],
)
def test_equality_of_answers(one: object, other: object, equal: bool) -> None:
    assert close(np.array(one), np.array(other)) is equal


def test_what_is_no_number_equals_nothing_but_itself() -> None:
    assert close(None, None)
    assert not close(None, np.array(1.0))
    assert number("x") == (("kind", "text"), None)
