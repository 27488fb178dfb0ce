"""`autodiff`: the classes of a define-by-run framework (Variable, Function and what they do together).

    {check: autodiff, of: [walk], points: 1}

A question's `kind` says which script is played: "variable", "function_base", "graph", "backward" or "functional".
"""

from autograder.checks.plans.framework import PLANS, STRAINED
from autograder.checks.verdicts import parts
from autograder.model.kind import Kind, of_values
from autograder.model.question import Form

KIND = Kind(
    plans=PLANS,
    judge=parts.judging(of_values),
    form=Form.FRAMEWORK,
    question=("kind", "names"),
    hidden=("follow_through",),
    strained=STRAINED,
)
