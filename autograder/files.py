"""Files that are written whole or not at all: no reader ever finds half of one, however the writer ended."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(path: Path, data: str | bytes, mode: int | None = None, *, lasting: bool = True) -> None:
    """Put `data` (a text as UTF-8) at `path`, in place of what was there, with the permissions `mode` where they are given.

    Missing folders are made. `lasting` waits until the disk has it; what can be made again need not: should the machine
    itself go down in that second, it may be empty. Raises OSError, which names the file, and leaves what was there as it was.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    if not lasting and mode is None and _holds(path, data):
        return
    # In the same folder, so that it can take the place at once; no other thread or process writes this one.
    draft = path.with_name(f".{path.name[:40]}.{threading.get_native_id()}.new")
    try:
        _write(draft, data, lasting)
        if mode is not None:
            draft.chmod(mode)
        draft.replace(path)
    except BaseException as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        # Of a disk that is full, Python does not say what was being written.
        if isinstance(error, OSError) and error.errno:
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except OSError:
        return False


def _write(draft: Path, data: bytes, lasting: bool) -> None:
    try:
        file = draft.open("wb")
    except FileNotFoundError:  # asked for only then: most folders are there
        draft.parent.mkdir(parents=True, exist_ok=True)
        file = draft.open("wb")
    with file:
        file.write(data)
        if lasting:
            file.flush()
            os.fsync(file.fileno())


def sweep(folder: Path) -> None:
    """Remove what writers that were killed have left in a folder."""
    for draft in folder.glob(".*.new"):
        draft.unlink(missing_ok=True)


@contextmanager
def alone_in(folder: Path) -> Iterator[bool]:
    """Hold a folder as long as the block runs; gives False where another process holds it already.

    Where the file system knows no locks, nobody is kept out.
    """
    with (folder / ".lock").open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        except OSError:
            yield True
        else:
            yield True
