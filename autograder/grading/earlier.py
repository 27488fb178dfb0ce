"""Records of an earlier run: which are as a new one would be, and what of the others is.

Hashes of files are kept in a file of the records' folder by the files' size and times, so that a run that has nothing to
do reads nothing else. The records are the truth: without that file, or where it is old, they are read.
"""

import json
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from autograder.files import write_whole
from autograder.grading.intake.submission import Submission
from autograder.grading.stamps import Stamps
from autograder.grading.store import read_record, record_path
from autograder.grading.task import Task

INDEX = ".index"
YOUNG = 2.0
"""Seconds: a file that was changed so shortly before it was looked at may change again at the same time stamp."""

Signature = list[int]
"""Size, times and place of a file, as the file system tells them; empty where there is no telling."""


class Known(NamedTuple):
    """What is known of a student's record without reading it: the files' signatures, the submission's hash, the record's
    fingerprint, its status and reason."""

    file: str
    handed_in: Signature
    record: Signature
    sha256: str
    fingerprint: str
    status: str
    reason: str | None


class Earlier:
    """The records that are in `folder` already, of a run with the same `stamps` or with others."""

    def __init__(self, folder: Path, stamps: Stamps) -> None:
        self.folder, self.stamps = folder, stamps
        self.index = _read(folder / INDEX)
        self.there = frozenset(path.name for path in folder.glob("*.json"))
        self.before: dict[str, Signature] = {}
        self.found: dict[str, Known] = {}

    def known(self, submission: Submission, *, force: bool = False) -> Known | None:
        """What is known of a record that is as a new one would be; None where it has to be made, or is made by `force`."""
        self.before[submission.student] = _handed_in(submission)
        if force or record_path(self.folder, submission.student).name not in self.there:
            return None
        known = self._looked_up(submission) or self._read(submission, submission.sha256())
        if known is None or known.fingerprint != self.stamps.fingerprint(submission, known.sha256):
            return None
        self.found[submission.student] = known
        return known

    def task(self, submission: Submission) -> Task:
        """What there is to do for a submission whose record is not as a new one would be."""
        path = record_path(self.folder, submission.student)
        record = read_record(path)
        stamps = record.get("stamps") if record else None
        if record is None or not stamps or record["status"] != "graded":
            return Task(submission)
        was, asked = record["submission"], self.stamps.questions.items()
        same = was["sha256"] == submission.sha256() and was["handed_in"] == submission.stamp
        same = same and stamps["grader"] == self.stamps.grader
        kept = frozenset(q for q, stamp in asked if same and stamps["questions"].get(q) == stamp)
        return Task(submission, path, kept) if kept else Task(submission)

    def remember(self, submissions: Iterable[Submission]) -> None:
        """Write down what is known of the submissions' records, for the next run."""
        index = dict(self.index)
        for one in submissions:
            known = self.found.get(one.student) or self._read(one)
            index.pop(one.student, None)
            # what was changed while it was being graded is looked at again
            if known and known.handed_in and known.handed_in == self.before.get(one.student):
                index[one.student] = known
        with suppress(OSError):  # on a full disk the next run reads more, no worse
            write_whole(self.folder / INDEX, json.dumps(index))

    def _looked_up(self, submission: Submission) -> Known | None:
        known = self.index.get(submission.student)
        if known is None or known.file != _name(submission):
            return None
        record = _signature(record_path(self.folder, submission.student))
        return known if (known.handed_in, known.record) == (_handed_in(submission), record) else None

    def _read(self, submission: Submission, sha256: str | None = None) -> Known | None:
        path = record_path(self.folder, submission.student)
        signature, record = _signature(path), read_record(path)
        if record is None:
            return None
        sha256 = sha256 or record["submission"]["sha256"]
        said = record["fingerprint"], record["status"], record["reason"]
        return Known(_name(submission), _handed_in(submission), signature, sha256, *said)


def _name(submission: Submission) -> str:
    return "\n".join(str(path) for _, path in submission.graded)


def _handed_in(submission: Submission) -> Signature:
    """Of the files that are graded; of none where one is too young to be sure of."""
    now = time.time()
    signatures = [_signature(path) for _, path in submission.graded]
    sure = all(one and now - max(one[1:3]) / 1e9 >= YOUNG for one in signatures)
    return [number for one in signatures for number in one] if sure else []


def _signature(path: Path) -> Signature:
    try:
        stat = path.stat()
    except OSError:
        return []
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]


def _read(path: Path) -> dict[str, Known]:
    """The index; an empty one where there is none, or none that can be read."""
    try:
        return {
            student: Known(*said) for student, said in json.loads(path.read_text(encoding="utf-8")).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
