"""Takes capabilities away from this process, then becomes another program: `deprived.py WHAT,WHAT PROGRAM …`.

user      be uid 1234, who has nothing (as root only)
setuid    stay root without the right to be somebody else (as root only)
spaces    no namespaces and no mounts, as a container's filter has it
landlock  a kernel without Landlock
seccomp   nobody may set a filter; `nosys`: a kernel without filters
bwrap     bubblewrap is not installed
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from itertools import groupby
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from autograder.sandbox import libc, seccomp

ALLOW = ((0x06, 0, 0, seccomp.ALLOW),)
SPACES = 0x7E020000  # every CLONE_NEW… flag
X86 = {"mount": 165, "unshare": 272, "setns": 308, "pivot_root": 155, "clone": 56, "prctl": 157}
ARM = {"mount": 40, "unshare": 97, "setns": 268, "pivot_root": 41, "clone": 220, "prctl": 167}
NUMBERS = {"x86_64": X86, "aarch64": ARM}[libc.MACHINE]
SET_SECCOMP, BOUNDING_DROP = 22, 24
SETGID, SETUID = 6, 7
NEW_MOUNTS, BIND, PRIVATE = 0x20000, 4096 | 16384, 16384 | 1 << 18


def without(number: int, what: set[str]) -> tuple[tuple[int, int, int, int], ...]:
    """What is answered to a call."""
    if "spaces" in what and number == 435:
        return seccomp.refuse(errno.ENOSYS)
    if "spaces" in what and number == NUMBERS["clone"]:
        return ((0x20, 0, 0, 16), (0x45, 1, 0, SPACES), *ALLOW, *seccomp.refuse(errno.EPERM))
    if "spaces" in what and number in [NUMBERS[name] for name in ("mount", "unshare", "setns", "pivot_root")]:
        return seccomp.refuse(errno.EPERM)
    if "landlock" in what and 444 <= number <= 446:
        return seccomp.refuse(errno.ENOSYS)
    if what & {"seccomp", "nosys"}:
        refused = seccomp.refuse(errno.EPERM if "seccomp" in what else errno.ENOSYS)
        if number == libc.SYS_SECCOMP:
            return refused
        if number == NUMBERS["prctl"]:
            return ((0x20, 0, 0, 16), (0x15, 1, 0, SET_SECCOMP), *ALLOW, *refused)
    return ALLOW


def filtered(what: set[str]) -> None:
    numbered = [(number, without(number, what)) for number in range(512)]
    runs = [(next(run)[0], leaf) for leaf, run in groupby(numbered, key=lambda pair: pair[1])]
    code = [(0x20, 0, 0, 0), *seccomp._tree(runs)]
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    seccomp.Filter.of(b"".join(struct.pack("HBBI", *step) for step in code)).install()


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    words = [word.encode() or None for word in (source, target, kind)]
    if ctypes.CDLL(None, use_errno=True).mount(*words, ctypes.c_ulong(flags), data.encode()):
        raise OSError(ctypes.get_errno(), f"mount {source} {target}")


def reachable(path: Path) -> None:
    """Let everybody come to a folder, in mounts of this process's own: root's home is often root's alone."""
    for above in reversed(path.parents):
        if not above.stat().st_mode & 1:
            held = os.open(path, os.O_PATH)
            mount("tmpfs", str(above), "tmpfs", 0, "mode=755")
            path.mkdir(parents=True)
            mount(f"/proc/self/fd/{held}", str(path), "", BIND)
            return


def as_user() -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(NEW_MOUNTS):
        raise OSError(ctypes.get_errno(), "unshare")
    mount("", "/", "", PRIVATE)
    for folder in (Path(sys.executable).resolve().parents[1], Path(sys.prefix), Path(__file__).parents[2]):
        reachable(folder)
    os.setgroups([])
    os.setresgid(1234, 1234, 1234)
    os.setresuid(1234, 1234, 1234)


def main() -> None:
    what = set(sys.argv[1].split(","))
    if "bwrap" in what:
        os.environ["PATH"] = "/nowhere"
    if "setuid" in what:
        libc.prctl(BOUNDING_DROP, SETGID)
        libc.prctl(BOUNDING_DROP, SETUID)
    if "user" in what:
        as_user()
    filtered(what)
    os.execv(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
