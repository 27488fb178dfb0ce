"""What to write instead of a word that nobody knows."""

from __future__ import annotations

import pytest

from autograder.course.suggestion import suggest


@pytest.mark.parametrize(
    ("word", "known", "otherwise", "said"),
    [
        ("valeu", ["value", "bound"], "", 'did you mean "value"?'),
        ("valeu", ["value", "bound"], "leave it", 'did you mean "value"?'),
        ("zzz", ["value", "bound"], "leave it", "leave it"),
        ("zzz", ["value", "bound"], "", "write one of value, bound"),
        ("zzz", [], "", "leave it out"),
    ],
)
def test_what_is_suggested(word: str, known: list[str], otherwise: str, said: str) -> None:
    assert suggest(word, known, otherwise) == said
