"""From replies to a question's result."""

from __future__ import annotations

import pytest

from autograder.grading.judge import unfinished
from autograder.model.message import Message


@pytest.mark.parametrize(
    ("how", "message"),
    [
        ("timeout", Message("timeout", {"seconds": 5.0})),
        ("memory", Message("memory")),
        ("crashed", Message("crashed")),
    ],
)
def test_code_that_did_not_end_is_told_how(how: str, message: Message) -> None:
    assert unfinished(how, 5.0) == message
