"""What a question is asked: the trials of its check kinds, with the answers of whoever is asked."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.checks import KINDS
from autograder.model.answer_key import Planned
from autograder.model.kind import Kind, Plan
from autograder.model.question import Question
from autograder.model.trial import Answerer, Trial
from autograder.numbers.draw import Draw


def planned(
    question: Question, answerer: Answerer, seed: bytes, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Planned, ...]:
    """The trials of a question drawn with `seed`, with the answers of `answerer`; kinds that share a plan share its trials."""
    checks: dict[Plan, list[str]] = {}
    for check in dict.fromkeys(item.check for item in question.rubric):
        checks.setdefault(kinds[check].plan(question), []).append(check)
    return tuple(
        Planned(
            frozenset(names),
            plan(question, answerer, Draw(seed, question.id)),
            kinds[names[0]].apart,
            kinds[names[0]].tests,
        )
        for plan, names in checks.items()
    )


def strained_points(
    question: Question, answerer: Answerer, seed: bytes, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Trial, ...]:
    """The trials at which finite differences fail, for the gradients that a question asks for."""
    kind = str(question.options.get("kind", ""))
    found = (kinds[item.check].strained.get(kind) for item in question.rubric)
    plans = dict.fromkeys(plan for plan in found if plan is not None)
    return tuple(
        trial for plan in plans for trial in plan(question, answerer, Draw(seed, f"{question.id}, strained"))
    )
