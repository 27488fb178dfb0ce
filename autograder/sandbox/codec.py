"""Plain data as bytes and back: a bounded, typed binary form with a budget of values. Nothing here is ever a pickle.

`Codec.decode` is total, as its input may come from a hostile process: it returns plain data (None, bool, int, float,
str, tuple, dict with str keys, ndarray of a listed dtype, Opaque, one of the codec's records) or raises
ProtocolError, and never allocates more than in proportion to the frame it was given.
"""

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
_CODE_OF = {dtype: bytes([code]) for code, dtype in reversed(list(enumerate(DTYPES)))}
_COUNT = struct.Struct("<I")
_INTEGER = struct.Struct("<q")
_FLOAT = struct.Struct("<d")
_TAGGED_COUNT = struct.Struct("<cI")
_TAGGED_INTEGER = struct.Struct("<cq")
_TAGGED_FLOAT = struct.Struct("<cd")
_AXES = tuple(bytes([axes]) for axes in range(MAX_AXES + 1))
_SHAPES = tuple(struct.Struct(f"<{axes}q") for axes in range(MAX_AXES + 1))


class ProtocolError(Exception):
    """Bytes that are no well-formed message: the sender counts as crashed."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that does not cross the boundary: only the name of its type does."""

    type_name: str


class Codec:
    """The form of plain data and of `records`, frozen dataclasses that are known by their place in the list; `nodes` values a frame."""

    def __init__(self, records: Sequence[type], nodes: int = MAX_NODES) -> None:
        self.nodes = nodes
        self.records = [(kind, tuple(field.name for field in fields(kind))) for kind in records]
        self.forms: dict[type, Callable[[Any, list[bytes]], None]] = {
            type(None): lambda _, out: out.append(b"N"),
            bool: lambda value, out: out.append(b"T" if value else b"F"),
            int: _write_integer,
            float: lambda value, out: out.append(_TAGGED_FLOAT.pack(b"D", value)),
            str: lambda value, out: _write_text(b"S", value, out),
            np.ndarray: _write_array,
            tuple: self._write_sequence,
            list: self._write_sequence,
            dict: self._write_mapping,
            Opaque: lambda value, out: _write_text(b"O", value.type_name, out),
        }
        for code, (kind, names) in enumerate(self.records):
            self.forms[kind] = self._record_form(code, names)

    def encode(self, value: object) -> bytes:
        """Plain data as bytes. Raises ProtocolError for anything that has no form here."""
        parts: list[bytes] = []
        self._write(value, parts)
        return b"".join(parts)

    def decode(self, data: bytes) -> object:
        """The value of one frame. Raises ProtocolError for anything malformed, too deep, too many or left over."""
        reader = _Reader(data, self.records, self.nodes)
        try:
            value = reader.value(0)
        except (IndexError, struct.error, UnicodeDecodeError) as error:
            raise ProtocolError("frame is too short, or a text is not UTF-8") from error
        if reader.at != len(data):
            raise ProtocolError("bytes are left over")
        return value

    def _write(self, value: object, out: list[bytes]) -> None:
        (self.forms.get(type(value)) or self._inherited(value))(value, out)

    def _inherited(self, value: Any) -> Callable[[Any, list[bytes]], None]:
        """The form of the nearest type that a value's is derived from."""
        for kind in type(value).__mro__:
            if kind in self.forms:
                return self.forms[kind]
        raise ProtocolError(f"no form for {type(value).__name__}")

    def _write_sequence(self, value: Sequence[object], out: list[bytes]) -> None:
        count = len(value)
        if count and type(value[0]) is float and all(type(item) is float for item in value):
            out.append(struct.pack(f"<cI{count}d", b"V", count, *value))
            return
        out.append(_TAGGED_COUNT.pack(b"L", count))
        for item in value:
            self._write(item, out)

    def _write_mapping(self, value: dict[str, object], out: list[bytes]) -> None:
        out.append(_TAGGED_COUNT.pack(b"M", len(value)))
        for key, item in value.items():
            if not isinstance(key, str):
                raise ProtocolError("no form for a key that is no text")
            _write_text(b"", key, out)
            self._write(item, out)

    def _record_form(self, code: int, names: tuple[str, ...]) -> Callable[[Any, list[bytes]], None]:
        tag = b"R" + bytes([code])

        def write(value: object, out: list[bytes]) -> None:
            out.append(tag)
            for name in names:
                self._write(getattr(value, name), out)

        return write


def _write_integer(value: int, out: list[bytes]) -> None:
    try:
        out.append(_TAGGED_INTEGER.pack(b"I", value))
    except struct.error as error:
        raise ProtocolError("no form for an integer of more than 64 bits") from error


