"""The texts that students read: a catalogue by key and language (`messages.yaml`), and how its blanks are filled."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from autograder.model.message import Message
from autograder.model.question import Text
from autograder.words.clean import clean

MESSAGES_FILE = Path(__file__).with_name("messages.yaml")

_BLANK = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


@cache
def load_messages() -> Mapping[str, Text]:
    """Every template by key; read once, at the first call."""
    import yaml  # here, so that importing this module costs nothing

    return MappingProxyType(yaml.safe_load(MESSAGES_FILE.read_text(encoding="utf-8")))


def render(message: Message, lang: str = "en") -> str:
    """The message in `lang` (English where that language is unknown), on one line, safe to show.

    Optional parts, in square brackets in the template, vanish when one of their blanks has no value; a blank
    elsewhere without a value becomes an ellipsis. Raises KeyError for a key that the catalogue does not have.
    """
    texts = load_messages()[message.key]
    values = {name: value for name, value in message.values.items() if value is not None}

    def keep(part: re.Match[str]) -> str:
        return part[1] if all(name in values for name in _BLANK.findall(part[1])) else ""

    def fill(blank: re.Match[str]) -> str:
        return _shown(blank[1], values[blank[1]], lang) if blank[1] in values else "…"

    return _BLANK.sub(fill, _OPTIONAL.sub(keep, texts.get(lang, texts["en"])))


def relation(got: float, want: float) -> Message:
    """How `got` differs from `want`, in words that do not give `want` away (unless it is 0)."""
    if got == 0:
        return Message("relation_is_zero")
    if want == 0:
        return Message("relation_should_be_zero", {"got": got})
    if got * want < 0:
        return Message("relation_opposite_sign", {"got": got})
    size = "too_large" if abs(got) > abs(want) else "too_small"
    return Message(f"relation_{size}", {"got": got})


def _shown(name: str, value: Any, lang: str) -> str:
    """A value as a student reads it: 1.5, (3, 2), index [0, 1], share 50 %, dW, db."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, Message):
        return render(value, lang)
    if isinstance(value, Mapping):
        return clean(value.get(lang, value.get("en", "")))
    if isinstance(value, list | tuple):
        return _sequence(name, value, lang)
    if name == "share":
        return f"{100 * value:.3g} %"
    if name in ("kind", "got") and isinstance(value, str):
        return _kind(value, lang)
    return f"{value:.6g}" if isinstance(value, float) else clean(value)


def _kind(kind: str, lang: str) -> str:
    """The word of `numeric.kind_of` in that language; a type name without a word of its own stays as it is."""
    if count := re.fullmatch(r"list of (\d+)", kind):
        return render(Message("kind_list", {"count": int(count[1])}), lang)
    return render(Message(f"kind_{kind}"), lang) if f"kind_{kind}" in load_messages() else clean(kind)


def _sequence(name: str, value: Sequence[Any], lang: str) -> str:
    """Names with commas between, numbers as a shape, or as an index where they are one."""
    inner = ", ".join(_shown("", part, lang) for part in value)
    if any(isinstance(part, str) for part in value):
        return inner
    if name == "index":
        return f"[{inner}]"
    return f"({inner},)" if len(value) == 1 else f"({inner})"
