"""`network`: a classifier with params, predict, loss and gradient, judged at parameters that the grader sets.

    {check: network, of: [W1, b1], points: 1}       gradients; of: [loss], [predict] and [params] are the other claims

The right gradients are those of the reference's loss, proved numerically.
"""

from dataclasses import replace
from functools import lru_cache

from autograder.checks.plans import classifier
from autograder.checks.verdicts import parts
from autograder.model.kind import About, Kind
from autograder.model.message import Message
from autograder.model.question import Form, Question, RubricItem
from autograder.model.trial import Answered, Answerer, Role, Verdict
from autograder.numbers.compare import compare

FORWARD = frozenset({"predict", "loss", "params", "spread"})


def _about(item: RubricItem) -> About:
    """Gradients of the parameters among `of`, or what forward computes."""
    return (Role.FORWARD if FORWARD.intersection(item.of) else Role.GRADIENT), item.of or None


def _judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """A network that is not ours may have a sigmoid between its layers, as in the book's fourth chapter."""
    verdict = parts.judge(_about(item), question, tuple(map(_as_built, answered)))
    if verdict.trial in classifier.FRESHLY_MADE and verdict.message.key in NUMBERS:
        return replace(verdict, message=Message("fresh_params"))
    return verdict


NUMBERS = frozenset({"forward_wrong", "not_finite", "wrong_shape", "shape_of_value", "shape_returned"})
"""What is said of a value that is another one; of parameters that are freshly made it is no forward pass."""


@lru_cache(maxsize=64)
def _as_built(answered: Answered) -> Answered:
    """The replies beside the right answers of a sigmoid network, where the first scores or probabilities are its own."""
    trial = answered.trial
    if answered.ours or "scores_1" not in trial.places:
        return answered
    other, also = classifier.with_sigmoid(trial.probe.inputs)
    got = answered.got("scores_1")
    if all(compare(got, right) is not None for right in (other["scores_1"], also["scores_1"])):
        return answered
    answers = tuple(other.get(step.name, a) for step, a in zip(trial.steps, trial.answers, strict=True))
    return replace(answered, trial=replace(trial, answers=answers, also=also))


KIND = Kind(
    plans={"": classifier.plan},
    judge=_judge,
    form=Form.NETWORK,
    about=_about,
    question=("names",),
    hidden=("follow_through",),
    strained={"": classifier.strained_plan},
    as_built=_as_built,
)
