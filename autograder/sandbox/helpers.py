"""The books' helper functions that learners keep in files of their own: supplied where a notebook uses but lacks them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import numpy as np

Array = Any


def softmax(x: Array) -> Array:
    """Probabilities of each row (or of one vector)."""
    exps = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return exps / np.sum(exps, axis=-1, keepdims=True)


def cross_entropy_error(y: Array, t: Array) -> Array:
    """Mean cross entropy of probabilities (N, C) against one-hot answers or class indices, with 1e-7 in the log."""
    if y.ndim == 1:
        y, t = y.reshape(1, -1), np.reshape(t, (1, -1))
    if t.size == y.size:
        t = t.argmax(axis=1)
    return -np.sum(np.log(y[np.arange(len(y)), np.ravel(t)] + 1e-7)) / len(y)


def sigmoid(x: Array) -> Array:
    """1 / (1 + exp(-x))."""
    return 1 / (1 + np.exp(-x))


def sigmoid_grad(x: Array) -> Array:
    """The derivative of sigmoid at x."""
    return (1.0 - sigmoid(x)) * sigmoid(x)


def relu(x: Array) -> Array:
    """max(x, 0)."""
    return np.maximum(0, x)


def identity_function(x: Array) -> Array:
    """x itself."""
    return x


def step_function(x: Array) -> Array:
    """1 where x is positive, else 0."""
    return np.array(x > 0, dtype=int)


def mean_squared_error(y: Array, t: Array) -> Array:
    """Half the sum of squared differences."""
    return 0.5 * np.sum((y - t) ** 2)


def numerical_gradient(f: Callable[[Array], Any], x: Array) -> Array:
    """Central differences of a scalar function, entry by entry, changing x in place and back."""
    gradient = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + 1e-4
        above = f(x)
        x[index] = kept - 1e-4
        gradient[index] = (above - f(x)) / 2e-4
        x[index] = kept
    return gradient


HELPERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        softmax,
        cross_entropy_error,
        sigmoid,
        sigmoid_grad,
        relu,
        identity_function,
        step_function,
        mean_squared_error,
        numerical_gradient,
    )
}
"""All of them by name; `sum_squared_error` is another name of the book's for mean_squared_error."""
HELPERS["sum_squared_error"] = mean_squared_error


def supplied(names: Iterable[str]) -> dict[str, Any]:
    """Helpers by the names under which a notebook calls them: softmax, or F.softmax after `import functions as F`."""
    found: dict[str, Any] = {}
    for name in names:
        module, _, function = name.rpartition(".")
        if module:
            setattr(found.setdefault(module, SimpleNamespace()), function, HELPERS[function])
        else:
            found[function] = HELPERS[function]
    return found
