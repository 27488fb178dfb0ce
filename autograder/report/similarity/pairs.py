"""Which pairs of a class share more of what is rare than chance makes likely: found through what few have, not by comparing all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from autograder.model.record import Record
from autograder.report.similarity.rarity import FEW, LEAST, Handout, Rarity, Traits, traits_of

WRONG_CLASS = 20
"""Students at least before the same wrong numbers of two are worth a question."""


class Pair(NamedTuple):
    """Two students, and the bits that they share."""

    first: str
    second: str
    bits: float


@dataclass(slots=True)
class Class:
    """The submissions of a class, taken one by one and kept as hashes alone."""

    given: Handout = field(default_factory=Handout)
    traits: dict[str, Traits] = field(default_factory=dict)
    rarity: Rarity = field(default_factory=Rarity)

    def add(self, record: Record) -> None:
        """Take one more record; one that is ungraded, or in which nothing was written, says nothing."""
        if record["status"] != "graded":
            return
        traits = traits_of(record, self.given)
        self.traits[record["student"]] = traits
        self.rarity.add(traits)

    def alike(self) -> list[Pair]:
        """The pairs beyond the bar, the most telling first."""
        if self.rarity.students < LEAST:
            return []
        pairs = ((*pair, self._bits(*pair)) for pair in self._likely())
        return _ranked(Pair(*pair) for pair in pairs if pair[2] >= self.rarity.bar)

    def same_wrong(self) -> list[Pair]:
        """The pairs, of two students alone, with the same wrong numbers of a mistake that no rule knows."""
        if self.rarity.students < WRONG_CLASS:
            return []
        held = self._held(key for own in self.traits.values() for one in own.values() for key in one.wrong)
        found = {tuple(who) for who in held.values() if len(who) == 2}
        return _ranked(Pair(first, second, self._bits(first, second)) for first, second in found)

    def _bits(self, first: str, second: str) -> float:
        return self.rarity.shared(self.traits[first], self.traits[second])

    def _likely(self) -> Iterable[tuple[str, str]]:
        """Pairs that have something rare in common, or all answers but one in the same form, and enough of it to be worth comparing."""
        promise: dict[tuple[str, str], float] = defaultdict(float)
        held = self._held(key for traits in self.traits.values() for key in _every(traits))
        for key, who in held.items():
            bits = self.rarity.bits(key)
            for pair in combinations(who, 2):
                promise[pair] += bits
        likely = {pair for pair, bits in promise.items() if bits >= self.rarity.bar / 2}
        for who in self._nearly_whole().values():
            if 2 <= len(who) <= FEW:
                likely.update(combinations(sorted(who), 2))
        return likely

    def _held(self, keys: Iterable[int]) -> Mapping[int, Sequence[str]]:
        """Who has what only some have."""
        wanted = {key for key in keys if 2 <= self.rarity.holders[key] <= FEW}
        held: dict[int, list[str]] = {key: [] for key in wanted}
        for student in sorted(self.traits):
            for key in _every(self.traits[student]) & wanted:
                held[key].append(student)
        return held

    def _nearly_whole(self) -> Mapping[int, Sequence[str]]:
        """Who has the same forms of all answers, and of all but one: common ones in a rare combination."""
        found: dict[int, list[str]] = defaultdict(list)
        for student in sorted(self.traits):
            wholes = sorted((name, one.whole) for name, one in self.traits[student].items() if one.whole)
            for left_out in range(len(wholes) + 1):
                found[hash((left_out, *wholes[:left_out], *wholes[left_out + 1 :]))].append(student)
        return found


def _every(traits: Traits) -> set[int]:
    return {key for answer in traits.values() for key in answer.every}


def _ranked(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: (-pair.bits, pair.first, pair.second))
