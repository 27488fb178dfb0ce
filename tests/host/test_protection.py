"""The self-test of the sandbox: it passes where there are walls, and finds what works where there are none."""

from __future__ import annotations

import pytest

from autograder.host import protection
from autograder.host.prober import Prober
from autograder.model.errors import SandboxError


def test_the_self_test_passes_here(prober: Prober) -> None:
    assert protection.what_works(prober) == []
    protection.insist(prober)


def test_without_walls_it_finds_what_works(prober: Prober) -> None:
    with Prober(prober.limits, protect=False) as naked:
        worked = protection.what_works(naked)
        assert {"open a file of the grader", "look up a path"} <= set(worked)
        with pytest.raises(SandboxError, match="protection here is 'none'"):
            protection.insist(naked)
        naked.protection = "strong"
        with pytest.raises(SandboxError, match="let a child open a file of the grader"):
            protection.insist(naked)
