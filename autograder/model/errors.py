"""Every exception the package raises on purpose.

AutograderError                  something a person can mend: one clear line, exit code 2
├── CourseError                  course.yml or a reference notebook is wrong (file and line known)
├── UsageError                   the command line asks for something that does not exist
├── UnreadableSubmission         a file is no notebook and no Python source
└── SandboxError                 our own failure: the sandbox could not be started, or broke
    └── ProtectionLost           it does not stand as it did at the start: nothing more is graded

A student's mistake is never an exception; it is data (see `model.trial.Verdict`).
"""

from pathlib import Path


class AutograderError(Exception):
    """Base of all: its text is one line for a person."""


class CourseError(AutograderError):
    """A course file is wrong.

    `path` and `line` (from 1, 0 where no line can be named) say where; the message says what to write instead.
    """

    def __init__(self, path: Path | str, line: int, message: str) -> None:
        self.path, self.line = Path(path), line
        self.message = " ".join(message.split())  # what it quotes may span lines
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {self.message}")


class UsageError(AutograderError):
    """The command line is wrong; the message says what to type instead."""


class UnreadableSubmission(AutograderError):
    """A submission cannot be read at all; it stays ungraded, with this text as the reason."""

    def __init__(self, why: str) -> None:
        self.why = why  # as it is told in any language


class SandboxError(AutograderError):
    """The sandbox itself failed: the submission stays ungraded, never zero."""


class ProtectionLost(SandboxError):
    """The sandbox no longer stands as it did when the run began: the run ends, whoever else catches a SandboxError."""
