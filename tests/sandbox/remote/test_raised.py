"""Exceptions that cross: types of the other end are made here, and never anything but types of exceptions."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.sandbox.codec import ProtocolError
from autograder.sandbox.remote.raised import MAX_CHAIN, chain_of, kind_of, made


class Odd(KeyError, OSError):
    """Of two that both ends know."""


class Odder(Odd):
    """And one further away."""


@pytest.mark.parametrize("kind", [ValueError, Odd, Odder])
def test_a_type_has_its_name_and_its_bases_there(kind: type[Exception]) -> None:
    known: dict[int, type[Exception]] = {}
    there = kind_of(chain_of(kind), known)
    assert there.__name__ == kind.__name__
    assert [one for one in (KeyError, OSError, ValueError) if issubclass(there, one)] == [
        one for one in (KeyError, OSError, ValueError) if issubclass(kind, one)
    ]
    assert kind_of(chain_of(kind), known) is there


@pytest.mark.parametrize(
    "chain",
    [
        (),
        (("X", 5),),
        (("X", 5), ("Y", 6)),
        (("object", 0),),
        (("BaseException", 0),),
        (("X", True), ("ValueError", 0)),
        (("X", 5.0), ("ValueError", 0)),
        ((5, 5), ("ValueError", 0)),
        (("no name", 5), ("ValueError", 0)),
        (([], 0),),
        ("X",),
        None,
        (("ValueError", 0),) * (2 * MAX_CHAIN + 1),
    ],
)
def test_whatever_is_no_chain_to_a_known_exception_is_refused(chain: Any) -> None:
    known: dict[int, type[Exception]] = {}
    with pytest.raises(ProtocolError):
        kind_of(chain, known)
    with pytest.raises(ProtocolError):
        made((chain, "", 0, 1, ""), known)
    assert all(issubclass(one, Exception) for one in known.values())
