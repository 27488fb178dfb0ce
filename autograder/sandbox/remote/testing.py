"""What tests may import as `autograder.testing`: the checks of gradients, for an author's own layers, on the trusted side.

    from autograder.testing import close, gradient, numerical, shapes

    x = np.random.randn(4, 3)
    layer = Tanh()
    gradient(layer, x)                       # backward against central differences of forward
    close(layer.forward(x), np.tanh(x))

Each raises AssertionError where something is wrong. Numbers come from the student's process; they are compared here.
"""

import unittest
from collections.abc import Callable
from importlib.util import find_spec
from types import ModuleType
from typing import Any

import numpy as np

Array = np.ndarray
Function = Callable[[Array], object]
STEP = 1e-5
"""Of a central difference, for inputs of order one (NumPy's float64: the error is about 1e-10)."""


def close(got: Any, want: Any, tolerance: float = 1e-7) -> None:
    """Assert that two arrays have the same shape and agree to a share of the largest entry."""
    shapes(got, np.shape(want))
    largest = max(1e-12, float(np.max(np.abs(want), initial=0.0)))
    difference = np.abs(np.asarray(got, dtype=float) - np.asarray(want, dtype=float))
    if not np.all(difference <= tolerance * largest):
        raise AssertionError(
            f"the largest difference is {np.max(difference):.3g}, of numbers up to {largest:.3g}"
        )


def shapes(got: Any, want: tuple[int, ...]) -> None:
    """Assert a shape."""
    if np.shape(got) != tuple(want):
        raise AssertionError(f"the shape is {np.shape(got)} where it should be {tuple(want)}")


def numerical(function: Function, x: Array, upstream: object = 1.0, step: float = STEP) -> Array:
    """The gradient of sum(upstream * function(x)) by x, from central differences; x is left as it was.

    x         an array of any shape; `function` is called twice an entry, with a copy
    upstream  the gradient of what comes after the function, of the shape of its value
    """
    x = np.array(x, dtype=float)
    found = np.zeros_like(x)
    for at in np.ndindex(*x.shape):
        far, near = x.copy(), x.copy()
        far[at] += step
        near[at] -= step
        found[at] = np.sum(upstream * (np.asarray(function(far)) - np.asarray(function(near)))) / (2 * step)
    return found


def gradient(layer: Any, *inputs: Array, upstream: Any = None, tolerance: float = 1e-6) -> None:
    """Assert that `layer.backward` gives the gradients of `layer.forward` by each of its inputs.

    upstream   the gradient that is handed to backward; a random one of the shape of the output by default
    """
    out = np.asarray(layer.forward(*inputs), dtype=float)
    if upstream is None:
        upstream = np.random.default_rng(0).normal(size=out.shape)
        upstream = float(upstream) if out.shape == () else upstream
    found = layer.backward(upstream)
    found = found if isinstance(found, tuple | list) and len(inputs) > 1 else (found,)
    if len(found) != len(inputs):
        raise AssertionError(f"backward gives {len(found)} gradients, forward takes {len(inputs)} inputs")
    for place, x in enumerate(inputs):

        def moved(value: Array, place: int = place) -> object:
            return layer.forward(*inputs[:place], value, *inputs[place + 1 :])

        close(found[place], numerical(moved, x, upstream), tolerance)


def modules() -> dict[str, ModuleType]:
    """What tests may import by these names: this module, and nose, which old courses use, where it is not installed.

    nose.tools is unittest in other words: assert_equal for assertEqual.
    """
    ours = ModuleType("autograder.testing", __doc__)
    vars(ours).update(close=close, gradient=gradient, numerical=numerical, shapes=shapes)
    found = {ours.__name__: ours}
    if find_spec("nose") is None:
        nose, tools = ModuleType("nose"), ModuleType("nose.tools")
        vars(nose)["tools"] = tools
        case = unittest.TestCase()
        for name in (name for name in dir(case) if name.startswith("assert")):
            spelt = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
            vars(tools)[spelt] = getattr(case, name)
        vars(tools).update(ok_=case.assertTrue, eq_=case.assertEqual)
        found |= {"nose": nose, "nose.tools": tools}
    return found
