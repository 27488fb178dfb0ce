"""What a worker is given and what it gives back, as JSON carries it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.grading.intake.submission import Submission
from autograder.grading.store import record_text
from autograder.model.message import arrived, carried
from autograder.model.record import Json, Record

MAX_OTHERS = 10
"""File names that a record may speak of."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """A submission to be graded. What the record `earlier` says of the questions `kept` stays as it is."""

    submission: Submission
    earlier: Path | None = None
    kept: frozenset[str] = frozenset()

    def to_json(self) -> dict[str, object]:
        """As JSON carries it."""
        one = self.submission
        return {
            "student": one.student,
            "files": [str(path.absolute()) for path in one.files],
            "others": [carried(name) for name in one.others[:MAX_OTHERS]],
            "handed_in": one.stamp,
            "unsure": carried(one.unsure),
            "sheets": list(one.sheets),
            "earlier": str(self.earlier) if self.earlier else None,
            "kept": sorted(self.kept),
        }

    @classmethod
    def from_json(cls, said: Json) -> Task:
        """What `to_json` made of a task."""
        handed_in = datetime.fromisoformat(said["handed_in"]) if said["handed_in"] else None
        files, others = tuple(map(Path, said["files"])), tuple(map(arrived, said["others"]))
        earlier = Path(said["earlier"]) if said["earlier"] else None
        unsure, sheets = arrived(said["unsure"]), tuple(said["sheets"])
        submission = Submission(said["student"], files, others, handed_in, (), unsure, sheets)
        return cls(submission, earlier, frozenset(said["kept"]))


@dataclass(frozen=True, slots=True)
class Answer:
    """A record as its file's text, with what is said of it while a class is graded.

    spent  seconds by what they were spent on, where the worker says so
    """

    student: str
    status: str
    reason: str | None
    text: bytes
    spent: Mapping[str, float] = field(default_factory=dict)

    @property
    def record(self) -> Record:
        """The record, read back from its text."""
        record: Record = json.loads(self.text)
        return record

    def to_json(self) -> dict[str, object]:
        """As JSON carries it, without the text."""
        return {
            "student": self.student,
            "status": self.status,
            "reason": self.reason,
            "spent": dict(self.spent),
        }

    @classmethod
    def from_json(cls, said: Json, text: bytes) -> Answer:
        """What `to_json` made of an answer."""
        return cls(said["student"], said["status"], said["reason"], text, said["spent"])


def answer(record: Record, spent: Mapping[str, float] | None = None) -> Answer:
    """A record, ready to be written and told of. Raises ValueError for a number that JSON does not know."""
    text = record_text(record).encode("utf-8", "replace")
    return Answer(record["student"], record["status"], record["reason"], text, spent or {})
