"""The kind `autodiff`: the claims that an item names, in the script that the question's `kind` says."""

from __future__ import annotations

import pytest

from autograder.checks import autodiff
from autograder.checks.plans.framework import PLANS
from autograder.model.question import Question, RubricItem
from autograder.model.trial import Role


def test_autodiff_looks_at_the_claims_it_names() -> None:
    assert autodiff.KIND.plans is PLANS
    assert autodiff.KIND.about(RubricItem("autodiff", 1.0, ("walk",))) == (Role.VALUE, ("walk",))
    assert autodiff.KIND.about(RubricItem("autodiff", 1.0)) == (Role.VALUE, None)
    with pytest.raises(KeyError):
        autodiff.KIND.plan(Question("q", (), options={"kind": "wavelet"}))
