"""Known mistakes by their fingerprints: the self-check recognises by them what the grader recognises by its bank of mistakes.

A fingerprint is the hash of what a mistake makes of one part of an answer, at inputs that everybody may know. What a mistake leaves
right has none: nothing of a right answer can be found in them, nor held against them.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product

import numpy as np

from autograder.diagnosis.case import LOST, Casebook, Story
from autograder.diagnosis.evidence import FORGIVEN, Evidence, Label, Spot, Token
from autograder.model.trial import Trial

UNKNOWN = float("nan")
"""In the place of a right answer that nobody knows: nothing is equal to it."""

Fingerprints = Sequence[tuple[str, Mapping[str, str], str]]
"""Of each known mistake of a question: its id, a fingerprint for each part that it makes wrong, and that of what it raises."""

SEED = b"self-check"
"""What the inputs are drawn with that everybody may know."""
DIGITS = 14
"""Binary digits of the numbers that are hashed: more than different mistakes need, fewer than what rounding reaches, and the
conventions of a formula."""
LENGTH = 4
"""Bytes of a fingerprint."""
BESIDE = " beside"
LEAST = 1e-12
"""A number that is zero, but for rounding."""


def fingerprints(book: Casebook) -> Fingerprints:
    """The bank's stories of a question, each as its id and the fingerprints of what it makes wrong, by part; without those
    that nothing is wrong of."""
    found: list[tuple[str, Mapping[str, str], str]] = []
    parts = parts_of(book.spots, book.trials)
    right = {name: _near(name, book.right, where) for name, where in parts.items()}
    for story in (one for one in book.stories if not one.general):
        wrong = {
            name: made
            for name, where in parts.items()
            if (made := fingerprint(name, story.evidence, where)) not in right[name]
        }
        said = _hash(story.evidence.messages) if any(story.evidence.messages) else ""
        found += [(story.id, wrong, said)] if wrong else []
    return found


def stories_of(book: Casebook, known: Fingerprints, got: Evidence) -> Iterator[Story]:
    """The known mistakes as stories, made of the answers that were given (`got`).

    Where the answers bear a mistake's fingerprint, it predicts them; where it has none, it predicts what is right. Where nobody
    knows what is right (`UNKNOWN`), a mistake all of whose fingerprints are borne predicts whatever was answered.
    """
    parts = parts_of(book.spots, book.trials)
    own = {name: _near(name, got, where) for name, where in parts.items()}
    unknown = {name for name, where in parts.items() if _is_unknown(book.right, where)}
    excused = {name for name in parts if name.endswith(BESIDE) and _raised(got, parts[name])}
    for mistake, wrong, said in known:
        bears = {name for name in wrong if wrong[name] in own.get(name, ())}
        explained = bool(unknown) and unknown <= bears == set(wrong)
        alike = set(parts) if explained else bears | (excused & set(wrong))
        told = {name: parts[name] for name in parts.keys() & alike.union(wrong)}
        messages = got.messages if said == _hash(got.messages) else ()
        yield Story(mistake, replace(_predicted(book.right, got, told, alike), messages=messages))


def _predicted(
    right: Evidence, got: Evidence, parts: Mapping[str, Sequence[int]], alike: set[str]
) -> Evidence:
    """What is right, and in these parts what was answered, where they are `alike`, and nothing else where they are not."""
    tokens, arrays = list(right.tokens), list(right.arrays)
    for name, where in parts.items():
        for i in where:
            tokens[i] = got.tokens[i] if name in alike else ("unlike",)
            arrays[i] = got.arrays[i] if name in alike else None
    return Evidence(tuple(tokens), tuple(arrays))


def _raised(got: Evidence, where: Sequence[int]) -> bool:
    """Something raised there, which says nothing against a story where more than the substance is asked."""
    return any(got.tokens[i][0] in LOST for i in where)


def _is_unknown(right: Evidence, where: Sequence[int]) -> bool:
    """Nobody knows what is right somewhere there."""
    return any((array := right.arrays[i]) is not None and bool(np.isnan(array).any()) for i in where)


def borne(spots: Sequence[Spot], trials: Sequence[Trial], known: Fingerprints, got: Evidence) -> set[str]:
    """The parts that are wrong, as they bear the fingerprint of a mistake all of whose fingerprints the answers bear."""
    own = {name: _near(name, got, where) for name, where in parts_of(spots, trials).items()}
    told = (wrong for _, wrong, _ in known if all(one in own.get(name, ()) for name, one in wrong.items()))
    return {name for wrong in told for name in wrong}


def part_of(label: Label) -> str:
    """What the part of a label is called, as far as its substance goes."""
    return f"{label[0]} {label[1]}"


def parts_of(spots: Sequence[Spot], trials: Sequence[Trial]) -> Mapping[str, tuple[int, ...]]:
    """The spots of each part by name, those of the substance and those `BESIDE` it apart; without what is drawn by chance."""
    found: dict[str, list[int]] = {}
    for at, spot in enumerate(spots):
        beside = BESIDE if spot.step.conditions or trials[spot.trial].conditions else ""
        if spot.tolerance <= FORGIVEN:
            found.setdefault(f"{part_of(spot.of)}{beside}", []).append(at)
    return {name: tuple(where) for name, where in found.items()}


def fingerprint(
    part: str, answers: Evidence, where: Sequence[int], more: float = 0.0, larger: float = 0.0
) -> str:
    """The fingerprint of the answers to a part at its spots.

    `more` is added to their sum, and `larger` to the largest of them, both as shares of the largest.
    """
    known = [array.ravel() for i in where if (array := answers.arrays[i]) is not None]
    values = np.concatenate([np.zeros(0), *known]).astype(float)
    finite = np.isfinite(values)
    numbers = np.where(finite, values, 0.0)
    size = float(np.abs(numbers).max(initial=0.0))
    total = float(np.sum(numbers * (2.0 + np.cos(np.arange(numbers.size))))) + more * size
    exponent = int(np.frexp(size * (1.0 + larger))[1]) if size > LEAST else 0
    shapes = [_plain(answers.tokens[i]) for i in where]
    odd = [str(value) for value in values[~finite]]
    return _hash((part, shapes, odd, exponent, int(np.floor(np.ldexp(total, DIGITS - exponent)))))


def _near(part: str, answers: Evidence, where: Sequence[int]) -> set[str]:
    """The fingerprints of all answers that equal these but for rounding and conventions."""
    return {fingerprint(part, answers, where, *nudges) for nudges in product((-FORGIVEN, FORGIVEN), repeat=2)}


def _plain(token: Token) -> tuple[object, ...]:
    """A token as released files have it; one number is one number, however it is wrapped."""
    if token[0] != "value":
        return token
    return "#", () if np.prod(token[1], dtype=int) == 1 else token[1]


def _hash(value: object) -> str:
    return hashlib.blake2b(repr(value).encode(), digest_size=LENGTH).hexdigest()
