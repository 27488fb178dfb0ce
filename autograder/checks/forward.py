"""`forward`: what forward (or the function) computes, in every call of the conversation.

{check: forward, points: 1}

A forward that changes its input gets a friendly note; with `in_place_costs: 0.25` it loses a quarter of the points.
"""

from __future__ import annotations

from autograder.checks.plans.conversation import PLANS
from autograder.checks.verdicts import parts
from autograder.model.kind import About, Kind, Reads
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Role, Verdict


def _about(_: RubricItem) -> About:
    return Role.FORWARD, None


def _judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """Every forward value is right, of the right shape, on every call."""
    return parts.charged(item, parts.judge(_about(item), question, answered))


KIND = Kind(
    plans=PLANS,
    judge=_judge,
    about=_about,
    options={"in_place_costs": Reads.SHARE},
    target=True,
    question=("arrays", "batch", "kind", "names"),
    hidden=("follow_through",),
)
