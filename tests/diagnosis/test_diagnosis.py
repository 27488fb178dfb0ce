"""Diagnosis: what is told of a wrong answer, and that nothing is made up. The specimens have a test of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.diagnosis import Diagnosis, _homes
from autograder.grading.grader import Grader
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.notebook.cells import runnable
from autograder.words.verdicts import told
from tests.conftest import ROOT, Diagnosed
from tests.test_specimens import first_told

FOLDER = ROOT / "tests" / "specimens"

GATE = """
class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backward(self, dz):
        {}
"""


@pytest.mark.parametrize(
    ("backward", "told"),
    [
        ("return [self.x * dz, self.y * dz]", "mul-not-swapped"),
        ("dx, dy = self.y * dz, self.x * dz; return [dy, dx]", "returns-swapped-order"),
        ("return [self.y, self.x]", "upstream-ignored"),
        ("return [self.y * dz, self.x]", "upstream-partial"),
        ("return [-self.y * dz, self.x * dz]", "sign-flipped"),
        ("return [-self.y, -self.x]", "upstream-ignored"),
        ("print([self.y * dz, self.x * dz])", "prints-not-returns"),
        ("return self.y * dz + self.x * dz", "returns-summed"),
        ("return [self.y * dz, 0]", "partial-gradient-zero"),
        ("return [np.round(self.y * dz, 3), np.round(self.x * dz, 3)]", "precision-lost"),
        ("return [product * dz, self.x * dz]", "undefined-name"),
        ("return [self.Y * dz, self.x * dz]", "name-typo"),
        ("return [y * dz, x * dz]", "missing-self-prefix"),
    ],
)
def test_what_is_told_of_a_gate(backward: str, told: str, diagnosed: Diagnosed) -> None:
    assert first_told(diagnosed("ps2", "multiply_gate", GATE.format(backward))) == told


@pytest.mark.parametrize(
    "backward",
    [
        "return [self.y * dz * (1 + 1e-6), self.x * dz]",
        "return [self.y * dz, self.x * abs(dz) ** 0.5]",
        "return ['dx', 'dy']",
        "return [np.nan, np.nan]",
        "raise RuntimeError('no')",
        "return [self.y * dz + 17 * self.x, self.x * dz - 3]",
    ],
)
def test_nothing_is_told_where_nothing_fits(backward: str, diagnosed: Diagnosed) -> None:
    result = diagnosed("ps2", "multiply_gate", GATE.format(backward))
    assert not result.full
    assert first_told(result) is None


@pytest.mark.parametrize("missing", ["from scipy.special import expit", "from layers import expit"])
def test_what_raises_since_something_is_not_there_is_no_mistake(missing: str, diagnosed: Diagnosed) -> None:
    """forward cannot run, so that backward lacks what it would have kept."""
    source = """
class Sigmoid:
    def forward(self, x):
        self.y = expit(x)
        return self.y

    def backward(self, dout):
        return dout * self.y * (1 - self.y)
"""
    result = diagnosed("ps3", "sigmoid", f"{missing}\n{source}")
    assert result.score == 0
    assert [verdict.misconception for _, verdict in result.verdicts] == [None, None]


def test_each_item_has_its_own_story(diagnosed: Diagnosed) -> None:
    source = """
class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        self.dW = self.x.T @ dout / len(dout)
        self.db = dout.sum()
        return dout @ self.W.T
"""
    result = diagnosed("ps3", "affine", source)
    told = {item.of: verdict.misconception for item, verdict in result.verdicts if not verdict.passed}
    assert told == {("W",): "grad-averaged", ("b",): "bias-grad-scalar-sum"}


def test_of_two_mistakes_the_one_that_shows_everywhere_is_told_first(diagnosed: Diagnosed) -> None:
    """The other shows at large scores alone: the factor is not its doing."""
    source = (ROOT / "tests/specimens/softmax_with_loss/no-shift.py").read_text("utf-8")
    result = diagnosed("ps3", "softmax_with_loss", source.replace(" / self.t.shape[0]", ""))
    told_of = [verdict for item, verdict in result.verdicts if item.check == "gradient"]
    assert [(one.misconception, one.alternatives) for one in told_of] == [
        ("batch-not-averaged", ("softmax-no-max-shift",))
    ]
    assert "not divided by the batch size: all your numbers are" in told(told_of[0])


def test_a_text_too_deep_to_read_is_no_accident(diagnosed: Diagnosed) -> None:
    deep = GATE.format("return [self.x * dz, self.y * dz" + " + 0" * 3000 + "]")
    assert not diagnosed("ps2", "multiply_gate", deep).full


def test_a_bank_of_its_own_is_not_needed(key_of: Callable[[str], AnswerKey], patient: Prober) -> None:
    """A new question has diagnosis on the day it is written: the general mistakes need no code."""
    key = key_of("ps2")
    own = next(cell for cell in key.reference.cells if cell.grade_id == "setup")
    cell = runnable(Cell(GATE.format("return [self.y, self.x]"), 99, "multiply_gate"))
    results = Grader(key, patient, Diagnosis(key.questions, key.reference)).grade([own, cell]).questions
    (result,) = [r for r in results if r.question.id == "multiply_gate"]
    assert first_told(result) == "upstream-ignored"


def test_the_cell_that_the_text_of_an_answer_is() -> None:
    """That after which it was asked; where that is no cell of ours and lacks the target, the last one that has it."""
    gate, again, other = (
        Cell(source, at) for at, source in enumerate(("class Gate: pass", "def Gate(): pass", "x = 1"))
    )
    ours = Cell("x = 1", 3, "gate")
    cells = [gate, again, other, ours]
    assert _homes("Gate", other, cells) == [again]
    assert _homes("Gate", gate, cells) == [gate]
    assert _homes("Gate", ours, cells) == [ours]
    assert _homes(None, other, cells) == [other]
    assert _homes("Layer", other, cells) == [other]
