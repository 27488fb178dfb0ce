"""Green for right answers and the fitting sentence for wrong ones, by the student's own forward alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.course.load import load_course
from autograder.notebook.cells import read_cells
from autograder.selfcheck import examine
from autograder.selfcheck.exercise import PACKAGED, known
from autograder.selfcheck.history import Scope
from autograder.words.verdicts import told
from tests.conftest import Diagnosed, thinned
from tests.selfcheck.answers import ROOT, SPECIMENS, answered, load_assignment, ran, reference, specimens


@pytest.mark.parametrize("question", thinned([exercise.question.id for exercise in known(PACKAGED)], str))
def test_the_reference_is_all_right(question: str) -> None:
    report = answered(question)
    assert report.passed, report
    assert report.rows
    assert report.state == ("own" if question == "gradient_test" else "ok"), report


@pytest.mark.slow
@pytest.mark.parametrize("path", specimens("right"))
def test_no_right_answer_is_called_wrong(path: Path) -> None:
    report = answered(path.parent.name, path.read_text("utf-8"))
    assert report.passed, report


WRONG = {
    "product/not-swapped": "A product is differentiated with its own input, not the other one.",
    "product/typed-gradients": "f keeps its value when the inputs change",
    "product/syntax-error": "A cell of yours cannot be run",
    "addition/dfdy-forgotten": "There is no variable dfdy",
    "addition/stale-gradients": "There is no variable dfdx",
    "addition/subtracts": "The forward pass computes another formula. In the text's example (x = 2, y = 5) f is 7; yours is -3.",
    "maximum/compares-with-zero": "The inputs are compared with 0, not with each other.",
    "chain_rule/typo-x": "The exercise gives x = -2, but your cell sets it to -1",
    "chain_rule/nan": "dfdy contains nan or inf",
    "squared_sum/no-factor-two": "The factor 2 in the derivative of a square is missing: all your numbers are 2 times too small",
    "multiply_gate/class-state": "State is stored on the class or in a global variable, and shared by all objects",
    "multiply_gate/first-call-only": "in a second one it is not. You keep 50 % of these points. The saved values come from the first call only.",
    "multiply_gate/integer-buffer": "The gradient is written into an integer array",
    "multiply_gate/method-misspelt": "MultiplyGate has no method or attribute backward. It has backword: a spelling mistake?",
    "multiply_gate/no-return": "Nothing is returned",
    "multiply_gate/no-self": "backward stopped with TypeError",
    "multiply_gate/name-typo": "selt is not known on line 13",
    "multiply_gate/one-value": "Fewer values are returned than asked for",
    "multiply_gate/upstream-ignored": "The upstream gradient (dz) is left out",
    "max_gate/swapped-return": "The gradients are right but in the wrong order",
    "neuron/bias-ignored": "(weights = [1, 2], bias = -3, inputs = [0.5, 1]) forward returns 0.3775",
    "neuron/lecture-method-name": "Neuron has no method or attribute forward",
    "matmul_grad/averaged": "The gradient is averaged over the batch where it should be summed",
    "affine/dW-transposed": "A gradient is returned transposed",
    "affine/db-not-summed": "The bias gradient keeps a dimension",
    "softmax_with_loss/no-shift": "far apart it is not. You keep 75 % of these points. The maximum is not subtracted before exp.",
    "two_layer_net/wrong-key": "What gradient returns has no entry W1",
    "variable/never-raised": "should raise a TypeError",
    "numerical_diff/by-eps": "With eps given, the result is not the number",
    "numerical_diff/leaves-x-moved": "With eps given, the result is not the number",
    "define_by_run/output-not-kept": "A function should remember the Variable that it made as its output",
    "backward/recursion": "does not get through a chain of 5,000 functions",
    "functional/shared-instance": "backward of Variable did not come back within 2 s",
    "staged_steps/overwrites": "= where += belongs",
    "matmul_steps/upstream-ones": "The upstream gradient is left out",
    "add_gate/upstream-twice": "dz is multiplied in twice",
}


ENDLESS = ("functional/shared-instance",)
SENTENCES = [pytest.param(name, marks=[pytest.mark.slow] if name in ENDLESS else []) for name in WRONG]


@pytest.mark.parametrize("name", SENTENCES)
def test_a_mistake_gets_its_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if name in ENDLESS:
        monkeypatch.setattr("autograder.selfcheck.SECONDS", 2.0)
    path = SPECIMENS / f"{name}.py"
    report = answered(path.parent.name, path.read_text("utf-8"))
    assert not report.passed
    assert WRONG[name] in report.sentence
    assert "wrong" in {row.state for row in report.rows} or not report.rows


@pytest.mark.no_cover
@pytest.mark.slow
def test_most_mistakes_are_found_without_any_answer() -> None:
    found = [
        answered(p.values[0].parent.name, p.values[0].read_text("utf-8")).passed
        for p in specimens("wrong")[::6]
    ]
    assert len(found) > 50
    assert np.mean(found) < 0.05


@pytest.mark.parametrize("question", ["product", "staged_steps", "multiply_gate", "affine", "two_layer_net"])
def test_an_untouched_stub_is_not_attempted(question: str) -> None:
    path = next(ROOT.glob(f"assignments/{load_assignment(question)}/*.ipynb"))
    stub = next(cell.source for cell in read_cells(path) if cell.grade_id == question)
    report = answered(question, stub)
    assert not report.passed
    assert not report.attempted
    assert "Not attempted yet" in report.sentence


def test_without_cells_it_says_what_could_be_checked() -> None:
    names: dict[str, object] = {"x": 4, "y": -3, "f": -12, "dfdx": -3, "dfdy": 4}
    report = examine("product", Scope(names))
    assert report.passed
    assert "Outside Jupyter" in report.sentence
    assert "There is no variable dfdy" in examine("product", Scope({"f": 1, "dfdx": 2})).sentence
    assert not examine("product", Scope({})).attempted


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "exp/math-exp", "multiply_gate/floats-only", "multiply_gate/class-state", "affine/integer-buffer",
        "sigmoid/rows-one-by-one", "relu/squeezes",
    ],
)  # fmt: skip
def test_what_is_right_in_substance_gets_the_sentence_that_grading_gives(
    name: str, diagnosed: Diagnosed
) -> None:
    path = SPECIMENS / f"{name}.py"
    question, source = path.parent.name, path.read_text("utf-8")
    (assignment,) = [a.id for a in load_course(ROOT).assignments if question in [q.id for q in a.questions]]
    graded = diagnosed(assignment, question, source)
    verdict = next(verdict for _, verdict in graded.verdicts if not verdict.passed)
    assert 0.5 <= verdict.share < 1
    assert verdict.message.key == "right_but_for"
    assert answered(question, source).sentence.startswith(told(verdict, "en"))


def test_what_costs_no_points_is_said_all_the_same() -> None:
    source = reference("relu")[1].source.replace(
        "return np.where(self.mask, dout, 0)", "dout[~self.mask] = 0\n        return dout"
    )
    report = answered("relu", source)
    assert report.passed
    assert "Note: backward changes the array" in report.sentence


def test_a_half_that_is_not_written_is_named() -> None:
    report = answered("product", "x = 4\ny = -3\n\nf = x * y\nraise NotImplementedError()")
    assert report.sentence.startswith("This part is not written yet: dfdx, line 5.")


@pytest.mark.parametrize(
    "elsewhere", ["def show(x):\n    print(x)", "print('forward')", "def f(x):\n    x + 1"]
)
def test_what_other_cells_do_is_no_reason(elsewhere: str) -> None:
    """A print of one's own, to look at something, does not make an answer one that prints."""
    wrong = "class AddGate:\n    def forward(self, x, y):\n        return x + y\n    def backward(self, dz):\n        return dz - 3 * dz ** 3, dz"
    alone = ran((None, wrong))
    beside = ran((None, elsewhere), (None, wrong), (None, elsewhere))
    first, second = (examine("add_gate", scope, "en") for scope in (alone, beside))
    assert not first.passed
    assert first.hint.misconception == second.hint.misconception  # type: ignore[union-attr]
    assert "print" not in second.sentence
    assert "returned" not in second.sentence


