"""The catalogue of messages: complete, rendered safely, and silent about what must stay hidden."""

import re

import numpy as np
import pytest

from autograder.model.message import Message
from autograder.model.question import LANGUAGES
from autograder.words.messages import load_messages, relation, render

CATALOGUE = load_messages()
BLANK = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("key", CATALOGUE)
def test_a_template_has_the_same_blanks_in_every_language(key: str) -> None:
    texts = CATALOGUE[key]
    assert set(texts) == set(LANGUAGES)
    blanks = {lang: set(BLANK.findall(text)) for lang, text in texts.items()}
    assert blanks["en"] == blanks["ko"]


@pytest.mark.parametrize("key", CATALOGUE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_bracket_or_brace_is_left_over(key: str, lang: str) -> None:
    assert not set("[]{}") & set(render(Message(key), lang))


def test_optional_parts_vanish_with_their_values() -> None:
    assert render(Message("value_missing", {"name": "q"})).startswith("There is no variable q. Use exactly")
    assert "You have Q:" in render(Message("value_missing", {"name": "q", "close": "Q"}))
    assert render(Message("value_missing", {"name": "q", "close": None})) == render(
        Message("value_missing", {"name": "q"})
    )


def test_names_keep_their_case_at_the_start_of_a_sentence() -> None:
    assert render(Message("gradient_wrong", {"name": "dW"})).startswith("dW is not")


def test_a_message_fills_a_blank_in_the_same_language() -> None:
    values = {"name": "dx", "index": (0, 1), "relation": relation(1.0, -2.0)}
    assert "first at [0, 1]: your number 1 has the opposite sign" in render(Message("gradient_wrong", values))
    assert "부호가 반대" in render(Message("gradient_wrong", values), "ko")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1 / 3, "0.333333"),
        (np.float64(2.0), "2"),
        (np.array([2, 3]), "(2, 3)"),
        ((4,), "(4,)"),
        (("softmax", "relu"), "softmax, relu"),
        ("a\x1b[2Jb", "a\\x1b[2Jb"),
    ],
)
def test_values_are_shown_plainly(value: object, shown: str) -> None:
    assert f"is {shown}, which" in render(Message("value_wrong", {"name": "q", "got": value}))


@pytest.mark.parametrize(
    ("kind", "english", "korean"),
    [
        ("float", "one number", "숫자 하나"),
        ("None", "nothing (None)", "없음(None)"),
        ("list of 3", "3 values", "값 3개"),
        ("Variable", "Variable", "Variable"),
    ],
)
def test_a_kind_of_answer_has_words_in_every_language(kind: str, english: str, korean: str) -> None:
    message = Message("returned_count", {"method": "backward", "got": kind, "want": 2})
    assert render(message).startswith(f"backward returns {english};")
    assert f"돌려준 것은 {korean}인데" in render(message, "ko")


def test_a_share_is_a_percentage() -> None:
    assert render(Message("partial", {"share": 0.5})) == "Partly right: 50 % of the points."


def test_brackets_of_a_student_are_no_template() -> None:
    hostile = "{name} [x {y}]"
    assert hostile in render(Message("value_missing", {"name": hostile}))


def test_an_unknown_language_falls_back_to_english() -> None:
    assert render(Message("right"), "fr") == "Right."


def test_an_unknown_key_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        render(Message("no_such_key"))


@pytest.mark.parametrize(
    ("got", "want", "key"),
    [
        (0.0, 2.5, "relation_is_zero"),
        (2.5, 0.0, "relation_should_be_zero"),
        (-2.0, 2.5, "relation_opposite_sign"),
        (9.0, 2.5, "relation_too_large"),
        (0.5, 2.5, "relation_too_small"),
    ],
)
def test_a_relation_never_tells_the_expected_number(got: float, want: float, key: str) -> None:
    message = relation(got, want)
    assert message.key == key
    assert "2.5" not in render(message) or got == 2.5
