"""A submission, asked: one request to a child of its own, and what is known so far when several have been made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Protocol

from autograder.checks.verdicts.quoting import vouched
from autograder.fitting.borrowed import library
from autograder.fitting.fit import Fit, Fitted
from autograder.host.child import Heard
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.outcome import Outcome
from autograder.model.result import QuestionResult
from autograder.model.trial import Answered
from autograder.notebook.bounds import KEPT_SOURCE
from autograder.notebook.code import code, definitions, same_code
from autograder.notebook.signs import Piece, pieces_of, speaks_of_complex, works_with_complex
from autograder.sandbox.protocol import Asked, Raised, Reply, Request, Skipped
from autograder.sandbox.remote.exam import Exam

THREADS = 8
"""Threads that a submission may use at once, if its text speaks of threads at all."""


class Asks(Protocol):
    """Whoever runs a request in a child, and comes back whatever the child does: a Prober."""

    def ask(
        self,
        request: Request,
        threads: int = 0,
        lighter: Callable[[str], str] | None = None,
        exam: Exam | None = None,
    ) -> Heard:
        """What came out. Raises SandboxError when the sandbox itself fails."""


@dataclass
class Asking:
    """One submission of an assignment, and who asks it.

    `stopped` are sources of cells that hung or died, and how: the next request runs only what they define. `cpu` are
    the CPU seconds of all children.
    """

    key: AnswerKey
    prober: Asks
    fitted: Fitted
    stopped: dict[str, Outcome] = field(default_factory=dict)
    cpu: float = 0.0
    _complex: dict[tuple[int, frozenset[str]], bool] = field(default_factory=dict)

    def ask(
        self,
        asked: Sequence[Asked],
        cells: Sequence[Cell] | None = None,
        *,
        leaves: bool = False,
        exam: Exam | None = None,
    ) -> Heard:
        """Ask in a child of its own; of other cells than the submission's own where they are given, with the
        helpers that only a network may lean on where `leaves` are wanted, and with the tests of an `exam`."""
        cells = self.fitted.cells if cells is None else cells
        text = "\0".join(cell.source for cell in cells)
        threads = THREADS if "thread" in text.lower() or "concurrent" in text else 0
        request = self._request(asked, cells, text, leaves)
        if exam:
            request = replace(request, talks=self._talks(exam, len(cells)))
        heard = self.prober.ask(request, threads, definitions, exam)
        self.cpu += heard.cpu
        for at, how in heard.lost.items():
            if 0 <= at < len(cells):
                self.stopped.setdefault(cells[at].source, how)
        for i, cell in enumerate(cells):
            if cell.source in self.stopped:
                heard.lost.setdefault(i, self.stopped[cell.source])
        return heard

    def _talks(self, exam: Exam, cells: int) -> tuple[tuple[str, int], ...]:
        """Each test in order, and the cell after which it is answered: those that stand before it, else all, and never fewer
        than for the test before."""
        talks, last = [], 0
        for name in exam.tests:
            last = max(last, min(self.fitted.stops.get(name, cells), cells) - 1)
            talks.append((name, last))
        return tuple(talks)

    def _request(self, asked: Sequence[Asked], cells: Sequence[Cell], text: str, leaves: bool) -> Request:
        """What a child is told. Its seed is drawn from the cells' `text`, so that the same ones get the same numbers."""
        digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
        helpers = {**self.fitted.helpers, **(self.fitted.leaves if leaves else {})}
        return Request(
            tuple(definitions(c.source) if c.source in self.stopped else c.source for c in cells),
            tuple(asked),
            seed=int.from_bytes(digest[:6], "big"),
            helpers=tuple(helpers.items()),
            library=library(frozenset(helpers.values())),
            annotations=self.fitted.annotations,
            lent=tuple(i for i, cell in enumerate(cells) if cell.index < 0),
            files=tuple(self.key.assignment.files.items()),
        )

    def ask_alone(self, cells: Sequence[str], asked: Asked, seed: int) -> Reply | None:
        """One question in a child that answers nothing else; None where it did not answer, and steps that were Skipped where
        the submission's budget was used up before."""
        sources = tuple(definitions(source) if source in self.stopped else source for source in cells)
        files = tuple(self.key.assignment.files.items())
        heard = self.prober.ask(
            Request(sources, (asked,), seed=seed, annotations=self.fitted.annotations, files=files)
        )
        self.cpu += heard.cpu
        if asked.question in heard.beyond:
            return Reply((Skipped(),) * len(asked.probes[0].steps))
        replies = heard.replies.get(asked.question)
        return replies[0] if replies else None

    def answered(self, fit: Fit, replies: Sequence[Reply]) -> tuple[Answered, ...]:
        """What a question's trials were answered, its exceptions vouched for."""
        cells = tuple(cell.source for cell in self.fitted.cells)
        key, place = self.key.questions[fit.question.id], fit.place
        own = cells[place.first : place.after + 1]
        trials = key.asked_of_complex if self._works_with_complex(fit) else key.asked
        return tuple(
            Answered(trial, _vouched(reply, cells), place.ours, fit.waived, cells, own)
            for trial, reply in zip(trials, replies, strict=True)
        )

    def asked(self, fit: Fit) -> Asked:
        """All probes of a question."""
        key = self.key.questions[fit.question.id]
        return fit.asked(key.probes_of_complex if self._works_with_complex(fit) else key.probes)

    def standing_until(self, fit: Fit) -> int:
        """The last cell after which a question's answer still is that of its own cell."""
        cells, at = self.fitted.cells, fit.place.after
        own = code(cells[at].source).blocks & {fit.question.target, fit.question.partner, fit.place.alias}
        later = (i for i in range(at + 1, len(cells)) if own & code(cells[i].source).blocks)
        return next(later, len(cells)) - 1

    def _works_with_complex(self, fit: Fit) -> bool:
        """Whether the answer to a question is made of complex numbers."""
        if not self._may_be_complex or self._is_long:
            return self._may_be_complex
        of = (fit.place.after, fit.names)
        if of not in self._complex:
            # a helper may be defined in a later cell
            end = fit.place.after + 1 if fit.question.given else None
            pieces = tuple(chain.from_iterable(self._pieces[:end]))
            self._complex[of] = works_with_complex(pieces, fit.names)
        return self._complex[of]

    @cached_property
    def _may_be_complex(self) -> bool:
        return any(speaks_of_complex(cell.source) for cell in self.fitted.cells)

    @cached_property
    def _is_long(self) -> bool:
        """Too long to be taken to pieces, which nobody's own work is."""
        return sum(len(cell.source) for cell in self.fitted.cells) > KEPT_SOURCE

    @cached_property
    def _pieces(self) -> list[list[Piece]]:
        return [pieces_of([cell.source]) for cell in self.fitted.cells]


