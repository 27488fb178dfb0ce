"""The sealed system call filter: a list of what is allowed, and what each refusal looks like.

Sealed means that no path is ever opened or looked up: such calls answer "no such file". A child that is sealed needs no
file, because all that it may import was loaded before it was forked. The numbers are those of Linux on x86_64 and aarch64.

The filter is a binary search over runs of call numbers. The kernel walks it once for every call number when it is
installed (to cache what is always allowed), so its depth, not its length, is what a submission pays for.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from dataclasses import dataclass
from itertools import groupby

from autograder.sandbox import libc, syscalls

_LOAD = 0x20  # BPF_LD | BPF_W | BPF_ABS
_EQUAL = 0x15  # BPF_JMP | BPF_JEQ
_AT_LEAST = 0x35  # BPF_JMP | BPF_JGE
_RETURN = 0x06

ALLOW = 0x7FFF0000
KILL = 0x80000000
_ERROR = 0x00050000

_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_X32 = 0x40000000
_BEYOND = 512  # the first number of which this filter knows nothing: "no such call", as of an older kernel
_SET_FILTER = 1
_THREADS_TOO = 1  # SECCOMP_FILTER_FLAG_TSYNC
_KEEP_SPEED = 4  # SECCOMP_FILTER_FLAG_SPEC_ALLOW

Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, constant
Leaf = tuple[Instruction, ...]


def refuse(code: int) -> Leaf:
    """Return the leaf that answers a call with the error ``code``."""
    return ((_RETURN, 0, 0, _ERROR | code),)


_ALLOWED: Leaf = ((_RETURN, 0, 0, ALLOW),)
_KILLED: Leaf = ((_RETURN, 0, 0, KILL),)


def _argument(index: int, *values: int) -> Leaf:
    """Allow a call only if the low word of argument ``index`` is one of ``values``. The last step allows; in its place there may
    be a further condition."""
    body: list[Instruction] = [(_LOAD, 0, 0, 16 + 8 * index)]
    for position, value in enumerate(values):
        body.append((_EQUAL, len(values) - position, 0, value))
    return (*body, *refuse(errno.EPERM), *_ALLOWED)


def _null(*indices: int) -> Leaf:
    """Allow a call only if every one of these arguments is zero in all 64 bits."""
    words = [offset for index in indices for offset in (16 + 8 * index, 20 + 8 * index)]
    body: list[Instruction] = []
    for position, offset in enumerate(words):
        behind = 2 * (len(words) - position - 1) + 1
        body += [(_LOAD, 0, 0, offset), (_EQUAL, 0, behind, 0)]
    return (*body, *_ALLOWED, *refuse(errno.EPERM))


# What may be asked with an argument: the terminal questions that Python puts to every stream, duplicates of
# descriptors (never F_SETOWN: the kernel would send signals on the child's behalf), the name of a thread, one's own
# limits, sending to nobody but the connected peer, and what kind of socket one has, as Python asks when it makes an object of
# it (SO_TYPE, SO_PROTOCOL, SO_DOMAIN; never who is at the other end: SO_PEERCRED, SO_PEERPIDFD).
_CHECKED: dict[str, Leaf] = {
    "ioctl": _argument(1, 0x5401, 0x5451, 0x541B, 0x5421),
    "fcntl": _argument(1, 0, 1, 2, 3, 1030),
    "prctl": _argument(0, 15, 16),
    "prlimit64": _null(0, 2),
    "sendto": _null(4),
    "getsockopt": (*_argument(1, 1)[:-1], *_argument(2, 3, 38, 39)),
}


_ANSWERS: dict[str, Leaf] = {
    **dict.fromkeys(syscalls.ALLOWED, _ALLOWED),
    **dict.fromkeys(syscalls.PATHS, refuse(errno.ENOENT)),
    **dict.fromkeys(syscalls.FORKS, refuse(errno.EAGAIN)),
    **dict.fromkeys(syscalls.KILLED, _KILLED),
    "clone3": refuse(errno.ENOSYS),  # the C library falls back to clone, which then says "try again"
    **_CHECKED,
}
_NOT_PERMITTED = refuse(errno.EPERM)


def _tree(runs: list[tuple[int, Leaf]]) -> list[Instruction]:
    """Search ``runs`` (first number, leaf), sorted, for the number that is loaded.

    A jump reaches 255 instructions, of which the longest takes 185; what is too far cannot be packed.
    """
    if len(runs) == 1:
        return list(runs[0][1])
    middle = len(runs) // 2
    low, high = _tree(runs[:middle]), _tree(runs[middle:])
    return [(_AT_LEAST, len(low), 0, runs[middle][0]), *low, *high]


def program(machine: str = libc.MACHINE) -> bytes | None:
    """Return the filter for this kind of machine as BPF bytes, or None if there is no table for it."""
    if machine not in _AUDIT:
        return None
    names = syscalls.names(machine)
    numbered = [(number, _ANSWERS.get(names.get(number, ""), _NOT_PERMITTED)) for number in range(_BEYOND)]
    runs = [(next(run)[0], leaf) for leaf, run in groupby(numbered, key=lambda pair: pair[1])]
    runs.append((_BEYOND, refuse(errno.ENOSYS)))
    if machine == "x86_64":
        runs.append((_X32, _KILLED))
    code: list[Instruction] = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, _AUDIT[machine]),
        (_RETURN, 0, 0, KILL),
        (_LOAD, 0, 0, 0),
        *_tree(runs),
    ]
    return b"".join(struct.pack("HBBI", *instruction) for instruction in code)


@dataclass(frozen=True)
class Filter:
    """A filter laid out in memory, ready to be handed to the kernel by a child."""

    code: ctypes.Array[ctypes.c_char]
    header: ctypes.Array[ctypes.c_char]

    @classmethod
    def of(cls, code: bytes) -> Filter:
        """Lay out BPF bytes."""
        memory = ctypes.create_string_buffer(code, len(code))
        packed = struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(memory))
        return cls(memory, ctypes.create_string_buffer(packed, len(packed)))

    def install(self, *, threads: bool = False) -> None:
        """Filter this thread, or all threads of this process, from now on. Needs no-new-privileges set.

        Raises:
            OSError: the kernel refused.
        """
        flags = _KEEP_SPEED | (_THREADS_TOO if threads else 0)
        if libc.syscall(libc.SYS_SECCOMP, _SET_FILTER, flags, ctypes.addressof(self.header)):
            raise OSError(errno.ESRCH, "a thread could not be put behind the filter")
