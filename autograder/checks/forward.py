"""`forward`: what forward (or the function) computes, in every call of the conversation.

{check: forward, points: 1}

A forward that changes its input gets a friendly note; with `in_place_costs: 0.25` it loses a quarter of the points.
"""

from __future__ import annotations

from autograder.checks import parts_judge
from autograder.checks.conversation import plan
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Verdict

__all__ = ["judge", "plan"]


def judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """Every forward value is right, of the right shape, on every call."""
    return parts_judge.charged(item, parts_judge.judge("forward", None, question, answered))
