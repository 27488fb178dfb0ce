"""Student text is safe to show: nothing invisible, nothing too long, whatever the string."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from autograder.words.clean import aligned, clean, clean_lines, columns

ANY_TEXT = st.text(st.characters(exclude_categories=[]))


@given(ANY_TEXT, st.integers(1, 50))
def test_every_string_becomes_short_and_visible(text: str, limit: int) -> None:
    shown = clean(text, limit)
    assert len(shown) <= limit
    assert not {unicodedata.category(letter) for letter in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    shown.encode("utf-8")


def test_what_hides_is_written_out() -> None:
    assert clean("a\x1b[31m\u202eb\ud800\n") == "a\\x1b[31m\\u202eb\\ud800\\n"


def test_what_can_be_seen_beside_it_stays() -> None:
    assert clean("상류 기울기\x1b\u3000é") == "상류 기울기\\x1b\u3000é"


def test_ordinary_text_is_untouched() -> None:
    assert clean("김아다 — é ∂L/∂x 🙂") == "김아다 — é ∂L/∂x 🙂"


def test_a_cut_is_marked() -> None:
    assert clean("abcdef", 4) == "abc…"
    assert clean("abcd", 4) == "abcd"
    assert clean("abc\n", 4) == "abc…"


def test_lines_keep_their_indentation() -> None:
    assert clean_lines("def f():\r\n\treturn\x07 1\rg\n") == ["def f():", "    return\\x07 1", "g", ""]


def test_a_line_is_cut_where_it_is_longer_than_asked() -> None:
    assert clean_lines(f"{'a' * 400}\n{'a' * 401}") == ["a" * 400, "a" * 399 + "…"]
    assert clean_lines("abc\nabcd\n\td", limit=3) == ["abc", "ab…", "  …"]


def test_the_number_of_lines_is_limited() -> None:
    assert len(clean_lines("\n" * 1000, max_lines=10)) == 10


def test_letters_of_east_asia_count_twice() -> None:
    assert columns("dx = 3") == 6
    assert columns("상류 기울기") == 11
    assert columns("Ａ１｡") == 5  # of full width, and of half


def test_rows_stand_in_columns() -> None:
    rows = [("ab", "기울", "1"), ("c", "d", "22")]
    assert list(aligned(rows)) == ["ab  기울  1", "c   d     22"]
    assert list(aligned(rows, numbers=True)) == ["ab  기울   1", "c      d  22"]
    assert list(aligned(rows, 1)) == ["ab  기울  1", "c  d  22"]
    assert list(aligned([("a", "b"), ("c", "")])) == ["a  b", "c"]
