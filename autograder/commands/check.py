"""`autograder check`: a student's own check of a notebook, offline, without any answer."""

import argparse
from pathlib import Path

from autograder.commands.common_options import add_lang
from autograder.model.errors import UnreadableSubmission, UsageError
from autograder.selfcheck import check_file
from autograder.selfcheck.exercise import language_here
from autograder.words.catalogue import chosen_language
from autograder.words.messages import retold


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("-q", "--question", metavar="QUESTION")
    add_lang(parser, "language of the messages (default: the environment's)")


def run(arguments: argparse.Namespace) -> int:
    """Check every file; 1 unless all is right. Raises UsageError for a file that does not exist."""
    for path in arguments.files:
        if path.is_dir():
            there = sorted(one.name for one in path.glob("*.ipynb"))
            example = f", for instance {path / there[0]}" if there else "; there is none in it"
            raise UsageError(f"{path} is a folder; name a notebook in it{example}")
        if not path.is_file():
            raise UsageError(f"{path} does not exist; name a notebook or a Python file")
    codes: list[int] = []
    for path in arguments.files:
        if arguments.files[1:]:
            print(f"{chr(10) if codes else ''}{path}:", flush=True)
        try:
            codes.append(0 if check_file(path, arguments.question, arguments.lang) else 1)
        except UnreadableSubmission as error:  # the others are checked all the same
            print(retold(error.why, chosen_language(arguments.lang, language_here())), flush=True)
            codes.append(2)
    return max(codes)
