"""What a question is asked: the trials of its check kinds, with the answers of whoever is asked."""

from collections.abc import Collection
from dataclasses import replace

from autograder.checks import KINDS
from autograder.model.answer_key import Planned
from autograder.model.condition import Condition
from autograder.model.kind import Plan
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answerer, Trial
from autograder.numbers.draw import Draw


def planned(question: Question, answerer: Answerer, seed: bytes) -> tuple[Planned, ...]:
    """The trials of a question drawn with `seed`, with the answers of `answerer`; kinds that share a plan share its trials."""
    return tuple(
        Planned(
            frozenset(item.check for item in own.rubric),
            tried(tuple(plan(own, answerer, Draw(seed, question.id))), question.tries),
            KINDS[own.rubric[0].check].apart,
            KINDS[own.rubric[0].check].tests,
        )
        for plan, own in by_plan(question).items()
    )


def by_plan(question: Question) -> dict[Plan, Question]:
    """The question as each plan is given it: with the items alone that are asked by it."""
    items: dict[Plan, list[RubricItem]] = {}
    for item in question.rubric:
        items.setdefault(KINDS[item.check].plan(question), []).append(item)
    return {plan: replace(question, rubric=tuple(of)) for plan, of in items.items()}


def tried(trials: tuple[Trial, ...], tries: Collection[Condition] | None) -> tuple[Trial, ...]:
    """The trials without those, and without what is judged at those steps, that ask for other side conditions than `tries`
    (None: all are tried)."""
    if tries is None:
        return trials
    within = [trial for trial in trials if set(tries).issuperset(trial.conditions)]
    left = [_tried(trial, tries) for trial in within]
    return tuple(one for one, before in zip(left, within, strict=True) if one.judged or not before.judged)


def _tried(trial: Trial, tries: Collection[Condition]) -> Trial:
    steps = (
        step if set(tries).issuperset(step.conditions) else replace(step, parts=()) for step in trial.steps
    )
    return replace(trial, steps=tuple(steps))


def strained_points(question: Question, answerer: Answerer, seed: bytes) -> tuple[Trial, ...]:
    """The trials at which finite differences fail, for the gradients that a question asks for."""
    found = list[Trial]()
    for own in by_plan(question).values():
        plans = dict.fromkeys(KINDS[item.check].strained.get(question.kind) for item in own.rubric)
        for plan in filter(None, plans):
            found += plan(own, answerer, Draw(seed, f"{question.id}, strained"))
    return tuple(found)
