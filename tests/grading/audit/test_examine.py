"""What else a variant is asked: the tests up to a question's own, and inputs at which it overflows."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.grading.audit.examine import DRAWN, LARGE, LargeDraw, _overflows, _until
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Part, Role, Step, Trial
from autograder.numbers.draw import HIGH, LOW
from autograder.sandbox.protocol import Observation, Probe, Raised, Reply
from autograder.sandbox.remote.exam import Exam, Paper


@pytest.mark.parametrize(
    ("own", "skipped"),
    [(("a",), {"b", "c"}), (("b",), {"c"}), (("c",), set()), (("b", "a"), {"c"}), (("a", "c"), set())],
)
def test_tests_after_the_last_one_of_a_question_are_not_asked(
    own: tuple[str, ...], skipped: set[str]
) -> None:
    exam = Exam((Paper("a", ""), Paper("", "x = 1"), Paper("b", ""), Paper("c", "")))
    question = Question("q", tuple(RubricItem("tests", 1.0, (name,)) for name in own))
    assert _until(exam, question).skipped == skipped


@pytest.mark.parametrize(
    ("checks", "drawn"),
    [
        (("forward", "gradient"), True),
        (("value", "derivative"), True),
        (("forward", "autodiff"), False),
        (("network",), False),
    ],
)
def test_of_kinds_that_draw_their_inputs_other_draws_prove_something(
    checks: tuple[str, ...], drawn: bool
) -> None:
    assert all(check in DRAWN for check in checks) is drawn


def test_large_inputs_are_drawn_as_all_are_and_are_large() -> None:
    drawn = np.abs(LargeDraw(b"a", "q").array((3, 4)))
    assert np.all((drawn >= LARGE * LOW) & (drawn <= LARGE * HIGH))


@pytest.mark.parametrize(
    ("want", "got", "overflows"),
    [
        (1.0, 2.0, False),
        (1.0, np.inf, True),
        (1.0, Raised("OverflowError"), True),
        (np.inf, np.nan, False),
        ((1.0, np.ones(2)), (1.0, np.ones(2)), False),
        ((1.0, np.ones(2)), (1.0, np.array([1.0, np.nan])), True),
        ((1.0, np.ones(2)), (), True),
    ],
)
def test_an_overflow_is_where_the_reference_has_numbers(
    want: Observation, got: Observation, overflows: bool
) -> None:
    steps = (Step("a", "T()"), Step("out", "a.f(x)", (Part(Role.FORWARD, "f"),)))
    trial = Trial("t", steps, Probe(steps=tuple((s.name, s.expression) for s in steps)), (np.inf, want))
    assert _overflows(Answered(trial, Reply((1.0, got)))) is overflows
