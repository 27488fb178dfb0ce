"""What a run of a class tells while it goes on, and what it came to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from autograder.model.record import Record

Running = Sequence[tuple[str, float]]
"""Students whose submissions are being graded, and for how many seconds."""


@dataclass
class Progress:
    """What a run tells while it goes on.

    started  once, with the protection in force, before the first submission is done
    done     for every record: student, status, reason; and whether it was made now
    running  now and then: who is being graded, and for how many seconds
    replaced for every record that was there already: the old one and the new one (from any thread)
    """

    started: Callable[[str, Sequence[str]], None] = lambda _level, _layers: None
    done: Callable[[Done], None] = lambda _done: None
    running: Callable[[Running], None] = lambda _running: None
    replaced: Callable[[Record, Record], None] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A submission whose record is in the folder: its status, the reason where it has no result, whether the record is new."""

    student: str
    status: str
    reason: str | None
    fresh: bool


@dataclass(slots=True)
class Outcome:
    """What a run came to: how many records it made, who has no result and why, what the time was spent on."""

    made: int = 0
    ungraded: dict[str, str] = field(default_factory=dict)
    spent: dict[str, float] = field(default_factory=dict)

    def add(self, done: Done) -> None:
        """Count a record."""
        self.made += done.fresh
        if done.status != "graded":
            self.ungraded[done.student] = done.reason or ""
