"""What probes may call: how often backward runs what forward runs."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.slots import as_one_row, ran_again

GATE = """
class Gate:
    def forward(self, x):
        self.x = x
        return helper(other(x))
    def once(self):
        self.forward(self.x)
        return 1.0
    def never(self):
        return np.sum(self.x)
    def often(self):
        return (self.forward(self.x + 1) - self.forward(self.x - 1)) / 2
    def by_helper(self):
        return (helper(self.x + 1) - helper(self.x - 1)) / 2
    def by_all(self):
        return (helper(other(self.x + 1)) - helper(other(self.x - 1))) / 2
    def of_gates(self):
        return helper(self.x), helper(self.x), other(self.x)
    def fails(self):
        raise ValueError("no backward")
def helper(x):
    return np.square(x)
def other(x):
    return 2 * x
"""


@pytest.fixture
def gate() -> Any:
    names: dict[str, Any] = {"np": np}
    exec(compile(GATE, "<cell 0>", "exec"), names)
    return names["Gate"]()


@pytest.mark.parametrize(
    ("backward", "times"),
    [("once", 1), ("never", 0), ("often", 2), ("by_helper", 2), ("by_all", 2), ("of_gates", 1)],
)
def test_how_often_backward_runs_what_forward_runs(gate: Any, backward: str, times: int) -> None:
    assert ran_again(lambda: gate.forward(3.0), getattr(gate, backward)) == times


def test_a_backward_that_raises_leaves_no_watch_behind(gate: Any) -> None:
    before = sys.getprofile()
    with pytest.raises(ValueError, match="no backward"):
        ran_again(lambda: gate.forward(3.0), gate.fails)
    assert sys.getprofile() is before


def test_several_arrays_as_one_row_of_numbers() -> None:
    assert as_one_row((np.ones((2, 2), dtype=int), 3, [4.5])).tolist() == [1, 1, 1, 1, 3, 4.5]
