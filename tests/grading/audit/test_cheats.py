"""Answers without work: that they are what they say, and are tried where they make sense."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from autograder.grading.audit.cheats import borrowed, cheats, stubs
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
    assert "class Value:" not in one.source
    assert not list(borrowed(Question("value", asked.rubric, target="Value"), WRAPPER))
    assert not list(borrowed(replace(asked, aliases=("Value",)), WRAPPER))


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
