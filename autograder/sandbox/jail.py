"""The walls around one submission: built once in the fork server, entered by each child before any student code.

The fork server gives up for itself, and so for every child, what it does not need: root, capabilities, new privileges, core
dumps, files. Order in the child: session, death with the parent, Landlock, descriptors, its own limits, parked threads,
and last the system call filter, after which nothing more can be asked of the kernel.
"""

import contextlib
import os
import resource
import signal
from collections.abc import Sequence
from dataclasses import dataclass, replace

from autograder.sandbox import landlock, libc, threads
from autograder.sandbox.seccomp import Filter, program

INSIDE = "AUTOGRADER_INSIDE"  # set by host.bubblewrap for the fork server
_NOBODY = 65534
_MEGABYTE = 1 << 20
_STANDS, _REFUSED, _OPEN = 97, 98, 99  # exit codes of a trial child: how its walls are
_TRIALS = 5  # a trial child that was killed says nothing, so another one is made
UNSURE = 75  # exit code of a server that cannot say whether its walls stand (EX_TEMPFAIL)
_HIGHEST_DESCRIPTOR = (1 << 31) - 1


class Unsure(Exception):
    """Nobody can say whether the walls stand; who is not sure does not serve."""


@dataclass(frozen=True)
class Policy:
    """What one child may use: megabytes beyond the interpreter, processor seconds, threads; protected or not."""

    memory_mb: int
    cpu_seconds: int
    threads: int
    protect: bool


@dataclass(frozen=True)
class Walls:
    """All that a child needs to lock itself, made ready in the fork server.

    ``layers`` names what is in force; ``level`` is ``full``, ``strong``, ``partial`` or ``none``.
    """

    layers: tuple[str, ...]
    level: str
    server: int
    null: int
    base_bytes: int
    ruleset: int | None = None
    filter: Filter | None = None


def prepare(want: bool) -> Walls:
    """Build the walls once, after everything has been loaded; afterwards this process can read no file.

    With ``want`` the process becomes unprivileged for good (when started as root it takes another user's identity), is
    closed to debuggers, forgets its environment, and tries in a throw-away child which layers the kernel grants. What the
    kernel refuses is missing in the level; anything else that keeps a wall from standing is no answer of the kernel's.

    Raises:
        Unsure: the trial children were killed, or a wall that was raised stops nothing.
        OSError: the kernel could not do now what it does not refuse (no memory).
    """
    inside = os.environ.get(INSIDE) == "bubblewrap"
    walls = Walls((), "none", os.getpid(), os.open(os.devnull, os.O_RDWR), _address_space())
    os.environ.clear()
    if not (want and libc.LINUX):
        return walls
    libc.one_malloc_arena()
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as file:
        file.write("900")
    dropped = _leave_root()
    try:
        _give_up()
    except OSError as error:
        if not libc.is_refusal(error):
            raise
        return walls
    code = program()
    walls = replace(walls, ruleset=landlock.ruleset(), filter=Filter.of(code) if code else None)
    layers = ["bubblewrap"] if inside else []
    layers += ["uid"] if dropped else []
    walls = _granted(walls)
    layers += ["landlock"] if walls.ruleset is not None else []
    layers += ["seccomp", "rlimits"] if walls.filter is not None else []
    return replace(walls, layers=tuple(layers), level=_level(layers))


def enter(walls: Walls, policy: Policy, keep: Sequence[int]) -> None:
    """Lock this freshly forked child; only the descriptors in ``keep`` stay open beside 0, 1 and 2 (``/dev/null``).

    Raises:
        OSError: a wall that the fork server found to stand could not be raised; the child must not go on.
    """
    locked = policy.protect and walls.filter is not None
    os.setsid()
    if locked:
        libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != walls.server:  # the fork server died in between
            os._exit(1)
        if walls.ruleset is not None:
            landlock.restrict(walls.ruleset)
    _close_all_but(walls, keep)
    if locked:
        _limit(resource.RLIMIT_AS, walls.base_bytes + policy.memory_mb * _MEGABYTE)
        # the soft limit's signal tells "too long" from other deaths; who ignores it is killed a second later
        seconds = max(1, policy.cpu_seconds)
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    if policy.threads:
        threads.install(policy.threads)
    if locked:
        _seal(walls, policy)


