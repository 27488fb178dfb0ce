"""The binary form: what goes in comes out, and whatever bytes come in, plain data or ProtocolError comes out."""

from __future__ import annotations

import contextlib
import struct
import tracemalloc
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.sandbox.codec import DTYPES, MAX_DEPTH, MAX_NODES, Codec, Opaque, ProtocolError
from autograder.sandbox.protocol import Raised, Reply, Skipped, decode, encode

ARRAYS = npst.arrays(
    st.sampled_from([dtype for dtype in DTYPES if dtype.kind != "c"]),
    npst.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4),
)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=20)  # lone surrogates too
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | TEXTS
    | ARRAYS
    | st.builds(Opaque, TEXTS)
    | st.lists(st.floats(), max_size=4).map(tuple)
)
PLAIN = st.recursive(
    LEAVES, lambda inner: st.tuples(inner, inner) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=12
)


def same(one: Any, other: Any) -> bool:
    """Equal in type and value, NaN equal to NaN, -0.0 unequal to 0.0."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, float):
        return struct.pack("<d", one) == struct.pack("<d", other)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    return bool(one == other)


@given(PLAIN)
def test_plain_data_comes_out_as_it_went_in(value: Any) -> None:
    assert same(decode(encode(value)), value)


@given(st.binary(max_size=200))
def test_any_bytes_are_plain_data_or_a_protocol_error(data: bytes) -> None:
    with contextlib.suppress(ProtocolError):
        decode(data)


@given(PLAIN, st.data())
def test_a_frame_changed_in_one_place_is_plain_data_or_a_protocol_error(
    value: Any, data: st.DataObject
) -> None:
    frame = bytearray(encode(value))
    frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    for end in (len(frame), data.draw(st.integers(0, len(frame)))):
        with contextlib.suppress(ProtocolError):
            decode(bytes(frame[:end]))


def test_records_come_out_as_they_went_in() -> None:
    reply = Reply((Raised("ValueError", "m", 1, 2, "n"), Skipped(), Opaque("object")), ("a",), (("a", "x"),))
    assert decode(encode(reply)) == reply


def test_lists_become_tuples_and_subclasses_plain() -> None:
    assert decode(encode([1, [2.0, np.float64(3.0)]])) == (1, (2.0, 3.0))
    assert type(decode(encode(np.float64(3.0)))) is float


@pytest.mark.parametrize(
    "value",
    [
        object(),
        {1},
        {1: 2},
        2**63,
        b"bytes",
        np.array([object()]),
        np.array(["text"]),
        np.zeros((1,) * 9),
        1j,
    ],
    ids=lambda v: type(v).__name__,
)
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(ProtocolError, match="no form"):
        encode(value)


def frame(*parts: bytes | int) -> bytes:
    """Bytes from tags and counts."""
    return b"".join(part if isinstance(part, bytes) else struct.pack("<I", part) for part in parts)


def array(code: int, *shape: int, data: bytes = b"") -> bytes:
    """An array's header with any shape at all."""
    return b"A" + bytes([code, len(shape)]) + struct.pack(f"<{len(shape)}q", *shape) + data


EVIL = {
    "empty": b"",
    "unknown tag": b"Z",
    "cut integer": b"I\0\0",
    "cut count": b"L\1",
    "left over": b"NN",
    "endless list": frame(b"L", 2**32 - 1),
    "endless text": frame(b"S", 2**32 - 1, b"x"),
    "endless floats": frame(b"V", 2**32 - 1),
    "floats cut off": frame(b"V", 2) + b"\0" * 15,
    "floats of too many": frame(b"V", MAX_NODES + 1) + b"\0" * 8 * (MAX_NODES + 1),
    "floats too deep": frame(b"L", 1) * (MAX_DEPTH + 1) + frame(b"V", 1) + b"\0" * 8,
    "cut array": b"A\1",
    "endless mapping": frame(b"M", 2**32 - 1),
    "list of too many": frame(b"L", MAX_NODES + 1) + b"N" * (MAX_NODES + 1),
    "too deep": frame(b"L", 1) * (MAX_DEPTH + 2) + b"N",
    "records too deep": b"R\2" * (MAX_DEPTH + 2) + b"N",
    "text that is no UTF-8": frame(b"S", 2, b"\xff\xfe"),
    "key that is no UTF-8": frame(b"M", 1, 1, b"\xff", b"N"),
    "unknown dtype": array(len(DTYPES), 1, data=b"\0" * 8),
    "nine axes": array(1, *(1,) * 9, data=b"\0" * 8),
    "negative length": array(1, -1),
    "two negative lengths": array(1, -2, -2, data=b"\0" * 4),
    "huge length": array(1, 2**62),
    "huge beside empty": array(1, 0, 2**62, 2**62),
    "many huge beside empty": array(9, 0, *(2**22,) * 7),
    "product overflows": array(1, *(2**33,) * 4),
    "array cut off": array(1, 4, data=b"\0"),
    "unknown record": b"R\x63",
    "record without fields": b"R\0",
    "record with a field missing": b"R\0" + b"N" * 4,
    "record with a field too many": b"R\0" + b"N" * 6,
}


@pytest.mark.parametrize("name", EVIL)
def test_evil_frames_are_refused_and_cost_no_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(ProtocolError):
            decode(EVIL[name])
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_an_array_is_a_copy_that_can_be_written() -> None:
    got: Any = decode(encode(np.zeros(3)))
    got[0] = 1
    assert got.base is None


def test_a_codec_knows_its_own_records_alone() -> None:
    with pytest.raises(ProtocolError, match="no form for Skipped"):
        Codec(()).encode(Skipped())
    with pytest.raises(ProtocolError, match="no such record"):
        Codec(()).decode(encode(Skipped()))
