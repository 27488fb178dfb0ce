"""A submission's questions, asked: where each is answered, and again where what it needs is missing in the notebook."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from autograder.fitting.editions import earlier_step, seeded
from autograder.fitting.locate import Place
from autograder.fitting.spelling import Source, respelt, spelling_of
from autograder.fitting.supply import definitions_of, lacking
from autograder.host.child import Heard
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.notebook.code import definitions
from autograder.numbers.compare import compare
from autograder.sandbox.protocol import Asked, Probe, Raised, Reply, Request

THREADS = 8
"""Threads that a submission may use at once, if its text speaks of threads at all."""


@dataclass
class Asking:
    """The cells of one submission, the helpers they lack, and what has been learnt of them.

    `stopped` are sources of cells that hung or died, and how: the next request runs only what they define.
    """

    key: AnswerKey
    prober: Prober
    cells: Sequence[Cell]
    helpers: tuple[str, ...]
    source: Source
    stopped: dict[str, str] = field(default_factory=dict)

    def ask(self, asked: tuple[Asked, ...], cells: Sequence[Cell] | None = None) -> Heard:
        """Ask in a child of its own; of other cells than the submission's own where they are given."""
        cells = self.cells if cells is None else cells
        text = "\0".join(cell.source for cell in cells)
        digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
        threads = THREADS if "thread" in text.lower() or "concurrent" in text else 0
        sources = tuple(definitions(c.source) if c.source in self.stopped else c.source for c in cells)
        request = Request(sources, asked, seed=int.from_bytes(digest[:6], "big"), helpers=self.helpers)
        heard = self.prober.ask(request, threads, definitions)
        for (kind, at), how in heard.lost.items():
            if kind == "cell" and int(at) < len(cells):
                self.stopped.setdefault(cells[int(at)].source, how)
        for i, cell in enumerate(cells):
            if cell.source in self.stopped:
                heard.lost.setdefault(("cell", i), self.stopped[cell.source])
        return heard

    def asked(self, question_id: str, place: Place) -> Asked:
        """A question at its place; in notebooks that are not ours, with names as they spell them."""
        question = self.key.questions[question_id].question
        alias = ((question.target, place.alias),) if question.target and place.alias else ()
        probes: tuple[Probe, ...] = self.key.questions[question_id].probes
        if question.target and not place.by_id:
            spelling = spelling_of(question, place.alias or question.target, self.source)
            probes = tuple(respelt(probe, spelling) for probe in probes) if spelling else probes
            if earlier_step(question, place, self.source):
                probes = tuple(seeded(probe) for probe in probes)
        return Asked(question_id, place.first, place.after, tuple(question.given), probes, alias)

    def choose(self, found: Mapping[str, list[Place]]) -> dict[str, Place]:
        """One place a question; where several are likely, the one whose numbers, as they stand, are right most often."""
        chosen = {q: options[-1] for q, options in found.items() if options}
        unsure = {
            q: found[q]
            for q, place in chosen.items()
            if self.key.questions[q].question.given and not place.by_id
        }
        if not unsure:
            return chosen
        asked = tuple(
            replace(self.asked(q, place), question=f"{q} {i}", probes=self.key.questions[q].probes[:1])
            for q, options in unsure.items()
            for i, place in enumerate(options)
        )
        heard = self.ask(asked)
        scored = []
        for q, options in unsure.items():
            (trial, *_) = self.key.questions[q].trials
            right = [_right(trial.answers, heard.replies.get(f"{q} {i}")) for i in range(len(options))]
            scored += [(right[i], i - len(options), q, place) for i, place in enumerate(options)]
        sure = {q: place for q, place in chosen.items() if q not in unsure}
        return sure | self._assigned(scored)

    def _assigned(self, scored: list[tuple[int, int, str, Place]]) -> dict[str, Place]:
        """A place for each question, the surest first. Questions with the same inputs do not share one, unless answers
        to both are right there."""
        chosen: dict[str, Place] = {}
        taken: set[tuple[str, int]] = set()
        order = list(self.key.questions)
        scored.sort(key=lambda s: (s[0], s[1], -order.index(s[2])), reverse=True)
        for sharing in (False, True):
            for right, _, q, place in scored:
                given = self.key.questions[q].question.given
                spot = (repr(sorted(given.items())), place.after)
                if q not in chosen and ((sharing and right > 0) or spot not in taken):
                    chosen[q] = place
                    taken.add(spot)
        return chosen

    def once_more_at_the_end(self, asked: Mapping[str, Asked], heard: Heard) -> dict[str, tuple[Reply, ...]]:
        """A class may use a helper that a later cell defines: ask again after the last cell where a name was missing."""
        last = len(self.cells) - 1
        again = [
            replace(asked[q], after=last)
            for q, replies in heard.replies.items()
            if asked[q].after < last and not asked[q].given and _names_missing(replies)
        ]
        later = self.ask(tuple(again)).replies if again else {}
        return {q: replies for q, replies in later.items() if not _names_missing(replies)}

    def classes_from_elsewhere(
        self, found: Mapping[str, Place], heard: Heard
    ) -> tuple[dict[str, set[str]], set[str]]:
        """For questions about several classes: those that the notebook imports from a file that was not handed in, by
        question; and the questions that cannot be asked, because a class is nowhere."""
        elsewhere, nowhere = {}, set()
        here = self._here(found)
        for q, place in found.items():
            names = self.key.questions[q].question.options.get("names", ())
            imported, absent = lacking(names, here, self.cells)
            imported |= lacking(_names_missing(heard.replies.get(q, ())), here, self.cells)[0]
            if not place.by_id and any(name[0].isupper() for name in absent):
                nowhere.add(q)
            elif not place.by_id and imported:
                elsewhere[q] = imported
        return elsewhere, nowhere

    def once_more_with(
        self, elsewhere: Mapping[str, set[str]], found: Mapping[str, Place], asked: Mapping[str, Asked]
    ) -> dict[str, tuple[Reply, ...]]:
        """Ask again with the reference's classes in the place of those that were not handed in.

        Never with one that is itself asked for, so that nobody is credited with the reference's work.
        """
        names = set[str]().union(*elsewhere.values())
        source = definitions_of(names, self.key.reference.cells, without=self._here(found))
        again = tuple(replace(asked[q], first=0, after=asked[q].after + 1) for q in elsewhere)
        return self.ask(again, [Cell(source, -1), *self.cells]).replies if source else {}

    def _here(self, found: Mapping[str, Place]) -> set[str]:
        """Names that the notebook has, maybe under another name."""
        targets = {str(self.key.questions[q].question.target) for q in found}
        return {*self.source.classes, *self.source.functions, *targets}


def _names_missing(replies: Sequence[Reply]) -> set[str]:
    """Names of the NameErrors among replies."""
    raised = [o for reply in replies for o in reply.observations if isinstance(o, Raised)]
    return {error.name for error in raised if error.type_name == "NameError"}


def _right(answers: Sequence[Any], replies: Sequence[Reply] | None) -> int:
    if not replies:
        return -1
    return sum(compare(g, w) is None for g, w in zip(replies[0].observations[1:], answers[1:], strict=True))
