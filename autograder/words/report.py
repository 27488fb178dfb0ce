"""The fixed words of the reports, by key and language (`words.yaml`)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from autograder.model.question import Text

WORDS_FILE = Path(__file__).with_name("report.yaml")


@cache
def load_words() -> Mapping[str, Text]:
    """Every word by key; read once, at the first call."""
    import yaml  # here, so that importing this module costs nothing

    words: Mapping[str, Text] = yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))
    return words


def word(key: str, lang: str) -> str:
    """The word for `key` in that language; the key itself where there is none, so that a new check kind has a name."""
    return in_language(load_words().get(key, {"en": key}), lang)


def in_language(text: Text | str | None, lang: str, otherwise: str = "") -> str:
    """A text in that language, else in English, else `otherwise`; a plain string is taken as it is."""
    if isinstance(text, str):
        return text
    return (text or {}).get(lang) or (text or {}).get("en") or otherwise
