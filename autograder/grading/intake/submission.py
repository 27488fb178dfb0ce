"""What one student handed in, and the names of files that stand for it."""

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.model.errors import UnreadableSubmission
from autograder.notebook.handed_in import bytes_of

SUFFIXES = (".ipynb", ".py")
MAX_NAME_BYTES = 200  # of the 255 that file systems allow
STAMP = "timestamp.txt"
NBGRADERS = (STAMP, "submission_secret.txt")
"""What nbgrader puts beside what is handed in, and reads again later."""
LATE = "late.txt"
"""What collecting puts there where a platform says that it came late, and not when: in the place of a timestamp.txt."""


@dataclass(frozen=True, slots=True)
class Submission:
    """What one student handed in: `files`, the one that is graded first; none when the folder holds nothing fit. Where an assignment
    has several notebooks, `sheets` are the names of those that are there, and as many files are graded, in that order.

    `others` are files that were found in its place; `handed_in` is nbgrader's time stamp, where there is one; `beside`
    are nbgrader's own files; `unsure` says why nobody knows when it was handed in, where there is a stamp that does not tell.
    """

    student: str
    files: tuple[Path, ...]
    others: tuple[str, ...] = ()
    handed_in: datetime | None = None
    beside: tuple[Path, ...] = ()
    unsure: str = ""
    sheets: tuple[str, ...] = ("",)

    @property
    def stamp(self) -> str | None:
        """When it was handed in, as ISO 8601 says it."""
        return self.handed_in.isoformat() if self.handed_in else None

    @property
    def graded(self) -> tuple[tuple[str, Path], ...]:
        """The files that are graded, each with the name of its notebook where there are several."""
        return tuple(zip(self.sheets, self.files, strict=False))

    def sha256(self) -> str:
        """Hash of the graded files' names and bytes (of nothing, when there is no file or it cannot be read)."""
        digest = hashlib.sha256()
        for sheet, path in self.graded:
            digest.update(os.fsencode(f"{sheet}{path.suffix}"))
            size = 0
            try:
                for data in bytes_of(path):
                    digest.update(data)
                    size += len(data)
            except UnreadableSubmission:
                digest.update(b"unreadable")
            digest.update(size.to_bytes(8) if sheet else b"")  # where one ends and the next begins
        return digest.hexdigest()


_PLAIN = re.compile(r"\w[\w.@+ -]*+")
_OTHER = re.compile(r"[^\w-]++")


def file_name(student: str) -> str:
    """A safe file name for a student's record: the name itself where it is plain, else a slug and a hash."""
    plain = _PLAIN.fullmatch(student) and not student.endswith((".", " "))
    if plain and len(student.encode()) <= MAX_NAME_BYTES:
        return student
    slug = _OTHER.sub("_", student)[:40].strip("_") or "student"
    return f"{slug}-{hashlib.sha256(student.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"
