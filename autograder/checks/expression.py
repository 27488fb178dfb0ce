"""`expression`: an expression of objects of the student's class: its value, and the gradients that backward leaves.

    {check: expression, of: "a * b + a", points: 2}

`Value(2.0)`, the operators of Python, `.data`, `.backward()` and `.grad`, as in *micrograd*. `of` may name several; a part
that is used twice has a name: "c = a * b; c * c + c".
"""

from autograder.checks.plans.expressions import plan, strained_plan
from autograder.checks.plans.graphs import gradients_of
from autograder.checks.plans.spoken_names import value_of
from autograder.checks.verdicts import parts
from autograder.model.kind import About, Kind, Names
from autograder.model.question import Form, Question, RubricItem
from autograder.model.trial import Answered, Answerer, Role, Verdict


def _about(item: RubricItem) -> About:
    return Role.GRADIENT, tuple(name for text in item.of for name in gradients_of(text).values())


def _judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """The values of the named expressions, and then all of their gradients, are right."""
    values = parts.judge((Role.VALUE, tuple(map(value_of, item.of))), question, answered)
    gradients = parts.judge(_about(item), question, answered)
    return min(values, gradients, key=lambda verdict: verdict.share)


KIND = Kind(
    plans={"": plan},
    judge=_judge,
    form=Form.EXPRESSIONS,
    about=_about,
    needs=("of",),
    of=Names.EXPRESSIONS,
    target=True,
    question=("names",),
    strained={"": strained_plan},
)
