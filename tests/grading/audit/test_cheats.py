"""Answers without work: that they are what they say, and are tried where they make sense."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from autograder.checks import KINDS
from autograder.grading.audit.cheats import borrowed, cheats, constants, stubs, typed_in
from autograder.grading.audit.variant import Made
from autograder.model.answer_key import AnswerKey
from autograder.model.question import Question, RubricItem

STUB = (
    "class Relu:\n    def forward(self, x):\n        # YOUR CODE HERE\n        raise NotImplementedError()\n"
)


def test_a_stub_is_touched_in_two_ways() -> None:
    one, other = stubs(STUB)
    assert one.source.startswith(STUB)
    assert one.source != STUB
    assert "raise" not in other.source
    assert other.source.endswith("        pass\n")


@pytest.mark.parametrize(
    ("assignment", "question", "names"),
    [
        ("ps1", "addition", {"the reference's numbers"}),
        ("ps2", "matmul_grad", {"matmul_backward returns zeros", "dW is zero", "dX is zero"}),
        ("ps3", "affine", {"Affine.backward returns zeros", "dW is zero", "db is not set"}),
        ("ps4", "gradient_test", set()),
    ],
)
def test_what_is_tried_of_a_question(
    key_of: Callable[[str], AnswerKey], assignment: str, question: str, names: set[str]
) -> None:
    key = key_of(assignment)
    made = list(cheats(key.questions[question], key.reference.source(question)))
    for one in made:
        compile(one.source, one.name, "exec")
    others = {one.name for one in made if one.made is not Made.STUB}
    assert names <= others
    assert bool(names) == bool(others)


@pytest.mark.parametrize(
    ("checks", "tried"),
    [(("forward",), True), (("gradient",), True), (("network",), False), (("network", "gradient"), True)],
)
def test_zeros_and_a_borrowed_class_are_tried_where_forward_or_a_gradient_is_asked(
    key_of: Callable[[str], AnswerKey], checks: tuple[str, ...], tried: bool
) -> None:
    rubric = tuple(RubricItem(check, 1.0, form=KINDS[check].form) for check in checks)
    asked = Question("double", rubric, target="double", returns=("y",))
    key = replace(key_of("ps1").questions["chain_rule"], question=asked, stub="pass")
    made = {one.made for one in cheats(key, WRAPPER)}
    assert made == ({Made.STUB, Made.CONSTANT, Made.BORROWED} if tried else {Made.STUB})


def test_the_numbers_are_the_reference_s(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps1")
    (typed,) = (
        one
        for one in cheats(key.questions["chain_rule"], key.reference.source("chain_rule"))
        if one.made is Made.TYPED_IN
    )
    names: dict[str, float] = {}
    exec(typed.source, names)
    assert (names["q"], names["f"], names["dfdz"]) == (3, -12, 3)


WRAPPER = """
class Value:
    ### BEGIN SOLUTION
    def __init__(self, data):
        self.data = data
    ### END SOLUTION


def double(a):
    return 2 * Value(a).data
"""


def test_a_class_that_only_a_function_of_the_same_cell_uses_may_as_well_be_another() -> None:
    asked = Question("double", (RubricItem("forward", 1.0),), target="double", returns=("y",))
    (one,) = borrowed(asked, WRAPPER)
    assert one.source == WRAPPER.replace("Value", "ValueOfAnother")
    assert not list(borrowed(Question("value", asked.rubric, target="Value"), WRAPPER))
    assert not list(borrowed(replace(asked, aliases=("Value",)), WRAPPER))
    assert not list(borrowed(replace(asked, options={"names": ["Value"]}), WRAPPER))


@pytest.mark.parametrize(
    "line", ["class Value:", "    def __init__(self, data):", "        self.data = data"]
)
def test_a_class_of_which_one_line_is_to_be_written_is_written(line: str) -> None:
    """The first, one between, the last; one that is given whole is part of the exercise."""
    asked = Question("double", (RubricItem("forward", 1.0),), target="double", returns=("y",))
    given = re.sub(r"\n *###.*", "", WRAPPER)
    marked = given.replace(line, f"### BEGIN SOLUTION\n{line}\n### END SOLUTION")
    assert [one.name for one in borrowed(asked, marked)] == ["no class Value: double does it by itself"]
    assert not list(borrowed(asked, given.replace("    return", "    ### BEGIN SOLUTION\n    return")))
    short = "### BEGIN SOLUTION\nclass Value: data = 1\n### END SOLUTION\ndef double(a): return 2 * a"
    assert [one.made for one in borrowed(asked, short)] == [Made.BORROWED]


FUNCTION = "def both(x, k=1):\n    return x + k, 2 * x\n"
LAYER = """
class Layer:
    def __init__(self):
        self.dW = 0.0
    def forward(self, x):
        return [x, x + 1]
    def backward(self, d):
        self.dW = 3 * d
        return 2 * d
