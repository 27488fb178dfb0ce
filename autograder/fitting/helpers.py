"""The books' helper functions that learners keep in files of their own, as text to be sent along with a notebook.

Nothing imports them to compute with: the source of those that a notebook lacks goes to its child, and to no other.
"""

from typing import Any

import numpy as np

Array = Any
Cache = tuple[Array, Array, Array]


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


def sum_squared_error(y: Array, t: Array) -> Array:
    """Another name of the book's for mean_squared_error."""
    return mean_squared_error(y, t)


def cross_entropy_in_any_order(y: Array, t: Array) -> Array:
    """cross_entropy_error as somebody's own file may have it, with the answers first or last."""
    y, t = np.asarray(y), np.asarray(t)
    first, last = (np.all((one == 0) | (one == 1)) or one.dtype.kind in "iu" for one in (y, t))
    return cross_entropy_error(t, y) if first and not last else cross_entropy_error(y, t)


def affine_forward(x: Array, w: Array, b: Array) -> tuple[Array, Cache]:
    """x @ w + b of rows of any shape, and what backward needs."""
    return x.reshape(len(x), -1) @ w + b, (x, w, b)


def affine_backward(dout: Array, cache: Cache) -> tuple[Array, ...]:
    """The gradients of x, w and b."""
    x, w, _ = cache
    return (dout @ w.T).reshape(x.shape), x.reshape(len(x), -1).T @ dout, np.sum(dout, axis=0)


def relu_forward(x: Array) -> tuple[Array, Array]:
    """max(x, 0), and x."""
    return np.maximum(0, x), x


def relu_backward(dout: Array, cache: Array) -> Array:
    """The gradient of x."""
    return dout * (cache > 0)


def affine_relu_forward(x: Array, w: Array, b: Array) -> tuple[Array, tuple[Cache, Array]]:
    """The two in a row, and what both backwards need."""
    between, first = affine_forward(x, w, b)
    out, last = relu_forward(between)
    return out, (first, last)


def affine_relu_backward(dout: Array, cache: tuple[Cache, Array]) -> tuple[Array, ...]:
    """The gradients of x, w and b."""
    first, last = cache
    return affine_backward(relu_backward(dout, last), first)


def softmax_loss(x: Array, y: Array) -> tuple[Array, Array]:
    """The mean cross entropy of scores (N, C) and class numbers, and its gradient."""
    exps = np.exp(x - np.max(x, axis=1, keepdims=True))
    dx = exps / np.sum(exps, axis=1, keepdims=True)
    loss = -np.mean(np.log(dx[np.arange(len(x)), y]))
    dx[np.arange(len(x)), y] -= 1
    return loss, dx / len(x)


class Base:
    """A base class that does nothing, whatever it is built with."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def __init_subclass__(cls, **_: object) -> None:
        pass

    def __class_getitem__(cls, _: object) -> type:
        return cls


def decorator(*args: object, **_: object) -> Any:
    """A decorator, with arguments or without, that leaves what it decorates as it is."""
    return args[0] if len(args) == 1 and callable(args[0]) else lambda one: one


INERT = frozenset({Base.__name__, decorator.__name__, np.__name__})
"""What only fills a place."""
LEAVES = frozenset(
    {
        "sigmoid_grad", "affine_forward", "affine_backward", "relu_forward", "relu_backward",
        "affine_relu_forward", "affine_relu_backward", "softmax_loss",
    }
)  # fmt: skip
"""Supplied to networks alone, which stand on them as on their layers; where a layer is asked for, they are the answer."""
