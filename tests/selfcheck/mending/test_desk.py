"""A mistake is named by the single change that undoes it, and by none where that would not be true."""

from __future__ import annotations

import pytest

from autograder.model.trial import Verdict
from tests.selfcheck.answers import answered, reference

MISTAKES = [
    ("chain_rule", "dfdx = dfdq * 1", "dfdx = 1", "upstream-partial"),
    ("chain_rule", "dfdx = dfdq * 1", "dfdx = dfdq + 1", "upstream-added"),
    ("chain_rule", "dfdx = dfdq * 1", "dfdx = dfdq * dfdq", "upstream-squared"),
    ("chain_rule", "dfdx = dfdq * 1", "dfdx = dfdq * y", "add-as-mul"),
    ("chain_rule", "dfdx = dfdq * 1", "dfdx = dfdq * 0.5", "add-splits-gradient"),
    ("chain_rule", "dfdz = q", "dfdz = f", "mul-output-as-local"),
    ("product", "dfdx = y", "dfdx = abs(y)", "abs-applied"),
    ("product", "dfdx = y", "dfdx = x", "mul-not-swapped"),
    ("product", "dfdx = y", "dfdx = 1 / y", "inverse-operation"),
    ("squared_sum", "dzdt = 2 * t", "dzdt = 2 * t ** 2", "power-rule-wrong"),
    ("staged_steps", "dx += 1 * dnum", "dx = 1 * dnum", "overwrite-instead-of-accumulate"),
    ("staged_steps", "dx += 1 * dnum", "pass", "fork-branch-missing"),
    ("staged_steps", "(-1.0 / den ** 2)", "(-1.0 / den)", "reciprocal-power-wrong"),
    ("neuron", "dout * self.rate * (1 - self.rate)", "dout * (1 - self.rate)", "sigmoid-grad-missing-factor"),
    ("neuron", "dout * self.rate * (1 - self.rate)", "dout * self.rate * (1 + self.rate)", "sigmoid-grad-plus"),
    ("neuron", "dout * self.rate * (1 - self.rate)", "dout", "activation-grad-skipped"),
    ("squared_sum", "dzdt = 2 * t", "dzdt = 2", "square-derivative-drops-x"),
    ("squared_sum", "dtdx = 1", "dtdx = 0.5", "add-splits-gradient"),
    ("chain_rule", "dfdq = z", "dfdq = 1", "upstream-only"),
    ("mul_layer", "dout * self.y", "dout / self.x", "inverse-operation"),
    ("relu", "np.where(self.mask, dout, 0)", "np.where(np.any(self.mask, axis=1, keepdims=True), dout, 0)", "relu-mask-wrong upstream-only"),  # where each row drawn holds a positive number, both are true
    ("sigmoid", "dout * self.out * (1 - self.out)", "dout * self.out * self.out", "wrong-derivative-formula"),
    ("matmul_grad", "dW = dD @ X.T", "dW = np.outer(dD[:, 0], X[:, 0])", "batch-first-sample-only"),
    ("matmul_grad", "dW = dD @ X.T", "dW = np.outer(dD.sum(axis=1), X.sum(axis=1))", "grad-summed-wrongly"),
    ("conv1d", "dx[:, :, t : t + K] +=", "dx[:, :, t : t + K] =", "overwrite-instead-of-accumulate"),
    ("affine", "self.dW = self.x.T @ dout", "self.dW = self.x.T @ dout; self.W = self.W - 0.1 * self.dW", "mutates-parameters"),
    ("staged", "dxpy = (2 * xpy) * dxpysqr", "dxpy = 2 * dxpysqr", ""),
    ("staged", "dxpy = (2 * xpy) * dxpysqr", "dxpy = 2 * xpy", "upstream-ignored"),
    ("matmul_grad", "dX = W.T @ dD", "dX = W.T @ dD * 0 + W.T.reshape(W.T.shape) @ np.ones_like(dD)", "upstream-partial"),
    ("relu", "self.mask = x > 0\n", "self.mask = x > 0.9\n", ""),
    ("softmax_with_loss", "(self.y - self.t)", "(self.t - self.y)", "sign-flipped"),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("question", "right", "wrong", "mistake"), MISTAKES)
def test_the_change_that_undoes_a_mistake_names_it(
    question: str, right: str, wrong: str, mistake: str
) -> None:
    source = reference(question)[1].source
    assert right in source
    report = answered(question, source.replace(right, wrong))
    assert isinstance(report.hint, Verdict)
    assert not report.passed
    if mistake:
        assert report.hint.misconception in mistake.split(), report.sentence


def test_a_value_stands_where_its_sign_belongs() -> None:
    report = answered(
        "relu",
        """
class Relu:
    def forward(self, x):
        self.x = x
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * self.x
""",
    )
    assert isinstance(report.hint, Verdict)
    assert report.hint.misconception == "relu-multiplies-by-input"


def test_nothing_is_named_where_no_single_change_helps() -> None:
    source = reference("chain_rule")[1].source
    report = answered("chain_rule", source.replace("dfdx = dfdq * 1", "dfdx = np.tanh(x) + 7 * z"))
    assert isinstance(report.hint, Verdict)
    assert report.hint.misconception is None
    assert report.sentence.startswith("dfdx is not the gradient that the chain rule gives")


def test_a_change_leaves_the_notebook_as_it_was() -> None:
    source = reference("neuron")[1].source
    wrong = source.replace("dout * self.rate * (1 - self.rate)", "dout * (1 - self.rate)")
    first, second = answered("neuron", wrong), answered("neuron", wrong)
    assert isinstance(first.hint, Verdict)
    assert isinstance(second.hint, Verdict)
    assert first.hint.misconception == second.hint.misconception
    assert not second.passed
