"""Values and exceptions of student code, as plain data."""

from __future__ import annotations

import enum
from collections import OrderedDict
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.codec import Opaque
from autograder.sandbox.observe import MAX_ITEMS, name_in, observe, where
from autograder.sandbox.protocol import decode, encode


class Loud(float):
    def __float__(self) -> float:
        return 7.0


class Colour(enum.IntEnum):
    RED = 3


class Own(np.ndarray[Any, Any]):
    def __array__(self, *_: Any, **__: Any) -> Any:
        raise RuntimeError("never asked")


DEEP: Any = [1]
for _ in range(10):
    DEEP = [DEEP]
CYCLE: list[Any] = []
CYCLE.append(CYCLE)


@pytest.mark.parametrize(
    ("value", "seen"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (2.5, 2.5),
        ("x" * 9999, "x" * 500),
        (2**63, Opaque("int")),
        ([1, (2, "a")], (1, (2, "a"))),
        ({"a": [1], 2: 3}, {"a": (1,)}),
        (OrderedDict(a=1), {"a": 1}),
        (Loud(1.0), 7.0),
        (Colour.RED, 3.0),
        (Fraction(1, 2), Opaque("Fraction")),
        (1j, Opaque("complex")),
        (object(), Opaque("object")),
        (list(range(MAX_ITEMS + 1)), Opaque("list")),
        (lambda: 1, Opaque("function")),
        (b"x", Opaque("bytes")),
        ({1, 2}, Opaque("set")),
    ],
    ids=lambda v: type(v).__name__,
)
def test_values(value: object, seen: object) -> None:
    got = observe(value)
    assert got == seen
    assert type(got) is type(seen)


@pytest.mark.parametrize(
    ("array", "dtype", "shape"),
    [
        (np.arange(3), "int64", (3,)),
        (np.float32(1.5), "float32", ()),
        (np.arange(3.0)[::-1], "float64", (3,)),
        (np.arange(6.0).reshape(2, 3).T, "float64", (3, 2)),
        (np.arange(3, dtype=">f8"), "float64", (3,)),
        (np.ma.masked_array([1.0, 2.0], [True, False]), "float64", (2,)),
        (np.ones(2).view(Own), "float64", (2,)),
        (np.bool_(True), "bool", ()),
        (np.array([1j]), "complex128", (1,)),
    ],
    ids=range(9),
)
def test_arrays_become_plain(array: Any, dtype: str, shape: tuple[int, ...]) -> None:
    got = observe(array)
    assert (type(got), got.dtype, got.shape) == (np.ndarray, dtype, shape)
    assert np.array_equal(np.asarray(decode(encode(got))), np.asarray(array))


@pytest.mark.parametrize(
    "array",
    [
        np.array(["a"]),
        np.zeros(1_000_000),
        np.zeros((1,) * 9),
        np.zeros(2, [("x", "f8")]),
        np.zeros(1, "M8[s]"),
    ],
)
def test_arrays_without_a_plain_form(array: Any) -> None:
    assert isinstance(observe(array), Opaque)


def test_arrays_of_objects_are_read_item_by_item() -> None:
    assert observe(np.array([1, 2.5], dtype=object)) == (1, 2.5)
    assert observe(np.array([[1], [None]], dtype=object)) == ((1,), (None,))
    assert observe(np.empty(MAX_ITEMS + 1, dtype=object)) == Opaque("object array")


@pytest.mark.parametrize("value", [DEEP, CYCLE, [CYCLE, {"a": CYCLE}]])
def test_depth_is_bounded(value: object) -> None:
    assert "list" in str(observe(value))
    encode(observe(value))


@given(
    st.recursive(
        st.none() | st.integers() | st.floats() | st.text(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_whatever_is_seen_can_be_said(value: object) -> None:
    encode(observe(value))


def raised(source: str, name: str = "<cell 4>") -> BaseException:
    try:
        exec(compile(source, name, "exec"), {})
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def test_where_an_exception_was_raised() -> None:
    assert where(raised("def f():\n    [][1]\nf()")) == (4, 2)
    assert where(raised("1 / 0", "<probe>")) == (-1, 0)
    assert where(raised("import json\njson.loads('{')")) == (4, 2)
    assert where(ValueError()) == (-1, 0)


def test_the_name_an_exception_speaks_of() -> None:
    error = raised("print(undefined)")
    assert name_in(error, "print(undefined)") == "undefined"
    assert name_in(error, "") == "undefined"
    assert name_in(error, "something else") == ""
    assert name_in(ValueError("x"), "") == ""
    for strange in ("a b", "x" * 61, 7, "1a"):
        error.name = strange
        assert name_in(error, "") == ""
