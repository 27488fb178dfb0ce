"""The plan of a classifier with params, predict, loss and gradient, asked at parameters that the grader sets.

The parameters are changed in place, so a network that builds its layers over the arrays in params is right, and one
that keeps copies is not.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.checks.plans.accepted import loss_with_epsilon, sigmoid_network, softmax
from autograder.checks.plans.losses import one_hot
from autograder.checks.plans.script import Script, ran_again
from autograder.checks.plans.strained import at_inputs, strained
from autograder.model.condition import Condition
from autograder.model.question import Question
from autograder.model.trial import Answerer, Part, Role, Slope, Trial
from autograder.numbers.compare import Array, as_array
from autograder.numbers.draw import Draw
from autograder.sandbox.protocol import Observation

Params = dict[str, Array]
Batch = tuple[Array, Array]

SIZE = (4, 5, 3)
"""input, hidden and output size: distinct, so that a transposed parameter cannot pass."""
NAMES = ("W1", "b1", "W2", "b2")
CALLS = {1: "a", 2: "b", 3: "a", 4: "b"}
"""The network that each call is made on."""
ROWS = (3, 2, 2, 1)
CONDITIONS = {3: (Condition.SECOND_CALL,), 4: (Condition.ONE_ROW, Condition.SECOND_CALL)}
"""What the later calls ask beside the substance: where the third is right, it is the single row of the last."""
KINK = 0.05
"""How far hidden units stay from 0: well beyond what the steps of the numerical gradient move them."""
SPREAD = 0.25
"""How far the standard deviation of freshly drawn weights may be from weight_init_std, as a share of it."""
MODERATE = 0.25
"""Of parameters: no class becomes so unlikely that the 1e-7 of the book's loss shows in the slope of it, which is all that is
known of the right gradients where a student checks them."""
FRESHLY_MADE = ("fresh parameters", "spread of fresh parameters")
"""The trials of parameters that nobody has set."""
FRESH = (30, 40, 20)
SHAPES = {"W1": "(30, 40)", "b1": "(40,)", "W2": "(40, 20)", "b2": "(20,)"}


def plan(question: Question, answerer: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """Two networks in turn with parameters of a moderate size; freshly made ones; a gradient without a loss before it."""
    params = {name: MODERATE * draw.array(shape) for name, shape in _shapes().items()}
    batches = [_batch(draw, rows, params) for rows in ROWS]
    return (_trained(question, answerer, params, batches), *_fresh(question, answerer))


TINY = 1e-9
UNLIKELY = 25.0
POINTS = 4
"""Drawn for one that will do: where a sum cancels in an entry, rounding shows, and that is one in eight."""


def strained_plan(question: Question, answerer: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """A network with a weak feature, a hidden unit that hardly counts and a class that is most unlikely: some entries of every
    gradient are small, and what finite differences find there is rounding. No hidden unit is weak itself: whoever takes a small number
    for the bend of relu is right elsewhere."""
    (params, x, t), *others = (_small_in_part(draw) for _ in range(POINTS))
    script = Script()
    script.say("a", f"{question.target}{SIZE}", owner="a")
    given = script.tell(params, "a")
    _set(script, "a")
    script.tell({"x": x, "t": t}, "1")
    script.say("scores_1", "a.predict(x_1)")
    _gradients(script, question, "a", 1, given)
    again = ran_again(("a", "x_1", "t_1"), "a.loss(x_1, t_1)", "a.gradient(x_1, t_1)")
    more = ({**{given[n]: value for n, value in of.items()}, "x_1": x, "t_1": t} for of, x, t in others)
    return strained(
        question, answerer, at_inputs(script, question, answerer), {}, draw, {}, *more, again=again
    )


def _small_in_part(draw: Draw) -> tuple[Params, Array, Array]:
    """Parameters, inputs and answers."""
    params = {name: draw.array(shape) for name, shape in _shapes().items()}
    x, _ = _batch(draw, 3, params)
    x[:, 0] *= TINY
    params["W2"][1] *= TINY
    params["b2"][-1] = -UNLIKELY
    return params, x, one_hot(draw, (3, SIZE[2] - 1)) @ np.eye(SIZE[2])[:-1]


def _shapes() -> dict[str, tuple[int, ...]]:
    return dict(zip(NAMES, (SIZE[:2], SIZE[1:2], SIZE[1:], SIZE[2:]), strict=True))


def _set(script: Script, one: str) -> None:
    for name in NAMES:
        script.say(f"set_{name}_{one}", f"{one}.params['{name}'].__setitem__(..., {name}_{one})")


def _gradients(script: Script, question: Question, one: str, at: int, given: dict[str, str]) -> None:
    """The gradients of one call."""
    of_call = _of_call(one, at, given)
    script.say(f"gradients_{at}", f"{one}.gradient(x_{at}, t_{at})", method="gradient", **of_call)
    for name in NAMES:
        part = Part(Role.GRADIENT, name, Slope(_loss(question, one, at), f"{name}_{one}"))
        script.say(f"{name}_{at}", f"gradients_{at}['{name}']", part, **of_call)


def _batch(draw: Draw, rows: int, params: Params) -> Batch:
    """Inputs and one-hot answers; no hidden unit comes near the kink of ReLU, where the gradient jumps."""
    x = draw.array((rows, SIZE[0]))
    while np.min(np.abs(x @ params["W1"] + params["b1"])) < KINK:
        x = draw.array((rows, SIZE[0]))
    return x, one_hot(draw, (rows, SIZE[2]))


def _trained(question: Question, answerer: Answerer, params: Params, batches: list[Batch]) -> Trial:
    script = Script()
    given = {}
    for scale, one in ((1.0, "a"), (-0.7, "b")):
        script.say(one, f"{question.target}{SIZE}", owner=one)
        given[one] = script.tell({name: scale * value for name, value in params.items()}, one)
        _set(script, one)
    for at, (x, t) in enumerate(batches, 1):
        one = CALLS[at]
        script.tell({"x": x, "t": t}, str(at))
        if at not in CONDITIONS:
            of_call = _of_call(one, at, given[one])
            scores, loss = Part(Role.FORWARD, "predict"), Part(Role.FORWARD, "loss")
            script.say(f"scores_{at}", f"{one}.predict(x_{at})", scores, method="predict", **of_call)
            script.say(f"loss_{at}", f"{one}.loss(x_{at}, t_{at})", loss, method="loss", **of_call)
    for at, one in CALLS.items():
        _gradients(script, question, one, at, given[one])
        of_call = _of_call(one, at, given[one])
        kept = Part(Role.FORWARD, "params", f"W1_{one}")
        script.say(f"kept_{at}", f"{one}.params['W1']", kept, **of_call)
    also: dict[str, Observation] = {}
    trial = script.trial("set parameters", question, answerer, also=also)
    for at, (_, t) in enumerate(batches[: len(batches) - len(CONDITIONS)], 1):
        scores_at = as_array(trial.answer(f"scores_{at}"))
        if scores_at is not None and scores_at.shape == t.shape:
            also[f"loss_{at}"] = loss_with_epsilon(scores_at, t)
            # predict may return probabilities, as in the book's chapter 4
            also[f"scores_{at}"] = softmax(scores_at)
    return trial


def _of_call(one: str, at: int, params: dict[str, str]) -> dict[str, Any]:
    """What the steps of a call on a network say of it."""
    given = {**params, "x": f"x_{at}", "t": f"t_{at}"}
    return {"call": at, "owner": one, "given": given, "conditions": CONDITIONS.get(at, ())}


def _loss(question: Question, one: str, at: int) -> str:
    """The loss of a fresh network with the parameters of one of the two, as an expression in the probe's inputs."""
    settings = "".join(f", n.params['{n}'].__setitem__(..., {n})" for n in NAMES)
    arguments = ", ".join(f"{n}={n}_{one}" for n in NAMES)
    function = f"(lambda n, {arguments}, x=x_{at}, t=t_{at}: ({settings[2:]}, n.loss(x, t))[-1])"
    return f"{function}({question.target}{SIZE})"


