"""What the books' conventions make right beside the exact answers: a small number in the logarithm, probabilities in the place
of scores, a sigmoid between the layers of a network that is not ours.

These are formulas of the exercises, so the students' own installation has none of it (`student/accepted.py` stands in its
place): there one's own forward is what is right.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.numbers.compare import Array

EPSILON = 1e-7
"""What the books add in the logarithm; right with it and without (docs/numerics.md, "What counts as equal")."""


def softmax(scores: Array) -> Array:
    """Probabilities of scores (N, C), row by row."""
    exps: Array = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(exps / exps.sum(axis=1, keepdims=True))


def loss_with_epsilon(x: Array, t: Array) -> float:
    """The mean cross entropy of scores (N, C) with EPSILON inside the logarithm, as the book writes it."""
    return float(-np.sum(t * np.log(softmax(x) + EPSILON)) / len(x))


def sigmoid_network(params: Mapping[str, Array], x: Array, t: Array) -> dict[str, Any]:
    """Scores, loss and gradients of a network with a sigmoid between its two layers, by name."""
    hidden = 1 / (1 + np.exp(-(x @ params["W1"] + params["b1"])))
    scores = hidden @ params["W2"] + params["b2"]
    dscores = (softmax(scores) - t) / len(x)
    dhidden = dscores @ params["W2"].T * hidden * (1 - hidden)
    loss = float(-np.sum(t * np.log(softmax(scores))) / len(x))
    gradients = {
        "W1": x.T @ dhidden,
        "b1": dhidden.sum(axis=0),
        "W2": hidden.T @ dscores,
        "b2": dscores.sum(axis=0),
    }
    return {"scores": scores, "loss": loss, **gradients}
