"""Finite differences in the place of the chain rule earn nothing; what numbers cannot tell is listed for a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import comb

import pytest

from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.result import QuestionResult
from bench.finite_differences import RULES, answers, earned, may_earn

pytestmark = pytest.mark.no_cover

*_, COMPLEX, AT_LAST = (name for name in RULES if "complex" in name)
QUESTIONS = {
    "ps1": "product addition maximum chain_rule squared_sum sigmoid_neuron staged_steps matmul_steps l2_norm",
    "ps2": "multiply_gate add_gate max_gate neuron staged matmul_grad",
    "ps3": "mul_layer add_layer shopping relu sigmoid affine softmax_with_loss two_layer_net",
    "ps4": "square exp backward functional",
    "ps5": "affine_functions dropout batch_norm lstm_step",
}
EVERY = [(assignment, name) for assignment, names in QUESTIONS.items() for name in names.split()]

KeyOf = Callable[[str], AnswerKey]


def graded(key: AnswerKey, name: str, source: str | None, prober: Prober) -> QuestionResult:
    """The result of one question, with `source` in the place of the reference's answer."""
    cells = [
        cell if source is None or cell.grade_id != name else Cell(source, cell.index, name)
        for cell in key.reference.cells
    ]
    alone = replace(key.assignment, questions=(key.assignment.question(name),))
    (result,) = Grader(replace(key, assignment=alone), prober).grade(cells).questions
    return result


@pytest.mark.slow
@pytest.mark.parametrize(("assignment", "name"), EVERY)
def test_no_rule_earns_a_gradient_point(assignment: str, name: str, key_of: KeyOf, patient: Prober) -> None:
    key = key_of(assignment)
    question = key.assignment.question(name)
    shares = {rule: earned(key, question, text, patient) for rule, text in answers(key, question)}
    if name == "batch_norm":  # a variance of complex numbers is another one at steps that long
        shares.pop("complex step, h = 1e-4")
    assert {rule for rule, share in shares.items() if share} == may_earn(question)


def test_a_difference_earns_nothing_and_is_told(key_of: KeyOf, patient: Prober) -> None:
    key = key_of("ps2")
    text = dict(answers(key, key.assignment.question("multiply_gate")))["central, h = 1e-4"]
    result = graded(key, "multiply_gate", text, patient)
    (_, forward), (_, gradient) = result.verdicts
    assert (forward.share, gradient.share) == (1.0, 0.0)
    assert gradient.misconception == "numeric-instead-of-analytic"
    assert result.estimates


BEYOND_RANGE = """
class {name}({name}):
    def forward(self, *given):
        out = super().forward(*given)
        large = any(np.max(np.abs(np.asarray(one, dtype=float)), initial=0) > 5 for one in given)
        return out * np.nan if large else out
"""


@pytest.mark.parametrize(
    ("assignment", "name"), [("ps2", "multiply_gate"), ("ps3", "relu"), ("ps3", "affine")]
)
def test_an_output_that_is_no_number_is_no_excuse_for_a_difference(
    assignment: str, name: str, key_of: KeyOf, patient: Prober
) -> None:
    key = key_of(assignment)
    question = key.assignment.question(name)
    text = dict(answers(key, question))["central, h = 1e-4"]
    assert earned(key, question, text + BEYOND_RANGE.format(name=question.target), patient) == 0


def test_a_difference_of_many_points_leaves_no_trace_and_runs_forward_again(
    key_of: KeyOf, patient: Prober
) -> None:
    """Twelve points with a step of 0.05 find the slope of a sigmoid to the last digits."""
    key = key_of("ps3")
    weights = [(-1) ** (k + 1) * comb(12, 6 - k) / comb(12, 6) / k for k in range(1, 7)]
    rule = " + ".join(f"{w!r} * (f(x + {k} * h) - f(x - {k} * h)) / h" for k, w in enumerate(weights, 1))
    question = key.assignment.question("sigmoid")
    text = dict(answers(key, question, {"twelve points": ("0.05", rule)}))["twelve points"]
    assert earned(key, question, text, patient) == 0


