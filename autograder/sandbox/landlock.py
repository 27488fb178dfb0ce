"""Landlock without a single rule: no file, no TCP port, no signal and no abstract socket beyond the process itself.

It is the second wall behind the system call filter, and needs no privilege. What the kernel knows is asked for, never
guessed from its version.
"""

import ctypes
import os

from autograder.sandbox import libc

_VERSION_FLAG = 1
_FILES = {1: 0x1FFF, 2: 0x3FFF, 3: 0x7FFF, 4: 0x7FFF}
_ALL_FILES = 0xFFFF
_TCP = 0x3  # bind, connect
_SCOPES = 0x3  # abstract sockets, signals


def abi() -> int:
    """Return the version of Landlock that this kernel offers, 0 if none."""
    try:
        return libc.syscall(libc.SYS_LANDLOCK_CREATE, 0, 0, _VERSION_FLAG)
    except OSError:
        return 0


def ruleset() -> int | None:
    """Make the ruleset that forbids all this kernel can forbid; its descriptor, or None without Landlock.

    Raises:
        OSError: the kernel has it, and could not make one now.
    """
    version = abi()
    if version < 1:
        return None
    handled = [_FILES.get(version, _ALL_FILES)]
    if version >= 4:
        handled.append(_TCP)
    if version >= 6:
        handled.append(_SCOPES)
    attributes = (ctypes.c_uint64 * len(handled))(*handled)
    try:
        descriptor = libc.syscall(
            libc.SYS_LANDLOCK_CREATE, ctypes.addressof(attributes), ctypes.sizeof(attributes), 0
        )
    except OSError as error:
        if not libc.is_refusal(error):
            raise
        return None
    os.set_inheritable(descriptor, False)
    return descriptor


def restrict(descriptor: int) -> None:
    """Put this thread, and all that it starts later, behind the ruleset. Needs no-new-privileges set.

    Raises:
        OSError: the kernel refused.
    """
    libc.syscall(libc.SYS_LANDLOCK_RESTRICT, descriptor, 0)
