"""What else a variant is asked: the tests up to a question's own, and inputs at which it overflows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.checks import KINDS
from autograder.grading.audit import examine
from autograder.grading.audit.examine import (
    DRAWN,
    LARGE,
    PROOFS,
    Examined,
    Examiner,
    LargeDraw,
    _further,
    _large,
    _overflows,
    _until,
)
from autograder.model.answer_key import AnswerKey
from autograder.model.condition import COSTS, Condition
from autograder.model.outcome import Outcome
from autograder.model.question import Question, RubricItem
from autograder.model.result import QuestionResult
from autograder.model.trial import RIGHT, Answered, Answerer, Part, Role, Step, Trial
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
    assert all(KINDS[check].form in DRAWN for check in checks) is drawn


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


def test_a_proof_asks_at_draws_of_its_own(
    key_of: Callable[[str], AnswerKey], monkeypatch: pytest.MonkeyPatch
) -> None:
    key, asked, made = key_of("ps3"), list[list[int]](), list[AnswerKey]()

    def further(_question: Question, _answerer: Answerer, draws: Iterable[int]) -> tuple[()]:
        asked.append(list(draws))
        return ()

    def by(own: AnswerKey) -> Any:
        made.append(own)
        return len(made)

    monkeypatch.setattr(examine, "_further", further)
    examiner = Examiner(key, key.assignment.question("sigmoid"), by)
    monkeypatch.setattr(examiner, "_of", lambda grader, source: (grader, source))
    seen: list[Any] = [examiner.examine("a"), examiner.prove("a"), examiner.prove("b")]
    assert seen == [(1, "a"), (2, "a"), (2, "b")]
    once, proof = asked
    assert (len(once), len(proof)) == (1, PROOFS)
    assert not set(once) & set(proof)
    assert all(own.questions["sigmoid"].plans[-1] is examiner.large for own in made)


def test_draws_that_were_not_reached_prove_nothing(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps1")
    question = key.assignment.question("product")
    kept = QuestionResult(question, Outcome.ANSWERED, tuple((item, RIGHT) for item in question.rubric))

    def by(own: AnswerKey) -> Any:
        return SimpleNamespace(key=own, grade=lambda _: SimpleNamespace(questions=(kept,)))

    assert Examiner(key, question, by).examine("") == Examined(kept, question.rubric, ())


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ((), "no item asks for dx"),
        ((Condition.ONE_ROW,), "no item asks for dx"),
        ((Condition.ONE_ROW, Condition.ARRAYS), ""),
        ((Condition.ARRAYS,), ""),  # which costs nothing here
    ],
)
def test_what_no_item_asks_for_is_told_where_it_would_cost(
    conditions: tuple[Condition, ...], said: str, key_of: Callable[[str], AnswerKey]
) -> None:
    key = key_of("ps3")
    question = replace(key.assignment.question("sigmoid"), conditions={**COSTS, Condition.ARRAYS: 0.0})
    examiner = Examiner(key, question, lambda _: SimpleNamespace())
    wrong: Any = SimpleNamespace(part=Part(Role.GRADIENT, "x"), conditions=conditions)
    assert examiner._beyond([wrong], ()) == said


def test_large_inputs_are_asked_without_side_conditions(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps3")
    large = _large(key.assignment.question("sigmoid"), key.reference)
    assert large.trials
    assert not any(trial.conditions for trial in large.trials)
    assert large.checks == frozenset()


def test_another_draw_is_asked_under_a_name_that_no_item_has(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps3")
    question = key.assignment.question("sigmoid")
    one, other = _further(question, key.reference, [1]), _further(question, key.reference, [1, 2])
    assert other[: len(one)] == one or len(other) == 2 * len(one)
    assert {name for plan in one for name in plan.checks} == {
        f"{item.check}, further" for item in question.rubric
    }
