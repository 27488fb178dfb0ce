"""A small folder in memory, in the place of the file system that a sealed child cannot reach.

Honest work with files (save an array, read it back, a temporary file) goes on as usual; what was not written by the
child itself does not exist. Nothing here protects anything: it is a courtesy behind the walls.
"""

from __future__ import annotations

# ruff: noqa: ARG001, ARG002, D102, SLF001 - stand-ins accept all that the real ones accept
import builtins
import errno
import io
import itertools
import os
import posixpath
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any

from numpy.lib import _datasource

Path = str | bytes | os.PathLike[str] | os.PathLike[bytes]
CAPACITY_BYTES = 16 << 20
_FOLDER_MODE = stat.S_IFDIR | 0o755
_FILE_MODE = stat.S_IFREG | 0o644

_real_open = io.open
_real_stat = os.stat

_files: dict[str, bytearray] = {}
_folders: set[str] = {"/", "/tmp"}
_here = ["/"]
_numbers = itertools.count(1)


def _error(code: int, path: object) -> OSError:
    return OSError(code, os.strerror(code), path)  # which picks FileNotFoundError and its like by the number


def _where(path: Path) -> str:
    """Return the absolute, normal form of a path."""
    text = os.fsdecode(path)
    if "\0" in text:
        raise ValueError("embedded null byte")
    return posixpath.normpath(posixpath.join(_here[0], text)).replace("//", "/")


def _grow(bytes_more: int, path: object) -> None:
    """Refuse, as a full disk would, when all files together would become too large."""
    if bytes_more > 0 and sum(map(len, _files.values())) + bytes_more > CAPACITY_BYTES:
        raise _error(errno.ENOSPC, path)


def _lookup(path: Path, flags: set[str]) -> bytearray:
    """Find or make the bytes of a file, as the mode demands."""
    where = _where(path)
    if where in _folders:
        raise _error(errno.EISDIR, path)
    if "x" in flags and where in _files:
        raise _error(errno.EEXIST, path)
    if ("r" in flags and where not in _files) or posixpath.dirname(where) not in _folders:
        raise _error(errno.ENOENT, path)
    data = _files.setdefault(where, bytearray())
    if "w" in flags:
        data.clear()
    return data


def open_file(
    file: int | Path,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Callable[[str, int], int] | None = None,
) -> IO[Any]:
    """Stand in for ``open``: the same modes and errors, on the folder in memory."""
    if isinstance(file, int):
        return _real_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
    flags = set(mode)
    if flags - set("rwaxbt+") or len(flags & set("rwax")) != 1 or len(flags & set("bt")) > 1:
        raise ValueError(f"invalid mode: {mode!r}")
    raw: Any = Content(file, _lookup(file, flags), flags, mode, _grow)
    if "b" in flags and buffering == 0:
        return raw  # type: ignore[no-any-return]
    wrap: Any = (
        io.BufferedRandom if "+" in flags else io.BufferedReader if "r" in flags else io.BufferedWriter
    )
    if "b" in flags:
        return wrap(raw)  # type: ignore[no-any-return]
    return io.TextIOWrapper(wrap(raw), encoding or "utf-8", errors, newline, buffering == 1)


def _stat(path: int | Path, *, dir_fd: object = None, follow_symlinks: bool = True) -> os.stat_result:
    if isinstance(path, int):
        return _real_stat(path)
    where = _where(path)
    if where in _folders:
        mode, size = _FOLDER_MODE, 0
    elif where in _files:
        mode, size = _FILE_MODE, len(_files[where])
    else:
        raise _error(errno.ENOENT, path)
    return os.stat_result((mode, hash(where) & 0xFFFF, 1, 1, os.getuid(), os.getgid(), size, 0, 0, 0))


def _access(path: Path, mode: int, **options: object) -> bool:
    return _where(path) in _files or _where(path) in _folders


def _need_folder(path: Path) -> str:
    where = _where(path)
    if where not in _folders:
        raise _error(errno.ENOTDIR if where in _files else errno.ENOENT, path)
    return where


def _listdir(path: Path = ".") -> list[str]:
    where = _need_folder(path)
    names = (name for name in (*_files, *_folders) if name != "/" and posixpath.dirname(name) == where)
    return sorted(map(posixpath.basename, names))


def _mkdir(path: Path, mode: int = 0o777, *, dir_fd: object = None) -> None:
    where = _where(path)
    if where in _folders or where in _files:
        raise _error(errno.EEXIST, path)
    _need_folder(posixpath.dirname(where))
    _folders.add(where)


def _rmdir(path: Path, *, dir_fd: object = None) -> None:
    where = _need_folder(path)
    if where == "/" or _listdir(path):
        raise _error(errno.ENOTEMPTY, path)
    _folders.discard(where)


def _remove(path: Path, *, dir_fd: object = None) -> None:
    where = _where(path)
    if where in _folders:
        raise _error(errno.EISDIR, path)
    if _files.pop(where, None) is None:
        raise _error(errno.ENOENT, path)


def _rename(source: Path, target: Path, **options: object) -> None:
    if _where(source) not in _files:
        raise _error(errno.ENOENT, source)
    _need_folder(posixpath.dirname(_where(target)))
    _files[_where(target)] = _files.pop(_where(source))


