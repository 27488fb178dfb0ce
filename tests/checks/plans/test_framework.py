"""The scripts of a define-by-run framework: their formulas against numerical derivatives, and links that must hold."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest

from autograder.checks.autodiff import KIND
from autograder.checks.plans import framework
from autograder.checks.plans.framework import PLANS, SLOPES, VALUES, chained, composed
from autograder.checks.plans.proof import prove
from autograder.checks.verdicts import parts
from autograder.model.question import Question
from autograder.model.trial import Role, Trial
from autograder.numbers.compare import numerical_vjp
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell

SOURCE = """
class Variable:
    def __init__(self, data):
        if data is not None and not isinstance(data, np.ndarray):
            raise TypeError
        self.data, self.grad, self.creator = data, None, None
    def set_creator(self, creator):
        self.creator = creator
    def backward(self):
        if self.grad is None:
            self.grad = np.ones_like(self.data)
        functions = [self.creator]
        while functions:
            f = functions.pop()
            if f is not None:
                f.input.grad = f.backward(f.output.grad)
                functions.append(f.input.creator)
def as_array(x):
    return np.array(x) if np.isscalar(x) else x
class Function:
    def __call__(self, input):
        output = Variable(as_array(self.forward(input.data)))
        output.set_creator(self)
        self.input, self.output = input, output
        return output
    def forward(self, x):
        raise NotImplementedError
    def backward(self, gy):
        raise NotImplementedError
class Square(Function):
    def forward(self, x):
        return x ** 2
    def backward(self, gy):
        return 2 * self.input.data * gy
class Exp(Function):
    def forward(self, x):
        return np.exp(x)
    def backward(self, gy):
        return np.exp(self.input.data) * gy
def square(x):
    return Square()(x)
def exp(x):
    return Exp()(x)
