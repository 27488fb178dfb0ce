"""The raw side of a file in memory: what `open` wraps in buffers and text.

Stands in for ``io.FileIO``.
"""

# ruff: noqa: D102 - the methods are those of every raw file
from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any


class Content(io.RawIOBase):
    """The bytes of one file, with a position.

    ``flags`` are the letters of ``mode``; ``grow`` is asked before the file becomes longer by so many bytes.
    """

    def __init__(
        self, path: Any, data: bytearray, flags: set[str], mode: str, grow: Callable[[int, object], None]
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
