"""Bytes for the targets: kept ones, changed in a few places, and frames of a child's records made from nothing."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.sandbox.codec import DTYPES, Opaque
from autograder.sandbox.protocol import LOCKED, Raised, Reply, Skipped, encode

INTERESTING = (
    b"", b"\0", b"\xff", b"\xff\xff\xff\xff", b"\0\0\0\x80", b"\xff" * 8, struct.pack("<d", float("nan")), b"{}", b"[]", b"null",
    b"1e999", b'"', b"\\", b"\n", b"\t" * 40, b"\xef\xbb\xbf", b"\xff\xfe", b"# %%", b"%%time", b"!", b"print 'x'", b": ", b"- ", b"&a ", b"*a",
    b"<<: ", b"!!python/object:", b"R\0", b"R\1", b"R\2", b"L\1\0\0\0", b"M\1\0\0\0", b"V\1\0\0\0", b"A\7\1",
)  # fmt: skip
"""What readers stumble over."""


@st.composite
def changed(draw: st.DrawFn, kept: Sequence[bytes]) -> bytes:
    """A kept input with up to six places overwritten, cut out, repeated, or filled with a piece of another."""
    data = bytearray(draw(st.sampled_from(kept)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 40)))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            data[at:end] = draw(st.binary(max_size=8))
        elif kind == 1:
            del data[at:end]
        elif kind == 2:
            data[at:at] = data[at:end] * draw(st.integers(1, 50))
        elif kind == 3:
            data[at:end] = draw(st.sampled_from(INTERESTING))
        else:
            other = draw(st.sampled_from(kept))
            start = draw(st.integers(0, len(other)))
            data[at:end] = other[start : start + draw(st.integers(0, 80))]
    return bytes(data)


TEXTS = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(
    ["x", "ValueError", "NameError", "NotImplementedError", "MemoryError", "axis 1 is out of bounds for array of dimension 1"]
)  # fmt: skip
ARRAYS = npst.arrays(
    st.sampled_from(DTYPES),
    npst.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
    fill=st.just(1),
)
EXCEPTIONS = st.builds(
    Raised, TEXTS, TEXTS, st.integers(-2, 9) | st.just(2**62), st.integers(-1, 9) | st.just(2**62), TEXTS
)
ENDS = st.sampled_from([0.0, -0.0, 5e-324, 1.8e308, -1.7e308, float("nan"), float("inf"), 1.0, 2**62, True])
PLAIN = st.recursive(
    st.none()
    | ENDS
    | st.floats()
    | st.integers(-(2**63), 2**63 - 1)
    | TEXTS
    | ARRAYS
    | st.builds(Opaque, TEXTS),
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
OBSERVATIONS = PLAIN | EXCEPTIONS | st.just(Skipped())
REPLIES = st.builds(
    Reply,
    st.lists(OBSERVATIONS, max_size=4).map(tuple),
    st.lists(TEXTS, max_size=2).map(tuple),
    st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
)
PLACES = st.integers(0, 30).map(str)
SAID = st.tuples(
    st.integers(0, 3),
    st.dictionaries(PLACES, st.integers(0, 2), max_size=2),
    st.dictionaries(PLACES, st.lists(EXCEPTIONS, max_size=3).map(tuple), max_size=3),
    st.dictionaries(
        PLACES, st.lists(st.dictionaries(PLACES, OBSERVATIONS, max_size=4), max_size=4).map(tuple), max_size=4
    ),
)
"""What the `judge` target reads."""


def _stream(answers: Sequence[Any]) -> bytes:
    """The byte that says that a child is locked, and frames with their lengths."""
    frames = map(encode, answers)
    return LOCKED + b"".join(struct.pack("<I", len(frame)) + frame for frame in frames)


UNITS = st.sampled_from(
    [("cell", 0), ("asked", "a"), ("asked", "b"), ("done", -1), ("cell", False), ("cell", 0.0), ("", None)]
)
ANSWERS = st.lists(EXCEPTIONS, max_size=2).map(tuple) | st.lists(REPLIES, max_size=2).map(tuple) | PLAIN
IN_ORDER = st.tuples(
    *(st.lists(EXCEPTIONS, max_size=1).map(tuple), *(st.lists(REPLIES, max_size=2).map(tuple),) * 2)
).map(
    lambda said: [
        ("cell", 0, said[0]),
        ("asked", "a", said[1]),
        ("asked", "b", said[2]),
        ("done", -1, (0.1, 0.2)),
    ]
)
STREAMS = st.lists(st.tuples(UNITS, ANSWERS).map(lambda pair: (*pair[0], pair[1])), max_size=4) | IN_ORDER

MADE: dict[str, st.SearchStrategy[bytes]] = {
    "decoder": (OBSERVATIONS | REPLIES).map(encode),
    "child": STREAMS.map(_stream),
    "judge": SAID.map(encode),
}
"""Inputs from nothing, where the form is narrow."""


def inputs(name: str, kept: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Inputs for a target: changed ones of the kept, and made ones."""
    found = changed(kept)
    return found | MADE[name] if name in MADE else found
