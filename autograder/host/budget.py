"""What all children of one submission may use together: seconds by the clock, and of processors."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.model.question import Limits


@dataclass
class Budget:
    """What is left. Only time in which a child is asked counts, not what the grader takes to judge; and nothing of a child
    that was killed from outside."""

    seconds: float
    cpu_seconds: float

    @classmethod
    def of(cls, limits: Limits) -> Budget:
        """A whole one."""
        return cls(limits.submission_seconds, limits.submission_cpu_seconds)

    def share(self, part: float) -> Budget:
        """A part of what is left."""
        return Budget(self.seconds * part, self.cpu_seconds * part)

    def is_over(self) -> bool:
        """True when nothing is left."""
        return self.seconds <= 0 or self.cpu_seconds <= 0

    def spend(self, seconds: float, cpu_seconds: float) -> None:
        """A child has been asked for so long."""
        self.seconds -= seconds
        self.cpu_seconds -= cpu_seconds
