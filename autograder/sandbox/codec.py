"""Plain data as bytes and back: a bounded, typed binary form with a budget of values. Nothing here is ever a pickle.

`Codec.decode` is total, as its input may come from a hostile process: it returns plain data (None, bool, int, float,
str, tuple, dict with str keys, ndarray of a listed dtype, Opaque, one of the codec's records) or raises
ProtocolError, and never allocates more than in proportion to the frame it was given.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np

MAX_FRAME = 8 * 1024 * 1024
MAX_NODES = 20_000
MAX_DEPTH = 16
MAX_AXES = 8
"""Bytes of a frame, values in it, lists in lists, dimensions of an array (docs/sandbox.md, "Limits")."""
DTYPES = tuple(np.dtype(code) for code in "?bhilBHILefdFD") + tuple(np.dtype(c) for c in ("q", "Q"))
_CODE_OF = {dtype.str: code for code, dtype in reversed(list(enumerate(DTYPES)))}
_COUNT = struct.Struct("<I")
_INTEGER = struct.Struct("<q")
_FLOAT = struct.Struct("<d")


class ProtocolError(Exception):
    """Bytes that are no well-formed message: the sender counts as crashed."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that does not cross the boundary: only the name of its type does."""

    type_name: str


class Codec:
    """The form of plain data and of `records`, frozen dataclasses that are known by their place in the list."""

    def __init__(self, records: Sequence[type]) -> None:
        self.records = [(kind, tuple(field.name for field in fields(kind))) for kind in records]
        self.forms: dict[type, Callable[[Any, list[bytes]], None]] = {
            type(None): lambda _, out: out.append(b"N"),
            bool: lambda value, out: out.append(b"T" if value else b"F"),
            int: _write_integer,
            float: lambda value, out: out.append(b"D" + _FLOAT.pack(value)),
            str: lambda value, out: _write_text(b"S", value, out),
            np.ndarray: _write_array,
            tuple: self._write_sequence,
            list: self._write_sequence,
            dict: self._write_mapping,
            Opaque: lambda value, out: _write_text(b"O", value.type_name, out),
        }
        for code, (kind, names) in enumerate(self.records):
            self.forms[kind] = self._record_form(code, names)

    def encode(self, value: Any) -> bytes:
        """Plain data as bytes. Raises ProtocolError for anything that has no form here."""
        parts: list[bytes] = []
        self._write(value, parts)
        return b"".join(parts)

    def decode(self, data: bytes) -> Any:
        """The value of one frame. Raises ProtocolError for anything malformed, too deep, too many or left over."""
        reader = _Reader(data, self.records)
        value = reader.value()
        if reader.at != len(data):
            raise ProtocolError("bytes are left over")
        return value

    def _write(self, value: Any, out: list[bytes]) -> None:
        for kind in type(value).__mro__:
            form = self.forms.get(kind)
            if form is not None:
                form(value, out)
                return
        raise ProtocolError(f"no form for {type(value).__name__}")

    def _write_sequence(self, value: Sequence[Any], out: list[bytes]) -> None:
        out.append(b"L" + _COUNT.pack(len(value)))
        for item in value:
            self._write(item, out)

    def _write_mapping(self, value: dict[str, Any], out: list[bytes]) -> None:
        out.append(b"M" + _COUNT.pack(len(value)))
        for key, item in value.items():
            if not isinstance(key, str):
                raise ProtocolError("no form for a key that is no text")
            _write_text(b"", key, out)
            self._write(item, out)

    def _record_form(self, code: int, names: tuple[str, ...]) -> Callable[[Any, list[bytes]], None]:
        def write(value: Any, out: list[bytes]) -> None:
            out.append(b"R" + bytes([code]))
            self._write_sequence([getattr(value, name) for name in names], out)

        return write


def _write_integer(value: int, out: list[bytes]) -> None:
    try:
        out.append(b"I" + _INTEGER.pack(value))
    except struct.error as error:
        raise ProtocolError("no form for an integer of more than 64 bits") from error


def _write_text(tag: bytes, text: str, out: list[bytes]) -> None:
    data = text.encode("utf-8", "surrogatepass")
    out.append(tag + _COUNT.pack(len(data)) + data)


def _write_array(array: np.ndarray[Any, Any], out: list[bytes]) -> None:
    code = _CODE_OF.get(array.dtype.str)
    if code is None or array.ndim > MAX_AXES:
        raise ProtocolError(f"no form for an array of {array.ndim} axes and dtype {array.dtype}")
    header = struct.pack("<BB", code, array.ndim) + struct.pack(f"<{array.ndim}q", *array.shape)
    out.append(b"A" + header + array.tobytes())


class _Reader:
    """A cursor over one frame, with a budget of values."""

    def __init__(self, data: bytes, records: Sequence[tuple[type, tuple[str, ...]]]) -> None:
        self.data, self.records = data, records
        self.at, self.nodes = 0, MAX_NODES

    def take(self, count: int) -> bytes:
        if count > len(self.data) - self.at:
            raise ProtocolError("frame is too short")
        self.at += count
        return self.data[self.at - count : self.at]

    def value(self, depth: int = 0) -> Any:
        self.nodes -= 1
        if self.nodes < 0 or depth > MAX_DEPTH:
            raise ProtocolError("too many or too deeply nested values")
        read = _READERS.get(self.take(1))
        if read is None:
            raise ProtocolError("unknown tag")
        return read(self, depth + 1)

    def count(self) -> int:
        return int(_COUNT.unpack(self.take(4))[0])

    def text(self) -> str:
        try:
            return self.take(self.count()).decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise ProtocolError("text is not UTF-8") from error

    def array(self) -> np.ndarray[Any, Any]:
        code, axes = self.take(2)
        if code >= len(DTYPES) or axes > MAX_AXES:
            raise ProtocolError("no such array")
        shape = struct.unpack(f"<{axes}q", self.take(8 * axes))
        # an axis of length zero must not hide others whose product no array can have
        if min(shape, default=0) < 0 or math.prod(length for length in shape if length) > MAX_FRAME:
            raise ProtocolError("no such shape")
        data = self.take(math.prod(shape) * DTYPES[code].itemsize)
        return np.frombuffer(data, dtype=DTYPES[code]).reshape(shape).copy()

    def record(self, depth: int) -> Any:
        code = self.take(1)[0]
        values = self.value(depth)
        if code >= len(self.records) or not isinstance(values, tuple):
            raise ProtocolError("no such record")
        kind, names = self.records[code]
        if len(values) != len(names):
            raise ProtocolError("record has the wrong fields")
        return kind(*values)


_READERS: dict[bytes, Callable[[_Reader, int], Any]] = {
    b"N": lambda _reader, _depth: None,
    b"T": lambda _reader, _depth: True,
    b"F": lambda _reader, _depth: False,
    b"I": lambda reader, _depth: _INTEGER.unpack(reader.take(8))[0],
    b"D": lambda reader, _depth: _FLOAT.unpack(reader.take(8))[0],
    b"S": lambda reader, _depth: reader.text(),
    b"O": lambda reader, _depth: Opaque(reader.text()[:80]),
    b"A": lambda reader, _depth: reader.array(),
    b"L": lambda reader, depth: tuple(reader.value(depth) for _ in range(reader.count())),
    b"M": lambda reader, depth: {reader.text(): reader.value(depth) for _ in range(reader.count())},
    b"R": lambda reader, depth: reader.record(depth),
}
