"""Korean particles: which of two forms stands behind a word is decided by its last sound.

A text holds both, `{name}은(는)`, and reads right whatever the blank is filled with: 모양은, 기울기는, `dW`는, 7은, 5는.
"""

import re
from string import ascii_letters

_PAIRS = {"은(는)": ("은", "는"), "이(가)": ("이", "가"), "을(를)": ("을", "를"), "와(과)": ("과", "와"),
          "이에요(예요)": ("이에요", "예요"), "이어야(여야)": ("이어야", "여야"),
          "이었어요(였어요)": ("이었어요", "였어요"), "(이)라는": ("이라는", "라는"),
          "(이)라고": ("이라고", "라고"), "(으)로": ("으로", "로")}  # fmt: skip
"""Both forms as they are written, and each: after a consonant, after a vowel."""
_WRITTEN = re.compile("|".join(map(re.escape, _PAIRS)))
_CLOSING = "\"'`’”)]}*"
"""What may stand between a word and its particle."""
_NEAR = 80
"""How far back the word is looked for."""
_DIGITS = frozenset("013678")
"""Digits whose names end in a consonant: 영, 일, 삼, 육, 칠, 팔."""
_LIQUID_DIGITS = frozenset("178")
_VOWELS = frozenset("aeiou")
_LETTERS = frozenset("lmnrLMNR")
"""The same of letters that are spelt: 엘, 엠, 엔, 알."""
_CLOSED = re.compile(r"(?:[mnl]|[^aeiou]le|[aeiou][pt])$")
"""How English words end that end in a consonant in Korean as well: num, apple, dot."""
_FIRST, _LAST, _FINALS, _RIEUL = 0xAC00, 0xD7A3, 28, 8


def resolved(text: str) -> str:
    """A text with one form in the place of each pair."""

    def choose(found: re.Match[str]) -> str:
        before = text[max(found.start() - _NEAR, 0) : found.start()]
        closed, liquid = _ending(before.rstrip(_CLOSING))
        after_consonant, after_vowel = _PAIRS[found[0]]
        open_form = not closed or (liquid and found[0].startswith("(으)"))
        return after_vowel if open_form else after_consonant

    return _WRITTEN.sub(choose, text)


def _ending(text: str) -> tuple[bool, bool]:
    """Whether a text ends in a consonant, and whether that is ㄹ."""
    last = text[-1:]
    if last.isascii() and last.isdigit():
        return last in _DIGITS, last in _LIQUID_DIGITS
    if last and _FIRST <= ord(last) <= _LAST:
        final = (ord(last) - _FIRST) % _FINALS
        return final > 0, final == _RIEUL
    word = text[len(text.rstrip(ascii_letters)) :]
    return (_is_closed(word), word[-1] in "lL") if word else (False, False)


def _is_closed(word: str) -> bool:
    """Of Latin letters: spelt where there is no vowel among them or the last is a capital behind a small letter (dW)."""
    spelt = len(word) < 3 or not _VOWELS & {*word} or word[-1].isupper()
    return word[-1] in _LETTERS if spelt else bool(_CLOSED.search(word))
