"""`autograder doctor`: what protects this machine, versions, and what to do about what is missing."""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
from importlib import metadata

from autograder import __version__
from autograder.host.prober import Prober
from autograder.host.protection import SUFFICIENT, WALLS
from autograder.host.remedies import facts, remedies
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
    if not sys.platform.startswith("linux"):
        lines.append("PROTECTION: none. Grade other people's code on Linux, in WSL2 or in a Linux container.")
        return lines, False
    try:
        with Prober(Limits(), least="none") as prober:
            level, layers, better = prober.protection, prober.layers, prober.server.better
    except SandboxError as error:
        return [*lines, f"PROTECTION: none ({error})"], False
    missing = remedies(facts(), layers)
    for wall in (*WALLS, *(name for name in missing if name not in WALLS)):
        said = f"missing. {missing[wall]}" if wall in missing else "in force"
        lines.append(f"  {wall}: " + said.replace("\n", "\n      "))
    lines += [f"  a better form did not come up: {reason}" for reason in dict.fromkeys(better)]
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
