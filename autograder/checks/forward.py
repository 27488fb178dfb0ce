"""`forward`: what forward (or the function) computes, in every call of the conversation.

{check: forward, points: 1}

A forward that changes its input gets a friendly note; with `in_place_costs: 0.25` it loses a quarter of the points.
"""

from autograder.checks.plans.conversation import PLANS
from autograder.checks.verdicts import parts
from autograder.model.kind import About, Kind, Reads
from autograder.model.question import Form, RubricItem
from autograder.model.trial import Role


def _about(_: RubricItem) -> About:
    return Role.FORWARD, None


KIND = Kind(
    plans=PLANS,
    judge=parts.judging(_about),
    form=Form.CALLS,
    about=_about,
    options={"in_place_costs": Reads.SHARE},
    target=True,
    question=("arrays", "batch", "kind", "names"),
    hidden=("follow_through",),
)
