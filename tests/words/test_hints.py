"""The hints: complete in every language, and consistent with one another."""

import pytest

from autograder.model.question import LANGUAGES
from autograder.words.hints import Hint, load_hints

HINTS = load_hints()


def test_there_are_147_distinct_mistakes() -> None:
    assert len(HINTS) == 147
    assert all(key == hint.id for key, hint in HINTS.items())


@pytest.mark.parametrize("hint", HINTS.values(), ids=lambda hint: hint.id)
def test_a_hint_is_complete_in_every_language(hint: Hint) -> None:
    for text in (hint.description, hint.nudge, hint.explanation):
        assert set(text) == set(LANGUAGES)
        assert all(words.strip() == words and words for words in text.values())
    assert len(hint.description["en"]) <= 80
    assert max(len(hint.nudge["en"]), len(hint.explanation["en"])) <= 240


@pytest.mark.parametrize("hint", HINTS.values(), ids=lambda hint: hint.id)
def test_korean_is_korean_and_english_is_not(hint: Hint) -> None:
    for text in (hint.description, hint.explanation):
        assert any("가" <= letter <= "힣" for letter in text["ko"])
        assert not any("가" <= letter <= "힣" for letter in text["en"])


def test_mistakes_of_equal_value_name_one_another() -> None:
    for hint in HINTS.values():
        for other in hint.same_values_as:
            assert other != hint.id
            assert hint.id in HINTS[other].same_values_as, (hint.id, other)


def test_the_file_is_read_once() -> None:
    assert load_hints() is HINTS
