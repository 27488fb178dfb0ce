"""A file of what was handed in, wherever it was found: on the disk, or in an archive of an archive."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from autograder.grading.intake.submission import STAMP, SUFFIXES
from autograder.model.message import tell

METADATA = "submission_metadata.yml"
"""What Gradescope puts beside the folders of an export."""
QUIET = (".git", ".ipynb_checkpoints", "__MACOSX")
"""What comes with nearly every folder or archive, and is not worth a line."""
HIDDEN, UNFIT = tell("hidden"), tell("no notebook or Python file")


@dataclass(frozen=True, slots=True)
class Piece:
    """A file (or what stands in the place of one): its names from the path that was asked for down, archives among them, and where
    its bytes lie; `why` says why they cannot be taken, where they cannot."""

    names: tuple[str, ...]
    path: Path
    why: str = ""

    @property
    def origin(self) -> str:
        """How a person finds it."""
        return "/".join(self.names)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was not taken, and why; `student` where it is known whose it is."""

    origin: str
    reason: str
    student: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who handed in."""

    name: str
    sid: str
    email: str


@dataclass(frozen=True, slots=True)
class Folder:
    """What a Gradescope export says of one folder: whose it is, one or a group, and when it came."""

    people: tuple[Person, ...]
    handed_in: datetime | None


@dataclass(slots=True)
class Found:
    """All pieces of a path; which of the folders among them are git's, and what Gradescope says of its folders, by their names."""

    pieces: list[Piece] = field(default_factory=list)
    repositories: set[tuple[str, ...]] = field(default_factory=set)
    metadata: dict[tuple[str, ...], Mapping[str, Folder]] = field(default_factory=dict)


def unfit(name: str) -> str:
    """Why a file of that name is none that could be graded; "" where it could."""
    return "" if PurePosixPath(name).suffix in SUFFIXES or name == STAMP else UNFIT


def is_hidden(name: str) -> bool:
    """True for what systems and editors put beside people's files."""
    return name.startswith((".", "~$")) or name in ("__MACOSX", "Thumbs.db", "desktop.ini", "__pycache__")


def plain(name: str) -> str:
    """One spelling of a name: macOS writes accents and Hangul in pieces."""
    return unicodedata.normalize("NFC", name)
