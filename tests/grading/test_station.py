"""A place where submissions are graded: what it insists on before the first one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from autograder.grading import station as module
from autograder.grading.recipe import Recipe
from autograder.grading.station import Station
from autograder.host import bubblewrap
from autograder.model.errors import CourseError, SandboxError
from tests.conftest import ROOT
from tests.host.mortal import NO_FILTER, interpreter, servers

RECIPE = Recipe(ROOT / "autograder" / "commands" / "template", "ps1", b"seed", "en")


def test_too_weak_a_sandbox_is_refused_and_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = servers()
    monkeypatch.setattr(bubblewrap, "_settled", {})
    monkeypatch.setattr(sys, "executable", interpreter(tmp_path, first=NO_FILTER))
    with pytest.raises(SandboxError, match="protection here is 'none'"):
        Station(RECIPE)
    assert servers() == before


def test_a_wrong_course_leaves_no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    before = servers()

    def refuse(*_: object) -> None:
        raise CourseError("course.yml", 1, "wrong")

    monkeypatch.setattr(module, "make_answer_key", refuse)
    with pytest.raises(CourseError, match="wrong"):
        Station(RECIPE)
    assert servers() == before
