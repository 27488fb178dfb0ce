"""What students are asked, word by word: points rest on these conversations, so that a change of one is a decision.

One question of each kind, as asked/<question>.txt has it; `python -m tests.checks.plans.test_asked` writes them anew.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.model.question import Assignment, Question, RubricItem
from autograder.model.trial import Answerer, Derivative, Part, Slope, Step, Trial
from autograder.reference.planning import planned, strained_points
from autograder.reference.solution import Reference
from tests.checks.one_cell import OneCell
from tests.conftest import COURSE

FOLDER = Path(__file__).with_name("asked")
QUESTIONS = {
    "ps1": ("chain_rule", "matmul_steps"),
    "ps2": ("multiply_gate", "staged", "matmul_grad"),
    "ps3": ("relu", "affine", "softmax_with_loss", "two_layer_net"),
    "ps4": ("variable", "function", "define_by_run", "backward", "functional", "square", "numerical_diff"),
    "ps5": ("dropout", "lstm_step", "affine_functions"),
}
ASKED = [(assignment, name) for assignment, names in QUESTIONS.items() for name in names]
GRADIENTS = (RubricItem("forward", 1.0), RubricItem("gradient", 1.0))
OTHERS = {
    "scaled": (
        Question(
            "q",
            GRADIENTS,
            target="Scaled",
            init={"mode": ()},
            inputs={"x": ("N", "D")},
            draw={"x": {"scale": 1000.0}, "mode": {"one_of": ("one", "two", "three")}},
        ),
        """
class Scaled:
    def __init__(self, mode):
        self.factor = len(mode)
    def forward(self, x):
        return np.tanh(x / 1000) * self.factor
    def backward(self, dout):
        return dout
""",
    ),
    "vjp": (
        Question("q", GRADIENTS, target="f", partner="f", inputs={"x": (), "y": ()}),
        "def f(x, y):\n    return x * y, lambda dout: (dout * y, dout * x)",
    ),
    "numbers_of_objects": (
        Question("q", (RubricItem("expression", 1.0, ("c = a * b; c + A * c",)),), target="Value", inputs={"a": (), "b": (), "A": ("N", "D")}),
        """
class Value:
    def __init__(self, data):
        self.data, self.grad = data, 0.0
    def __mul__(self, other):
        return Value(self.data * other.data)
    def __add__(self, other):
        return Value(self.data + other.data)
    def backward(self):
        pass
""",
    ),
    "numerical_gradient": (
        Question("q", (RubricItem("numerical", 1.0),), target="slope", options={"kind": "gradient"}),
        "def slope(f, x, eps=1e-4):\n    return x",
    ),
}  # fmt: skip
"""Forms that no question of the course has, and a cell that answers them, rightly or not."""


@functools.cache
def reference_of(name: str) -> tuple[Assignment, Reference]:
    assignment = COURSE.assignment(name)
    return assignment, Reference(assignment, COURSE.solution_path(assignment))


def asked(assignment: str, name: str) -> str:
    """The conversations of a question of the course, trial by trial."""
    of, reference = reference_of(assignment)
    return conversations(of.question(name), reference)


def conversations(question: Question, answerer: Answerer) -> str:
    """With the answers of somebody; the strained ones last."""
    trials = [trial for plan in planned(question, answerer, b"tests") for trial in plan.trials]
    strained = strained_points(question, answerer, b"tests")
    return "\n".join(line for trial in (*trials, *strained) for line in _trial(trial)) + "\n"


def _trial(trial: Trial) -> Iterator[str]:
    flags = [name for name in ("optional", "whole", "strained") if getattr(trial, name)]
    also = [f"also {name}" for name in trial.also]
    yield "; ".join((f"== {trial.name}", *trial.conditions, *flags, *sorted(trial.traced), *also))
    yield f"   to {trial.tolerance:g} and {trial.floor:g}"
    given = trial.probe.given
    drawn: dict[str, list[str]] = {}
    for name, value in ({} if trial.strained else trial.probe.inputs if given is None else given).items():
        drawn.setdefault(_drawn(value), []).append(name)
    yield from (f"   {', '.join(names)}: {what}" for what, names in drawn.items())
    for name in [] if given is None else trial.probe.reads:
        yield f"   reads {name}"
    if trial.line:
        yield f"   line {trial.line.forward}, {trial.line.gradient}, {trial.line.upstream}: {', '.join(trial.line.directions)}"
    for step in trial.steps:
        yield from _step(step)


def _drawn(value: Any) -> str:
    """What an input is, but for its numbers."""
    array = np.asarray(value)
    if array.dtype.kind not in "iuf":
        return repr(value)
    kind = f"{array.dtype.kind}{array.shape}" if isinstance(value, np.ndarray) else type(value).__name__
    return f"{kind}, {np.sum(array < 0)} negative, {'large' if np.abs(array).max() > 20 else 'small'}"


def _step(step: Step) -> Iterator[str]:
    more = (
        step.call and f"call {step.call}",
        step.owner and f"of {step.owner}",
        step.method,
        *map(" is ".join, step.given.items()),
    )
    yield "; ".join((f"{step.name}: {step.expression}", *(filter(None, more)), *step.conditions))
    if step.upstream or (step.fresh and step.fresh not in [part.law for part in step.parts]):
        yield f"   {step.upstream or step.fresh}"
    for part in step.parts:
        yield f"   {part.role} {part.name}{_law(part)}"


def _law(part: Part) -> str:
    law = part.law
    if isinstance(law, Slope):
        return f": slope of {law.expression} by {law.by}, {law.upstream}, {law.part}, to {law.tolerance:g}"
    if isinstance(law, Derivative):
        return f": derivative of {law.d} by {law.by}, {law.upstream}, to {law.tolerance:g}"
    return f" == {law}" if law else ""


@pytest.mark.parametrize(("assignment", "name"), ASKED, ids=[name for _, name in ASKED])
def test_what_is_asked_stays_as_it_is_unless_that_is_meant(assignment: str, name: str) -> None:
    assert asked(assignment, name) == (FOLDER / f"{name}.txt").read_text("utf-8"), (
        "where that is meant: python -m tests.checks.plans.test_asked"
    )


@pytest.mark.parametrize("name", OTHERS)
def test_so_does_what_is_asked_of_other_forms(name: str) -> None:
    question, source = OTHERS[name]
    assert conversations(question, OneCell(source)) == (FOLDER / f"{name}.txt").read_text("utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, (question, source) in OTHERS.items():
        (FOLDER / f"{name}.txt").write_text(conversations(question, OneCell(source)), "utf-8")
    for one in ASKED:
        (FOLDER / f"{one[1]}.txt").write_text(asked(*one), "utf-8")
