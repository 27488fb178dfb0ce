"""`network`: a classifier with params, predict, loss and gradient, judged at parameters that the grader sets.

    {check: network, of: [W1, b1], points: 1}       gradients; of: [loss], [predict] and [params] are the other claims

The parameters are changed in place, so a network that builds its layers over the arrays in params is right, and one
that keeps copies is not. The right gradients are those of the reference's loss, proved numerically.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks import parts_judge
from autograder.checks.losses import loss_with_epsilon, one_hot
from autograder.checks.script import Script
from autograder.model.errors import CourseError
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Answerer, Trial, Verdict
from autograder.numbers.compare import agrees, as_array, compare, numerical_vjp
from autograder.numbers.draw import Draw

SIZE = (4, 5, 3)
"""input, hidden and output size: distinct, so that a transposed parameter cannot pass."""
KINK = 0.05
"""How far hidden units stay from 0: well beyond what the steps of the numerical gradient move them."""
SPREAD = 0.25
"""How far the standard deviation of freshly drawn weights may be from weight_init_std, as a share of it."""


def plan(question: Question, reference: Answerer, draw: Draw) -> tuple[Trial, ...]:
    """Two networks in turn with parameters of order one; freshly made ones; a gradient without a loss before it."""
    params = {
        "W1": draw.array(SIZE[:2]),
        "b1": draw.array(SIZE[1:2]),
        "W2": draw.array(SIZE[1:]),
        "b2": draw.array(SIZE[2:]),
    }
    batches = [_batch(draw, rows, params) for rows in (3, 2, 1)]
    trial = _trained(question, reference, params, batches)
    _prove(question, trial, params, reference)
    return (trial, _fresh(question, reference))


def _batch(draw: Draw, rows: int, params: dict[str, Any]) -> tuple[Any, Any]:
    """Inputs and one-hot answers; no hidden unit comes near the kink of ReLU, where the gradient jumps."""
    x = draw.array((rows, SIZE[0]))
    while np.min(np.abs(x @ params["W1"] + params["b1"])) < KINK:
        x = draw.array((rows, SIZE[0]))
    return x, one_hot(draw, (rows, SIZE[2]))


def _trained(question: Question, reference: Answerer, params: dict[str, Any], batches: list[Any]) -> Trial:
    script = Script()
    also: dict[str, Any] = {}
    for scale, one in ((1.0, "a"), (-0.7, "b")):
        script.say(one, f"{question.target}{SIZE}")
        script.tell({name: scale * value for name, value in params.items()}, one)
        for name in params:
            script.say(f"set_{name}_{one}", f"{one}.params['{name}'].__setitem__(..., {name}_{one})")
    for turn, (x, t) in enumerate(batches, 1):
        one = "b" if turn == 2 else "a"
        script.tell({"x": x, "t": t}, str(turn))
        if turn != 3:
            script.say(f"scores_{turn}", f"{one}.predict(x_{turn})", (("forward", "predict"),))
            script.say(f"loss_{turn}", f"{one}.loss(x_{turn}, t_{turn})", (("forward", "loss"),))
    for turn in (1, 2, 3):
        one = "b" if turn == 2 else "a"
        script.say(f"gradients_{turn}", f"{one}.gradient(x_{turn}, t_{turn})")
        for name in params:
            script.say(f"{name}_{turn}", f"gradients_{turn}['{name}']", (("gradient", name),))
        script.say(f"kept_{turn}", f"{one}.params['W1']", (("forward", "params"),))
    trial = script.trial(
        "set parameters",
        question,
        reference,
        facts={"also": also, "sigmoid": _sigmoid_answers(script.inputs)},
    )
    right = dict(zip((name for name, _ in trial.probe.steps), trial.answers, strict=True))
    for turn, (_, t) in enumerate(batches[:2], 1):
        also[f"loss_{turn}"] = loss_with_epsilon(right[f"scores_{turn}"], t)
        also[f"scores_{turn}"] = _softmax(right[f"scores_{turn}"])
    return trial


def _softmax(scores: Any) -> Any:
    """Probabilities: predict may return them instead of the scores, as the book's fourth chapter does."""
    exps = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exps / exps.sum(axis=1, keepdims=True)


