"""Outcomes, as they stand in records."""

from __future__ import annotations

import json

from autograder.model.outcome import Outcome


def test_an_outcome_is_its_word() -> None:
    assert json.dumps(list(Outcome)) == json.dumps(
        ["answered", "not_attempted", "missing", "error", "timeout", "crashed", "memory"]
    )


def test_losses() -> None:
    assert [one for one in Outcome if one.is_loss] == ["timeout", "crashed", "memory"]
