"""From a message to the text that is read: the template in the reader's language, with its blanks filled."""

import re
from collections.abc import Mapping, Sequence

from autograder.model.message import Key, Message, Told, is_key
from autograder.model.question import Text
from autograder.words.catalogue import ENGLISH, lines, texts
from autograder.words.clean import clean
from autograder.words.particles import resolved

_BLANK = re.compile(r"\{(\w+)\}")
_FORMS = re.compile(r"\{(\w+)\|([^{}|]*)\|([^{}|]*)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def render(message: Message, lang: str = ENGLISH) -> str:
    """The message in `lang` (in English where it has no such text), on one line, safe to show.

    Optional parts, in square brackets in the template, vanish when one of their blanks has no value; a blank
    elsewhere without a value becomes an ellipsis. `{names|was|were}` is the first of two forms where the value is 1 or has
    one part, else the second. A key that no language has is shown as it is: a text that is
    missing must not cost a student the result.
    """
    template = texts(lang).get(message.key)
    if template is None:
        return message.key
    values = {name: value for name, value in message.values.items() if value is not None}

    def keep(part: re.Match[str]) -> str:
        return part[1] if all(name in values for name in _BLANK.findall(part[1])) else ""

    def fill(blank: re.Match[str]) -> str:
        return _shown(blank[1], values[blank[1]], lang) if blank[1] in values else "…"

    def form(words: re.Match[str]) -> str:
        return words[2] if _is_one(values.get(words[1])) else words[3]

    return resolved(_BLANK.sub(fill, _FORMS.sub(form, _OPTIONAL.sub(keep, template))))


def _is_one(value: object) -> bool:
    return len(value) == 1 if isinstance(value, list | tuple) else value in (1, "1")


def retold(text: str, lang: str) -> str:
    """A line of the terminal in `lang`; in English where it has none, and any other text as it is."""
    if not isinstance(text, Told) or (template := lines(lang).get(text.template)) is None:
        return str(text)
    values = {name: retold(v, lang) if isinstance(v, str) else v for name, v in text.values.items()}
    return resolved(template.format(**values))


def word(key: str, lang: str, group: str = "") -> str:
    """A text without blanks, for a page or a table; the key itself where there is none, so that a new check kind has a name.

    `group` says what the key is a name of ("check", "outcome", …), where the same name means several things.
    """
    return texts(lang).get(f"{group}_{key}" if group else key, key)


def in_language(text: Text | str | None, lang: str, otherwise: str = "") -> str:
    """A text in that language, else in English, else `otherwise`; a plain string is taken as it is."""
    if isinstance(text, str):
        return text
    return (text or {}).get(lang) or (text or {}).get(ENGLISH) or otherwise


def relation(got: float, want: float) -> Message:
    """How `got` differs from `want`, in words that do not give `want` away (unless it is 0)."""
    if got == 0:
        return Message("relation_is_zero")
    if want == 0:
        return Message("relation_should_be_zero", {"got": got})
    if got * want < 0:
        return Message("relation_opposite_sign", {"got": got})
    return Message("relation_too_large" if abs(got) > abs(want) else "relation_too_small", {"got": got})


def by_factor(factor: float) -> Message:
    """The same where every number is off by one factor, negative where the sign is wrong too."""
    large = abs(factor) > 1
    key: Key = "relation_times_large" if large else "relation_times_small"
    if factor < 0:
        key = "relation_times_large_opposite" if large else "relation_times_small_opposite"
    return Message(key, {"factor": round(abs(factor) if large else 1 / abs(factor))})


_LIST = re.compile(r"list of (\d{1,9})")


_KINDS = {"builtin_function_or_method": "method"}
"""Kinds that have the words of another."""


def kind_words(name: str) -> Message | str:
    """A kind of answer (as `numbers.compare.kind_of` calls it), to fill a blank; a type without words of its own stays as it is."""
    if count := _LIST.fullmatch(name):
        return Message("kind_list", {"count": int(count[1])}) if int(count[1]) else Message("kind_empty")
    key = f"kind_{_KINDS.get(name, name)}"
    return Message(key) if is_key(key) else name


def _shown(name: str, value: object, lang: str) -> str:
    """A value as a student reads it: 1.5, (3, 2), index [0, 1], share 50 %, dW, db."""
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, Message):
        return render(value, lang)
    if isinstance(value, Mapping):
        return clean(in_language(value, lang))
    if isinstance(value, list | tuple):
        return _sequence(name, value, lang)
    if name == "share" and isinstance(value, float | int):
        return f"{100 * value:.3g} %"
    return f"{value:.6g}" if isinstance(value, float) else clean(value)


def _sequence(name: str, value: Sequence[object], lang: str) -> str:
    """Names with commas between, sentences one after the other, numbers as a shape, or as an index where they are one."""
    said = [render(part, lang) for part in value if isinstance(part, Message)]
    if value and len(said) == len(value):
        return " ".join(said)
    inner = ", ".join(_shown("", part, lang) for part in value)
    if any(isinstance(part, str) for part in value):
        return inner
    if name == "index":
        return f"[{inner}]"
    return f"({inner},)" if len(value) == 1 else f"({inner})"