def _write_text(tag: bytes, text: str, out: list[bytes]) -> None:
    data = text.encode("utf-8", "surrogatepass")
    out.append(tag + _COUNT.pack(len(data)) + data)


def _write_array(array: np.ndarray, out: list[bytes]) -> None:
    code = _CODE_OF.get(array.dtype)
    if code is None or array.ndim > MAX_AXES:
        raise ProtocolError(f"no form for an array of {array.ndim} axes and dtype {array.dtype}")
    out += (b"A" + code, _AXES[array.ndim], _SHAPES[array.ndim].pack(*array.shape), array.tobytes())


class _Reader:
    """A cursor over one frame, with a budget of values. Reading beyond the end is an IndexError or struct.error."""

    __slots__ = ("at", "data", "nodes", "records")

    def __init__(self, data: bytes, records: Sequence[tuple[type, tuple[str, ...]]], nodes: int) -> None:
        self.data, self.records = data, records
        self.at, self.nodes = 0, nodes

    def value(self, depth: int) -> object:
        """The next value, `depth` lists deep."""
        tag = self.data[self.at]
        self.at += 1
        return _READERS[tag](self, depth)

    def skip(self, count: int) -> int:
        """Pass over bytes that must be there; where they begin."""
        at = self.at
        self.at = at + count
        if self.at > len(self.data):
            raise ProtocolError("frame is too short")
        return at

    def number(self, form: struct.Struct) -> Any:
        """The next number of one form."""
        at = self.at
        self.at = at + form.size
        return form.unpack_from(self.data, at)[0]

    def spend(self, count: int, depth: int) -> None:
        """Take values from the budget before they are read."""
        self.nodes -= count
        if self.nodes < 0 or depth > MAX_DEPTH:
            raise ProtocolError("too many or too deeply nested values")


def _read_text(reader: _Reader, _depth: int = 0) -> str:
    count = reader.number(_COUNT)
    at = reader.skip(count)
    return reader.data[at : at + count].decode("utf-8", "surrogatepass")


def _read_floats(reader: _Reader, depth: int) -> tuple[float, ...]:
    count = reader.number(_COUNT)
    reader.spend(count, depth + 1)
    return struct.unpack_from(f"<{count}d", reader.data, reader.skip(8 * count))


def _read_sequence(reader: _Reader, depth: int) -> tuple[object, ...]:
    count = reader.number(_COUNT)
    depth += 1
    reader.spend(count, depth)
    return tuple([reader.value(depth) for _ in range(count)])


def _read_mapping(reader: _Reader, depth: int) -> dict[str, object]:
    count = reader.number(_COUNT)
    depth += 1
    reader.spend(count, depth)
    return {_read_text(reader): reader.value(depth) for _ in range(count)}


def _read_array(reader: _Reader, _depth: int) -> np.ndarray:
    code, axes = reader.data[reader.at], reader.data[reader.at + 1]
    if code >= len(DTYPES) or axes > MAX_AXES:
        raise ProtocolError("no such array")
    shape = _SHAPES[axes].unpack_from(reader.data, reader.at + 2)
    items = room = 1
    for length in shape:
        items *= length
        room *= length or 1  # an axis of length zero must not hide others whose product no array can have
        if length < 0 or room > MAX_FRAME:
            raise ProtocolError("no such shape")
    reader.at += 2 + 8 * axes
    at = reader.skip(items * DTYPES[code].itemsize)
    return np.ndarray(shape, DTYPES[code], reader.data, at).copy()


def _read_record(reader: _Reader, depth: int) -> object:
    code = reader.data[reader.at]
    reader.at += 1
    if code >= len(reader.records):
        raise ProtocolError("no such record")
    kind, names = reader.records[code]
    depth += 1
    reader.spend(len(names), depth)
    return kind(*[reader.value(depth) for _ in names])


def _read_nothing(_reader: _Reader, _depth: int) -> object:
    raise ProtocolError("unknown tag")


_FORMS: dict[bytes, Callable[[_Reader, int], object]] = {
    b"N": lambda _reader, _depth: None,
    b"T": lambda _reader, _depth: True,
    b"F": lambda _reader, _depth: False,
    b"I": lambda reader, _depth: reader.number(_INTEGER),
    b"D": lambda reader, _depth: reader.number(_FLOAT),
    b"S": _read_text,
    b"O": lambda reader, _depth: Opaque(_read_text(reader)[:80]),
    b"A": _read_array,
    b"V": _read_floats,
    b"L": _read_sequence,
    b"M": _read_mapping,
    b"R": _read_record,
}
_READERS = [_FORMS.get(bytes([tag]), _read_nothing) for tag in range(256)]
"""What reads a value, by its first byte."""
