"""The record's form."""

from __future__ import annotations

from autograder.model.record import SCHEMA, of_sheet


def test_a_notebook_is_named_where_there_are_several() -> None:
    assert of_sheet("sums") == {"notebook": "sums"}
    assert of_sheet("") == {}
    assert SCHEMA == 1  # whoever changes it says what became of a key
