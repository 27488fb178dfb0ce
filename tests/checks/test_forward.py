"""The kinds `forward` and `gradient`, which share their trials: what each looks at, what in_place_costs takes off."""

from __future__ import annotations

import pytest

from autograder.checks import forward, gradient
from autograder.model.kind import Kind, Names, Reads
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Answered, Role
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell

QUESTION = Question("q", (), target="Relu", inputs={"x": ("N", "D")}, options={"batch": "N"})
RELU = """
class Relu:
    def forward(self, x):
        self.mask = x > 0
        return x * self.mask
    def backward(self, dout):
        return dout * self.mask
"""
REFERENCE = OneCell(RELU)


def replies(source: str) -> tuple[Answered, ...]:
    trials = tuple(forward.KIND.plan(QUESTION)(QUESTION, REFERENCE, Draw(b"tests", "q")))
    return OneCell(source).replies(trials)


def share(kind: Kind, source: str, cost: float = 0.0) -> float:
    item = RubricItem("-", 1.0, ("x",), {"in_place_costs": cost} if cost else {})
    return kind.judge(item, QUESTION, replies(source), REFERENCE).share


def test_forward_and_gradient_share_their_trials() -> None:
    assert forward.KIND.plans == gradient.KIND.plans
    assert forward.KIND.about(RubricItem("forward", 1.0, ("x",))) == (Role.FORWARD, None)
    assert gradient.KIND.about(RubricItem("gradient", 1.0, ("x",))) == (Role.GRADIENT, ("x",))
    assert (gradient.KIND.needs, gradient.KIND.of, gradient.KIND.target) == (("of",), Names.ARGUMENTS, True)
    assert (forward.KIND.target, forward.KIND.options) == (True, {"in_place_costs": Reads.SHARE})


@pytest.mark.parametrize(
    ("change", "forwards", "gradients"),
    [
        (("return x *", "return -x *"), 0.0, 1.0),
        (("return dout *", "return -dout *"), 1.0, 0.0),
        (("self.mask = x", "Relu.mask = x"), 1.0, 0.5),  # two objects
        (("self.mask = x > 0", "self.mask = getattr(self, 'mask', x > 0)"), 0.5, 0.5),  # two calls
    ],
)
def test_each_looks_at_its_own(change: tuple[str, str], forwards: float, gradients: float) -> None:
    source = RELU.replace(*change)
    assert share(gradient.KIND, source) == gradients
    if change[0] != "self.mask = x":
        assert share(forward.KIND, source) == forwards


def test_changing_the_callers_array_costs_what_the_course_says() -> None:
    source = RELU.replace("return x *", "x[~self.mask] = 0; return x *").replace(
        "return dout *", "dout *= 2; return dout / 2 *"
    )
    for kind in (forward.KIND, gradient.KIND):
        assert share(kind, source) == 1.0
        assert share(kind, source, 0.25) == 0.75
        assert share(kind, RELU, 0.25) == 1.0
