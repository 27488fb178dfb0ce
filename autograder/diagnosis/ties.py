"""Mistakes that give the same numbers: the text of the answer says which of them is told first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from autograder.diagnosis import habits
from autograder.diagnosis.text import Text, variant
from autograder.model.question import Question

Rule = tuple[str, str, Callable[[Text, Question], bool]]


def _reversed(text: Text, question: Question) -> bool:
    return habits.swapped_return(text, question.backward or tuple(question.inputs))


def _other_attribute(text: Text, question: Question) -> bool:
    return any(variant(a, s) for a in question.gradients.values() for s in text.stored)


RULES: tuple[Rule, ...] = (
    ("returns-swapped-order", "mul-not-swapped", _reversed),
    ("returns-swapped-order", "max-routes-to-loser", _reversed),
    ("overwrite-instead-of-accumulate", "fork-branch-missing", lambda t, _: habits.assigned_twice(t)),
    ("quotient-rule-order", "sign-flipped", lambda t, _: habits.quotient(t)),
    ("quotient-rule-sign", "reciprocal-sign-missing", lambda t, _: habits.quotient(t)),
    ("grad-averaged", "square-coefficient-missing", lambda t, _: habits.counts(t)),
    ("reshape-instead-of-transpose", "transpose-missing", lambda t, _: habits.mentions(t, "reshape")),
    ("matmul-order-swapped", "transpose-missing", lambda t, _: habits.transposes_enough(t)),
    ("attribute-name-mismatch", "param-grad-not-stored", _other_attribute),
    ("attribute-name-mismatch", "creator-not-set", lambda t, _: bool(t.stored - t.expected)),
    ("diff-mutates-x", "diff-one-sided", lambda t, _: "data" in t.stored),
)
"""(first, other, when): of two that give the same numbers, the first is told before the other where the text says so,
and after it where not."""


def tie_break(ids: Sequence[str], text: Text, question: Question) -> tuple[str, ...]:
    """The ids in the order that the text of the answer suggests."""
    order = list(dict.fromkeys(ids))
    if "softmax-no-max-shift" in order and habits.mentions(text, "max"):
        order.remove("softmax-no-max-shift")
    if "param-grad-not-stored" in order and _other_attribute(text, question):
        order.insert(0, "attribute-name-mismatch")
    if {"mul-not-swapped", "max-routes-to-loser"} & set(order) and _reversed(text, question):
        order.insert(0, "returns-swapped-order")
    for one, other, says in RULES:
        if one in order and other in order:
            front, back = (one, other) if says(text, question) else (other, one)
            if order.index(front) > order.index(back):
                order.remove(front)
                order.insert(order.index(back), front)
    return tuple(dict.fromkeys(order))
