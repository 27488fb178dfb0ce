"""The gradient of ones, set by the caller, as before the ninth step of the source course."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.checks.network import FORWARD
from autograder.fitting.earlier_steps import EIGHTH_AND_NINTH_STEP, SPREAD, is_earlier_step, seeded, waived
from autograder.fitting.spelling import read_source
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.question import Question
from autograder.sandbox.protocol import Probe


def test_the_callers_gradient_is_of_ones_where_none_is_set() -> None:
    probe = Probe({}, (("x", "make()"), ("back", "(y.backward(), None)[1]")))
    (first, (name, text)) = seeded(probe).steps
    assert (first, name) == (("x", "make()"), "back")
    for grad, seen in ((None, np.ones(2)), (np.array([3.0, 4.0]), np.array([3.0, 4.0]))):
        y = SimpleNamespace(data=np.zeros(2), grad=grad, backward=lambda: 7)
        assert eval(text, {"np": np, "y": y}) is None
        assert np.array_equal(y.grad, seen)


VARIABLE = "class Variable:\n    def __init__(self, data):\n        {init}\n    def backward(self):\n        {backward}"


@pytest.mark.parametrize(
    ("init", "backward", "asked"),
    [
        ("self.data = data", "self.creator.backward()", set()),
        ("raise TypeError(data)", "pass", {"rejects", "none"}),
        ("self.grad = None", "self.grad = np.ones_like(self.data)", {"seed"}),
        ("self.grad = None", "x.grad = self.grad", set()),
        ("raise TypeError", "self.grad = 1", {"rejects", "none", "seed"}),
    ],
)
def test_what_a_file_of_an_earlier_step_tries_it_is_asked(init: str, backward: str, asked: set[str]) -> None:
    source = read_source([Cell(VARIABLE.format(init=init, backward=backward), 0)])
    assert EIGHTH_AND_NINTH_STEP - waived(source) == asked


@pytest.mark.parametrize(
    ("source", "kind", "imported", "early"),
    [
        ("class Function: pass", "graph", (), True),
        ("class Function: pass", "wavelet", (), False),
        ("class Function: pass", "graph", ("as_array",), False),
        ("class Function: pass\ndef as_array(x): return x", "graph", (), False),
        ("class Relu: pass", "graph", (), False),
    ],
)
def test_an_earlier_step_has_functions_and_no_as_array(
    source: str, kind: str, imported: tuple[str, ...], early: bool
) -> None:
    question = Question("q", (), options={"kind": kind})
    assert is_earlier_step(question, read_source([Cell(source, 0)]), imported) is early


def test_how_far_fresh_weights_are_spread_is_asked_of_networks() -> None:
    assert SPREAD < FORWARD


def test_what_is_waived_is_asked_of_a_framework(key_of: Callable[[str], AnswerKey]) -> None:
    claims = {
        part.name
        for key in key_of("ps4").questions.values()
        for trial in key.trials
        for step in trial.judged
        for part in step.parts
    }
    assert claims >= EIGHTH_AND_NINTH_STEP
