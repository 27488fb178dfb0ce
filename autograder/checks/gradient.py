"""`gradient`: what backward returns or stores, compared with the right gradient in every call of the conversation.

{check: gradient, of: [x, y], points: 3}

The book's own ReLU writes into the caller's upstream gradient: a friendly note, unless `in_place_costs: 0.25` says which
share of the points that loses.
"""

from __future__ import annotations

from autograder.checks import parts_judge
from autograder.checks.conversation import plan
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Verdict

__all__ = ["judge", "plan"]


def judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """Every gradient among `of` is right, of the exact shape, on every call."""
    return parts_judge.charged(item, parts_judge.judge("gradient", item.of, question, answered))
