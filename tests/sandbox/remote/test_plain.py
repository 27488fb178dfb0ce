"""Plain data: what a derived type is as one, what data hold, and whether that is still so."""

from __future__ import annotations

from collections import OrderedDict, namedtuple
from enum import IntEnum
from typing import Any

import numpy as np
import pytest

from autograder.sandbox.remote import plain
from tests.sandbox.remote.made import LAYERS, NAMES, outcomes, proved


class Own(np.ndarray):
    """A derived array."""


class Two(IntEnum):
    """A derived number."""

    two = 2


class Text(str):
    """A derived text that says something else of itself."""

    def __str__(self) -> str:
        return "other"


Pair = namedtuple("Pair", "x y")


@pytest.mark.parametrize(
    ("value", "kind"),
    [(Two.two, int), (Text("a"), str), (Pair(1, 2), tuple), (OrderedDict(a=1), dict), (np.float64(2), float)],
)
def test_a_derived_value_is_a_plain_one(value: Any, kind: type) -> None:
    got = plain.plain(value)
    assert type(got) is kind
    assert got == value


def test_arrays_are_copied_out_of_their_type_and_others_left() -> None:
    array = np.arange(3.0).view(Own)
    got = plain.plain(array)
    assert type(got) is np.ndarray
    assert not np.shares_memory(got, array)
    masked = np.ma.MaskedArray([1, 2], [True, False])
    for other in (masked, None, [1], object):
        assert plain.plain(other) is other


def test_what_cannot_be_made_plain_stays() -> None:
    class Hard(dict):  # type: ignore[type-arg]
        """Cannot be read."""

        def keys(self) -> Any:
            raise KeyError

        __iter__ = keys

    hard = Hard(a=1)
    got = plain.plain(hard)
    assert got is hard or got == {"a": 1}


@pytest.mark.parametrize(
    ("value", "change"),
    [
        ([1, 2], lambda v: v.append(3)),
        ([1, 2], lambda v: v.__setitem__(0, 7)),
        ({"a": 1}, lambda v: v.update(a=5)),
        ({"a": 1}, lambda v: (v.pop("a"), v.update(b=1))),
        ({1}, lambda v: v.add(2)),
        (np.zeros(2), lambda v: v.__setitem__(0, 1)),
        (np.array(["a", None], object), lambda v: v.__setitem__(0, "b")),
    ],
)
def test_a_change_is_seen_and_nothing_else(value: Any, change: Any) -> None:
    before = plain.held(value)
    assert not plain.differs(before, value)
    change(value)
    assert plain.differs(before, value)


def test_an_equal_object_in_the_place_of_another_is_a_change() -> None:
    a, b = [1], [1]
    held = [a]
    before = plain.held(held)
    held[0] = b
    assert plain.differs(before, held)


@pytest.mark.parametrize(
    ("value", "new", "holds"),
    [
        ([1], [2, 3], [2, 3]),
        ({"a": 1}, {"b": 2}, {"b": 2}),
        ({1}, {2}, {2}),
    ],
)
def test_data_are_made_to_hold_what_others_hold(value: Any, new: Any, holds: Any) -> None:
    same = value
    plain.put(value, new)
    assert same == holds
    assert same is not new


@pytest.mark.parametrize("new", [np.ones(3), np.ones(2, np.float32), np.ones((2, 1))])
def test_an_array_takes_nothing_of_another_shape_or_type(new: np.ndarray[Any, Any]) -> None:
    value = np.zeros(2)
    plain.put(value, new)
    assert not value.any()
    assert not plain.alike(value, new)


def test_an_array_that_cannot_be_written_stays() -> None:
    value = np.zeros(2)
    value.flags.writeable = False
    plain.put(value, np.ones(2))
    assert not value.any()
    value.flags.writeable = True
    plain.put(value, np.ones(2))
    assert value.all()


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ([1], [2, 3], True),
        ({}, {"a": 1}, True),
        (set(), {1}, True),
        ([1], (1,), False),
        ((1,), (2,), False),
        ("a", "b", False),
        (np.ones(2), np.zeros(2), True),
        (np.ones(2), [1, 1], False),
    ],
)
def test_what_could_be_changed_in_place_into_another(one: Any, other: Any, alike: bool) -> None:
    assert plain.alike(one, other) is alike


def test_an_object_is_exchanged_wherever_it_stands() -> None:
    old, new, else_ = [1], [2], [1]
    items, names = [old, else_, old], {"a": old, "b": else_}
    plain.swap(items, old, new)
    plain.swap(names, old, new)
    assert items[0] is items[2] is names["a"] is new
    assert items[1] is names["b"] is else_


def test_entries_are_those_of_lists_and_dictionaries() -> None:
    assert plain.items_of([5, 6]) == {0: 5, 1: 6}
    assert plain.items_of({"a": 1}) == {"a": 1}
    assert plain.items_of({1}) == {}


def test_other_plain_types_are_taken_for_what_they_are() -> None:
    test = "assert scaled(2) == 4 and np.allclose(row([[1.0, 2.0]]), [1, 2])"
    exam = proved([test], LAYERS, theirs=NAMES)
    matrix = "class Own(np.ndarray):\n    pass\ndef row(a):\n    return np.array(a[0]).view(Own)\nimport enum\nclass N(enum.IntEnum):\n    four = 4\ndef scaled(x):\n    return N.four"
    named = "import collections\ndef row(a):\n    return collections.namedtuple('P', 'x y')(*a[0])"
    assert outcomes(exam, LAYERS, matrix) == ["passed"]
    assert outcomes(exam, LAYERS, named) == ["passed"]
