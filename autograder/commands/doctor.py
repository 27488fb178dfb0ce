"""`autograder doctor`: what protects this machine, versions, and what to do about what is missing."""

import argparse
import platform
import shutil
from importlib import metadata

from autograder import __version__
from autograder.host.prober import Prober
from autograder.host.protection import SUFFICIENT
from autograder.model.errors import SandboxError
from autograder.model.question import Limits


def arguments(_: argparse.ArgumentParser) -> None:
    """It takes nothing."""


def run(_: argparse.Namespace) -> int:
    """Say how this machine is protected; 1 where that does not suffice."""
    lines, sufficient = examine()
    print("\n".join(lines))
    return 0 if sufficient else 1


def examine() -> tuple[list[str], bool]:
    """The report's lines, and whether the protection suffices for grading other people's code."""
    lines = [f"autograder {__version__}, Python {platform.python_version()}, {platform.platform()}"]
    lines += [f"  {name} {_version(name)}" for name in ("numpy", "pyyaml", "rich", "nbgrader", "jinja2")]
    lines.append(f"  bwrap {shutil.which('bwrap') or 'not found'}")
    try:
        with Prober(Limits(), least="none") as prober:
            level, layers, missing = prober.protection, prober.layers, prober.sandbox.missing()
    except SandboxError as error:
        return [*lines, f"PROTECTION: none ({error})"], False
    lines += [f"  {wall}: in force" for wall in layers]
    lines += [f"  {wall}: missing. " + mends.replace("\n", "\n      ") for wall, mends in missing.items()]
    sufficient = level in SUFFICIENT
    lines.append(
        f"PROTECTION: {level} ({', '.join(layers) or 'nothing'}){'' if sufficient else ': grading is refused'}"
    )
    return lines, sufficient


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
