"""What a question came to."""

from __future__ import annotations

from dataclasses import replace

from autograder.model.message import Message
from autograder.model.outcome import Outcome
from autograder.model.question import Question, RubricItem
from autograder.model.result import QuestionResult
from autograder.model.trial import RIGHT, Verdict


def test_points_are_shares_of_the_items_and_full_is_all_of_them() -> None:
    items = (RubricItem("forward", 1.0), RubricItem("gradient", 3.0, ("x",)))
    question, half = Question("q", items), Verdict(0.1, Message("forward_wrong"))
    one = QuestionResult(question, Outcome.ANSWERED, tuple(zip(items, (RIGHT, half), strict=True)))
    assert (one.score, one.full) == (1.3, False)
    whole = QuestionResult(question, Outcome.ANSWERED, tuple((item, RIGHT) for item in items))
    assert (whole.score, whole.full) == (4.0, True)
    third = replace(one, verdicts=((items[0], replace(half, share=1 / 3)),))
    assert third.score == 0.333333333  # nine digits: sums of shares are whole again
    assert (one.error, one.notes, one.cell, one.at, one.answered, one.estimates) == (
        None,
        (),
        None,
        -1,
        (),
        False,
    )
