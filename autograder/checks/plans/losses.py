"""The plan of a loss layer (`kind: loss`): forward(x, t) -> mean loss, backward(dout=1) -> dx.

The book's own layer ignores dout and adds 1e-7 inside the logarithm: backward is called with 1, and any loss between
the exact one and the one with 1e-7 is right. Rows shifted by ±1000, with one class far below the others, want a
softmax that is shifted row by row, by the largest score; the probabilities of the right classes stay of order 0.1, so
that the small number in the logarithm hardly counts, and no probability is so small that its logarithm is infinite.
"""

from collections.abc import Iterable, Iterator
from functools import partial

import numpy as np

from autograder.checks.plans.accepted import loss_with_epsilon
from autograder.checks.plans.moves import CALLS, Do, Move, alone, together
from autograder.checks.plans.script import Script, ran_again
from autograder.checks.plans.strained import at_inputs, strained
from autograder.model.condition import Condition
from autograder.model.question import Question
from autograder.model.trial import Answerer, Part, Role, Slope, Trial
from autograder.numbers.compare import Array
from autograder.numbers.draw import Draw

FAR = 720.0
"""How far below the others a wrong class lies: exp(720) overflows, exp(-720) is not yet zero."""
FAR_OFF = 1e-8
"""What the gradient agrees to with the numerical one, where scores of a thousand are subtracted."""
Batches = tuple[tuple[int, int], ...]


UNLIKELY = 20.0
"""How far the score of an unlikely class lies below the others: its gradient is small, and exact all the same."""


def strained_plan(question: Question, answerer: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """Rows in which one class is most unlikely: what finite differences find there is rounding."""
    script = Script()
    x, t = scores(draw, (3, 4), 0.0), one_hot(draw, (3, 4))
    drawn = {"x_1": x - UNLIKELY * np.roll(t, 1, axis=1)}
    script.inputs.update({**drawn, "t_1": t})
    made = f"{question.target}()"
    script.say("a", made)
    script.say("out_1", "a.forward(x_1, t_1)")
    part = Part(Role.GRADIENT, "x", Slope(f"{made}.forward(x_1, t_1)", "x_1"))
    script.say("grad_1", "a.backward(1)", part, method="backward", call=1, owner="a")
    again = ran_again(("a", "x_1", "t_1"), "a.forward(x_1, t_1)", "a.backward(1)")
    return strained(question, answerer, at_inputs(script, question, answerer), {}, draw, drawn, again=again)


def plan(question: Question, answerer: Answerer, draw: Draw) -> Iterator[Trial]:
    """Batches of three, two and one rows; square ones; rows far from each other."""
    trials = partial(_of_batches, question, answerer, draw)
    last = (1, 4) if question.is_tried(Condition.ONE_ROW) else (4, 3)
    yield from trials("rows", ((3, 4), (2, 5), last))
    yield from trials("square", ((3, 3), (3, 3), (3, 3)), 0.0, Condition.SQUARE)
    yield from trials("large", ((3, 4), (2, 3), (3, 4)), 1000.0, Condition.FAR_ROWS)


def _of_batches(
    question: Question,
    answerer: Answerer,
    draw: Draw,
    name: str,
    shapes: Batches,
    shift: float = 0.0,
    *conditions: Condition,
) -> Iterator[Trial]:
    """The conversation in turns; before it, where the substance is asked, the same calls on objects of their own."""
    script, also = Script(), {}
    for at, shape in zip(CALLS, shapes, strict=True):
        x, t = scores(draw, shape, shift), one_hot(draw, shape)
        if shift:
            x -= FAR * np.roll(t, 1, axis=1)
        script.tell({"x": x, "t": t}, str(at))
        also[f"out_{at}"] = loss_with_epsilon(x, t)
    one_row = shapes[-1][0] == 1
    if not conditions:
        single = Script(dict(script.inputs))
        _play(single, question, alone(one_row))
        yield single.trial(f"{name} alone", question, answerer, also=also)
    _play(script, question, together(question, one_row, not conditions))
    yield script.trial(name, question, answerer, also=also, conditions=conditions)


def _play(script: Script, question: Question, moves: Iterable[Move]) -> None:
    made = f"{question.target}()"
    for move in moves:
        at, owner = move.call, move.owner
        forward = f"forward(x_{at}, t_{at})"
        fresh, given = f"{made}.{forward}", {"x": f"x_{at}", "t": f"t_{at}"}
        more = {"call": at, "owner": owner, "given": given, "conditions": move.conditions}
        if move.do is Do.MAKE:
            script.say(owner, made, owner=owner)
        elif move.do is Do.FORWARD:
            loss, of_call = Part(Role.FORWARD, "loss", fresh), {**more, "method": "forward", "fresh": fresh}
            script.say(f"out_{at}", f"{owner}.{forward}", loss, **of_call)
        else:
            part = Part(Role.GRADIENT, "x", Slope(fresh, f"x_{at}", tolerance=FAR_OFF))
            for again in (False, True) if Condition.SECOND_CALL in move.conditions else (False,):
                name = f"grad_{at}{'_again' * again}"
                script.say(name, f"{owner}.backward(1)", part, method="backward", again=again, **more)


def scores(draw: Draw, shape: tuple[int, int], shift: float) -> Array:
    """Scores (N, C) of order one; with `shift`, whole rows are moved by it, up and down in turn."""
    rows = shift * np.where(np.arange(shape[0]) % 2, -1.0, 1.0)
    return np.asarray(0.6 * draw.array(shape) + rows[:, None])


def one_hot(draw: Draw, shape: tuple[int, int]) -> Array:
    """One-hot answers (N, C), not all of the same class."""
    start = int(draw.rng.integers(shape[1]))
    step = int(draw.rng.integers(1, shape[1]))
    return np.eye(shape[1])[(start + step * np.arange(shape[0])) % shape[1]]
