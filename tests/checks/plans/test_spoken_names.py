"""What the inputs and outcomes of a question are called, by how it is answered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from autograder.checks import KINDS
from autograder.checks.plans.spoken_names import (
    differentiable,
    handed_back,
    inputs_of,
    needs,
    outcomes_of,
    upstream_of,
    value_of,
)
from autograder.model.question import Form, Question, RubricItem
from autograder.model.trial import Role


def question(*checks: tuple[str, tuple[str, ...]], **more: Any) -> Question:
    return Question(
        "q", tuple(RubricItem(check, 1.0, of, form=KINDS[check].form) for check, of in checks), **more
    )


VARIABLES = question(("value", ("f",)), ("derivative", ("dfdx",)), given={"x": 2, "y": 3})
GATE = question(("forward", ()), ("gradient", ("x",)), target="Gate", inputs={"x": (), "y": ()})
LAYER = replace(GATE, init={"W": ("D",)}, inputs={"x": ("N",)}, gradients={"W": "dW"})
LOSS = replace(GATE, inputs={"x": ("N", "C"), "t": ("N", "C")}, options={"kind": "loss"})
SPLIT = replace(GATE, outputs=("one", "two"))
FUNCTION = question(
    ("gradient", ("W",)), target="f", inputs={"W": ("D",), "X": ("D",)}, returns=("z", "dW"), gradients={"W": "dW"}
)  # fmt: skip
EXPRESSIONS = question(
    ("expression", ("a * b", "a + 1")), inputs={"a": (), "b": ()}, gradients={"a": "a.grad"}
)
NETWORK = question(("network", ("W1",)), target="Net")
WRITTEN = question(("tests", ("q_test",)), inputs={"x": ()})


@pytest.mark.parametrize(
    ("asked", "form", "inputs", "upstream", "back"),
    [
        (VARIABLES, Form.VARIABLES, ("x", "y"), (), ()),
        (GATE, Form.CALLS, ("x", "y"), ("dout",), ("x", "y")),
        (LAYER, Form.CALLS, ("W", "x"), ("dout",), ("x",)),
        (replace(LAYER, backward=("W", "x")), Form.CALLS, ("W", "x"), ("dout",), ("W", "x")),
        (LOSS, Form.CALLS, ("x", "t"), (), ("x",)),
        (SPLIT, Form.CALLS, ("x", "y"), ("done", "dtwo"), ("x", "y")),
        (FUNCTION, Form.FUNCTION, ("W", "X"), (), ("X",)),
        (EXPRESSIONS, Form.EXPRESSIONS, ("a", "b"), (), ("b",)),
        (NETWORK, Form.NETWORK, ("W1", "b1", "W2", "b2", "x", "t"), (), ()),
        (WRITTEN, None, ("x",), (), ("x",)),
        (replace(GATE, inputs={}), None, (), (), ()),
    ],
)
def test_what_goes_in(
    asked: Question,
    form: Form | None,
    inputs: tuple[str, ...],
    upstream: tuple[str, ...],
    back: tuple[str, ...],
) -> None:
    assert asked.form is form
    assert inputs_of(asked) == inputs
    assert upstream_of(asked) == upstream
    assert handed_back(asked) == back


OUT, X, Y, W = (Role.FORWARD, "out"), (Role.GRADIENT, "x"), (Role.GRADIENT, "y"), (Role.GRADIENT, "W")


@pytest.mark.parametrize(
    ("asked", "outcomes"),
    [
        (VARIABLES, {"f": (Role.VALUE, "f"), "dfdx": (Role.VALUE, "dfdx")}),
        (GATE, {"out": OUT, "dx": X, "dy": Y}),
        (LAYER, {"out": OUT, "dx": X, "dW": W}),
        (LOSS, {"out": (Role.FORWARD, "loss"), "dx": X}),
        (SPLIT, {"one": (Role.FORWARD, "one"), "two": (Role.FORWARD, "two"), "dx": X, "dy": Y}),
        (FUNCTION, {"z": (Role.FORWARD, "z"), "dW": W}),
        (
            EXPRESSIONS,
            {
                "a * b": (Role.VALUE, "(a * b).data"),
                "a + 1": (Role.VALUE, "(a + 1).data"),
                "a.grad": (Role.GRADIENT, "a"),
                "db": (Role.GRADIENT, "b"),
            },
        ),
        (
            NETWORK,
            {
                **{name: (Role.FORWARD, name) for name in ("predict", "loss")},
                **{f"d{name}": (Role.GRADIENT, name) for name in ("W1", "b1", "W2", "b2")},
            },
        ),
        (WRITTEN, {}),
    ],
)
def test_what_comes_out(asked: Question, outcomes: dict[str, tuple[Role, str]]) -> None:
    assert dict(outcomes_of(asked)) == outcomes


@pytest.mark.parametrize(
    ("asked", "stated", "names"),
    [
        (VARIABLES, ["f"], ["x", "y"]),
        (LAYER, ["out"], ["W", "x"]),
        (LAYER, ["out", "dW"], ["W", "x", "dout"]),
        (SPLIT, ["dx"], ["x", "y", "done", "dtwo"]),
        (LOSS, ["dx"], ["x", "t"]),
        (EXPRESSIONS, ["a + 1"], ["a"]),
        (EXPRESSIONS, ["a * b", "a + 1", "db"], ["a", "b"]),
    ],
)
def test_what_some_outcomes_come_of(asked: Question, stated: list[str], names: list[str]) -> None:
    assert needs(asked, stated) == names


def test_labels_and_the_like_have_no_gradient() -> None:
    asked = replace(GATE, draw={"y": {"kind": "labels"}})
    assert differentiable(asked, ("x", "y")) == ("x",)
    assert handed_back(asked) == ("x",)
    assert value_of("a + b") == "(a + b).data"
