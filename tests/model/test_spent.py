"""Every second is counted once, and nobody can say that more was spent than passed."""

from __future__ import annotations

import pytest

from autograder.model import spent as module
from autograder.model.spent import Spent


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(module, "perf_counter", lambda: now[0])
    return now


def test_what_goes_on_inside_is_not_counted_twice(clock: list[float]) -> None:
    spent = Spent()
    clock[0] += 7
    with spent.on("judge"):
        clock[0] += 1
        with spent.on("talk"):
            clock[0] += 2
        clock[0] += 4
    clock[0] += 8
    with spent.on("judge"):
        clock[0] += 16
    assert spent.taken() == {"judge": 21, "talk": 2}
    assert spent.taken() == {}


def test_it_counts_what_raises(clock: list[float]) -> None:
    spent = Spent()

    def read() -> None:
        clock[0] += 1
        raise ValueError("x")

    with pytest.raises(ValueError, match="x"), spent.on("read"):
        read()
    assert spent.taken() == {"read": 1}


@pytest.mark.parametrize(("said", "cells", "talk"), [(3.0, 3.0, 7.0), (1e9, 10.0, 0.0), (-5.0, 0.0, 10.0)])
def test_what_is_told_is_part_of_what_passed(
    clock: list[float], said: float, cells: float, talk: float
) -> None:
    spent = Spent()
    with spent.on("talk"):
        clock[0] += 10
        spent.told({"cells": said})
    assert spent.taken() == {"talk": talk, "cells": cells}
