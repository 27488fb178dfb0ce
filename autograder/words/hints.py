"""What is said about each known mistake: a description and a hint in two steps, by id, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from autograder.model.question import Misconception, Misconceptions
from autograder.words.catalogue import ENGLISH, misconceptions, said_of_misconceptions


@dataclass(frozen=True, slots=True)
class Hint:
    """One mistake and its hint: `nudge` is a question to think about, `explanation` says what to change ("" in the students'
    own installation).

    `same_values_as` names the mistakes that yield the same numbers, so that numbers alone cannot tell them apart.
    """

    id: str
    description: str
    nudge: str
    explanation: str = ""
    same_values_as: tuple[str, ...] = ()


def load_hints(lang: str, own: Misconceptions = MappingProxyType({})) -> Mapping[str, Hint]:
    """Every hint by id in a language (what it lacks, in English, else in the first language there is), those that are a
    course's own too."""
    return (
        MappingProxyType({**known_hints(lang), **{name: _own(one, lang) for name, one in own.items()}})
        if own
        else known_hints(lang)
    )


def _own(one: Misconception, lang: str) -> Hint:
    first = next(iter(one.said.values()))
    return Hint(
        one.id,
        **{**first, **one.said.get(ENGLISH, {}), **one.said.get(lang, {})},
        same_values_as=one.same_values_as,
    )


@cache
def known_hints(lang: str) -> Mapping[str, Hint]:
    """Every hint of the package by id in a language; read once, at the first call."""
    said = said_of_misconceptions(lang)
    hints = {
        name: Hint(name, **said[name], same_values_as=tuple(known.get("same_values_as", ())))
        for name, known in misconceptions().items()
    }
    return MappingProxyType(hints)
