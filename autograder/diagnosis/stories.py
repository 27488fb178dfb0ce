"""What students with a known mistake would answer: from the bank, and, for every question, from the reference itself.

A story is an id and the answers it predicts. General stories need no code of a question: the same conversation with
upstream gradients of one, with a cache that is filled once, with one object where two are meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.diagnosis.evidence import Evidence, Spot, gather, gather_replies, spots_of
from autograder.model.answer_key import QuestionKey
from autograder.model.question import Question
from autograder.model.trial import Answerer, Step, Trial
from autograder.reference.mistakes import Mistake, replies_of
from autograder.sandbox.protocol import Probe


@dataclass(frozen=True, slots=True)
class Story:
    """A mistake and what it makes of every spot."""

    id: str
    evidence: Evidence
    general: bool = False


@dataclass(frozen=True, slots=True)
class Casebook:
    """All that is known of one question: its layout, the right answers, and the stories, first the bank's."""

    key: QuestionKey
    spots: tuple[Spot, ...]
    right: Evidence
    stories: tuple[Story, ...]
    ones: Evidence | None
    """The right gradients for upstream gradients of one, where the question has upstream gradients."""

    @property
    def question(self) -> Question:
        """The question it is about."""
        return self.key.question

    @property
    def trials(self) -> tuple[Trial, ...]:
        """The question's trials."""
        return self.key.trials


def casebook(key: QuestionKey, bank: Sequence[Mistake], reference: Answerer) -> Casebook:
    """Work out every story of a question."""
    question, trials = key.question, key.trials
    spots = spots_of(trials)
    right = gather(spots, trials, [trial.answers for trial in trials])
    stories = [
        Story(
            mistake.misconception,
            gather_replies(spots, trials, replies_of(mistake, question, trials, reference)),
        )
        for mistake in bank
        if mistake.question == question.id
    ]
    ones = None
    for name, probes in _retold(question, trials):
        replies = [reference.answer(question.id, probe) for probe in probes]
        evidence = gather_replies(spots, trials, replies)
        if name == "upstream-ignored":
            ones = evidence
        stories.append(Story(name, evidence, general=True))
    return Casebook(key, spots, right, tuple(stories), ones)


UPSTREAM = {
    "upstream-ignored": np.ones_like,
    "upstream-squared": np.square,
    "mask-from-upstream": lambda upstream: np.maximum(upstream, 0),
}
"""What a mistake makes of the upstream gradient."""


def _retold(question: Question, trials: Sequence[Trial]) -> Iterator[tuple[str, list[Probe]]]:
    """The trials' conversations as they go when a general mistake is made."""
    if any(step.upstream for trial in trials for step in trial.steps):
        for name, change in UPSTREAM.items():
            yield name, [_upstream(trial, change) for trial in trials]
    if any(step.fresh and step.call == LAST for trial in trials for step in trial.steps):
        yield "stale-cache", [_retell(trial, _fresh) for trial in trials]
        yield "stale-cache", [_retell(trial, _first) for trial in trials]
        if not question.init:
            yield "shared-class-state", [_retell(trial, _shared) for trial in trials]


LAST = 3
"""The call of a conversation in which an object is used again."""


def _upstream(trial: Trial, change: Any) -> Probe:
    names = {step.upstream for step in trial.steps if step.upstream}
    changed = {name: _changed(trial.probe.inputs[name], change) for name in names}
    return replace(trial.probe, inputs={**trial.probe.inputs, **changed})


def _changed(value: Any, change: Any) -> Any:
    new = change(np.asarray(value, dtype=float))
    return float(new) if np.ndim(new) == 0 else new


def _retell(trial: Trial, expression: Callable[[Trial, Step], str]) -> Probe:
    steps = tuple((step.name, expression(trial, step)) for step in trial.steps)
    return replace(trial.probe, steps=steps)


def _fresh(_: Trial, step: Step) -> str:
    """The last forward on an object of its own: the first object's cache stays as it was."""
    return step.fresh if step.fresh and step.call == LAST else step.expression


def _first(trial: Trial, step: Step) -> str:
    """What the first forward gave, once more."""
    if not (step.fresh and step.call == LAST):
        return step.expression
    return next(one.name for one in trial.steps if one.fresh and one.owner == step.owner)


def _shared(_: Trial, step: Step) -> str:
    """One object in the place of two."""
    return "a" if step.name == "b" else step.expression