def test_the_course_says_what_a_difference_earns(key_of: KeyOf, patient: Prober) -> None:
    key = key_of("ps2")
    lenient = replace(
        key, questions={name: replace(one, numerical=0.25) for name, one in key.questions.items()}
    )
    text = dict(answers(key, key.assignment.question("add_gate")))["five points, h = 1e-3"]
    assert graded(lenient, "add_gate", text, patient).verdicts[1][1].share == 0.25


@pytest.mark.parametrize("name", ["mul_layer", "sigmoid", "softmax_with_loss"])
def test_a_complex_step_earns_nothing(name: str, key_of: KeyOf, patient: Prober) -> None:
    key = key_of("ps3")
    text = dict(answers(key, key.assignment.question(name)))[COMPLEX]
    assert earned(key, key.assignment.question(name), text, patient) == 0
    right = graded(key, name, None, patient)
    assert right.full
    assert not right.estimates


def test_a_complex_step_of_a_constant_slope_is_exact_and_listed(key_of: KeyOf, patient: Prober) -> None:
    key = key_of("ps3")
    text = dict(answers(key, key.assignment.question("relu")))[AT_LAST]
    result = graded(key, "relu", text, patient)
    assert (result.full, result.estimates) == (True, True)


CHECKED = """
def _agrees(gate, x, y, h=1e-20):
    return np.imag(gate.forward(x + 1j * h, y)) / h
"""


def test_whoever_checks_an_analytic_gradient_by_a_complex_step_loses_nothing(
    key_of: KeyOf, patient: Prober
) -> None:
    """The sigmoid by tanh is nothing where that by exp is tiny: not asked there, for its gradient is made of no complex number."""
    key = key_of("ps3")
    text = """
class Sigmoid:
    def forward(self, x):
        self.out = 0.5 * (1 + np.tanh(x / 2))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1 - self.out)
"""
    assert graded(key, "sigmoid", text + CHECKED, patient).full


LONGER = """
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = np.longdouble(x), y
        return x * y

    def backward(self, dz):
        h = 1e-5 * np.maximum(1, abs(self.x))
        slope = ((self.x + h) * self.y - (self.x - h) * self.y) / (2 * h)
        return [np.asarray(slope * dz, dtype=float), np.asarray(self.x, dtype=float) * dz]
"""
WRITTEN_OUT = "class MultiplyGate(MultiplyGate):\n    def backward(self, dz):\n        h = 0.05\n        return [{}, {}]"


def _written_out(by: str, other: str) -> str:
    weights = [(-1) ** (k + 1) * comb(12, 6 - k) / comb(12, 6) / k for k in range(1, 7)]
    pairs = [(w, f"np.multiply(self.{by} + {{}} * h, self.{other})", k) for k, w in enumerate(weights, 1)]
    return " + ".join(f"{w!r} * ({call.format(k)} - {call.format(-k)}) / h * dz" for w, call, k in pairs)


@pytest.mark.parametrize("text", [LONGER, WRITTEN_OUT.format(_written_out("x", "y"), _written_out("y", "x"))])
def test_numbers_with_more_digits_and_many_points_written_out_are_listed(
    text: str, key_of: KeyOf, patient: Prober
) -> None:
    key = key_of("ps2")
    own = text if text == LONGER else f"{key.reference.source('multiply_gate')}\n{text}"
    assert graded(key, "multiply_gate", own, patient).estimates


def test_where_numbers_cannot_tell_the_other_derivatives_do(key_of: KeyOf, patient: Prober) -> None:
    """f is linear in invden, so a difference is exact there; who computes it as it is, is right."""
    key = key_of("ps1")
    question = key.assignment.question("staged_steps")
    text = dict(answers(key, question))["central, h = 1e-4"]
    item = next(i for i, one in enumerate(question.rubric) if one.of == ("dinvden",))
    assert graded(key, question.id, text, patient).verdicts[item][1].share == 0
    plain = text.replace("dinvden = _difference(_of_dinvden, invden, 1.0)", "dinvden = num")
    assert graded(key, question.id, plain, patient).verdicts[item][1].share == 1