def _fresh(question: Question, answerer: Answerer) -> tuple[Trial, Trial]:
    """Shapes of freshly drawn parameters, exactly, and their spread, roughly, with weight_init_std given and left out."""
    shapes, spread = Script({"std": 2.5}), Script({"std": 2.5})
    for one, last, std in (("a", "", "0.01"), ("b", ", std", "std")):
        for script in (shapes, spread):
            script.say(one, f"{question.target}({', '.join(map(str, FRESH))}{last})", owner=one)
        for name in ("W1", "W2"):
            part = Part(Role.FORWARD, "spread", std)
            spread.say(f"std_{name}_{one}", f"float(np.std({one}.params['{name}']))", part)
        for name, shape in SHAPES.items():
            part = Part(Role.FORWARD, "params", shape)
            shapes.say(f"shape_{name}_{one}", f"np.shape({one}.params['{name}'])", part)
        for name in ("b1", "b2"):
            part = Part(Role.FORWARD, "params", "0.0")
            shapes.say(f"zero_{name}_{one}", f"float(np.max(np.abs({one}.params['{name}'])))", part)
    return (
        shapes.trial(FRESHLY_MADE[0], question, answerer),
        spread.trial(FRESHLY_MADE[1], question, answerer, tolerance=SPREAD),
    )


def with_sigmoid(inputs: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a network with a sigmoid between its layers answers at the inputs of the first trial, by step: scores,
    losses and gradients; and its other right answers (probabilities, losses with a small number in the logarithm)."""
    found: dict[str, Any] = {}
    also: dict[str, Any] = {}
    for at, one in CALLS.items():
        if f"x_{at}" not in inputs:
            continue
        x, t = inputs[f"x_{at}"], inputs[f"t_{at}"]
        made = sigmoid_network({name: inputs[f"{name}_{one}"] for name in NAMES}, x, t)
        found |= {f"{name}_{at}": value for name, value in made.items()}
        also[f"scores_{at}"] = softmax(made["scores"])
        also[f"loss_{at}"] = loss_with_epsilon(made["scores"], t)
    return found, also
