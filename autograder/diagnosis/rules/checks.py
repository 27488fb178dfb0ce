"""What the checks have told already: an item that they name a mistake for, or a gradient that fits the own forward."""

from __future__ import annotations

from autograder.diagnosis.case import Case
from autograder.diagnosis.rule import Rule

CHECKS = "what a check says"
TYPED, MISSING, CHANGED = "hard-coded-answer", "missing-variable", "input-typo"
"""The mistakes that checks of plain variables name themselves."""


def says_no_more(case: Case) -> bool:
    """Every failing item was typed in or is missing."""
    return all(case.said.get(i) in (TYPED, MISSING) for i in case.failing)


def untyped(case: Case) -> list[int]:
    """The failing items that were not typed in."""
    return [i for i in case.failing if case.said.get(i) != TYPED]


# fmt: off
CHANGED_INPUTS: tuple[Rule[Case], ...] = (
    Rule("input-typo", CHECKS, lambda c: CHANGED in c.said.values(),
         "An input that is given was changed, and what is worked out from it is wrong in consequence."),
)
OWN_FORWARD: tuple[Rule[Case], ...] = (
    Rule("forward-wrong-op", CHECKS,
         lambda c: any(c.verdicts[i][1].message.key == "gradient_of_own_forward" for i in c.failing),
         "The gradient is right for another forward, so that is where to look."),
)
# fmt: on