def _vouched(reply: Reply, cells: tuple[str, ...]) -> Reply:
    seen = (vouched(one, cells) if isinstance(one, Raised) else one for one in reply.observations)
    return replace(reply, observations=tuple(seen))


@dataclass(frozen=True)
class State:
    """What is known of a submission so far; a round of asking takes one and gives the next.

    fits      how each question is answered; those without a place are not among them
    heard     what its process said: cells as they ran first, the best replies so far
    apart     answers that were given in children of their own, by question
    borrowed  classes of the reference that stood in for files which were not handed in, by question
    lent      the questions whose replies were given beside cells of the reference
    results   by question, once they are judged
    """

    fits: Mapping[str, Fit] = field(default_factory=dict)
    heard: Heard = field(default_factory=Heard)
    apart: Mapping[str, tuple[Answered, ...]] = field(default_factory=dict)
    borrowed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    lent: frozenset[str] = frozenset()
    results: Mapping[str, QuestionResult] = field(default_factory=dict)

    def with_replies(self, replies: Mapping[str, tuple[Reply, ...]]) -> State:
        """With these replies in the place of earlier ones."""
        return replace(self, heard=replace(self.heard, replies={**self.heard.replies, **replies}))


Round = Callable[[Asking, State], State]


def names_missing(replies: Sequence[Reply]) -> set[str]:
    """Names of the NameErrors among replies."""
    raised = [o for reply in replies for o in reply.observations if isinstance(o, Raised)]
    return {error.name for error in raised if error.type_name == "NameError"}


def untouched(asking: Asking, fit: Fit) -> bool:
    """True where the answer cell still is the stub that students start from."""
    return same_code(asking.fitted.cells[fit.place.after].source, asking.key.questions[fit.question.id].stub)
