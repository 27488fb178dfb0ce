"""`autograder check`: a student's own check of a notebook, offline, without any answer."""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.commands.options import add_lang
from autograder.model.errors import UsageError
from autograder.selfcheck import check_file


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("-q", "--question", metavar="QUESTION")
    add_lang(parser, "language of the messages (default: the environment's)")


def run(arguments: argparse.Namespace) -> int:
    """Check every file; 1 unless all is right. Raises UsageError for a file that does not exist."""
    for path in arguments.files:
        if not path.is_file():
            raise UsageError(f"{path} does not exist; name a notebook or a Python file")
    right = [check_file(path, arguments.question, arguments.lang) for path in arguments.files]
    return 0 if all(right) else 1
