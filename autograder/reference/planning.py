"""What a question is asked: the trials of its check kinds, with the answers of whoever is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from autograder.checks import KINDS
from autograder.model.answer_key import Planned
from autograder.model.condition import Condition
from autograder.model.kind import Kind, Plan
from autograder.model.question import Question
from autograder.model.trial import Answerer, Trial
from autograder.numbers.draw import Draw


def planned(
    question: Question, answerer: Answerer, seed: bytes, kinds: Mapping[str, Kind] = KINDS
) -> tuple[Planned, ...]:
    """The trials of a question drawn with `seed`, with the answers of `answerer`; kinds that share a plan share its trials."""
    checks: dict[Plan, list[str]] = {}
    for item in question.rubric:
        checks.setdefault(kinds[item.check].plan(question), []).append(item.check)
    return tuple(
        Planned(
            frozenset(names),
            tried(plan(question, answerer, Draw(seed, question.id)), question.tries),
            kinds[names[0]].apart,
            kinds[names[0]].tests,
        )
        for plan, names in checks.items()
    )


def tried(trials: tuple[Trial, ...], tries: Collection[Condition] | None) -> tuple[Trial, ...]:
    """The trials without those, and without what is judged at those steps, that ask for other side conditions than `tries`
    (None: all are tried)."""
    if tries is None:
        return trials
    within = [trial for trial in trials if set(tries).issuperset(trial.conditions)]
    left = [_tried(trial, tries) for trial in within]
    return tuple(one for one, before in zip(left, within, strict=True) if one.judged or not before.judged)


def _tried(trial: Trial, tries: Collection[Condition]) -> Trial:
    if all(set(tries).issuperset(step.conditions) for step in trial.judged):
        return trial
    steps = (
        step if set(tries).issuperset(step.conditions) else replace(step, parts=()) for step in trial.steps
    )
    return replace(trial, steps=tuple(steps))


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
