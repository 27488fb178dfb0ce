"""How a question, or a part of a submission that ran, came to its end."""

from enum import StrEnum


class Outcome(StrEnum):
    """ANSWERED says that there are answers, not that they are right; the last three, that a process was ended."""

    ANSWERED = "answered"
    NOT_ATTEMPTED = "not_attempted"
    MISSING = "missing"
    ERROR = "error"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    MEMORY = "memory"

    @property
    def is_loss(self) -> bool:
        """True where a process was ended before it could answer."""
        return self in (Outcome.TIMEOUT, Outcome.CRASHED, Outcome.MEMORY)
