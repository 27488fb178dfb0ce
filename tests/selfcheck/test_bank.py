"""Of the bank's mistakes hardly any passes, and most are named: a sample of what bench/selfcheck.py measures."""

from __future__ import annotations

import pytest

from bench.selfcheck import said_of_bank

EVERY = 25
"""Of each question the first mistake, and each that is so many further on."""


@pytest.mark.no_cover
@pytest.mark.slow
def test_mistakes_are_told_and_most_are_named() -> None:
    said = list(said_of_bank(every=EVERY))
    assert len(said) > 60
    green = [f"{one.question.id}, line {one.mistake.line}" for one in said if one.report.passed]
    vague = [
        f"{one.question.id}, line {one.mistake.line}" for one in said if one.vague and not one.report.passed
    ]
    assert len(green) <= 1, green
    assert len(vague) <= 0.25 * len(said), vague


FORWARD = {"loss-not-averaged", "dropout-share-exchanged", "dropout-scale-missing", "lstm-gates-exchanged", "bias-ignored",
           "batchnorm-wrong-axis", "batchnorm-root-missing", "softmax-wrong-axis", "softmax-global-sum", "conv-place-missing",
           "loss-sign-missing", "max-compares-with-zero"}  # fmt: skip


@pytest.mark.no_cover
@pytest.mark.slow
def test_no_wrong_forward_pass_is_that_of_the_examples() -> None:
    """Nor is one whose own backward pass belongs to it, so that all its gradients agree."""
    said = [*said_of_bank(named=FORWARD), *said_of_bank(named={"forward-wrong-op"}, every=8)]
    assert len(said) > 60
    assert [f"{one.question.id}, line {one.mistake.line}" for one in said if one.report.state == "ok"] == []
