"""What is said about each known mistake: a description and a hint in two steps, by id, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from autograder.words.catalogue import misconceptions, said_of_misconceptions


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


@cache
def load_hints(lang: str) -> Mapping[str, Hint]:
    """Every hint by id in a language (what it lacks, in English); read once, at the first call."""
    said = said_of_misconceptions(lang)
    hints = {
        name: Hint(name, **said[name], same_values_as=tuple(known.get("same_values_as", ())))
        for name, known in misconceptions().items()
    }
    return MappingProxyType(hints)
