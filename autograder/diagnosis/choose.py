"""From the stories that fit to the one that is told: a whole question first, then part by part, then two mistakes at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from autograder.diagnosis import numbers
from autograder.diagnosis.evidence import Evidence, Label, close, same, spots_for
from autograder.diagnosis.stories import Casebook, Story
from autograder.diagnosis.text import Text
from autograder.diagnosis.ties import tie_break
from autograder.model.question import RubricItem
from autograder.model.trial import Role


@dataclass(frozen=True, slots=True)
class Case:
    """One student's answers to one question, beside all that is known of the question."""

    book: Casebook
    got: Evidence
    text: Text

    @property
    def required(self) -> tuple[int, ...]:
        """The spots that count: an array given to a gate of numbers may raise."""
        return tuple(
            i
            for i, spot in enumerate(self.book.spots)
            if not (spot.optional and self.got.tokens[i][0] in ("raised", "skipped"))
        )

    def spots(self, item: RubricItem) -> tuple[int, ...]:
        """The spots that a rubric item is about."""
        return spots_for(self.book.key.about(item), self.book.spots)

    def right(self, where: Sequence[int]) -> bool:
        """True when the answers at those spots are right."""
        return same(self.got, self.book.right, where, self.book.spots)

    def wrong_parts(self) -> dict[Label, tuple[int, ...]]:
        """The parts with a wrong answer, each with all its spots that count."""
        parts: dict[Label, list[int]] = {}
        for i in self.required:
            parts.setdefault(self.book.spots[i].of, []).append(i)
        return {of: tuple(where) for of, where in parts.items() if not self.right(where)}


def by_numbers(case: Case, items: Sequence[tuple[int, RubricItem]]) -> dict[int, tuple[str, ...]]:
    """The ids for each failing item; empty where nothing fits."""
    wrong = case.wrong_parts()
    all_at_once = tie_break(_whole(case, wrong), case.text, case.book.question)
    if all_at_once:
        return {index: all_at_once for index, _ in items}
    by_part = {of: _part(case, of, where, wrong) for of, where in wrong.items()}
    found = {index: _of_item(case, item, by_part) for index, item in items}
    return {index: tie_break(ids, case.text, case.book.question) for index, ids in found.items() if ids}


def whole(case: Case) -> tuple[str, ...]:
    """The ids of the bank's mistakes that predict every answer, exceptions among them."""
    where = case.required
    wrong = [i for i in where if not case.right((i,))]
    bank = [s for s in case.book.stories if not s.general and _tells(s, case, where)]
    said = [s for s in bank if s.evidence.messages == case.got.messages]
    if not (said and any(case.got.messages)) and all(
        case.got.tokens[i][0] in ("raised", "skipped") for i in wrong
    ):
        return ()
    return tie_break(list(dict.fromkeys(s.id for s in said or bank)), case.text, case.book.question)


def _whole(case: Case, wrong: dict[Label, tuple[int, ...]]) -> list[str]:
    """Stories that predict every answer, numbers among them: the bank's, then those told of all wrong parts alike."""
    where = case.required
    if not any(case.got.tokens[i][0] == "#" for w in wrong.values() for i in w if not case.right((i,))):
        return []
    bank = [s for s in case.book.stories if same(case.got, s.evidence, where, case.book.spots)]
    ids = [s.id for s in bank if not s.general] + [s.id for s in bank if s.general]
    return list(dict.fromkeys(ids))


def _part(case: Case, of: Label, where: tuple[int, ...], wrong: dict[Label, tuple[int, ...]]) -> list[str]:
    """The ids that explain one wrong part alone."""
    if not all(case.got.tokens[i][0] == "#" for i in where if not case.right((i,))):
        return []
    plain = of[0] is not Role.VALUE or bool(case.book.question.given)
    ids = list(numbers.explain(of, case.book, case.got, where)) if plain else []
    ids += [s.id for s in case.book.stories if _tells(s, case, where) and s.general]
    gradients = [p for p in {s.of for s in case.book.spots} if p[0] == of[0]]
    if of[0] is Role.GRADIENT and len(wrong) < len(gradients) and len(gradients) > 1:
        ids = ["upstream-partial" if i == "upstream-ignored" else i for i in ids]
    elif "partial-gradient-zero" in ids and not any(p not in wrong for p in gradients):
        ids.remove("partial-gradient-zero")
    bank = [
        s.id
        for s in case.book.stories
        if not s.general and _tells(s, case, where) and _within(s, case, wrong)
    ]
    return list(dict.fromkeys([*bank[:3], *ids] if len(wrong) > 1 else [*ids, *bank[:3]]))


def _within(story: Story, case: Case, wrong: dict[Label, tuple[int, ...]]) -> bool:
    """True when all that the story makes wrong is wrong here too."""
    right = case.book.right
    return all(
        case.book.spots[i].of in wrong or same(story.evidence, right, (i,), case.book.spots)
        for i in case.required
    )


def _tells(story: Story, case: Case, where: tuple[int, ...]) -> bool:
    return same(case.got, story.evidence, where, case.book.spots)


def _of_item(case: Case, item: RubricItem, by_part: dict[Label, list[str]]) -> tuple[str, ...]:
    """The ids of an item: those that explain most of its wrong parts first."""
    own = {case.book.spots[i].of for i in case.spots(item)}
    lists = [ids for of, ids in by_part.items() if of in own]
    if not lists or not any(lists):
        return ()
    everywhere = [ids for ids in by_part.values() if ids]
    known = list(dict.fromkeys(i for ids in lists for i in ids))
    known.sort(key=lambda i: -sum(i in ids for ids in everywhere))
    return tuple(known)


def beside_a_sign(case: Case, items: Sequence[tuple[int, RubricItem]]) -> dict[int, tuple[str, ...]]:
    """Two mistakes at once: the ids that explain the wrong gradients once they are negated; empty unless all are."""
    wrong = [of for of in case.wrong_parts() if of[0] is not Role.FORWARD]
    arrays = tuple(
        -a if a is not None and s.of in wrong else a
        for a, s in zip(case.got.arrays, case.book.spots, strict=True)
    )
    found = by_numbers(replace(case, got=Evidence(case.got.tokens, arrays)), items)
    if len(found) < len(items) or any({"sign-flipped", "abs-applied"} & set(ids) for ids in found.values()):
        return {}
    return {i: (*ids, "sign-flipped") for i, ids in found.items()}


def constant(case: Case, where: Sequence[int]) -> bool:
    """True when one and the same number was answered in every call, though the right answers differ."""
    values = [case.got.arrays[i] for i in where]
    if len(values) < 3 or any(v is None or v.shape != () for v in values):
        return False
    if not np.isfinite(float(np.asarray(values[0]))):
        return False
    return all(close(v, values[0]) for v in values) and abs(float(np.asarray(values[0]))) not in (0.0, 1.0)
