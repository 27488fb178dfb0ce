"""`gradient`: what backward returns or stores, compared with the right gradient in every call of the conversation.

{check: gradient, of: [x, y], points: 3}

The book's own ReLU writes into the caller's upstream gradient: a friendly note, unless `in_place_costs: 0.25` says which
share of the points that loses.
"""

from dataclasses import replace

from autograder.checks import forward
from autograder.checks.plans.conversation import STRAINED
from autograder.checks.verdicts import parts
from autograder.model.kind import About, Names
from autograder.model.question import RubricItem
from autograder.model.trial import Role


def _about(item: RubricItem) -> About:
    return Role.GRADIENT, item.of


KIND = replace(
    forward.KIND,
    judge=parts.judging(_about),
    about=_about,
    needs=("of",),
    of=Names.ARGUMENTS,
    strained=STRAINED,
)
