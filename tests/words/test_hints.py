"""The hints: complete in every language, and consistent with one another."""

import pytest

from autograder.model.question import Misconception
from autograder.words.catalogue import languages, misconceptions
from autograder.words.hints import Hint, load_hints

HINTS = {lang: load_hints(lang) for lang in languages()}
ENGLISH = HINTS["en"]

NEVER_NAMED = ("batch-only", "log-epsilon", "returns-alias")
"""Known and explained, but right by the conventions of the course, so that no diagnosis names them. An id is a contract."""


def test_the_147_mistakes_and_those_that_came_since_are_distinct() -> None:
    assert len(ENGLISH) >= 147  # an id may come, none may go
    assert {*NEVER_NAMED} < {*ENGLISH}
    assert all(list(hints) == list(ENGLISH) for hints in HINTS.values())
    assert all(key == hint.id for key, hint in ENGLISH.items())


@pytest.mark.parametrize("lang", languages())
def test_a_hint_is_complete_in_every_language(lang: str) -> None:
    for hint in HINTS[lang].values():
        for text in (hint.description, hint.nudge, hint.explanation):
            assert text.strip() == text, hint.id
            assert text, hint.id
        assert len(hint.description) <= 80, hint.id
        assert max(len(hint.nudge), len(hint.explanation)) <= 240, hint.id


def test_korean_is_korean_and_english_is_not() -> None:
    def letters(hint: Hint) -> list[bool]:
        return [
            any("가" <= letter <= "힣" for letter in text) for text in (hint.description, hint.explanation)
        ]

    assert [name for name, hint in HINTS["ko"].items() if letters(hint) != [True, True]] == []
    assert [name for name, hint in ENGLISH.items() if letters(hint) != [False, False]] == []


def test_what_is_known_of_a_mistake_is_something_that_is_read() -> None:
    known = {key for one in misconceptions().values() for key in one}
    assert known == {"same_values_as", "idea", "of_objects", "of_the_walk", "everywhere"}


def test_mistakes_of_equal_value_name_one_another() -> None:
    assert len([hint for hint in ENGLISH.values() if hint.same_values_as]) == 17
    for hint in ENGLISH.values():
        for other in hint.same_values_as:
            assert other != hint.id
            assert hint.id in ENGLISH[other].same_values_as, (hint.id, other)


@pytest.mark.parametrize(
    ("lang", "ignored", "twice", "count"),
    [
        ("en", "The upstream gradient is left out", "The upstream gradient is multiplied in twice",
         "Count how many times the upstream gradient enters your result."),
        ("ko", "상류 기울기를 곱하지 않았어요", "상류 기울기를 두 번 곱했어요", "결과에 상류 기울기가 몇 번 곱해졌는지 세어 보세요."),
    ],
)  # fmt: skip
def test_where_nothing_is_called_dout_it_is_the_upstream_gradient(
    lang: str, ignored: str, twice: str, count: str
) -> None:
    """In cells of plain variables; code that an explanation quotes stays as it is."""
    hints = load_hints(lang, upstream="")
    assert hints["upstream-ignored"].description == ignored
    assert (hints["upstream-squared"].description, hints["upstream-squared"].nudge) == (twice, count)
    told = [hint for hint in hints.values() if "upstream" in hint.id]
    assert not [hint.id for hint in told if "dout" in f"{hint.description} {hint.nudge}"]
    assert hints["transpose-missing"] == HINTS[lang]["transpose-missing"]


def test_the_file_is_read_once() -> None:
    assert load_hints("en") is load_hints("en")


def test_what_a_language_lacks_is_english(third_language: str) -> None:
    hint = load_hints(third_language)["upstream-ignored"]
    assert hint.nudge == "doutを変えると結果は変わりますか。"
    assert hint.explanation == ENGLISH["upstream-ignored"].explanation
    assert load_hints(third_language)["sign-flipped"] == ENGLISH["sign-flipped"]


def test_a_hint_speaks_of_the_student_s_own_argument() -> None:
    assert load_hints("en", upstream="gy")["upstream-partial"].description.startswith("gy is multiplied")
    assert load_hints("ko", upstream="dz")["upstream-partial"].description == "dz를 일부 기울기에만 곱했어요"
    assert load_hints("ko")["upstream-partial"].description == "dout을 일부 기울기에만 곱했어요"
    for lang in ("en", "ko"):
        for hint in load_hints(lang, upstream="gy").values():
            assert "dout" not in f"{hint.description} {hint.nudge} {hint.explanation}"
            assert "(를)" not in f"{hint.description} {hint.nudge} {hint.explanation}"


@pytest.mark.parametrize(
    ("lang", "description", "nudge"),
    [("en", "gy is lost", "dy?"), ("ko", "gy is lost", "무엇?"), ("ja", "なし", "dy?"), ("fr", "gy is lost", "dy?")],
)  # fmt: skip
def test_a_hint_of_the_courses_own_is_in_the_language_else_in_english_else_in_the_first(
    lang: str, description: str, nudge: str
) -> None:
    said = {
        "ja": {"description": "なし", "nudge": "dy?"},
        "en": {"description": "dout is lost"},
        "ko": {"nudge": "무엇?"},
    }
    hints = load_hints(lang, {"lost": Misconception("lost", said, ("sign-flipped",))}, "gy")
    assert hints["lost"] == Hint("lost", description, nudge, same_values_as=("sign-flipped",))
    assert hints.keys() == {*ENGLISH, "lost"}
