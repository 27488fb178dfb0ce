"""Forbidden things that are tried in a throw-away child at the start of every run: the run stops if one works.

Each is a piece of Python that sets ``worked`` to True if it got what it should not get. They use the lowest calls
that Python has, so that no stand-in of ours can make them fail politely.
"""

from __future__ import annotations

_TRY = "worked = False\ntry:\n{body}\n    worked = True\nexcept (OSError, MemoryError, RuntimeError):\n    pass\n"


def _attempt(*lines: str) -> str:
    return _TRY.format(body="\n".join("    " + line for line in lines))


FORBIDDEN: dict[str, str] = {
    "open a file of the grader": _attempt(
        "import posix, numpy", "posix.open(numpy.__file__, posix.O_RDONLY)"
    ),
    "create a file": _attempt(
        "import posix",
        "path = '/tmp/autograder-selftest-' + posix.urandom(8).hex()",
        "posix.open(path, posix.O_CREAT | posix.O_EXCL | posix.O_WRONLY)",
        "posix.unlink(path)",
    ),
    "look up a path": _attempt("import posix", "posix.stat('/')"),
    "open a network connection": _attempt(
        "import _socket", "_socket.socket(_socket.AF_INET, _socket.SOCK_STREAM)"
    ),
    "start a process": _attempt("import posix", "if posix.fork() == 0: posix._exit(0)"),
    "signal the fork server": _attempt("import posix", "posix.kill(posix.getppid(), 0)"),
    "let the kernel signal the fork server": _attempt(
        "import fcntl, posix", "fcntl.fcntl(0, fcntl.F_SETOWN, posix.getppid())"
    ),
    "exceed the memory limit": _attempt("import mmap", "mmap.mmap(-1, 1 << 42)"),
}
"""What is tried, by a name that people can read."""
