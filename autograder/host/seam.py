"""What the grader asks of a sandbox, whichever it is. Another one is a class like `Sandbox`, with children like `Child`, and
stands in `prober` in the place of this one; nothing above knows which there is.

What runs in a child is the same in all: `sandbox.life.live`, with the child's end of the socket.
"""

import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from autograder.host.child import Child


class Sandbox(Protocol):
    """Makes processes that run other people's code.

    protection  the level in force: one of `protection.LEVELS`. One that suffices is shown by the self-test, or refused
    layers      the walls that make it, for people to read
    """

    protection: str
    layers: tuple[str, ...]

    def child(
        self, memory_mb: int, cpu_seconds: int, threads: int, peer: socket.socket | None = None
    ) -> AbstractContextManager[Child]:
        """A process that has said it is locked, or will, and waits for its request: within so much memory beside what it starts
        with, so much CPU time, with so many threads at the most; it may talk to whoever holds the other end of `peer`.
        Afterwards it has ended, and says how. Raises Gone where there is none any more."""

    def missing(self) -> Mapping[str, str]:
        """The walls that are not in force, and what mends each here: a sentence, perhaps with commands on lines of their own."""

    def close(self) -> None:
        """End it and all that still runs in it."""


Opens = Callable[[bool, bool, Sequence[str]], Sandbox]
"""Whoever opens one that stands: with walls unless the first is false, of students' processes or, where the second says so, of judges of
tests; it can import these packages beside numpy. Raises Interrupted where it was killed or took too long, SandboxError where it does not
work here."""
