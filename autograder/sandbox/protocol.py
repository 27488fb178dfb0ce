"""What crosses the trust boundary: probes and cells in, observations out, in one bounded, typed binary form.

The trusted process decodes what a student's process wrote, so `decode` is total: it returns plain data (None, bool,
int, float, str, tuple, dict with str keys, ndarray of a listed dtype, Opaque) or raises ProtocolError, and never
allocates more than the frame it was given. Nothing here is ever a pickle.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

POLICY = struct.Struct("<III")
"""To the fork server, with a socket: memory (MB beyond start-up), CPU seconds, threads of the next child."""
STATUS = struct.Struct("<iddI")
"""From the fork server, of a child that has ended: wait status, user and system CPU seconds, peak memory (kB)."""

MAX_FRAME = 8 * 1024 * 1024
MAX_TOTAL = 32 * 1024 * 1024
MAX_NODES = 20_000
MAX_DEPTH = 16
MAX_TEXT = 2_000_000
DTYPES = tuple(np.dtype(code) for code in "?bhilBHILefdFD") + tuple(np.dtype(c) for c in ("q", "Q"))
_CODE_OF = {dtype.str: code for code, dtype in reversed(list(enumerate(DTYPES)))}


class ProtocolError(Exception):
    """Bytes that are no well-formed message: the sender counts as crashed."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that does not cross the boundary: only the name of its type does."""

    type_name: str


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception of student code: type, where in the student's cells, and the identifier it speaks of.

    `message` is for the trusted side's diagnosis alone: it may hold hidden inputs and is never shown for probes.
    """

    type_name: str
    message: str = ""
    cell: int = -1
    line: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A step that could not be taken because one it needs had failed."""


Observation = Any
"""The answer to one step: plain data, Opaque, Raised or Skipped."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One scripted conversation with student code.

    inputs   data by name; every use of a name in a step hands over a fresh copy
    steps    (name, expression) pairs, evaluated in order in the student's namespace; each gives one observation
    given    None: use the namespace as it is. A mapping: run the question's cells again first, with these values in
             place of the given inputs (an empty mapping: as the cells stand)
    reads    with `given`: names that must be assigned anew by the question's cells (older values are removed)
    """

    inputs: Mapping[str, Any] = field(default_factory=dict)
    steps: tuple[tuple[str, str], ...] = ()
    given: Mapping[str, Any] | None = None
    reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The answers to one probe: an observation a step, the steps that printed, the inputs each step changed."""

    observations: tuple[Observation, ...]
    printed: tuple[str, ...] = ()
    mutated: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The probes of one question: asked after cell `after`; its work stands in cells `first` … `after`.

    `given` are the inputs of a plain-variable question; `aliases` pairs a name that the probes use with the name that
    this student gave the same thing.
    """

    question: str
    first: int
    after: int
    given: tuple[str, ...]
    probes: tuple[Probe, ...]
    aliases: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """All that a child is told: cells in order, the questions' probes, which cells or questions to leave out."""

    cells: tuple[str, ...]
    asked: tuple[Asked, ...]
    skip_cells: tuple[int, ...] = ()
    skip_questions: tuple[str, ...] = ()
    seed: int = 0


def encode(value: Any) -> bytes:
    """Plain data as bytes. Raises ProtocolError for anything that has no form here."""
    parts: list[bytes] = []
    _encode(value, parts)
    return b"".join(parts)


def _encode(value: Any, out: list[bytes]) -> None:
    if value is None:
        out.append(b"N")
    elif isinstance(value, bool):
        out.append(b"T" if value else b"F")
    elif isinstance(value, int):
        out.append(b"I" + struct.pack("<q", value))
    elif isinstance(value, float):
        out.append(b"D" + struct.pack("<d", value))
    elif isinstance(value, str):
        _encode_text(b"S", value, out)
    elif isinstance(value, np.ndarray):
        _encode_array(value, out)
    elif isinstance(value, tuple | list):
        out.append(b"L" + struct.pack("<I", len(value)))
        for item in value:
            _encode(item, out)
    elif isinstance(value, dict):
        out.append(b"M" + struct.pack("<I", len(value)))
        for key, item in value.items():
            _encode_text(b"", key, out)
            _encode(item, out)
    elif isinstance(value, Opaque):
        _encode_text(b"O", value.type_name, out)
    else:
        _encode_record(value, out)


def _encode_text(tag: bytes, text: str, out: list[bytes]) -> None:
    data = text.encode("utf-8", "surrogatepass")
    out.append(tag + struct.pack("<I", len(data)) + data)


def _encode_array(array: np.ndarray[Any, Any], out: list[bytes]) -> None:
    code = _CODE_OF.get(array.dtype.str)
    if code is None:
        raise ProtocolError(f"no form for dtype {array.dtype}")
    header = struct.pack("<BB", code, array.ndim) + struct.pack(f"<{array.ndim}q", *array.shape)
    out.append(b"A" + header + array.tobytes())


