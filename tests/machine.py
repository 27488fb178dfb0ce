"""What student code could leave behind on a machine: processes, files, IPC objects, listening ports, open descriptors.

Other programs make such things meanwhile, so only what can be told to be a student's is seen: what descends from this
process, and what belongs to the user that the fork server has become.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from autograder.sandbox import libc

SUBREAPER = 36
"""prctl: orphans below become children of this process, so that none gets out of sight."""
FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "~", ".")
LISTENING = "0A"


@dataclass(frozen=True)
class Left:
    """Things on this machine that a student's process could have made, as they are now."""

    processes: frozenset[str]
    files: frozenset[str]
    objects: frozenset[str]
    ports: frozenset[str]
    descriptors: frozenset[str]

    def beside(self, before: Left) -> list[str]:
        """What there is now and was not before, in words."""
        new = ((f.name, getattr(self, f.name) - getattr(before, f.name)) for f in fields(self))
        return [f"{name}: {', '.join(sorted(found))}" for name, found in new if found]


def whose() -> int:
    """The user that a sandbox has become which runs below this process, whichever it is; else this process's own."""
    return max((_owner(f"/proc/{pid}") for pid in _descendants()), default=os.getuid())


def look(user: int, source: str = "") -> Left:
    """What there is now of a `user`; of this process's own, files are only seen that `source`, an attack's text, speaks of."""
    return Left(
        frozenset(f"{pid} {_text(f'/proc/{pid}/cmdline')[-60:]}" for pid in _descendants()),
        frozenset(_files(user, source)),
        frozenset(_objects(user)),
        frozenset(_ports(user)),
        frozenset(f"{one.name} → {one.readlink()}" for one in _open()),
    )


@contextmanager
def orphans_kept() -> Iterator[None]:
    """While it lasts, whoever loses its parent below this process becomes its child."""
    libc.prctl(SUBREAPER, 1)
    try:
        yield
    finally:
        libc.prctl(SUBREAPER, 0)


def _descendants() -> Iterator[int]:
    parents: dict[int, list[int]] = {}
    for one in Path("/proc").iterdir():
        words = _text(one / "stat").rpartition(")")[2].split() if one.name.isdigit() else []
        if len(words) > 1 and words[0] != "Z":
            parents.setdefault(int(words[1]), []).append(int(one.name))
    todo = [os.getpid()]
    while todo:
        below = parents.get(todo.pop(), [])
        yield from below
        todo += below


def _files(user: int, source: str) -> Iterator[str]:
    for folder in (Path(name).expanduser() for name in FOLDERS):
        for entry in folder.iterdir() if folder.is_dir() else ():
            mine = user != os.getuid() or entry.name in source
            if mine and _owner(entry) == user:
                yield str(entry)


def _objects(user: int) -> Iterator[str]:
    """IPC objects of System V: their tables have the user's number in a column."""
    for kind, column in (("shm", 7), ("sem", 4), ("msg", 7)):
        for line in _text(f"/proc/sysvipc/{kind}").splitlines()[1:]:
            if int(line.split()[column]) == user:
                yield f"{kind} {line.split()[1]}"


def _ports(user: int) -> Iterator[str]:
    for table in ("tcp", "tcp6"):
        for line in _text(f"/proc/net/{table}").splitlines()[1:]:
            words = line.split()
            if words[3] == LISTENING and int(words[7]) == user != os.getuid():
                yield f"{table} {words[1]}"


def _open() -> Iterator[Path]:
    for one in Path("/proc/self/fd").iterdir():
        if one.is_symlink() and one.readlink().parts[:2] != ("/", "proc"):
            yield one


def _owner(path: str | Path) -> int:
    try:
        return os.lstat(path).st_uid
    except OSError:
        return -1


def _text(path: str | Path) -> str:
    try:
        return Path(path).read_text(errors="replace")
    except OSError:
        return ""
