"""The gradient of ones, set by the caller, as before the ninth step of the source course."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from autograder.fitting.earlier_steps import seeded
from autograder.sandbox.protocol import Probe


def test_the_callers_gradient_is_of_ones_where_none_is_set() -> None:
    probe = Probe({}, (("x", "make()"), ("back", "(y.backward(), None)[1]")))
    (first, (name, text)) = seeded(probe).steps
    assert (first, name) == (("x", "make()"), "back")
    for grad, seen in ((None, np.ones(2)), (np.array([3.0, 4.0]), np.array([3.0, 4.0]))):
        y = SimpleNamespace(data=np.zeros(2), grad=grad, backward=lambda: 7)
        assert eval(text, {"np": np, "y": y}) is None
        assert np.array_equal(y.grad, seen)
