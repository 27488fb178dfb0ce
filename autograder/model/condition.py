"""Side conditions: what an answer that is right in substance may still fail in, and what that costs."""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Condition(StrEnum):
    """What a trial or a step asks beside the substance of a question."""

    ARRAYS = "arrays"
    DIMENSIONS = "dimensions"
    INTEGERS = "integers"
    SQUARE = "square"
    ONE_ROW = "one_row"
    FAR_ROWS = "far_rows"
    SCALE = "scale"
    SECOND_OBJECT = "second_object"
    SECOND_CALL = "second_call"


Costs = Mapping[Condition, float]
"""The share of an item's points that each condition costs."""

COSTS: Costs = {
    **dict.fromkeys(Condition, 0.25),
    Condition.SECOND_OBJECT: 0.5,
    Condition.SECOND_CALL: 0.5,
}
"""What they cost where the course says nothing: values that leak from one object or call into another are worse than a
form of input that was not thought of."""

MOST = 0.5
"""What several conditions may cost together: who understood the question keeps half of it."""


def kept(failed: Collection[Condition], costs: Costs) -> float:
    """The share that is left where these conditions fail. One alone may cost more than MOST, if the course says so."""
    shares = [costs[one] for one in failed]
    return 1.0 - max([min(sum(shares), MOST), *shares])