def _fresh(question: Question, reference: Answerer) -> Trial:
    """Shapes and spread of freshly drawn parameters, with weight_init_std given and left out."""
    script = Script({"std": 2.5})
    for one, last in (("a", ""), ("b", ", std")):
        script.say(one, f"{question.target}(30, 40, 20{last})")
        for name in ("W1", "W2"):
            script.say(
                f"std_{name}_{one}", f"float(np.std({one}.params['{name}']))", (("forward", "spread"),)
            )
        for name in ("W1", "b1", "W2", "b2"):
            script.say(f"shape_{name}_{one}", f"np.shape({one}.params['{name}'])", (("forward", "params"),))
        for name in ("b1", "b2"):
            script.say(
                f"zero_{name}_{one}",
                f"float(np.max(np.abs({one}.params['{name}'])))",
                (("forward", "params"),),
            )
    return script.trial("fresh parameters", question, reference, tolerance=SPREAD)


def _prove(question: Question, trial: Trial, params: dict[str, Any], reference: Answerer) -> None:
    right = dict(zip((name for name, _ in trial.probe.steps), trial.answers, strict=True))
    inputs = trial.probe.inputs
    names = tuple(params)
    for varied in names:
        settings = "".join(f", n.params['{n}'].__setitem__(..., {n}_a)" for n in names)
        expression = f"(lambda n, {', '.join(f'{n}_a={n}_a' for n in names)}, x=x_1, t=t_1: ({settings[2:]}, n.loss(x, t))[-1])"

        def value(moved: Any, varied: str = varied, expression: str = expression) -> Any:
            filled = {**inputs, f"{varied}_a": moved}
            return reference.value(question.id, filled, f"{expression}({question.target}{SIZE})")

        if as_array(right[f"{varied}_1"]) is None or not agrees(
            right[f"{varied}_1"], numerical_vjp(value, params[varied], 1.0)
        ):
            message = (
                f"question {question.id}: the gradient of {varied} is not the numerical gradient of the loss"
            )
            raise CourseError(reference.path, 0, message)


def judge(item: RubricItem, question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """Gradients of the parameters among `of`, or what forward computes: "predict", "loss", "params", "spread".

    A network that is not ours may have a sigmoid between its layers, as in the book's fourth chapter.
    """
    answered = tuple(_with_sigmoid(one) if _has_sigmoid(one) else one for one in answered)
    forward = [name for name in item.of if name in ("predict", "loss", "params", "spread")]
    kind = "forward" if forward else "gradient"
    return parts_judge.judge(kind, item.of, question, answered)


def _has_sigmoid(answered: Answered) -> bool:
    """True for a network from elsewhere whose first scores (or probabilities) are those of a sigmoid network."""
    other = answered.trial.facts.get("sigmoid")
    if answered.ours or other is None:
        return False
    got = answered.got("scores_1")
    scores = other["scores_1"]
    return any(compare(got, right) is None for right in (scores, _softmax(scores)))


def _with_sigmoid(answered: Answered) -> Answered:
    """The same replies beside the right answers of the sigmoid network."""
    trial = answered.trial
    other, also = trial.facts["sigmoid"], dict(trial.facts["also"])
    for turn in ("1", "2"):
        scores = other[f"scores_{turn}"]
        also[f"scores_{turn}"] = _softmax(scores)
        also[f"loss_{turn}"] = loss_with_epsilon(scores, trial.probe.inputs[f"t_{turn}"])
    names = [name for name, _ in trial.probe.steps]
    answers = tuple(other.get(name, answer) for name, answer in zip(names, trial.answers, strict=True))
    return replace(answered, trial=replace(trial, answers=answers, facts={"also": also}))


def _sigmoid_answers(inputs: dict[str, Any]) -> dict[str, Any]:
    """What a network with a sigmoid between its layers answers: scores, losses and gradients of the three batches."""
    found: dict[str, Any] = {}
    for turn, one in (("1", "a"), ("2", "b"), ("3", "a")):
        w1, b1, w2, b2 = (inputs[f"{name}_{one}"] for name in ("W1", "b1", "W2", "b2"))
        x, t = inputs[f"x_{turn}"], inputs[f"t_{turn}"]
        hidden = 1 / (1 + np.exp(-(x @ w1 + b1)))
        scores = hidden @ w2 + b2
        dscores = (_softmax(scores) - t) / len(x)
        dhidden = dscores @ w2.T * hidden * (1 - hidden)
        found[f"scores_{turn}"] = scores
        found[f"loss_{turn}"] = float(-np.sum(t * np.log(_softmax(scores))) / len(x))
        found |= {f"W1_{turn}": x.T @ dhidden, f"b1_{turn}": dhidden.sum(axis=0)}
        found |= {f"W2_{turn}": hidden.T @ dscores, f"b2_{turn}": dscores.sum(axis=0)}
    return found