_RECORDS: tuple[type, ...] = (Raised, Skipped, Probe, Reply, Asked, Request)


def _encode_record(value: Any, out: list[bytes]) -> None:
    for code, kind in enumerate(_RECORDS):
        if type(value) is kind:
            out.append(b"R" + bytes([code]))
            _encode(tuple(getattr(value, name) for name in value.__slots__), out)
            return
    raise ProtocolError(f"no form for {type(value).__name__}")


class _Reader:
    """A cursor over one frame, with a budget of nodes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.nodes = data, 0, MAX_NODES

    def take(self, count: int) -> bytes:
        if count < 0 or count > len(self.data) - self.at:
            raise ProtocolError("frame is too short")
        self.at += count
        return self.data[self.at - count : self.at]

    def count(self) -> int:
        return int(struct.unpack("<I", self.take(4))[0])

    def text(self) -> str:
        try:
            return self.take(self.count()).decode("utf-8", "surrogatepass")
        except UnicodeDecodeError as error:
            raise ProtocolError("text is not UTF-8") from error

    def array(self) -> np.ndarray[Any, Any]:
        code, ndim = self.take(2)
        if code >= len(DTYPES) or ndim > 8:
            raise ProtocolError("no such array")
        shape = struct.unpack(f"<{ndim}q", self.take(8 * ndim))
        size = 1
        for length in shape:
            if length < 0 or length > MAX_FRAME:
                raise ProtocolError("no such shape")
            size *= length
        data = self.take(size * DTYPES[code].itemsize)
        return np.frombuffer(data, dtype=DTYPES[code]).reshape(shape).copy()

    def value(self, depth: int = 0) -> Any:
        self.nodes -= 1
        if self.nodes < 0 or depth > MAX_DEPTH:
            raise ProtocolError("too many or too deeply nested values")
        tag = self.take(1)
        if tag in _SIMPLE:
            return _SIMPLE[tag]
        if tag == b"I":
            return struct.unpack("<q", self.take(8))[0]
        if tag == b"D":
            return struct.unpack("<d", self.take(8))[0]
        if tag == b"S":
            return self.text()
        if tag == b"O":
            return Opaque(self.text()[:80])
        if tag == b"A":
            return self.array()
        if tag == b"L":
            return tuple(self.value(depth + 1) for _ in range(self.count()))
        if tag == b"M":
            return {self.text(): self.value(depth + 1) for _ in range(self.count())}
        if tag == b"R":
            return self.record(depth)
        raise ProtocolError("unknown tag")

    def record(self, depth: int) -> Any:
        code = self.take(1)[0]
        fields = self.value(depth + 1)
        if code >= len(_RECORDS) or not isinstance(fields, tuple):
            raise ProtocolError("no such record")
        kind = _RECORDS[code]
        if len(fields) != len(kind.__slots__):  # type: ignore[attr-defined]
            raise ProtocolError("record has the wrong fields")
        return kind(*fields)


_SIMPLE: dict[bytes, Any] = {b"N": None, b"T": True, b"F": False}


def decode(data: bytes) -> Any:
    """The value of one frame. Raises ProtocolError for anything malformed, too deep, too many or left over."""
    reader = _Reader(data)
    value = reader.value()
    if reader.at != len(data):
        raise ProtocolError("bytes are left over")
    return value


def checked_reply(value: Any, probe: Probe) -> Reply:
    """A decoded value as the Reply to `probe`: one observation a step, field types right. Raises ProtocolError."""
    if not isinstance(value, Reply) or not _texts(value.printed) or not isinstance(value.observations, tuple):
        raise ProtocolError("no reply")
    if len(value.observations) != len(probe.steps):
        raise ProtocolError("one observation a step is wanted")
    if not isinstance(value.mutated, tuple) or not all(_texts(m) and len(m) == 2 for m in value.mutated):
        raise ProtocolError("no reply")
    for observation in value.observations:
        check_observation(observation)
    return value


def check_observation(value: Any, depth: int = 0) -> None:
    """Raise ProtocolError unless `value` is an Observation: records are allowed at the top alone."""
    if isinstance(value, Raised):
        if depth or not _raised(value):
            raise ProtocolError("no such exception")
    elif isinstance(value, tuple):
        for item in value:
            check_observation(item, depth + 1)
    elif isinstance(value, dict):
        for item in value.values():
            check_observation(item, depth + 1)
    elif isinstance(value, Skipped | Probe | Reply | Asked | Request) and (
        depth or not isinstance(value, Skipped)
    ):
        raise ProtocolError("a record in the wrong place")


def _raised(value: Raised) -> bool:
    texts = (value.type_name, value.message, value.name)
    return all(isinstance(t, str) and len(t) <= 2000 for t in texts) and all(
        type(n) is int for n in (value.cell, value.line)
    )


def _texts(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
