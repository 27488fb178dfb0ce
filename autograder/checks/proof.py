"""Proves a trial's right gradients: each is also the numerical gradient of the reference's forward."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.script import built, call, forward
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Answerer, Trial
from autograder.numbers.compare import agrees, as_array, numerical_vjp


def prove(question: Question, trial: Trial, reference: Answerer) -> None:
    """Raise CourseError unless every gradient of calls 1 and 2 is that of the forward, entry by entry."""
    for (step, _), answer in zip(trial.probe.steps, trial.answers, strict=True):
        role = trial.roles.get(step, ())
        values = answer if len(role) > 1 else (answer,) * len(role)
        if role and (not isinstance(values, tuple | np.ndarray) or len(values) != len(role)):
            raise CourseError(
                reference.path, 0, f"question {question.id}: the reference's {step} gives {answer!r:.60}"
            )
        for (kind, name), right in zip(role, values, strict=True):
            if kind == "gradient" and step[-1] in "12":
                _prove_one(question, trial, step, name, right, reference)


def _prove_one(
    question: Question, trial: Trial, step: str, name: str, right: Any, reference: Answerer
) -> None:
    turn = step[-1]
    owner = "b" if turn == "2" else "a"
    varied = f"{name}_{owner}" if name in question.init else f"{name}_{turn}"
    expression, part = _forward(question, trial, step, owner)
    upstream = trial.probe.inputs.get(f"{question.upstream or 'upstream'}_{turn}", 1.0)
    start = trial.probe.inputs[varied]

    def value(moved: Any) -> Any:
        moved = np.asarray(moved) if isinstance(start, np.ndarray) else float(moved)
        out = reference.value(question.id, {**trial.probe.inputs, varied: moved}, expression)
        return out if part is None else out[part]

    if as_array(right) is None or not agrees(right, numerical_vjp(value, start, upstream)):
        message = (
            f"question {question.id}: the gradient of {name} is not the numerical gradient of the forward"
        )
        raise CourseError(reference.path, 0, message)


def _forward(question: Question, trial: Trial, step: str, owner: str) -> tuple[str, int | None]:
    """The expression whose gradient is asked for, and which part of its value (None: all of it)."""
    if not question.returns:
        return forward(question, built(question, owner), step[-1]), None
    if question.forward:
        names = [name for name in question.inputs if name != question.upstream]
        return f"{question.forward}({call(names, step[-1])})", None
    kinds = [kind for kind, _ in trial.roles[step]]
    return f"{question.target}({call(question.inputs, step[-1])})", kinds.index("forward")
