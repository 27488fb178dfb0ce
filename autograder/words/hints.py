"""What is said about each known mistake: a description and a hint in two steps, by id, in one language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from autograder.model.question import Misconception, Misconceptions
from autograder.notebook.upstream import USUAL
from autograder.words.catalogue import ENGLISH, misconceptions, said_of_misconceptions, texts
from autograder.words.particles import resolved

_USUAL = re.compile(rf"\b{USUAL}\b", re.ASCII)


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


def load_hints(
    lang: str, own: Misconceptions = MappingProxyType({}), upstream: str = USUAL
) -> Mapping[str, Hint]:
    """Every hint by id in a language (what it lacks, in English, else in the first language there is), those that are a
    course's own too. `upstream` is what the student calls the gradient that arrives in backward, "" where nothing is called so."""
    known = known_hints(lang, upstream)
    if not own:
        return known
    theirs = {name: _calling(_own(one, lang), upstream, lang) for name, one in own.items()}
    return MappingProxyType({**known, **theirs})


def _own(one: Misconception, lang: str) -> Hint:
    first = next(iter(one.said.values()))
    said = {**first, **one.said.get(ENGLISH, {}), **one.said.get(lang, {})}
    return Hint(one.id, **said, same_values_as=one.same_values_as)


@lru_cache(64)
def known_hints(lang: str, upstream: str = USUAL) -> Mapping[str, Hint]:
    """Every hint of the package by id in a language; read once, at the first call."""
    said, hints = said_of_misconceptions(lang), {}
    for name, known in misconceptions().items():
        hint = Hint(name, **said[name], same_values_as=tuple(known.get("same_values_as", ())))
        hints[name] = _calling(hint, upstream, lang)
    return MappingProxyType(hints)


def _calling(hint: Hint, upstream: str, lang: str) -> Hint:
    """The hint in the student's own words for what arrives; where nothing is called so, hints about it say what it is."""
    if not upstream and "upstream" not in hint.id:  # they quote code
        upstream = USUAL
    name = upstream or texts(lang)["drawing_the_upstream"]

    def called(text: str) -> str:
        text = text if upstream else text.replace(f" ({USUAL})", "").replace(f"({USUAL})", "")
        said = _USUAL.sub(name, text)
        return resolved(said if upstream else said[:1].upper() + said[1:])

    description, nudge, explanation = map(called, (hint.description, hint.nudge, hint.explanation))
    return replace(hint, description=description, nudge=nudge, explanation=explanation)
