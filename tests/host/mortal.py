"""Interpreters whose fork server dies on the way: stand-ins for the killer of a machine that is out of memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

REAL = sys.executable
PROGRAM = """#!{python} -I
import os, runpy, signal, sys

count, fork, dying, ever = 0, os.fork, {dying!r}, {ever!r}

def mortal():
    global count
    count += 1
    child = fork()
    if child == 0 and (count in dying or ever):
        os.kill(os.getpid(), signal.SIGKILL)
    return child

os.fork = mortal
sys.argv = ["autograder.sandbox", *sys.argv[4:]]
{first}
runpy.run_module("autograder.sandbox", run_name="__main__", alter_sys=True)
"""

NO_FILTER = "from autograder.sandbox import jail; jail.program = lambda: None"
"""What comes first where the kernel has no seccomp."""


def interpreter(folder: Path, dying: Collection[int] = (), *, ever: bool = False, first: str = "") -> str:
    """A Python in `folder` (its path) that runs the fork server as this one does, but for what is killed at once: the forks
    of these numbers, counted from 1, or all. It does `first` before anything else. Made anew, it is another one from then on."""
    path = folder / "mortal" / "bin" / "python"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = PROGRAM.format(python=REAL, dying=sorted(dying), ever=ever, first=first)
    draft = path.with_suffix(".new")
    draft.write_text(text)
    draft.chmod(0o755)
    draft.replace(path)
    return str(path)


def servers() -> list[int]:
    """Fork servers below this process, by what is written in their command line: those that run, and have loaded something."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = path.read_bytes().split(b"\0")
            if b"autograder.sandbox" in words and b"bwrap" not in words[0] and _below(int(path.parent.name)):
                found.append(int(path.parent.name))
    return sorted(found)


def _below(pid: int) -> bool:
    while pid > 1:
        if pid == os.getpid():
            return True
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return False
