"""From a difference to what a student reads: what was seen, never the right number."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.checks.verdicts import quoting, wording
from autograder.model.message import Message
from autograder.model.trial import Role
from autograder.numbers.compare import Difference, compare
from autograder.sandbox.protocol import Raised, Skipped
from autograder.words.messages import by_factor


def difference(got: Any, want: Any, tolerance: float = 1e-8) -> Difference:
    found = compare(got, want, tolerance)
    assert found is not None
    return found


def test_the_entries_that_are_marked_are_those_that_are_off_for_the_judge() -> None:
    """At the tolerance of the trial: two entries that are near enough are not marked."""
    want = np.ones(3)
    got = want + np.array([1e-6, 1e-6, 1e-3])
    found = difference(got, want, 1e-5)
    shown = wording.shown("dW", found, 1e-5)
    assert shown == {
        "name": "dW",
        "got": got.tolist(),
        "numerical": [1.0, 1.0, 1.0],
        "differs": [False, False, True],
        "index": [2],
    }


@pytest.mark.parametrize(
    ("got", "want", "shows"),
    [
        (2.0, 1.0, False),  # a number says nothing that the message does not
        (np.zeros(100), np.ones(100), True),
        (np.zeros(101), np.ones(101), False),
        (np.zeros(3), np.ones(4), False),
        (np.full(2, np.nan), np.ones(2), False),
        (None, np.ones(2), False),
    ],
)
def test_arrays_are_shown_where_they_differ_in_value_and_are_small(got: Any, want: Any, shows: bool) -> None:
    assert (wording.shown("dW", difference(got, want), 1e-8) is not None) is shows


@pytest.mark.parametrize(
    ("error", "where", "message"),
    [
        (
            Raised("TypeError", "secret", 1, 7),
            "backward",
            Message("raised", {"type": "TypeError", "line": 7, "method": "backward"}),
        ),
        (Raised("TypeError"), "", Message("raised", {"type": "TypeError", "line": None, "method": None})),
        (
            Raised("NameError", "secret", 1, 2, "xx"),
            "",
            Message("raised_name", {"type": "NameError", "line": 2, "method": None, "name": "xx"}),
        ),
        (
            Raised("NotImplementedError", "", 1, 3, "self"),
            "backward",
            Message("not_written", {"method": "backward", "line": 3}),
        ),
    ],
)
def test_an_exception_is_told_by_type_and_place_never_by_its_text(
    error: Raised, where: str, message: Message
) -> None:
    assert quoting.raised(error, where) == message
    assert wording.difference("dx", difference(error, 1.0), where=where) == message


ONES = np.ones(2)
ONE_ROW, TWO = Message("kind_shape", {"shape": (1, 2)}), Message("kind_shape", {"shape": (2,)})


@pytest.mark.parametrize(
    ("got", "of", "where", "message"),
    [
        (None, Role.GRADIENT, "backward", Message("returned_nothing", {"method": "backward"})),
        (None, Role.GRADIENT, "", Message("returned_nothing", {"method": "dx"})),
        ("text", Role.VALUE, "", Message("not_a_number", {"name": "dx", "kind": Message("kind_text")})),
        (
            np.ones((1, 2)),
            Role.GRADIENT,
            "",
            Message("wrong_shape", {"name": "dx", "shape": (1, 2), "want": (2,)}),
        ),
        (
            np.ones((1, 2)),
            Role.VALUE,
            "",
            Message("shape_of_value", {"name": "dx", "got": ONE_ROW, "want": TWO}),
        ),
        (
            np.ones((1, 2)),
            Role.FORWARD,
            "predict",
            Message("shape_returned", {"name": "predict", "got": ONE_ROW, "want": TWO}),
        ),
        (Skipped(), Role.FORWARD, "", Message("not_reached", {"name": "dx"})),
        (ONES * np.inf, Role.FORWARD, "", Message("not_finite", {"name": "dx"})),
        (ONES * 2, Role.FORWARD, "", Message("forward_wrong", {"target": "dx"})),
        (
            np.array([1.0, 3.0]),
            Role.VALUE,
            "",
            Message("value_wrong", {"name": "dx", "got": 3.0, "index": (1,)}),
        ),
        (
            np.array([1.0, -1.0]),
            Role.GRADIENT,
            "",
            Message(
                "gradient_wrong",
                {"name": "dx", "index": (1,), "relation": Message("relation_opposite_sign", {"got": -1.0})},
            ),
        ),
    ],
)
def test_what_differs(got: Any, of: Role, where: str, message: Message) -> None:
    assert wording.difference("dx", difference(got, ONES), of, where) == message


def test_one_number_has_no_index() -> None:
    found = difference(3.0, 1.0)
    assert wording.difference("x", found, Role.VALUE).values["index"] is None
    assert wording.difference("x", found).values["index"] is None


GRADIENT = Message("gradient_wrong", {"name": "dx", "index": (1,), "relation": "elsewhere"})


@pytest.mark.parametrize(
    ("got", "others", "factor"),
    [
        (ONES * 2, (), 2.0),
        (np.array([2.0, 3.0]), (), None),  # two factors
        (ONES * 2, (3.0,), 2.0),  # an array says it by itself
        (2.0, (2.0, 2.0), 2.0),
        (2.0, (2.0, 3.0), None),
        (-2.0, (-2.0, -2.0), -2.0),
        (2.0, (2.0, None), None),  # a call that gave no number
    ],
)
def test_a_factor_is_told_where_all_numbers_are_off_by_it(
    got: Any, others: tuple[Any, ...], factor: float
) -> None:
    want = np.ones_like(got)
    told = wording.exactly(GRADIENT, difference(got, want), [difference(one, 1.0) for one in others])
    relation = by_factor(factor) if factor else "elsewhere"
    assert told == Message("gradient_wrong", {"name": "dx", "index": (1,), "relation": relation})
