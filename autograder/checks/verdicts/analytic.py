"""Is a gradient that is right at ordinary inputs an analytic one? Judged entry by entry where finite differences fail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.checks.verdicts.seen import look
from autograder.model.answer_key import QuestionKey
from autograder.model.message import Message
from autograder.model.question import RubricItem
from autograder.model.trial import Answered, Derivative, Slope, Verdict

NUMERICAL = "numeric-instead-of-analytic"


def analytic(key: QuestionKey, item: RubricItem, verdict: Verdict, strained: Sequence[Answered]) -> Verdict:
    """The verdict, with what the course gives for finite differences where the gradients of an item are no others."""
    if not verdict.share:
        return verdict
    about, kind = key.about(item), key.kinds[item.check]
    for answered in map(kind.as_built, strained):
        for seen in look(about, answered):
            if isinstance(seen.part.law, Slope | Derivative) and seen.difference is not None:
                message = Message("numerical_gradient", {"name": key.question.called(seen.part.name)})
                share = min(verdict.share, key.numerical)
                estimated = replace(verdict, share=share, message=message, misconception=NUMERICAL)
                return replace(estimated, compare=None, conditions=())
    return verdict
