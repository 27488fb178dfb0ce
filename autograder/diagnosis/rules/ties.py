"""Mistakes that give the same numbers: the text of the answer says which of them is told first."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from autograder.diagnosis.answer_text import Text
from autograder.diagnosis.habits import calculating, returning, storing
from autograder.diagnosis.rule import Ids
from autograder.model.question import Question
from autograder.notebook.nearness import nearest, same_name


class Effect(Enum):
    """What comes of a mistake where the text speaks for that, or else does not."""

    LEFT_OUT = "it cannot be, and is not told"
    ADDED = "told before all others, though no number names it; or else after those it is over"
    ORDERED = "numbers name both: told before those it is over, or else after them"
    SHOWN = "numbers name both: told before those it is over, or else not at all"


@dataclass(frozen=True)
class Tie:
    """What the text says where the same numbers fit several mistakes.

    id       the mistake that the text speaks for or against
    effect   what comes of it
    when     whether the text does so
    because  what it sees there
    over     the other mistakes, taken one at a time
    """

    id: str
    effect: Effect
    when: Callable[[Tied], bool]
    because: str
    over: Ids = ()


@dataclass(frozen=True)
class Tied:
    """The text of an answer whose numbers fit several mistakes of a question."""

    text: Text
    question: Question

    def reversed(self) -> bool:
        """The gradients are named well and listed in another order than they are asked for."""
        question = self.question
        gradients = map(question.called, question.backward or question.inputs)
        return returning.swapped_return(self.text, question.returns or tuple(gradients))

    def misnamed(self) -> bool:
        """An attribute that is set is another spelling of one that is asked for, or holds its value."""
        wanted, filled = self.question.gradients.values(), self.text.filled
        return any(
            storing.keeps_elsewhere(self.text, a) or any(same_name(a, s) for s in filled) for a in wanted
        )

    def assigns_once(self) -> bool:
        """A function, or a cell, in which every name is assigned at most once."""
        asked = bool(self.question.returns or self.question.given)
        return asked and not storing.assigned_twice(self.text, "")

    def misspelt(self) -> bool:
        """backward reads an attribute that stays None, beside one that is nearly called so and is set."""
        backward = self.text.method("backward")
        read = {n.attr for n in ast.walk(backward) if isinstance(n, ast.Attribute)} if backward else set()
        return any(nearest(one, self.text.filled) for one in read & self.text.stored - self.text.filled)


# fmt: off
TIES: tuple[Tie, ...] = (
    Tie("softmax-no-max-shift", Effect.LEFT_OUT, lambda t: t.text.mentions("max"),
        "A maximum is there, so it is not what is missing."),
    Tie("abs-applied", Effect.LEFT_OUT, lambda t: not t.text.mentions("abs", "absolute", "fabs", "sqrt"),
        "No absolute value is written."),
    Tie("relu-mask-wrong", Effect.LEFT_OUT, lambda t: not calculating.chooses(t.text),
        "Nothing is compared, so there is no mask."),
    Tie("upstream-added", Effect.LEFT_OUT, lambda t: not calculating.adds(t.text), "Nothing is added on the way back."),
    Tie("grad-not-stored", Effect.LEFT_OUT, lambda t: storing.keeps_gradients_of_others(t.text),
        "backward stores them, so something before it went wrong."),
    Tie("graph-one-level", Effect.LEFT_OUT, lambda t: storing.goes_through_a_graph(t.text),
        "It goes on from one node to the next."),
    Tie("upstream-partial", Effect.LEFT_OUT, lambda t: calculating.leaves_upstream_out(t.text),
        "What arrives is multiplied into none of them."),
    Tie("name-typo", Effect.ADDED, Tied.misspelt,
        "A place stays None, and one that is nearly called so was filled: nothing was forgotten.", ("forgot-cache",)),
    Tie("attribute-name-mismatch", Effect.ADDED, Tied.misnamed,
        "dw was set: told first, since storing it is the very thing that was not forgotten.", ("param-grad-not-stored",)),
    Tie("returns-swapped-order", Effect.ADDED, Tied.reversed,
        "dx and dy are right and listed as dy, dx: told first, before the product rule or the routing is doubted.",
        ("mul-not-swapped", "max-routes-to-loser")),
    Tie("returns-none", Effect.LEFT_OUT, lambda t: returning.returns_at_last(t.text),
        "Every function that gives something back does."),
    Tie("mutates-output-cache", Effect.LEFT_OUT, lambda t: not storing.writes_into_attributes(t.text),
        "Nothing is written into what an attribute holds."),
    Tie("inverse-operation", Effect.ADDED, lambda t: calculating.divides_by(t.text, t.question.inputs or t.question.given),
        "The product over the own factor is the other one; who divides, undoes.", ("mul-not-swapped",)),
    Tie("inverse-operation", Effect.ORDERED, lambda t: calculating.divides_gradients(t.text),
        "A division by exp(x) is exp(-x).", ("sign-flipped",)),
    Tie("fork-branch-missing", Effect.ADDED, Tied.assigns_once,
        "No name is assigned twice, so nothing is overwritten.", ("overwrite-instead-of-accumulate",)),
    Tie("overwrite-instead-of-accumulate", Effect.LEFT_OUT, Tied.assigns_once,
        "What is written once is not overwritten."),
    Tie("overwrite-instead-of-accumulate", Effect.ORDERED, lambda t: storing.assigned_twice(t.text),
        "A branch that is overwritten has been written, one that is missing has not.", ("fork-branch-missing",)),
    Tie("quotient-rule-order", Effect.ORDERED, lambda t: calculating.quotient_rule(t.text),
        "With the quotient rule written out, a wrong sign comes of its order.", ("sign-flipped",)),
    Tie("quotient-rule-sign", Effect.ORDERED, lambda t: calculating.quotient_rule(t.text),
        "The same, beside the rule for a reciprocal.", ("reciprocal-sign-missing",)),
    Tie("grad-averaged", Effect.SHOWN, lambda t: calculating.counts(t.text),
        "A factor of one half is an average only where something is counted.", ("square-coefficient-missing",)),
    Tie("reshape-instead-of-transpose", Effect.SHOWN, lambda t: t.text.mentions("reshape"),
        "Nobody reshapes without writing so.", ("transpose-missing",)),
    Tie("matmul-order-swapped", Effect.ORDERED, lambda t: calculating.transposes_enough(t.text),
        "Where all transposes are written, none is missing.", ("transpose-missing",)),
    Tie("attribute-name-mismatch", Effect.SHOWN, lambda t: bool(t.text.stored - t.text.expected),
        "Stored under a name of one's own, or not at all.", ("creator-not-set", "input-not-remembered", "output-not-remembered")),
    Tie("diff-mutates-x", Effect.SHOWN, lambda t: "data" in t.text.stored,
        "x can only be changed where its data are set.", ("diff-one-sided",)),
)
# fmt: on
"""Each speaks where one of the mistakes that it is `over` was told, or, without any, the mistake itself. The later may move what an
earlier has placed."""


def tie_break(ids: Sequence[str], tied: Tied) -> Ids:
    """The ids in the order that the text of the answer suggests."""
    order = list(dict.fromkeys(ids))
    for tie in TIES:
        for other in tie.over or (tie.id,):
            if other in order and (tie.id in order or tie.effect is Effect.ADDED):
                order = _placed(tie, other, order, tie.when(tied))
    return tuple(order)


def _placed(tie: Tie, other: str, order: list[str], says: bool) -> list[str]:
    rest = [one for one in order if one != tie.id]
    match tie.effect, says:
        case (Effect.LEFT_OUT, True) | (Effect.SHOWN, False):
            return rest
        case Effect.ADDED, True:
            return [tie.id, *rest]
    front, back = (tie.id, other) if says else (other, tie.id)
    if back in order and order.index(front) > order.index(back):
        order.remove(front)
        order.insert(order.index(back), front)
    return order
