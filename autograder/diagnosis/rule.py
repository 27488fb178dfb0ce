"""What a rule of diagnosis is: a mistake, the evidence that tells it, and why it is asked when it is asked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

Evidence_ = TypeVar("Evidence_")
Ids = tuple[str, ...]


@dataclass(frozen=True)
class Rule(Generic[Evidence_]):
    """A mistake is told where `when` is true of what is seen, and no rule before it in its table was.

    id       of misconceptions.yaml
    when     whether the evidence is there
    because  what it sees, and where that matters why it stands before or after others
    others   what is told after it: mistakes that look the same
    """

    id: str
    when: Callable[[Evidence_], bool]
    because: str
    others: Ids = ()

    @property
    def ids(self) -> Ids:
        """The mistake, and those that look the same."""
        return self.id, *self.others


def first(rules: Iterable[Rule[Evidence_]], scene: Evidence_) -> Rule[Evidence_] | None:
    """The first rule of a table that is true of a scene."""
    return next((rule for rule in rules if rule.when(scene)), None)


def always(_: object) -> bool:
    """True: that it is asked at all says everything."""
    return True
