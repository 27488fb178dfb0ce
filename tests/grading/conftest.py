"""Whoever grades, within this process: starting a worker and a sandbox for every test would cost a second each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from autograder.grading import batch, engine, station
from autograder.grading.task import Answer, Task, answer
from autograder.grading.workers.worker import Ready
from autograder.host.prober import Prober


class Lent:
    """The sandbox that all tests share, which nobody closes."""

    def __init__(self, prober: Prober) -> None:
        self._prober = prober

    def __getattr__(self, name: str) -> Any:
        return getattr(self._prober, name)

    def close(self) -> None:
        """It stays."""


class Here:
    """In the place of a pool of processes: a station of this one."""

    def __init__(self, recipe: Any, *_: Any, started: Any = None, **__: Any) -> None:
        self._station = station.Station(recipe)
        prober = self._station.prober
        if started:
            started(Ready(prober.protection, tuple(prober.layers), self._station.stamps.to_record(), 60.0))

    def stand(self) -> None:
        """It does."""

    def grade(self, tasks: Iterable[Task]) -> Iterator[Answer]:
        """The answers, in order."""
        for task in tasks:
            yield answer(self._station.grade(task), self._station.prober.spent.taken())

    def close(self, *_: float) -> None:
        """Nothing is left."""

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left."""


@pytest.fixture
def at_hand(request: pytest.FixtureRequest) -> None:
    """No test starts a program to grade in, but for the slow ones."""
    if request.node.get_closest_marker("slow"):
        return
    prober = Lent(request.getfixturevalue("patient"))
    patch = request.getfixturevalue("monkeypatch")
    patch.setattr(station, "Prober", lambda *_: prober)
    patch.setattr(batch, "Pool", Here)
    patch.setattr(engine, "Pool", Here)
