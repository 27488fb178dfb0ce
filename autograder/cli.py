"""The command line. The one command that is asked for is imported, so that `autograder --help` answers at once.

Exit codes: 0 every submission has a result (check, validate: all right), 1 some have none (something is wrong),
2 wrong usage or a wrong course file, 130 interrupted (the next run goes on from there).
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from autograder import __version__
from autograder.commands import HELP
from autograder.model.errors import AutograderError

COMMANDS = Path(__file__).parent / "commands"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Without one it says which there are."""
    _standard_streams()
    try:
        if not (sys.argv[1:] if argv is None else argv):
            _parser().print_help()
            return 2
        arguments = _parser().parse_args(argv)
        run: Callable[[argparse.Namespace], int] = arguments.run
        return run(arguments)
    except AutograderError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(
            "autograder: interrupted; finished records are kept, run the same command to go on",
            file=sys.stderr,
        )
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except OSError as error:  # a full disk, a folder that may not be written
        if error.filename is None and error.errno is None:
            raise
        print(f"autograder: {error.filename or 'output'}: {error.strerror}", file=sys.stderr)
        return 2


def _standard_streams() -> None:
    """Have standard output and error that take any text, whatever letters the terminal knows, and also where the caller
    has closed them: what is opened next would get their numbers."""
    while (lowest := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(lowest)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="autograder",
        description="Grade backpropagation exercises: safely, fast, and saying which mistake it is.",
    )
    parser.add_argument("--version", action="version", version=f"backprop-autograder {__version__}")
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, parser_class=_Command
    )
    for name, text in HELP.items():
        if (COMMANDS / f"{name}.py").exists():  # a student's installation has one of them
            commands.add_parser(name, help=text, description=text)
    return parser


class _Command(argparse.ArgumentParser):
    """The parser of one command, which imports that command when it is asked for.

    Takes positional arguments before, between and after options; argparse by itself loses `grade ps1 -o DIR PATH`. What it
    does not know it refuses itself, so that the usage beside the mistake is that of the command.
    """

    _ready = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._ready:
            return super().parse_known_args(args, namespace)
        self._ready = True
        command = import_module(f"autograder.commands.{self.prog.split()[-1]}")
        command.arguments(self)
        self.set_defaults(run=command.run)
        known, unknown = self.parse_known_intermixed_args(args, namespace)
        if unknown:
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return known, []


if __name__ == "__main__":
    sys.exit(main())
