"""A worker process's limits, in a process of their own: memory is an exception, time is the end."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.grading.workers import limits
from autograder.grading.workers.limits import SIGNAL
from autograder.sandbox import libc

pytestmark = pytest.mark.skipif(not libc.LINUX, reason="limits are Linux's")
ASKS = """
from autograder.grading.workers.limits import MEMORY, limit_memory
limit_memory()
held = bytearray(MEMORY // 4)
try:
    bytearray(MEMORY)
except MemoryError:
    print("refused")
"""
PONDERS = """
from autograder.grading.workers import limits
limits.CPU_SECONDS = 0.05
with limits.limited_time():
    pass
sum(range(10_000_000))
print("between")
with limits.limited_time():
    sum(range(10**12))
"""


def run(source: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", source], check=False, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize(("hard", "spare"), [(resource.RLIM_INFINITY, limits.MEMORY), (7 << 20, None)])
def test_memory_is_limited_to_what_there_is_and_some_more(
    monkeypatch: pytest.MonkeyPatch, hard: int, spare: int | None
) -> None:
    set_to: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: (hard, hard))
    monkeypatch.setattr(resource, "setrlimit", lambda *one: set_to.append(one))
    limits.limit_memory()
    ((what, (soft, still)),) = set_to
    held = int(re.findall(r"VmSize:\s+(\d+) kB", Path("/proc/self/status").read_text())[0]) << 10
    assert (what, still) == (resource.RLIMIT_AS, hard)
    assert soft == hard if spare is None else abs(soft - held - spare) < 64 << 20


@pytest.mark.slow
def test_more_memory_is_refused() -> None:
    assert run(ASKS).stdout == "refused\n"


def test_too_much_time_ends_it_even_within_one_call_of_c() -> None:
    done = run(PONDERS)
    assert (done.stdout, done.returncode) == ("between\n", -SIGNAL)
