"""A place where submissions are graded: what it insists on before the first one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.grading import station as module
from autograder.grading.recipe import Recipe
from autograder.grading.station import Station
from autograder.model.errors import SandboxError
from tests.conftest import ROOT

TEMPLATE = ROOT / "autograder" / "commands" / "template"


def test_too_weak_a_sandbox_is_refused_and_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def refuse(prober: Any) -> None:
        seen.append(prober)
        raise SandboxError("too little")

    monkeypatch.setattr(module, "insist", refuse)
    with pytest.raises(SandboxError, match="too little"):
        Station(Recipe(Path(TEMPLATE), "ps1", b"seed", "en"))
    (prober,) = seen
    assert prober.process.poll() is not None