def _close_all_but(walls: Walls, keep: Sequence[int]) -> None:
    """Point 0, 1 and 2 at ``/dev/null`` and close every other descriptor that is not in ``keep``."""
    for standard in (0, 1, 2):
        os.dup2(walls.null, standard)
    first = 3
    for descriptor in sorted(set(keep)):
        libc.close_range(first, descriptor - 1)
        first = max(first, descriptor + 1)
    libc.close_range(first, _HIGHEST_DESCRIPTOR)


def _give_up() -> None:
    """What neither this process nor a child of its needs; all of it is inherited, and nothing of it comes back."""
    for which, value in (
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_SIGPENDING, 64),
        (resource.RLIMIT_STACK, 8 * _MEGABYTE),
    ):
        _limit(which, value)
    libc.prctl(libc.PR_SET_DUMPABLE, 0)
    libc.drop_capabilities()
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)


def _limit(which: int, value: int) -> None:
    """Set a hard limit: a soft one alone could be raised again."""
    highest = resource.getrlimit(which)[1]
    granted = value if highest == resource.RLIM_INFINITY else min(value, highest)
    resource.setrlimit(which, (granted, granted))


def _seal(walls: Walls, policy: Policy) -> None:
    """Refuse further processes, and let the filter fall shut."""
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    if walls.filter is None:
        raise OSError("there is no filter for this machine")
    walls.filter.install(threads=policy.threads > 0)


def _address_space() -> int:
    """Return the size of this process's address space in bytes; a generous guess where there is no /proc."""
    try:
        with open("/proc/self/statm") as file:
            return int(file.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 512 * _MEGABYTE


def _leave_root() -> bool:
    """Take the identity of a user that owns nothing; False when this is not root, or root cannot change."""
    if os.geteuid() != 0:
        return False
    # A number of its own keeps two graders apart (drawn: inside bubblewrap all have the same process id); where only few
    # numbers are mapped, "nobody" is one of them.
    for number in (61184 + int.from_bytes(os.urandom(2), "little") % 4096, _NOBODY):
        try:
            os.setgroups([])
            os.setresgid(number, number, number)
            os.setresuid(number, number, number)
        except OSError:
            continue
        libc.drop_capabilities()
        return True
    return False


def _granted(walls: Walls) -> Walls:
    """Return the walls that the kernel grants: all, all but Landlock, or none."""
    if walls.filter is not None:
        for candidate in (walls, replace(walls, ruleset=None)):
            if _stands(candidate):
                return candidate
    return replace(walls, ruleset=None, filter=None)


def _stands(walls: Walls) -> bool:
    """Say whether a child can raise these walls; False where the kernel refuses one.

    Raises:
        Unsure: the children that tried were killed, or they raised them and nothing was stopped.
    """
    code = 0
    for _ in range(_TRIALS):
        code = _trial(walls)
        if code == _OPEN:
            raise Unsure("the walls were raised, and a child behind them could look up a path or fork")
        if code in (_STANDS, _REFUSED):
            return code == _STANDS
    raise Unsure(
        f"{_TRIALS} children that tried the walls were killed from outside, or had no memory ({code})"
    )


def _trial(walls: Walls) -> int:
    """Fork a child, lock it, and see whether it can still look up the root folder or fork; its exit code, or the signal
    that killed it as a negative number."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            enter(walls, Policy(memory_mb=256, cpu_seconds=5, threads=0, protect=True), ())
            code = _STANDS if _sealed() else _OPEN
        except OSError as error:
            code = _REFUSED if libc.is_refusal(error) else 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _sealed() -> bool:
    """Say whether neither a path can be looked up nor a process started."""
    for forbidden in (lambda: os.stat("/"), os.fork):
        try:
            forbidden()
        except OSError:
            continue
        return False
    return True


def _level(layers: Sequence[str]) -> str:
    """Grade a set of layers. Without another user's identity, root needs Landlock behind the filter."""
    if "seccomp" not in layers:
        return "none"
    if os.geteuid() == 0 and "landlock" not in layers:
        return "partial"
    return "full" if {"bubblewrap", "landlock"} <= set(layers) else "strong"
