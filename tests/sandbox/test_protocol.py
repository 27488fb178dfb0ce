"""What counts as an answer to a probe, and what as a broken protocol."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.sandbox.codec import Opaque, ProtocolError
from autograder.sandbox.protocol import Probe, Raised, Reply, Skipped, checked_errors, checked_reply

PROBE = Probe({}, (("a", "1"), ("b", "2")))
FINE = Raised("ValueError", "text", 3, 7, "x")


@pytest.mark.parametrize(
    "observations",
    [(1, 2.0), (None, "text"), (np.zeros(2), (1, (2,))), ({"x": 1}, Opaque("o")), (FINE, Skipped())],
)
def test_one_plain_observation_a_step_is_a_reply(observations: tuple[Any, ...]) -> None:
    reply = Reply(observations, ("a",), (("a", "x"),))
    assert checked_reply(reply, PROBE) is reply


STRANGE: list[Any] = [
    None,
    7,
    "text",
    (1, 2),
    Reply((1,)),
    Reply((1, 2, 3)),
    Reply([1, 2]),  # type: ignore[arg-type]
    Reply("ab"),  # type: ignore[arg-type]
    Reply((1, 2), printed="ab"),  # type: ignore[arg-type]
    Reply((1, 2), printed=(1,)),  # type: ignore[arg-type]
    Reply((1, 2), mutated=("ab",)),  # type: ignore[arg-type]
    Reply((1, 2), mutated=(("a", "b", "c"),)),  # type: ignore[arg-type]
    Reply((1, 2), mutated=((1, 2),)),  # type: ignore[arg-type]
    Reply((1, Raised("x" * 3000))),
    Reply((1, Raised(7))),  # type: ignore[arg-type]
    Reply((1, Raised("E", line=1.5))),  # type: ignore[arg-type]
    Reply((1, Raised("E", cell=True))),
    Reply((1, Raised("E", name=None))),  # type: ignore[arg-type]
]


@pytest.mark.parametrize("value", STRANGE, ids=range(len(STRANGE)))
def test_anything_else_is_none(value: Any) -> None:
    with pytest.raises(ProtocolError):
        checked_reply(value, PROBE)


def test_exceptions_of_a_cell() -> None:
    assert checked_errors((FINE, FINE)) == (FINE, FINE)
    for value in (None, 7, "ab", [FINE], (1,), (Skipped(),), (FINE,) * 41, (Raised("E", line="1"),)):  # type: ignore[arg-type]
        with pytest.raises(ProtocolError):
            checked_errors(value)
