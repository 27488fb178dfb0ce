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

from autograder.checks.plans.script import Script
from autograder.model.question import Question
from autograder.model.trial import Answerer, Part, Role, Slope, Trial
from autograder.numbers.draw import Draw

EPSILON = 1e-7
"""What the books add in the logarithm; right with it and without (docs/numerics.md, "What counts as equal")."""
FAR = 720.0
"""How far below the others a wrong class lies: exp(720) overflows, exp(-720) is not yet zero."""
FAR_OFF = 1e-8
"""What the gradient agrees to with the numerical one, where scores of a thousand are subtracted."""
Batches = tuple[tuple[int, int], ...]


def plan(question: Question, answerer: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """Batches of three, two and one rows; square ones; rows far from each other."""
    return tuple(_trials(question, answerer, draw))


def _trials(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    calls: dict[str, Batches] = {"rows": ((3, 4), (2, 5), (1, 4)), "square": ((3, 3), (3, 3), (3, 3))}
    for name, shapes in calls.items():
        yield _trial(name, shapes, 0.0, question, answerer, draw)
    yield _trial("large", ((3, 4), (2, 3), (3, 4)), 1000.0, question, answerer, draw)


def _trial(
    name: str, shapes: Batches, shift: float, question: Question, answerer: Answerer, draw: Draw
) -> Trial:
    script = Script()
    made = f"{question.target}()"
    script.say("a", made, owner="a")
    script.say("b", made, owner="b")
    also, given = {}, {}
    for turn, (shape, one) in enumerate(zip(shapes, "aba", strict=True), 1):
        x, t = scores(draw, shape, shift), one_hot(draw, shape)
        if shift:
            x -= FAR * np.roll(t, 1, axis=1)
        given[turn] = script.tell({"x": x, "t": t}, str(turn))
        call = f"forward(x_{turn}, t_{turn})"
        of_call = {"call": turn, "owner": one, "given": given[turn], "fresh": f"{made}.{call}"}
        script.say(
            f"out_{turn}",
            f"{one}.{call}",
            Part(Role.FORWARD, "loss", f"{made}.{call}"),
            method="forward",
            **of_call,
        )
        also[f"out_{turn}"] = loss_with_epsilon(x, t)
        for back in ((), (1, 2), (3,))[turn - 1]:
            owner = "b" if back == 2 else "a"
            part = Part(
                Role.GRADIENT,
                "x",
                Slope(f"{made}.forward(x_{back}, t_{back})", f"x_{back}", tolerance=FAR_OFF),
            )
            of_call = {"call": back, "owner": owner, "given": given[back]}
            script.say(f"grad_{back}", f"{owner}.backward(1)", part, method="backward", **of_call)
    return script.trial(name, question, answerer, also=also)


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
