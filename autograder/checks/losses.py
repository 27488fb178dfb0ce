"""The plan of a loss layer (`kind: loss`): forward(x, t) -> mean loss, backward(dout=1) -> dx.

The book's own layer ignores dout and adds 1e-7 inside the logarithm: backward is called with 1, and any loss between
the exact one and the one with 1e-7 is right. Rows shifted by ±1000, with one class far below the others, want a
softmax that is shifted row by row, by the largest score; the probabilities of the right classes stay of order 0.1, so
that the small number in the logarithm hardly counts, and no probability is so small that its logarithm is infinite.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from autograder.checks.script import Script
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Answerer, Trial
from autograder.numbers.compare import agrees, numerical_vjp
from autograder.numbers.draw import Draw

EPSILON = 1e-7
FAR = 720.0
"""How far below the others a wrong class lies: exp(720) overflows, exp(-720) is not yet zero."""
Batches = tuple[tuple[int, int], ...]


def plan(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """Batches of three, two and one rows; square ones; rows far from each other."""
    trials = tuple(_trials(question, reference, draw))
    for trial in trials:
        _prove(question, trial, reference)
    return trials


def _trials(question: Question, reference: Answerer, draw: Draw) -> Iterator[Trial]:
    calls: dict[str, Batches] = {"rows": ((3, 4), (2, 5), (1, 4)), "square": ((3, 3), (3, 3), (3, 3))}
    for name, shapes in calls.items():
        yield _trial(name, shapes, 0.0, question, reference, draw)
    yield _trial("large", ((3, 4), (2, 3), (3, 4)), 1000.0, question, reference, draw)


def _trial(
    name: str, shapes: Batches, shift: float, question: Question, reference: Answerer, draw: Draw
) -> Trial:
    script = Script()
    script.say("a", f"{question.target}()")
    script.say("b", f"{question.target}()")
    also = {}
    for turn, (shape, one) in enumerate(zip(shapes, "aba", strict=True), 1):
        x, t = scores(draw, shape, shift), one_hot(draw, shape)
        if shift:
            x -= FAR * np.roll(t, 1, axis=1)
        script.tell({"x": x, "t": t}, str(turn))
        script.say(f"out_{turn}", f"{one}.forward(x_{turn}, t_{turn})", (("forward", "loss"),))
        also[f"out_{turn}"] = loss_with_epsilon(x, t)
        for back in ((), (1, 2), (3,))[turn - 1]:
            script.say(f"grad_{back}", f"{'b' if back == 2 else 'a'}.backward(1)", (("gradient", "x"),))
    return script.trial(name, question, reference, facts={"also": also})


def scores(draw: Draw, shape: tuple[int, int], shift: float) -> Any:
    """Scores (N, C) of order one; with `shift`, whole rows are moved by it, up and down in turn."""
    rows = shift * np.where(np.arange(shape[0]) % 2, -1.0, 1.0)
    return 0.6 * draw.array(shape) + rows[:, None]


def one_hot(draw: Draw, shape: tuple[int, int]) -> Any:
    """One-hot answers (N, C), not all of the same class."""
    start = int(draw.rng.integers(shape[1]))
    step = int(draw.rng.integers(1, shape[1]))
    return np.eye(shape[1])[(start + step * np.arange(shape[0])) % shape[1]]


def loss_with_epsilon(x: Any, t: Any) -> float:
    """The mean cross entropy with EPSILON inside the logarithm, as the book writes it."""
    exps = np.exp(x - x.max(axis=1, keepdims=True))
    y = exps / exps.sum(axis=1, keepdims=True)
    return float(-np.sum(t * np.log(y + EPSILON)) / len(x))


def _prove(question: Question, trial: Trial, reference: Answerer) -> None:
    for turn in "123":
        names = [name for name, _ in trial.probe.steps]
        right = trial.answers[names.index(f"grad_{turn}")]
        inputs = trial.probe.inputs

        def value(x: Any, turn: str = turn) -> Any:
            filled = {**trial.probe.inputs, f"x_{turn}": x}
            return reference.value(question.id, filled, f"{question.target}().forward(x_{turn}, t_{turn})")

        if not agrees(right, numerical_vjp(value, inputs[f"x_{turn}"], 1.0), 1e-8):
            message = f"question {question.id}: the gradient of x is not the numerical gradient of the loss"
            raise CourseError(reference.path, 0, message)
