"""The catalogue of messages: complete, rendered safely, and silent about what must stay hidden."""

from typing import cast, get_args

import numpy as np
import pytest

from autograder.model.message import Key, Message, say
from autograder.words.catalogue import languages
from autograder.words.messages import by_factor, in_language, kind_words, relation, render, word

KEYS = get_args(Key)


@pytest.mark.parametrize("lang", languages())
def test_no_bracket_or_brace_is_left_over(lang: str) -> None:
    assert [key for key in KEYS if set("[]{}") & set(render(Message(key), lang))] == []


def test_optional_parts_vanish_with_their_values() -> None:
    assert render(Message("target_missing", {"name": "q"})).startswith(
        "There is no q in your notebook. Its name"
    )
    assert "You have Q:" in render(Message("target_missing", {"name": "q", "close": "Q"}))
    assert render(Message("target_missing", {"name": "q", "close": None})) == render(
        Message("target_missing", {"name": "q"})
    )


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (say("supplied_helper", names=["softmax"]), "softmax was not defined in your notebook, so the usual definition was"),
        (say("supplied_helper", names=["a", "b"]), "a, b were not defined in your notebook, so the usual definitions were"),
        (say("on_supplied", names=["Affine"], share=0.5), "Affine is imported"),
        (say("kind_list", count=1), "1 value"),
        (say("kind_list", count="1"), "1 value"),
        (say("kind_list", count=2), "2 values"),
        (say("wrong_shape", name="dx", shape=(2,), want=say("kind_float")), "dx has shape (2,), but one number is needed."),
        (say("wrong_shape", name="dx", got=say("kind_float"), want=(3,)), "dx is one number, but (3,) is needed."),
    ],
)  # fmt: skip
def test_one_and_several_have_forms_of_their_own(message: Message, text: str) -> None:
    assert text in render(message)


def test_an_empty_list_is_called_so() -> None:
    assert kind_words("list of 0") == Message("kind_empty")
    assert kind_words("builtin_function_or_method") == Message("kind_method")
    assert kind_words("list of 3") == Message("kind_list", {"count": 3})


def test_a_blank_without_a_value_is_an_ellipsis() -> None:
    assert render(Message("value_missing")).startswith("There is no variable …. Use exactly")


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
        ((), "()"),
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
    message = Message("returned_count", {"method": "backward", "got": kind_words(kind), "want": 2})
    assert f"2 values, but it returns {english}: one" in render(message)
    assert f"지금 돌려주는 것은 {korean}" in render(message, "ko")


def test_a_share_is_a_percentage() -> None:
    message = Message("follow_through", {"names": ("Relu", "Affine"), "share": 0.5})
    assert (
        render(message)
        == "Judged again with a right answer in place of yours (Relu, Affine): 50 % of the points."
    )


def test_brackets_of_a_student_are_no_template() -> None:
    hostile = "{name} [x {y}]"
    assert hostile in render(Message("value_missing", {"name": hostile}))


def test_an_unknown_language_falls_back_to_english() -> None:
    assert render(Message("right"), "fr") == "Right."


def test_a_key_that_no_language_has_is_shown_and_stops_nothing() -> None:
    """mypy finds it; should one slip through, the student still gets the points."""
    assert render(Message(cast(Key, "no_such_key"), {"name": "q"})) == "no_such_key"


def test_a_word_of_a_group_that_is_unknown_stands_for_itself() -> None:
    assert word("novel_kind", "ko", "check") == "novel_kind"
    assert word("value", "ko", "check") == "값"
    assert word("novel", "ko") == "novel"
    assert word("mean", "ko") == "평균"


def test_texts_fall_back_to_english() -> None:
    assert in_language({"en": "Gates"}, "ko") == "Gates"
    assert in_language({"en": "Gates", "ko": "게이트"}, "ko") == "게이트"
    assert in_language(None, "ko", "ps2") == in_language({"fr": "Portes"}, "ko", "ps2") == "ps2"
    assert in_language("plain", "ko") == "plain"


def test_a_text_by_language_fills_a_blank() -> None:
    message = say("tests_missed", caught=1, all=2, fault={"en": "a sign", "ko": "부호", "ja": "符号"})
    assert "slips through: a sign." in render(message)
    assert "빠져나간 것 하나: 부호." in render(message, "ko")
    assert "a sign." in render(message, "fr")


def test_a_third_language_speaks_where_it_has_words(third_language: str) -> None:
    assert render(say("gradient_wrong", name="dx", index=(0, 1)), third_language) == (
        "dxは連鎖律の勾配と違います。最初に違うのは[0, 1]です。"
    )
    assert render(say("value_missing", name="q"), third_language).startswith("There is no variable q.")
    assert word("ok", third_language, "table") == "はい"


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
    assert dict(message.values) == ({} if key == "relation_is_zero" else {"got": got})
    assert "2.5" not in render(message) or got == 2.5


@pytest.mark.parametrize(
    ("factor", "key", "told"),
    [
        (2.0000001, "relation_times_large", 2),
        (-3.0, "relation_times_large_opposite", 3),
        (1 / 3, "relation_times_small", 3),
        (-0.5000001, "relation_times_small_opposite", 2),
    ],
)
def test_a_factor_is_told_as_a_whole_number(factor: float, key: str, told: int) -> None:
    assert by_factor(factor) == Message(cast(Key, key), {"factor": told})


def test_sentences_stand_one_after_the_other() -> None:
    both = say("right_but_for", conditions=[say("right"), say("not_attempted")], share=0.5, what=say("right"))
    assert f"{render(say('right'))} {render(say('not_attempted'))}" in render(both)
