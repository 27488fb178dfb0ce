"""What the checks have told already: an item that they name a mistake for, or a gradient that fits the own forward."""

from collections.abc import Mapping

import numpy as np

from autograder.diagnosis.case import Case, values_of
from autograder.diagnosis.evidence import Label, close
from autograder.diagnosis.habits import calculating
from autograder.diagnosis.rule import Ids, Rule
from autograder.model.question import RubricItem
from autograder.model.trial import Role

TYPED, MISSING, CHANGED = "hard-coded-answer", "missing-variable", "input-typo"
"""The mistakes that checks of plain variables name themselves."""
ROUNDED = 1e-2
"""Of the largest entry: what rounding, and a constant within a logarithm, move at the most."""


def says_no_more(case: Case) -> bool:
    """Every failing item was typed in or is missing."""
    return all(case.said.get(i) in (TYPED, MISSING) for i in case.failing)


def untyped(case: Case) -> list[int]:
    """The failing items that were not typed in."""
    return [i for i in case.failing if case.said.get(i) != TYPED]


def another_forward(case: Case, told: Mapping[int, Ids]) -> dict[int, Ids]:
    """That forward is another formula: told of the first failing item, where it is about values and nothing else was told of it.

    Its numbers must be wrong each time, and further off than rounding; what is not finite says nothing.
    """
    index = next(iter(case.failing), -1)
    if index in told or index < 0:
        return {}
    item = case.failing[index]
    spots = [i for of, where in case.wrong.items() if of in _values(case, item) for i in where]
    finite = [i for i in spots if (got := case.got.arrays[i]) is None or np.isfinite(got).all()]
    other = [_is_another(case, i) for i in finite if not case.is_beside(i)]
    return {index: ("forward-wrong-op",)} if other and all(other) else {}


def _values(case: Case, item: RubricItem) -> set[Label]:
    """What an item is about of what is worked out on the way there; nothing where it is about gradients alone."""
    if of_expressions := values_of(item):
        return of_expressions
    role = Role.VALUE if case.book.question.given else Role.FORWARD
    about = {case.book.spots[i].of for i in case.spots(item)}
    return about if "by" not in item.options and {of[0] for of in about} == {role} else set()


def _is_another(case: Case, spot: int) -> bool:
    got, right = case.got.arrays[spot], case.book.right.arrays[spot]
    if case.right((spot,)) or got is None or right is None:
        return False
    return got.size != right.size or not close(got.ravel(), right.ravel(), ROUNDED)


def _other_derivative(case: Case) -> bool:
    """Gradients alone are wrong, all of them: what arrives times a factor, and the bank knows of wrong derivatives."""
    gradients = {spot.of for spot in case.book.spots if spot.of[0] is Role.GRADIENT}
    alone = set(case.wrong) == gradients and all(case.pairs(where) for where in case.wrong.values())
    return alone and "wrong-derivative-formula" in case.book.ids and calculating.multiplies_once(case.text)


# fmt: off
CHANGED_INPUTS: tuple[Rule[Case], ...] = (
    Rule("input-typo", lambda c: CHANGED in c.said.values(),
         "An input that is given was changed, and what is worked out from it is wrong in consequence."),
)
OWN_FORWARD: tuple[Rule[Case], ...] = (
    Rule("forward-wrong-op", lambda c: any(map(c.follows_forward, c.failing)),
         "The gradient is right for another forward, so that is where to look."),
    Rule("wrong-derivative-formula", _other_derivative,
         "What arrives is multiplied by a factor, and that is no right derivative."),
)
# fmt: on