BOOK = """
def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

class SoftmaxWithLoss:
    def forward(self, x, t):
        self.y, self.t = softmax(x), t
        return -np.sum(t * np.log(self.y + 1e-7)) / len(x)
    def backward(self, dout=1):
        return (self.y - self.t) / len(self.t)
"""


@pytest.mark.parametrize("again", range(3))
def test_a_network_with_the_loss_of_the_book_is_not_wrong(again: int) -> None:
    """The 1e-7 in its logarithm is not in its gradient, and shows nowhere."""
    report = answered("two_layer_net", BOOK + reference("two_layer_net")[1].source)
    assert report.passed, report.sentence


HALVES = {
    "multiply_gate": ("return x * y", "return np.float32(x * y)"),
    "sigmoid": ("return self.out", "return self.out.astype(np.float32)"),
    "neuron": ("return self.rate", "return np.float32(self.rate)"),
    "product": ("f = x * y", "f = np.float32(x * y)"),
}


@pytest.mark.parametrize("question", HALVES)
def test_a_forward_pass_of_half_the_digits_is_wrong_as_it_is_when_it_is_graded(question: str) -> None:
    right = reference(question)[1].source
    source = right.replace(*HALVES[question])
    assert source != right
    report = answered(question, source)
    assert not report.passed
    assert report.sentence.startswith("Digits are lost")


def test_half_the_digits_on_the_way_to_all_of_them_are_right() -> None:
    """A mask of zeros and ones, and gradients of whole numbers in one array."""
    source = reference("relu")[1].source
    masked = source.replace("x > 0", "(x > 0).astype(np.float32)").replace(
        "np.where(self.mask, x, 0)", "x * self.mask"
    )
    assert answered("relu", masked.replace("np.where(self.mask, dout, 0)", "dout * self.mask")).passed
    gate = reference("multiply_gate")[1].source.replace("return [dx, dy]", "return np.array([dx, dy])")
    assert answered("multiply_gate", gate).passed