"""
REFERENCE = OneCell(SOURCE)
CHAINS = (["Square"], ["Exp"], ["Scale"], ["Square", "Exp", "Scale"], ["Scale", "Square", "Exp", "Square"])


def planned(kind: str, source: OneCell = REFERENCE) -> tuple[tuple[Trial, ...], Question]:
    question = Question("q", (), target="Variable", options={"kind": kind})
    return tuple(KIND.plan(question)(question, source, Draw(b"tests", "q"))), question


def number(expression: str, x: Any) -> Any:
    return eval(expression, {"np": np, "x": x, "c_1": 0.8, "g": -1.7})


@pytest.mark.parametrize("chain", CHAINS, ids=" ".join)
def test_the_formulas_of_chains_are_derivatives_of_each_other(chain: list[str]) -> None:
    """The gradient at every place of a chain, against the numerical derivative of the rest of it."""
    x = np.array([0.3, -0.7])
    for start in range(len(chain)):
        arrives = number(chained(chain, start, "x", "g"), x)
        at = number(composed(chain[:start], "x"), x)
        rest = composed(chain[start:], "x")
        right = numerical_vjp(partial(number, rest), at, -1.7)
        assert np.broadcast_to(arrives, x.shape) == pytest.approx(right, rel=1e-9)


@pytest.mark.parametrize("name", VALUES)
def test_a_value_and_its_slope(name: str) -> None:
    x = np.array([0.4, -1.1])
    right = numerical_vjp(lambda value: number(VALUES[name].format(x="x"), value), x, 1.0)
    assert np.broadcast_to(number(SLOPES[name].format(x="x"), x), x.shape) == pytest.approx(right, rel=1e-9)


def test_a_formula_is_taken_as_a_whole() -> None:
    assert number(composed(["Square"], "x + 1"), 2.0) == 9.0
    assert number(composed(["Scale"], "x + 1"), 2.0) == pytest.approx(2.4)


@pytest.mark.parametrize("kind", PLANS)
def test_a_right_framework_obeys_every_law(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(framework, "DEEP", 50)
    trials, question = planned(kind)
    for trial in trials:
        prove(question, trial, REFERENCE)


@pytest.mark.parametrize(
    ("kind", "change", "claims"),
    [
        (
            "variable",
            ("self.grad, self.creator = data, None", "self.grad, self.creator = data, data"),
            {"grad"},
        ),
        ("variable", ("data is not None and not", "not"), {"none"}),
        ("variable", ("            raise TypeError", "            data = np.array(data)"), {"rejects"}),
        ("variable", ("raise TypeError", "raise ValueError"), {"rejects"}),
        ("variable", ("not isinstance(data, np.ndarray)", "isinstance(data, float)"), {"rejects"}),
        ("function_base", ("raise NotImplementedError", "pass"), {"base"}),
        ("function_base", ("np.array(x) if np.isscalar(x) else x", "x"), {"array", "call", "input"}),
        ("function_base", ("np.array(x) if np.isscalar(x) else x", "np.atleast_1d(x)"), {"array"}),
        (
            "function_base",
            ("self.input, self.output = input", "self.input, self.output = Variable(None)"),
            {"input"},
        ),
        ("function_base", ("self.input, self.output", "Function.input, self.output"), {"input"}),
        ("graph", ("output.set_creator(self)", "pass"), {"walk"}),
        ("graph", ("output.set_creator(self)", "input.set_creator(self)"), {"walk"}),
        ("graph", ("self.creator = creator", "pass"), {"walk", "creator"}),
        ("graph", ("self.input, self.output =", "self.input, Function.output ="), {"output"}),
        ("graph", ("self.creator = creator", "self.creator = self.creator or creator"), set()),
        ("graph", ("= input, output\n", "= input, input\n"), {"output"}),
        ("graph", ("return x ** 2", "return 2 * x"), {"forward", "walk", "output"}),
        ("graph", ("return 2 * self.input.data * gy", "return self.input.data * gy"), {"walk"}),
        ("backward", ("if self.grad is None:", "if True:"), {"preset"}),
        ("backward", ("np.ones_like(self.data)", "np.array(1.0)"), {"gradient", "seed"}),
        ("backward", ("functions.append(f.input.creator)", "pass"), {"gradient", "preset", "deep"}),
        ("backward", ("2 * self.input.data * gy", "2 * self.input.data"), {"gradient", "preset"}),
        (
            "backward",
            ("as_array(self.forward(input.data))", "as_array(self.forward(input.data) + 1)"),
            {"gradient", "preset", "deep"},
        ),
        ("backward", ("self.grad = np.ones_like(self.data)", "pass"), {"gradient", "seed", "deep"}),
        ("functional", ("return Exp()(x)", "return Square()(x)"), {"forward", "gradient"}),
        ("functional", ("return Square()(x)", "return Variable(as_array(x.data ** 2))"), {"gradient"}),
    ],
)
def test_what_is_broken_breaks_its_claims(
    kind: str, change: tuple[str, str], claims: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert change[0] in SOURCE
    monkeypatch.setattr(framework, "DEEP", 50)
    trials, question = planned(kind)
    replies = OneCell(SOURCE.replace(*change)).replies(trials)
    names = {part.name for trial in trials for step in trial.judged for part in step.parts}
    assert names
    wrong = {n for n in names if not parts.judge((Role.VALUE, (n,)), question, replies).passed}
    assert wrong == claims


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("if self.grad is None:", "if True:"), {"preset": "claim_preset"}),
        (
            ("2 * self.input.data * gy", "-self.input.data * gy"),
            {"gradient": "claim_gradient", "preset": "claim_preset_grad"},
        ),
        (
            ("functions.append(f.input.creator)", "pass"),
            {"gradient": "grad_left_none", "preset": "grad_left_none", "deep": "grad_left_none"},
        ),
        (("self.grad = np.ones_like(self.data)", "self.grad = 2 * np.ones_like(self.data)"),
         {"gradient": "claim_gradient", "seed": "claim_seed", "deep": "claim_deep_grad"}),
    ],
)  # fmt: skip
def test_what_is_said_of_a_walk_is_what_was_seen(
    change: tuple[str, str], said: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert change[0] in SOURCE
    monkeypatch.setattr(framework, "DEEP", 50)
    trials, question = planned("backward")
    replies = OneCell(SOURCE.replace(*change)).replies(trials)
    verdicts = {name: parts.judge((Role.VALUE, (name,)), question, replies) for name in said}
    keys = {name: verdict.message for name, verdict in verdicts.items()}
    assert {name: getattr(one.values.get("what", one), "key", "") for name, one in keys.items()} == said


def test_a_chain_is_deeper_than_pythons_recursion() -> None:
    assert framework.DEEP >= 5000
    trials, _ = planned("backward")
    assert trials[-1].probe.inputs["n"] == framework.DEEP
    names = [part.name for step in trials[-1].judged for part in step.parts]
    assert set(names) == {"deep"}


def test_factors_leave_numbers_of_order_one() -> None:
    for seed in (b"1", b"2", b"3", b"4"):
        trials = KIND.plan(Question("q", (), options={"kind": "backward"}))(
            Question("q", ()), REFERENCE, Draw(seed, "q")
        )
        factors = [trial.probe.inputs["c_1"] for trial in trials]
        assert all(0.73 <= factor <= 0.9 for factor in factors[:-1])
        assert 0.9998 <= factors[-1] <= 1.0002


def test_chains_are_drawn() -> None:
    assert {trial.name for trial in planned("graph")[0]} <= {"chain of 2", "chain of 3", "chain of 4"}
    other = KIND.plan(Question("q", (), options={"kind": "graph"}))
    steps = {
        tuple(
            expression
            for _, expression in [*other(Question("q", ()), REFERENCE, Draw(seed, "q"))][1].probe.steps
        )
        for seed in (b"1", b"2", b"3", b"4")
    }
    assert len(steps) > 1