"""


def run(source: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(source, names)
    return names


def test_a_function_returns_zeros_or_nothing_or_one_zero() -> None:
    question = Question("q", (RubricItem("forward", 1.0),), target="both", returns=("y", "z"))
    made = {one.name: run(one.source)["both"] for one in constants(question, FUNCTION)}
    x = np.array([1.0, 2.0])
    found = {name: function(x, k=2) for name, function in made.items()}
    assert found.pop("both returns None") is None
    assert {name: [one.tolist() for one in two] for name, two in found.items()} == {
        "both returns zeros": [[0, 0], [0, 0]],
        "y is zero": [[0, 0], [2, 4]],
        "z is zero": [[3, 4], [0, 0]],
    }
    layer = Question("q", (), target="Layer", returns=("y",))
    assert [one.name for one in constants(layer, LAYER)] == ["Layer returns zeros", "Layer returns None"]
    one = Question("q", (), target="both", returns=("y",))
    assert [one.name for one in constants(one, FUNCTION)] == ["both returns zeros", "both returns None"]


def test_a_class_returns_zeros_or_nothing_or_keeps_no_gradient() -> None:
    question = Question("q", (), target="Layer", init={"W": ()}, gradients={"W": "dW"})
    found = {}
    for one in constants(question, f"class Other:\n    def __call__(self): pass\n{LAYER}"):
        assert one.made is Made.CONSTANT
        layer = run(one.source)["Layer"]()
        found[one.name] = (layer.forward(1), layer.backward(1), vars(layer).get("dW"))
    assert [*found][:2] == sorted([*found][:2])  # in every run
    assert found == {
        "Layer.backward returns zeros": ([1, 2], 0, 3),
        "Layer.forward returns zeros": ([0, 0], 2, 3),
        "Layer.backward returns None": ([1, 2], None, 3),
        "Layer.forward returns None": (None, 2, 3),
        "dW is zero": ([1, 2], 2, 0),
        "dW is not set": ([1, 2], 2, None),
    }


def test_an_object_that_is_called_returns_zeros_or_nothing() -> None:
    source = "class Square:\n    def __call__(self, x): return x ** 2"
    made = [one.name for one in constants(Question("q", (), target="Square"), source)]
    assert made == ["Square.__call__ returns zeros", "Square.__call__ returns None"]


def test_arrays_are_typed_in_as_arrays(key_of: Callable[[str], AnswerKey]) -> None:
    key = key_of("ps1").questions["chain_rule"]
    trial = key.trials[0]
    whole = replace(trial, answers=tuple(np.ones((1, 2)) for _ in trial.answers))
    plan = replace(key.plans[0], trials=(whole,))
    (typed,) = typed_in(replace(key, plans=(plan,), stub="raise NotImplementedError()\nx = 1"))
    assert typed.made is Made.TYPED_IN
    names = run(typed.source)
    assert names["x"] == 1
    assert names["q"].tolist() == [[1.0, 1.0]]
    assert not list(typed_in(replace(key, plans=())))


def test_a_stub_without_anything_to_write_is_touched_in_one_way() -> None:
    assert [one.name for one in stubs("x = 1")] == ["a comment added"]
