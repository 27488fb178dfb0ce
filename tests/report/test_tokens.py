"""Student code as tokens: whatever it holds, put together they are the source again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.report.tokens import tokens

ODD = ("", "'''never closed", "x = 'a\\", "((((\n", ")))\nx = 1", "\x00\ud800", "f(\n" * 2000, 'a"""\\"""')
"""What is no Python, or hardly."""
PIECES = ("'", '"', "'''", '"""', "\\", "\n", "#", "x", "f", "1.", " ", "**", "=", "가")


@pytest.mark.parametrize("source", ODD)
def test_whatever_it_is_tokens_are_the_source(source: str) -> None:
    assert "".join(token.text for token in tokens(source)) == source


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_order_of_such_pieces_loses_one(source: str) -> None:
    assert "".join(token.text for token in tokens(source)) == source


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("x # it's\n", "name blank comment line"),
        ("rb'a\\'b' + f\"{x}\"", "string blank sign blank string"),
        ("'''a\n'''y", "string name"),
        ("'a\ny", "string line name"),
        ("x**=.5e3", "name sign number"),
        ("a//b->c", "name sign name sign name"),
        ("값_1 != 0xFF", "name blank sign blank number"),
        ("a$\tb", "name sign blank name"),
    ],
)
def test_each_piece_is_of_its_kind(source: str, kinds: str) -> None:
    assert " ".join(token.kind for token in tokens(source)) == kinds
