"""Mistakes that give the same numbers: the text of the answer says which of them is told first."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from autograder.diagnosis.habits import calculating, returning, storing
from autograder.diagnosis.rule import Ids, Rule
from autograder.diagnosis.text import Text
from autograder.model.question import Question
from autograder.notebook.nearness import nearest, same_name

TIE, SHOWN, UNSEEN, IMPOSSIBLE = (
    "two that give the same numbers",
    "one of two that the text shows if it is so",
    "one that numbers do not name",
    "one that cannot be",
)


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
        """An attribute that is set to something is another spelling of one that is asked for, or holds what should be there."""
        wanted, filled = self.question.gradients.values(), self.text.filled
        return any(
            storing.keeps_elsewhere(self.text, a) or any(same_name(a, s) for s in filled) for a in wanted
        )

    def assigns_once(self) -> bool:
        """A function, or a cell, in which every name is assigned at most once."""
        asked = bool(self.question.returns or self.question.given)
        return asked and not storing.assigned_twice(self.text, "")

    def stores_another(self) -> bool:
        """An attribute is set that the reference's answer does not speak of."""
        return bool(self.text.stored - self.text.expected)

    def misspelt(self) -> bool:
        """backward reads an attribute that stays None, beside one that is nearly called so and is set."""
        backward = self.text.method("backward")
        read = {n.attr for n in ast.walk(backward) if isinstance(n, ast.Attribute)} if backward else set()
        return any(nearest(one, self.text.filled) for one in read & self.text.stored - self.text.filled)


def _divides(tied: Tied) -> bool:
    return calculating.quotient_rule(tied.text)


# fmt: off
RULES: tuple[Rule[Tied], ...] = (
    Rule("softmax-no-max-shift", IMPOSSIBLE, lambda t: t.text.mentions("max"),
         "A maximum is there, so it is not what is missing: left out."),
    Rule("abs-applied", IMPOSSIBLE, lambda t: not t.text.mentions("abs", "absolute", "fabs", "sqrt"),
         "No absolute value is written: left out."),
    Rule("relu-mask-wrong", IMPOSSIBLE, lambda t: not calculating.chooses(t.text),
         "Nothing is compared, so there is no mask: left out."),
    Rule("upstream-added", IMPOSSIBLE, lambda t: not calculating.adds(t.text),
         "Nothing is added on the way back: left out."),
    Rule("grad-not-stored", IMPOSSIBLE, lambda t: storing.keeps_gradients_of_others(t.text),
         "backward stores them, so something before it went wrong: left out."),
    Rule("graph-one-level", IMPOSSIBLE, lambda t: storing.goes_through_a_graph(t.text),
         "It goes on from one node to the next: left out."),
    Rule("upstream-partial", IMPOSSIBLE, lambda t: calculating.leaves_upstream_out(t.text),
         "What arrives is multiplied into none of them: left out."),
    Rule("name-typo", UNSEEN, Tied.misspelt,
         "A place stays None, and one that is nearly called so was filled: nothing was forgotten.", ("forgot-cache",)),
    Rule("attribute-name-mismatch", UNSEEN, Tied.misnamed,
         "dw was set: told first, since storing it is the very thing that was not forgotten.", ("param-grad-not-stored",)),
    Rule("returns-swapped-order", UNSEEN, Tied.reversed,
         "dx and dy are right and listed as dy, dx: told first, before the product rule or the routing is doubted.",
         ("mul-not-swapped", "max-routes-to-loser")),
    Rule("returns-none", IMPOSSIBLE, lambda t: returning.returns_at_last(t.text),
         "Every function that gives something back does: left out."),
    Rule("mutates-output-cache", IMPOSSIBLE, lambda t: not storing.writes_into_attributes(t.text),
         "Nothing is written into what an attribute holds: left out."),
    Rule("inverse-operation", UNSEEN, lambda t: calculating.divides_by(t.text, t.question.inputs or t.question.given),
         "The product over the own factor is the other one; who divides, undoes.", ("mul-not-swapped",)),
    Rule("inverse-operation", TIE, lambda t: calculating.divides_gradients(t.text),
         "A division by exp(x) is exp(-x).", ("sign-flipped",)),
    Rule("fork-branch-missing", UNSEEN, Tied.assigns_once,
         "No name is assigned twice, so nothing is overwritten.", ("overwrite-instead-of-accumulate",)),
    Rule("overwrite-instead-of-accumulate", IMPOSSIBLE, Tied.assigns_once,
         "What is written once is not overwritten: left out."),
    Rule("overwrite-instead-of-accumulate", TIE, lambda t: storing.assigned_twice(t.text),
         "A branch that is overwritten has been written, one that is missing has not.", ("fork-branch-missing",)),
    Rule("quotient-rule-order", TIE, _divides,
         "With the quotient rule written out, a wrong sign comes of its order.", ("sign-flipped",)),
    Rule("quotient-rule-sign", TIE, _divides,
         "The same, beside the rule for a reciprocal.", ("reciprocal-sign-missing",)),
    Rule("grad-averaged", SHOWN, lambda t: calculating.counts(t.text),
         "A factor of one half is an average only where something is counted.", ("square-coefficient-missing",)),
    Rule("reshape-instead-of-transpose", SHOWN, lambda t: t.text.mentions("reshape"),
         "Nobody reshapes without writing so.", ("transpose-missing",)),
    Rule("matmul-order-swapped", TIE, lambda t: calculating.transposes_enough(t.text),
         "Where all transposes are written, none is missing.", ("transpose-missing",)),
    Rule("attribute-name-mismatch", SHOWN, Tied.stores_another,
         "Stored under a name of one's own, or not at all.", ("creator-not-set", "input-not-remembered", "output-not-remembered")),
    Rule("diff-mutates-x", SHOWN, lambda t: "data" in t.text.stored,
         "x can only be changed where its data are set.", ("diff-one-sided",)),
)
# fmt: on
"""Each rule speaks where one of its `others` was told, or, without any, the mistake itself. Of a tie the first is told before the other
where the text says so, and after it where not, or not at all. The later may move what an earlier has placed."""


def tie_break(ids: Sequence[str], tied: Tied) -> Ids:
    """The ids in the order that the text of the answer suggests."""
    order = list(dict.fromkeys(ids))
    for rule in RULES:
        for other in rule.others or (rule.id,):
            if other in order:
                order = _ordered(rule, other, order, tied)
    return tuple(order)


def _ordered(rule: Rule[Tied], other: str, order: list[str], tied: Tied) -> list[str]:
    if rule.id not in order and rule.looks_at != UNSEEN:
        return order
    says = rule.when(tied)
    rest = [one for one in order if one != rule.id]
    if (rule.looks_at, says) in ((SHOWN, False), (IMPOSSIBLE, True)):
        return rest
    if (rule.looks_at, says) == (UNSEEN, True):
        return [rule.id, *rest]
    front, back = (rule.id, other) if says else (other, rule.id)
    if back in order and order.index(front) > order.index(back):
        order.remove(front)
        order.insert(order.index(back), front)
    return order