def _chdir(path: Path) -> None:
    _here[0] = _need_folder(path)


def _rmtree(path: Path, *args: object, **options: object) -> None:
    where = _need_folder(path)
    inside = where.rstrip("/") + "/"
    for name in [name for name in _files if name.startswith(inside)]:
        del _files[name]
    _folders.difference_update([name for name in _folders if name == where or name.startswith(inside)])
    _folders.update(("/", "/tmp"))


class _Entry(os.PathLike[str]):
    """One line of a folder's listing."""

    def __init__(self, folder: str, name: str) -> None:
        self.name, self.path = name, posixpath.join(folder, name)

    def __fspath__(self) -> str:
        return self.path

    def is_dir(self, *, follow_symlinks: bool = True) -> bool:
        return _where(self.path) in _folders

    def is_file(self, *, follow_symlinks: bool = True) -> bool:
        return _where(self.path) in _files

    def is_symlink(self) -> bool:
        return False

    def is_junction(self) -> bool:
        return False

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        return _stat(self.path)


class _Listing(Iterator[_Entry]):
    """What ``os.scandir`` returns: an iterator that may be closed."""

    def __init__(self, path: Path = ".") -> None:
        self._entries = iter([_Entry(os.fsdecode(path), name) for name in _listdir(path)])

    def __next__(self) -> _Entry:
        return next(self._entries)

    def close(self) -> None:
        self._entries = iter(())

    def __enter__(self) -> _Listing:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _named_temporary(mode: str = "w+b", *args: object, suffix: str | None = None, **options: Any) -> Any:
    """Stand in for ``tempfile.NamedTemporaryFile``."""
    name = f"/tmp/tmp{next(_numbers):08d}{suffix or ''}"
    encoding = {key: options[key] for key in ("encoding", "errors", "newline") if key in options}
    return tempfile._TemporaryFileWrapper(open_file(name, mode, **encoding), name, delete=False)


def stand(files: Iterable[tuple[str, bytes]]) -> None:
    """Put files into the folder, with the folders that they stand in."""
    for name, data in files:
        where = _where(name)
        _files[where] = bytearray(data)
        folder = posixpath.dirname(where)
        while folder not in _folders:
            _folders.add(folder)
            folder = posixpath.dirname(folder)


_FILES = {"open": open_file}
_SYSTEM = {
    "stat": _stat,
    "lstat": _stat,
    "access": _access,
    "listdir": _listdir,
    "scandir": _Listing,
    "mkdir": _mkdir,
    "rmdir": _rmdir,
    "remove": _remove,
    "unlink": _remove,
    "rename": _rename,
    "replace": _rename,
    "getcwd": lambda: _here[0],
    "chdir": _chdir,
}


def prepare() -> None:
    """Put the stand-ins in the places that the fork server itself does not use, once for all children."""
    vars(shutil).update(rmtree=_rmtree)
    temporary = {"NamedTemporaryFile": _named_temporary, "TemporaryFile": _named_temporary}
    vars(tempfile).update(temporary, tempdir="/tmp")
    # numpy keeps the opener of plain files from the time of its import
    openers = getattr(_datasource, "_file_openers", None)
    if openers is not None:
        openers._file_openers[None] = open_file


def install() -> None:
    """Put the folder in the place of the file system for this process: call it in a child, after `prepare`."""
    vars(builtins).update(_FILES)
    vars(io).update(_FILES)
    vars(os).update(_SYSTEM)


class Content(io.RawIOBase):
    """The bytes of one file, with a position: stands in for ``io.FileIO``, below the buffers and text of `open`.

    ``flags`` are the letters of ``mode``; ``grow`` is asked before the file becomes longer by so many bytes.
    """

    def __init__(
        self, path: Path, data: bytearray, flags: set[str], mode: str, grow: Callable[[int, object], None]
    ) -> None:
        self.name, self.mode = path, mode
        self._data, self._append, self._grow = data, "a" in flags, grow
        self._reads, self._writes = "r" in flags or "+" in flags, bool(flags & set("wax+"))
        self._position = len(data) if self._append else 0

    def readable(self) -> bool:
        return self._reads

    def writable(self) -> bool:
        return self._writes

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._position = max(0, offset + (0, self._position, len(self._data))[whence])
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Any) -> int:
        if not self._reads:
            raise io.UnsupportedOperation("not readable")
        chunk = self._data[self._position : self._position + len(buffer)]
        buffer[: len(chunk)] = chunk
        self._position += len(chunk)
        return len(chunk)

    def write(self, buffer: Any) -> int:
        if not self._writes:
            raise io.UnsupportedOperation("not writable")
        chunk = bytes(buffer)
        start = len(self._data) if self._append else self._position
        self._grow(start + len(chunk) - len(self._data), self.name)
        self._data.extend(bytes(max(0, start - len(self._data))))
        self._data[start : start + len(chunk)] = chunk
        self._position = start + len(chunk)
        return len(chunk)

    def truncate(self, size: int | None = None) -> int:
        size = self._position if size is None else size
        self._grow(size - len(self._data), self.name)
        del self._data[size:]
        self._data.extend(bytes(size - len(self._data)))
        return size
