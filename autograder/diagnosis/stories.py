"""What students with a known mistake would answer: from the bank, and, for every question, from the reference itself.

A story is an id and the answers it predicts. General stories need no code of a question: the same conversation with
upstream gradients of one, with a cache that is filled once, with one object where two are meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.diagnosis.evidence import Evidence, Spot, gather, gather_replies, spots_of
from autograder.model.question import Question
from autograder.model.trial import Trial
from autograder.reference.mistakes import Mistake, replies_of
from autograder.reference.solution import Reference
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

    question: Question
    trials: tuple[Trial, ...]
    spots: tuple[Spot, ...]
    right: Evidence
    stories: tuple[Story, ...]
    ones: Evidence | None
    """The right gradients for upstream gradients of one, where the question has upstream gradients."""


def casebook(
    question: Question, trials: tuple[Trial, ...], bank: Sequence[Mistake], reference: Reference
) -> Casebook:
    """Work out every story of a question."""
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
    return Casebook(question, trials, spots, right, tuple(stories), ones)


def upstream_names(question: Question, probe: Probe) -> list[str]:
    """The inputs of a probe that are upstream gradients."""
    stem = f"{question.upstream or 'upstream'}_"
    return [name for name in probe.inputs if name.startswith(stem) and name[len(stem) :].isdigit()]


def _retold(question: Question, trials: Sequence[Trial]) -> Iterator[tuple[str, list[Probe]]]:
    """The trials' conversations as they go when a general mistake is made."""
    if any(trial.probe.given is not None for trial in trials):
        return
    if any(upstream_names(question, trial.probe) for trial in trials):
        yield "upstream-ignored", [_upstream(question, trial.probe, np.ones_like) for trial in trials]
        yield "upstream-squared", [_upstream(question, trial.probe, np.square) for trial in trials]
        yield (
            "mask-from-upstream",
            [_upstream(question, trial.probe, lambda u: np.maximum(u, 0)) for trial in trials],
        )
    if any("out_3" in dict(trial.probe.steps) for trial in trials) and not question.returns:
        fresh = [_retell(trial.probe, {"out_3": _fresh(trial.probe)}) for trial in trials]
        yield "stale-cache", fresh
        yield "stale-cache", [_retell(trial.probe, {"out_3": "out_1"}) for trial in trials]
        if not question.init:
            yield "shared-class-state", [_retell(trial.probe, {"b": "a"}) for trial in trials]


def _upstream(question: Question, probe: Probe, change: Any) -> Probe:
    names = upstream_names(question, probe)
    changed = {name: _changed(probe.inputs[name], change) for name in names}
    return replace(probe, inputs={**probe.inputs, **changed})


def _changed(value: Any, change: Any) -> Any:
    new = change(np.asarray(value, dtype=float))
    return float(new) if np.ndim(new) == 0 else new


def _retell(probe: Probe, expressions: Mapping[str, str]) -> Probe:
    steps = tuple((name, expressions.get(name) or expression) for name, expression in probe.steps)
    return replace(probe, steps=steps)


def _fresh(probe: Probe) -> str:
    """The third forward on an object of its own: the first object's cache stays as it was."""
    steps = dict(probe.steps)
    return steps["out_3"].replace("a.forward", f"{steps['a']}.forward", 1) if "a" in steps else steps["out_3"]
