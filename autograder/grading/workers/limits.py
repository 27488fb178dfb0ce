"""What a worker process may use for one submission: a file can make whoever reads it need any time and any memory."""

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from autograder.model.question import Limits

MEMORY = 2 << 30
"""Bytes of address space beyond what the worker has when it stands. A class's notebooks need some megabytes, the largest
file that is read and the longest answer that a child may give some hundred."""
CPU_SECONDS = 60.0
"""Processor seconds of the worker itself, without its children: a submission takes hundredths of one."""
SPARE = 240.0
"""Seconds by the clock beyond the budgets of a submission that is tried twice: reading, judging, a busy machine."""
SIGNAL = signal.SIGPROF
"""What ends a worker at its limit of processor time."""


def patience(limits: Limits) -> float:
    """Seconds by the clock after which a worker that is still at one submission hangs, and is ended from outside."""
    return 2 * limits.submission_seconds + SPARE


def limit_memory() -> None:
    """From now on, to ask for more is a MemoryError. The sandbox sets limits of its own, so it may be higher there."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = int(statm.read_text("ascii").split()[0]) * resource.getpagesize() + MEMORY
    resource.setrlimit(
        resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )


@contextmanager
def limited_time() -> Iterator[None]:
    """End this process by SIGNAL when the block takes more than CPU_SECONDS: not an exception, which code that never comes
    back from C would not see."""
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0.0)
