"""`autodiff`: the classes of a define-by-run framework (Variable, Function and what they do together).

    {check: autodiff, of: [walk], points: 1}

A question's `kind` says which script is played: "variable", "function_base", "graph", "backward" or "functional".
"""

from __future__ import annotations

from autograder.checks.plans.framework import PLANS, STRAINED
from autograder.checks.verdicts import parts
from autograder.model.kind import Kind, of_values
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Verdict


def _judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """All of the named claims hold."""
    return parts.judge(of_values(item), question, answered)


KIND = Kind(
    plans=PLANS,
    judge=_judge,
    question=("kind", "names"),
    hidden=("follow_through",),
    strained=STRAINED,
)
