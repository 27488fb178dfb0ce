"""The self-check speaks English here, whatever the machine speaks, and waits however busy the machine is."""

from __future__ import annotations

import time

import pytest


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.setenv(name, "C")


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that no honest work reaches beside other tests; who tests the limit sets another."""
    monkeypatch.setattr("autograder.selfcheck.SECONDS", 60.0)
    monkeypatch.setattr("autograder.selfcheck.own.SLOW", 60.0)


@pytest.fixture
def processors_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seconds of a processor instead of those of the clock, for loops that never end: a busy machine takes nothing from them."""
    monkeypatch.setattr(time, "monotonic", time.process_time)
