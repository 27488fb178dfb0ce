"""What a forward gives, and the upstream gradients of it: one or several, each of the shape of its output."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from autograder.checks.plans.arguments import Arguments
from autograder.checks.plans.outputs import flat, handed, judged, tell_upstream, whole
from autograder.checks.plans.script import Script
from autograder.model.question import Question
from autograder.model.trial import Part, Role
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell

ONE = Question("q", (), target="f")
TWO = replace(ONE, outputs=("h", "c"))


@pytest.mark.parametrize(
    ("question", "forward", "shapes"),
    [
        (ONE, "np.ones((2, 3))", {"upstream_1": (2, 3)}),
        (ONE, "1 / 0", {"upstream_1": ()}),
        (ONE, "'text'", {"upstream_1": ()}),
        (TWO, "(np.ones(2), np.ones((2, 3)))", {"upstream_h_1": (2,), "upstream_c_1": (2, 3), "upstream_1": (8,)}),
        (TWO, "(1.0, np.ones(3))", {"upstream_h_1": (), "upstream_c_1": (3,), "upstream_1": (4,)}),
        (TWO, "1 / 0", {"upstream_h_1": (), "upstream_c_1": (), "upstream_1": (2,)}),
        (TWO, "np.ones(3)", {"upstream_h_1": (), "upstream_c_1": (), "upstream_1": (2,)}),
    ],
)  # fmt: skip
def test_upstream_gradients_have_the_shapes_of_the_outputs_and_those_of_numbers_where_there_is_none(
    question: Question, forward: str, shapes: dict[str, tuple[int, ...]]
) -> None:
    script = Script()
    tell_upstream(script, OneCell(""), Arguments(question, Draw(b"tests", "q")), forward, 1)
    assert {name: np.shape(value) for name, value in script.inputs.items()} == shapes
    if question is TWO:
        both = [script.inputs["upstream_h_1"], script.inputs["upstream_c_1"]]
        assert np.array_equal(script.inputs["upstream_1"], flat(both))


def test_a_share_of_an_upstream_gradient() -> None:
    scripts = [Script(), Script()]
    for share, script in zip((1.0, 0.25), scripts, strict=True):
        tell_upstream(script, OneCell(""), Arguments(ONE, Draw(b"tests", "q")), "1.0", 1, share)
    one, other = (script.inputs["upstream_1"] for script in scripts)
    assert other == one / 4


def test_outputs_are_judged_one_by_one_and_differentiated_as_one() -> None:
    assert judged(ONE, "f(x)") == [Part(Role.FORWARD, "out", "f(x)")]
    assert judged(TWO, "f(x)") == [Part(Role.FORWARD, "h", "f(x)[0]"), Part(Role.FORWARD, "c", "f(x)[1]")]
    assert (handed(ONE, "2"), handed(TWO, "2")) == (["upstream_2"], ["upstream_h_2", "upstream_c_2"])
    assert (whole(ONE, "f(x)"), whole(TWO, "f(x)")) == ("f(x)", "as_one_row(f(x))")
