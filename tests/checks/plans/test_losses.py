"""The plan of a loss layer: rows that want a stable softmax, and the small number that the books add."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.checks.plans.accepted import EPSILON, loss_with_epsilon
from autograder.checks.plans.losses import FAR, UNLIKELY, one_hot, plan, scores, strained_plan
from autograder.checks.plans.proof import prove
from autograder.checks.verdicts import parts
from autograder.model.question import Question
from autograder.model.trial import RAN_AGAIN, Role, Trial
from autograder.numbers.draw import Draw
from tests.checks.one_cell import OneCell

QUESTION = Question("q", (), target="Loss", inputs={"x": ("N", "C"), "t": ("N", "C")})
EXACT = """
class Loss:
    def forward(self, x, t):
        shifted = x - x.max(axis=1, keepdims=True)
        logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        self.y, self.t = np.exp(logs), t
        return -np.sum(t * logs) / len(x)
    def backward(self, dout=1):
        return dout * (self.y - self.t) / len(self.t)
"""
BOOK = EXACT.replace("np.sum(t * logs)", "np.sum(t * np.log(self.y + 1e-7))")
REFERENCE = OneCell(EXACT)


@pytest.fixture(scope="module")
def trials() -> tuple[Trial, ...]:
    return tuple(plan(QUESTION, REFERENCE, Draw(b"tests", "q")))


def shares(trials: tuple[Trial, ...], source: str) -> tuple[float, float]:
    """What another class gets for its losses and its gradients."""
    replies = OneCell(source).replies(trials)
    return tuple(parts.judge((role, None), QUESTION, replies).share for role in (Role.FORWARD, Role.GRADIENT))  # type: ignore[return-value]


def test_the_reference_is_proved(trials: tuple[Trial, ...]) -> None:
    for trial in trials:
        prove(QUESTION, trial, REFERENCE)


@pytest.mark.parametrize(
    "source",
    [EXACT, BOOK, BOOK.replace("1e-7", "1e-8"), EXACT.replace("return dout * ", "return ")],
    ids=["exact", "book", "smaller", "ignores dout"],
)
def test_any_loss_between_the_exact_one_and_the_books_is_right(
    source: str, trials: tuple[Trial, ...]
) -> None:
    assert shares(trials, source) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("change", "share"),
    [
        (("t * logs) / len(x)", "t * logs)"), (0.0, 1.0)),  # not the mean
        (("t * logs) / len(x)", "t * np.log(self.y + 1e-6)) / len(x)"), (0.0, 1.0)),
        (("t * logs) / len(x)", "t * np.log(self.y - 1e-7)) / len(x)"), (0.0, 1.0)),
        (("self.t) / len(self.t)", "self.t)"), (1.0, 0.0)),
        (("x - x.max(axis=1, keepdims=True)", "x"), (0.75, 0.75)),  # overflows
        (("x - x.max(axis=1, keepdims=True)", "x - x.max()"), (0.75, 0.75)),  # by the largest of all rows
        (("x - x.max(axis=1, keepdims=True)", "x - x.mean(axis=1, keepdims=True)"), (1.0, 1.0)),
        (("x - x.max(axis=1, keepdims=True)", "x - x.min(axis=1, keepdims=True)"), (0.75, 0.75)),
    ],
    ids=[
        "sum",
        "more added",
        "less added",
        "sum of gradients",
        "not shifted",
        "one shift",
        "by the mean",
        "by the least",
    ],
)
def test_other_losses(change: tuple[str, str], share: tuple[float, float], trials: tuple[Trial, ...]) -> None:
    assert change[0] in EXACT
    assert shares(trials, EXACT.replace(*change)) == share


def test_rows_lie_far_from_each_other_and_one_class_far_below(trials: tuple[Trial, ...]) -> None:
    (large,) = [trial for trial in trials if trial.name == "large"]
    for turn in (1, 2, 3):
        x, t = large.probe.inputs[f"x_{turn}"], large.probe.inputs[f"t_{turn}"]
        assert FAR == 720.0
        assert np.exp(-FAR) > 0.0
        assert np.all((x.max(axis=1) - x.min(axis=1) > FAR - 4) & (x.max(axis=1) - x.min(axis=1) < FAR + 4))
        assert np.all(np.abs(np.diff(x.max(axis=1))) > 1990)
        right = np.sum(x * t, axis=1)
        assert np.all(x.max(axis=1) - right < 4)  # the right class is not the one far below


@pytest.mark.parametrize("seed", [b"1", b"2", b"3", b"4", b"5"])
def test_one_hot_answers_are_never_all_of_one_class(seed: bytes) -> None:
    draw = Draw(seed, "q")
    for shape in ((3, 4), (2, 5), (3, 3), (2, 2)):
        t = one_hot(draw, shape)
        assert t.shape == shape
        assert np.all(t.sum(axis=1) == 1)
        assert set(t.ravel()) == {0.0, 1.0}
        assert len(set(t.argmax(axis=1))) > 1


def test_scores_are_of_order_one_but_for_the_shift() -> None:
    x = scores(Draw(b"tests", "q"), (3, 4), 1000.0)
    assert np.abs(x - np.array([[1000.0], [-1000.0], [1000.0]])).max() < 1.3
    assert np.abs(scores(Draw(b"tests", "q"), (3, 4), 0.0)).max() < 1.3


def test_the_loss_as_the_book_writes_it() -> None:
    x, t = np.array([[0.0, np.log(3.0)], [2.0, 2.0]]), np.array([[1.0, 0.0], [0.0, 1.0]])
    expected = -(np.log(0.25 + EPSILON) + np.log(0.5 + EPSILON)) / 2
    assert loss_with_epsilon(x, t) == pytest.approx(expected, rel=1e-12)
    assert np.isfinite(loss_with_epsilon(x + 1e4, t))


def test_batches_of_other_sizes_and_the_order_of_calls(trials: tuple[Trial, ...]) -> None:
    alone, rows = trials[:2]
    assert alone.probe.inputs == rows.probe.inputs
    assert [step.owner for step in alone.steps if step.method] == [*"aabbcc"]
    assert [rows.probe.inputs[f"x_{turn}"].shape for turn in (1, 2, 3)] == [(3, 4), (2, 5), (1, 4)]
    called = [(step.name, step.owner) for step in rows.steps if step.method]
    assert called == [
        ("out_1", "a"), ("out_2", "b"), ("grad_1", "a"), ("grad_2", "b"), ("out_3", "a"), ("grad_3", "a"),
        ("grad_3_again", "a"),
    ]  # fmt: skip
    assert rows.step("grad_2").expression == "b.backward(1)"


def test_strained_points_have_one_class_that_is_most_unlikely_and_nobodys() -> None:
    trials = tuple(strained_plan(QUESTION, REFERENCE, Draw(b"tests", "q")))
    assert trials
    trial = trials[0]
    x, t = trial.probe.inputs["x_1"], trial.probe.inputs["t_1"]
    assert x.shape == t.shape == (3, 4)
    assert t.sum(axis=1).tolist() == [1.0] * 3
    below = x.max(axis=1, keepdims=True) - x > UNLIKELY - 3
    assert below.sum(axis=1).tolist() == [1] * 3
    assert not np.any(below & (t == 1))
    assert [step.name for step in trial.judged] == ["grad_1"]
    assert trial.steps[-1].name == RAN_AGAIN
    gradient = np.abs(np.asarray(trial.answer("grad_1"), dtype=float))
    assert gradient.min() < 1e-8 * gradient.max()
