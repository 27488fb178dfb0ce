"""What protection suffices, and the self-test: forbidden things are tried in a throw-away child of every fork server."""

from collections.abc import Iterable, Mapping, Sequence

from autograder.model.errors import SandboxError
from autograder.sandbox.protocol import Asked, Probe, Reply, Request

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
"""What is tried, by a name that people can read: Python that sets `worked` to True if it got what it should not get, with the lowest calls
that Python has, so that no stand-in of ours can make them fail politely."""

LEVELS = ("none", "partial", "strong", "full")
"""From the weakest to the strongest."""
SUFFICIENT = ("full", "strong")
"""Levels at which other people's code is graded."""

SELF_TEST = Request(
    tuple(FORBIDDEN.values()),
    tuple(Asked(one, at, at, (), (Probe({}, (("worked", "worked"),)),)) for at, one in enumerate(FORBIDDEN)),
)
"""Each of the forbidden things, and whether it worked."""


def failed(replies: Mapping[str, Sequence[Reply]]) -> list[str]:
    """What the replies to the self-test say: the forbidden things that worked, and those of which nobody said that they did not."""
    found = []
    for name in FORBIDDEN:
        seen = [one for reply in replies.get(name, ()) for one in reply.observations]
        if len(seen) == 1 and seen[0] is True:
            found.append(f"let a child {name}")
        elif len(seen) != 1 or seen[0] is not False:
            found.append(f"gave no answer when a child tried to {name}")
    return found


def insist(protection: str, missing: Iterable[str], least: str) -> None:
    """Raise SandboxError, in one line for a person, unless a level is `least` or better."""
    if LEVELS.index(protection) >= LEVELS.index(least):
        return
    here = f"protection here is {protection!r} (missing: {', '.join(missing)})"
    if protection in SUFFICIENT:
        raise SandboxError(
            f"{here}, and course.yml demands {least!r}; `autograder doctor` says how to mend it here, or write "
            "`protection: strong` there"
        )
    raise SandboxError(
        f"{here}, too little for other people's code; `autograder doctor` says how to mend it; use Linux, WSL2 or a Linux "
        "container, or --unprotected for your own files only"
    )
