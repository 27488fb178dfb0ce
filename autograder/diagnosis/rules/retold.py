"""Mistakes that need no code of a question: the right answers in another conversation, the one that the mistake makes of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.model.condition import Condition
from autograder.model.question import Question
from autograder.model.trial import Step, Trial
from autograder.numbers.compare import Array
from autograder.sandbox.protocol import Probe


@dataclass(frozen=True)
class Retold:
    """A mistake, the questions that it can be made in, and what it makes of a trial's conversation."""

    id: str
    when: Callable[[Question, Sequence[Trial]], bool]
    retell: Callable[[Trial], Probe]
    because: str


def _has_upstream(_: Question, trials: Sequence[Trial]) -> bool:
    return any(step.upstream for trial in trials for step in trial.steps)


def _uses_an_object_again(_: Question, trials: Sequence[Trial]) -> bool:
    return any(_is_again(step) for trial in trials for step in trial.steps)


def _is_again(step: Step) -> bool:
    """A forward on an object that was used before."""
    return bool(step.fresh) and Condition.SECOND_CALL in step.conditions


def _upstream(change: Callable[[Array], Array]) -> Callable[[Trial], Probe]:
    def retell(trial: Trial) -> Probe:
        inputs = dict(trial.probe.inputs)
        for name in {step.upstream for step in trial.steps if step.upstream}:
            new = change(np.asarray(inputs[name], dtype=float))
            inputs[name] = float(new) if np.ndim(new) == 0 else new
        return replace(trial.probe, inputs=inputs)

    return retell


def _steps(expression: Callable[[Trial, Step], str]) -> Callable[[Trial], Probe]:
    def retell(trial: Trial) -> Probe:
        return replace(trial.probe, steps=tuple((step.name, expression(trial, step)) for step in trial.steps))

    return retell


def _first(trial: Trial, step: Step) -> str:
    """What the first forward gave, once more."""
    if not _is_again(step):
        return step.expression
    return next(one.name for one in trial.steps if one.fresh and one.owner == step.owner)


# fmt: off
ONES = Retold("upstream-ignored", _has_upstream, _upstream(np.ones_like),
              "The upstream gradient is one, wherever it came from.")
RETOLD: tuple[Retold, ...] = (
    ONES,
    Retold("upstream-squared", _has_upstream, _upstream(np.square),
           "The upstream gradient is multiplied in twice; after once too few, which is the same for ones."),
    Retold("mask-from-upstream", _has_upstream, _upstream(lambda upstream: np.maximum(upstream, 0)),
           "The mask is made of the upstream gradient."),
    Retold("stale-cache", _uses_an_object_again, _steps(lambda _, step: step.fresh if _is_again(step) else step.expression),
           "The cache is filled once: the last forward is right, and what follows it is not."),
    Retold("stale-cache", _uses_an_object_again, _steps(_first),
           "The same, with the last forward answered from the cache too."),
    Retold("shared-class-state", lambda question, trials: _uses_an_object_again(question, trials) and not question.init,
           _steps(lambda _, step: "a" if step.name == "b" else step.expression),
           "Two objects keep their values in one place; after a cache of one object, which is simpler."),
)
# fmt: on
"""In the order in which their stories are told, after the bank's, and in which they explain one part, after all other numbers."""
