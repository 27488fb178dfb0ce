"""How few have something, and what it says when two have it.

What two submissions share is worth log2(N / holders) bits: nothing where all N students have it, most where these two alone do. Short
exercises have one right answer that everybody writes: it is worth next to nothing. What stands in one answer hangs together (who names one
variable so names the next one so), so that of each question the rarest thing alone counts, for as much as the two answers are the same;
questions add up.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log2
from typing import NamedTuple

from autograder.model.record import QuestionRecord, Record
from autograder.report.similarity.likeness import form_of

MARGIN = 8.0
"""Bits beyond those that chance makes of all pairs: 2 log2 N is what the luckiest of N²/2 pairs would share."""
LEAST = 8
"""Students; in a smaller class nobody can say what is rare."""
FEW = 12
"""What so many have still leads from one of them to another."""


class Sign(NamedTuple):
    """Something that a hash stands for: `line`, `comment`, `number` or `wrong` (numbers) of a question, as it reads."""

    question: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as hashes: of the lines as they stand, by that of their form; of all forms together; of comments and typed numbers; of
    wrong numbers that come of it."""

    lines: Mapping[int, int]
    whole: int
    marks: frozenset[int]
    wrong: frozenset[int]

    @property
    def every(self) -> Iterable[int]:
        """All hashes, each once."""
        return {*self.lines, *self.lines.values(), self.whole, *self.marks, *self.wrong} - {0}


Traits = Mapping[str, Answer]
"""A submission: its answers by question."""


@dataclass(frozen=True, slots=True)
class Handout:
    """What everybody was handed out: the lines of the released notebook in their form, its comments and numbers."""

    lines: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()


def handout(sources: Iterable[str]) -> Handout:
    """Of the cells of the released notebook."""
    forms = [form_of(source) for source in sources]
    marks = (mark for form in forms for mark in (*form.comments, *form.numbers))
    return Handout(frozenset(line.form for form in forms for line in form.lines), frozenset(marks))


def traits_of(record: Record, given: Handout, texts: dict[int, Sign] | None = None) -> Traits:
    """What a record shows of a submission, without what was handed out; `texts` takes what the hashes stand for."""
    return {question["id"]: _answer(question, given, texts) for question in record["questions"]}


def _answer(question: QuestionRecord, given: Handout, texts: dict[int, Sign] | None) -> Answer:
    name, form = question["id"], form_of(question["source"] or "")
    own = [line for line in form.lines if line.form not in given.lines]
    lines = {hash((name, line.form)): hash((name, "raw", line.raw)) for line in own}
    whole = hash((name, "whole", tuple(sorted(line.form for line in own)))) if own else 0
    personal = {"comment": form.comments - given.marks, "number": form.numbers - given.marks}
    marks = {hash((name, kind, one)): Sign(name, kind, one) for kind, own in personal.items() for one in own}
    wrong = {hash((name, number, text)): Sign(name, "wrong", text) for number, text in _wrong(question)}
    if texts is not None:
        texts |= {hash((name, line.form)): Sign(name, "line", line.raw) for line in own} | marks | wrong
    return Answer(lines, whole, frozenset(marks), frozenset(wrong))


def _wrong(question: QuestionRecord) -> Iterable[tuple[int, str]]:
    """The wrong numbers of items whose mistake no rule knows: many make the known ones."""
    for number, item in enumerate(question["items"]):
        if not item["passed"] and item["misconception"] is None and "compare" in item:
            text = json.dumps(item["compare"]["got"], default=str)[:2000]
            yield number, text


@dataclass(slots=True)
class Rarity:
    """How many of a class have what."""

    holders: Counter[int] = field(default_factory=Counter)
    students: int = 0

    def add(self, traits: Traits) -> None:
        """Count one more submission."""
        self.students += 1
        for answer in traits.values():
            self.holders.update(answer.every)

    def bits(self, key: int) -> float:
        """What it says that two have this."""
        holders = max(2, self.holders[key])
        return max(0.0, log2(self.students / holders))

    def is_rare(self, key: int) -> bool:
        """Whether so few have it that it is worth showing: one in ten at the most."""
        return self.holders[key] <= min(FEW, max(2, self.students // 10))

    @property
    def bar(self) -> float:
        """Bits beyond which chance is no likely reason."""
        return 2 * log2(max(2, self.students)) + MARGIN

    def shared(self, one: Traits, other: Traits) -> float:
        """Bits of all that two submissions share."""
        return sum(self.of_question(one[name], other[name]) for name in one.keys() & other.keys())

    def of_question(self, one: Answer, other: Answer) -> float:
        """Bits of one question, those of the rarest of all this: a line that both have (as it stands, or in its form), for as much as
        the answers are the same; the same lines all in all; a comment or a typed number; the same wrong numbers of other code."""
        same = one.lines.keys() & other.lines.keys()
        alike = len(same) / max(len(one.lines), len(other.lines), 1)
        whole = one.whole != 0 and one.whole == other.whole
        rarest = [one.lines[key] if one.lines[key] == other.lines[key] else key for key in same]
        code = alike**2 * self._rarest([*rarest, one.whole] if whole else rarest)
        wrong = 0.0 if whole else self._rarest(one.wrong & other.wrong)
        return max(code, wrong, self._rarest(one.marks & other.marks))

    def _rarest(self, keys: Iterable[int]) -> float:
        return max(map(self.bits, keys), default=0.0)
