"""The few kernel calls that the standard library does not offer, resolved once per process.

Everything here is raw: numbers in, numbers out, ``OSError`` on failure. Nothing is looked up at call time, because the
calls are made in a freshly forked child whose every microsecond is paid once a submission.
"""

import ctypes
import errno
import os
import platform
import sys

LINUX = sys.platform == "linux"
MACHINE = platform.machine()

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38

# (seccomp, capset, close_range); the newer calls have the same number on every machine.
_NUMBERS = {"x86_64": (317, 126, 436), "aarch64": (277, 91, 436)}
SYS_SECCOMP, SYS_CAPSET, SYS_CLOSE_RANGE = _NUMBERS.get(MACHINE, (-1, -1, -1))
SYS_LANDLOCK_CREATE, SYS_LANDLOCK_RESTRICT = 444, 446

_M_ARENA_MAX = -8
_CAPABILITY_VERSION_3 = 0x20080522

if LINUX:
    _library = ctypes.CDLL(None, use_errno=True)
    _syscall = _library.syscall
    _syscall.restype = ctypes.c_long
    _syscall.argtypes = [ctypes.c_long] * 4
    _prctl = _library.prctl
    _prctl.restype = ctypes.c_int
    _prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4

_capability_header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
_capability_sets = (ctypes.c_uint32 * 6)()


_REFUSALS = frozenset((errno.EPERM, errno.EACCES, errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.E2BIG))


def is_refusal(error: OSError) -> bool:
    """Say whether the kernel does not have or does not grant what was asked for; not so where it had no memory for it now."""
    return error.errno in _REFUSALS


def syscall(number: int, a: int = 0, b: int = 0, c: int = 0) -> int:
    """Make one system call and return its result.

    Raises:
        OSError: the kernel refused, or this machine is not supported.
    """
    if not LINUX or number < 0:
        raise OSError(errno.ENOSYS, "no such system call on this machine")
    result = int(_syscall(number, a, b, c))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def prctl(option: int, value: int) -> None:
    """Set one attribute of this process.

    Raises:
        OSError: the kernel refused.
    """
    if not LINUX:
        raise OSError(errno.ENOSYS, "prctl exists on Linux only")
    if _prctl(option, value, 0, 0, 0) < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def drop_capabilities() -> None:
    """Give up every capability of this thread, for good once no new privileges are allowed."""
    header, sets = ctypes.addressof(_capability_header), ctypes.addressof(_capability_sets)
    syscall(SYS_CAPSET, header, sets)


def close_range(first: int, last: int) -> None:
    """Close the descriptors ``first`` to ``last``, both included; ``last`` < ``first`` closes nothing."""
    if last < first:
        return
    try:
        syscall(SYS_CLOSE_RANGE, first, last)
    except OSError:  # before Linux 5.9
        os.closerange(first, min(last, os.sysconf("SC_OPEN_MAX")) + 1)


def one_malloc_arena() -> None:
    """Let all threads share one heap: a heap of its own costs each thread 64 MB of address space."""
    if LINUX and hasattr(_library, "mallopt"):
        _library.mallopt(_M_ARENA_MAX, 1)
