"""`gradient`: what backward returns or stores, compared with the right gradient in every call of the conversation.

{check: gradient, of: [x, y], points: 3}

The book's own ReLU writes into the caller's upstream gradient: a friendly note, unless `in_place_costs: 0.25` says which
share of the points that loses.
"""

from __future__ import annotations

from autograder.checks.plans.conversation import PLANS, STRAINED
from autograder.checks.verdicts import parts
from autograder.model.kind import About, Kind, Names, Reads
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Role, Verdict


def _about(item: RubricItem) -> About:
    return Role.GRADIENT, item.of


def _judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """Every gradient among `of` is right, of the exact shape, on every call."""
    return parts.charged(item, parts.judge(_about(item), question, answered))


KIND = Kind(
    plans=PLANS,
    judge=_judge,
    about=_about,
    options={"in_place_costs": Reads.SHARE},
    needs=("of",),
    of=Names.ARGUMENTS,
    target=True,
    question=("arrays", "batch", "kind", "names"),
    hidden=("follow_through",),
    strained=STRAINED,
)
