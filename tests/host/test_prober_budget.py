"""A submission has one budget for all its children: what it does not reach is a timeout, and no child is made for it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest

from autograder.host.child import Child
from autograder.host.prober import Budget, Prober
from autograder.model.question import Limits
from autograder.sandbox import libc
from tests.host.test_prober import ask, value

LIMITS = Limits(cell_seconds=8.0, question_seconds=8.0, submission_seconds=60.0, submission_cpu_seconds=1.0)


def test_what_is_left() -> None:
    budget = Budget.of(Limits(submission_seconds=3.0, submission_cpu_seconds=2.0))
    budget.spend(2.5, 0.5)
    assert (budget, budget.is_over()) == (Budget(0.5, 1.5), False)
    budget.spend(0.25, 1.5)
    assert budget.is_over()
    assert Budget(0.0, 1.0).is_over()


class Counted:
    """How many children a prober made."""

    def __init__(self, prober: Prober) -> None:
        self.count, self.real = 0, prober.sandbox.child

    def __call__(self, *policy: Any) -> AbstractContextManager[Child]:
        self.count += 1
        return self.real(*policy)


@pytest.fixture(scope="module")
def short() -> Iterator[Prober]:
    with Prober(LIMITS) as one:
        yield one


@pytest.fixture
def children(short: Prober, monkeypatch: pytest.MonkeyPatch) -> Counted:
    counted = Counted(short)
    monkeypatch.setattr(short.sandbox, "child", counted)
    return counted


pytestmark = pytest.mark.skipif(not libc.LINUX, reason="children are locked on Linux alone")
SPINS = "def spin(): \n    while True: pass"


@pytest.mark.slow
@pytest.mark.parametrize("ignoring", ["", "import signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)"])
def test_what_the_processor_time_does_not_reach(short: Prober, children: Counted, ignoring: str) -> None:
    with short.submission():
        heard = ask(short, [f"{SPINS}\n{ignoring}", "b = 2"], {0: "spin()", 1: "b"})
        assert heard.silent == {"q0": "timeout", "q1": "timeout"}
        assert (heard.beyond, heard.replies, children.count) == ({"q0", "q1"}, {}, 1)
        again = ask(short, ["b = 2"], {0: "b"})
        assert (again.silent, again.beyond, children.count) == ({"q0": "timeout"}, {"q0"}, 1)
    assert value(ask(short, ["b = 2"], {0: "b"}), "q0") == 2
    with short.submission():
        assert value(ask(short, ["b = 2"], {0: "b"}), "q0") == 2


@pytest.mark.slow
def test_what_the_clock_does_not_reach(short: Prober, children: Counted) -> None:
    with short.submission():
        assert short.budget is not None
        short.budget.seconds = 1.0
        heard = ask(short, ["import time", "time.sleep(600)", "b = 2"], {0: "7", 2: "b"})
        assert (value(heard, "q0"), heard.lost[1], heard.beyond) == (7, "timeout", {"q2"})
        assert children.count == 1


def test_all_children_of_a_submission_spend_the_same(short: Prober) -> None:
    with short.submission():
        left = [short.budget]
        for _ in range(3):
            ask(short, ["b = 2"], {0: "b"})
        budget = short.budget
        assert budget is left[0]
        assert budget is not None
        assert 0 < budget.cpu_seconds < LIMITS.submission_cpu_seconds
        assert 0 < budget.seconds < LIMITS.submission_seconds
    assert short.budget is None


def test_a_child_that_was_killed_from_outside_costs_nothing(
    short: Prober, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Child.listen
    killed: list[Child] = []

    def listen(child: Child, *more: Any) -> Any:
        if not killed:
            killed.append(child)
            signal.pidfd_send_signal(child.pidfd, signal.SIGKILL)
        return real(child, *more)

    monkeypatch.setattr(Child, "listen", listen)
    with short.submission():
        assert short.budget is not None
        before = short.budget.cpu_seconds
        heard = ask(short, ["b = 2"], {0: "b"})
        assert value(heard, "q0") == 2
        assert before - short.budget.cpu_seconds == pytest.approx(heard.cpu)


def test_the_self_test_is_nobodys_submission(short: Prober) -> None:
    with short.submission():
        short.restart()
        assert short.budget == Budget.of(LIMITS)
