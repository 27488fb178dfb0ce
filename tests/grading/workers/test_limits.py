"""A worker process's limits, in a process of their own: memory is an exception, time is the end."""

from __future__ import annotations

import subprocess
import sys

import pytest

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


def test_more_memory_is_refused() -> None:
    assert run(ASKS).stdout == "refused\n"


def test_too_much_time_ends_it_even_within_one_call_of_c() -> None:
    done = run(PONDERS)
    assert (done.stdout, done.returncode) == ("between\n", -SIGNAL)
