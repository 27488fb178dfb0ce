"""`gradient`: what backward returns or stores, compared with the right gradient in every call of the conversation.

{check: gradient, of: [x, y], points: 3}

The book's own ReLU writes into the caller's upstream gradient: a friendly note, unless `in_place_costs: 0.25` says which
share of the points that loses.
"""

from autograder.checks.plans.conversation import PLANS, STRAINED
from autograder.checks.verdicts import parts
from autograder.model.kind import About, Kind, Names, Reads
from autograder.model.question import RubricItem
from autograder.model.trial import Role


def _about(item: RubricItem) -> About:
    return Role.GRADIENT, item.of


KIND = Kind(
    plans=PLANS,
    judge=parts.judging(_about),
    about=_about,
    options={"in_place_costs": Reads.SHARE},
    needs=("of",),
    of=Names.ARGUMENTS,
    target=True,
    question=("arrays", "batch", "kind", "names"),
    hidden=("follow_through",),
    strained=STRAINED,
)
