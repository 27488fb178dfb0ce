"""A slip in the forward pass is named by the single change that makes the text's examples come true, as the feedback names it."""

from __future__ import annotations

import pytest

from autograder.model.trial import Verdict
from tests.selfcheck.answers import answered, reference

SLIPS = [
    ("sigmoid", "1 / (1 + np.exp(-x))", "1 / 1 + np.exp(-x)", "sigmoid-precedence"),
    ("sigmoid", "1 / (1 + np.exp(-x))", "1 / (1 + np.exp(x))", "sigmoid-exp-sign"),
    ("sigmoid", "1 / (1 + np.exp(-x))", "np.round(1 / (1 + np.exp(-x)), 2)", "precision-lost"),
    ("sigmoid", "1 / (1 + np.exp(-x))", "1 / (1 + 2.72 ** (-x))", "precision-lost"),
    ("sigmoid", "1 / (1 + np.exp(-x))", "1 / (1 + x)", "forward-wrong-op"),
    ("exp", "np.exp(x)", "np.exp(-x)", "forward-wrong-op"),
    ("conv1d", "self.W, ([1, 2], [1, 2])", "self.W[:, :, ::-1], ([1, 2], [1, 2])", "forward-wrong-op"),
    ("product", "f = x * y", "f = abs(x * y) * -1", "forward-wrong-op"),
    ("affine", "x @ self.W + self.b", "x @ self.W", "bias-ignored"),
    ("relu", "x > 0", "x > 0.5", "relu-mask-wrong"),
    ("l2_norm", "q = W @ x", "q = W * x", "elementwise-instead-of-matmul"),
    ("softmax_with_loss", "/ len(x)\n", "\n", "loss-not-averaged"),
    ("softmax_with_loss", "return -np.sum(t * log_y)", "return np.sum(t * log_y)", "loss-sign-missing"),
    ("softmax_with_loss", "return -np.sum(t * log_y) / len(x)", "return np.sum((t - log_y) ** 2)", "wrong-loss-function"),
    ("dropout", "/ (1 - self.p)", "* (1 - self.p)", "dropout-share-exchanged"),
    ("batch_norm", "axis=0", "axis=1, keepdims=True", "batchnorm-wrong-axis"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "right", "wrong", "mistake"), SLIPS)
def test_the_change_that_makes_the_examples_true_names_the_slip(
    question: str, right: str, wrong: str, mistake: str
) -> None:
    source = reference(question)[1].source
    assert right in source, source
    report = answered(question, source.replace(right, wrong))
    assert isinstance(report.hint, Verdict)
    assert (report.passed, report.hint.misconception) == (False, mistake), report.sentence


def test_the_example_stands_beside_the_slip() -> None:
    source = reference("affine")[1].source
    report = answered("affine", source.replace("x @ self.W + self.b", "x @ self.W"))
    assert report.sentence.startswith("The bias is left out of the forward pass. In the text's example (W = ")


def test_what_is_right_in_substance_and_not_in_the_example_is_another_formula() -> None:
    """It is not right for scores of ordinary size, whatever its own derivatives are."""
    source = reference("sigmoid")[1].source.replace("1 / (1 + np.exp(-x))", "1 / (1 + x)")
    assert "Right for" not in answered("sigmoid", source).sentence
