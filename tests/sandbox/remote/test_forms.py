"""The form of a value that crosses, and that nothing else is read."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.sandbox.remote.forms import (
    Form,
    ProtocolError,
    array_content,
    array_of,
    frozen,
    list_of,
    numbers_of,
    thawed,
)


def of_any(kind: Any) -> Form:
    """A form of whatever kind."""
    return Form(kind, 1)


def same(value: Any) -> Any:
    """What stands within a form, as it is."""
    return value


@pytest.mark.parametrize(
    "value",
    [5, -(10**40), 2 - 1j, b"", b"\0a", frozenset({"a"}), range(3), slice(None, 4), ..., np.int32(3), np.bool_(True),
     np.dtype("<f8"), np.dtype("<U3"), bool, object, np.ndarray, np.floating],
)  # fmt: skip
@pytest.mark.parametrize("trusted", [False, True])
def test_plain_values_have_a_form_whoever_sends_them(value: Any, trusted: bool) -> None:
    form = frozen(value, same, trusted=trusted)
    assert form is not None
    got = thawed(form, same, trusting=False)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize("value", [np.sum, np.linalg.norm, len, np, np.linalg])
def test_functions_are_named_by_a_trusted_end_to_one_that_trusts(value: Any) -> None:
    assert frozen(value, same, trusted=False) is None
    form = frozen(value, same, trusted=True)
    assert form is not None
    assert thawed(form, same, trusting=True) is value
    with pytest.raises(ProtocolError, match="no such form"):
        thawed(form, same, trusting=False)


class Named:
    """Says that it is a function of numpy."""

    __name__ = "sum"


@pytest.mark.parametrize(
    "value",
    [Named(), object(), lambda: 0, type("Own", (), {}), np.dtype([("a", "f4")]), np.dtype(object), np.void(b"a"),
     __import__("os"), np.random.randn, KeyError("a")],
)  # fmt: skip
def test_others_have_none(value: Any) -> None:
    assert frozen(value, same, trusted=True) is None


@pytest.mark.parametrize(
    "form",
    [
        Form("int", 5), Form("int", "x"), Form("complex", "ab"), Form("bytes", np.zeros(2)),
        Form("bytes", np.zeros((1, 1), np.uint8)), Form("bytes", b"a"), Form("frozenset", [1]), Form("range", (1.5,)),
        Form("slice", None), Form("scalar", np.zeros(1)), Form("dtype", "f" * 9), Form("dtype", 5), Form("dtype", "no"),
        Form("type", "os"), Form("type", []), of_any(None), Form("frozenset", ([],)),
    ],
)  # fmt: skip
def test_forms_with_something_else_in_them_are_refused(form: Form) -> None:
    with pytest.raises(ProtocolError):
        thawed(form, same, trusting=False)


@pytest.mark.parametrize("content", ["os", "numpy.random", [], None])
def test_of_modules_only_those_that_both_have(content: Any) -> None:
    with pytest.raises(ProtocolError):
        thawed(Form("module", content), same, trusting=True)
    with pytest.raises(ProtocolError):
        thawed(Form("function", (content, "sum")), same, trusting=True)
    with pytest.raises(ProtocolError):
        thawed(Form("function", ("numpy", "no such")), same, trusting=True)


@pytest.mark.parametrize(
    ("items", "dtype"),
    [([1.5] * 8, np.float64), ([7] * 8, np.int32), ([1 << 31] * 8, np.int64), ([-(1 << 31)] * 8, np.int32)],
)
def test_many_numbers_of_one_type_cross_as_an_array(items: list[Any], dtype: type) -> None:
    numbers = numbers_of(items)
    assert numbers is not None
    assert numbers.dtype == dtype
    got = list_of(numbers)
    assert got == items
    assert {type(item) for item in got} == {type(items[0])}


@pytest.mark.parametrize(
    "items", [[1] * 7, [1] * 8 + [1.0], [True] * 9, ["a"] * 9, [1 << 63] * 9, (1,) * 9, {1: 1}]
)
def test_other_lists_cross_item_by_item(items: Any) -> None:
    assert numbers_of(items) is None


@pytest.mark.parametrize(
    "content", [np.zeros((2, 2)), np.zeros(3, np.float32), np.array(1.0), np.zeros(2, bool)]
)
def test_no_other_array_is_a_list(content: np.ndarray[Any, Any]) -> None:
    with pytest.raises(ProtocolError):
        list_of(content)


def test_arrays_of_texts_and_objects_cross_by_their_items() -> None:
    for array in (np.array([["a", "bcd"]]), np.array([None, "x"], object), np.array("a")):
        got = array_of(array_content(array, same), same)
        assert (got.shape, got.dtype, got.tolist()) == (array.shape, array.dtype, array.tolist())
    assert array_content(np.zeros(2, "datetime64[s]"), same) is None
    assert array_content(np.zeros(2, "f4,f4"), same) is None
    whole = np.ones(2)
    assert array_content(whole, same) is whole


@pytest.mark.parametrize(
    "content",
    [None, 5, ((2,), "<U1", ("a",)), ((1,), "<f8", (1.0,)), ((1,), "<U99999999", ("a",)), ((1, 1.5), "<U1", ("a",)),
     ((-1,), "<U1", ()), ((1,), 5, ("a",))],
)  # fmt: skip
def test_no_other_content_is_an_array(content: Any) -> None:
    with pytest.raises(ProtocolError):
        array_of(content, same)
