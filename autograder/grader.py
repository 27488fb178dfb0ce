"""One submission as a straight line: cells → request → replies → verdicts → scores.

`Grader.grade` never raises for anything a student wrote; SandboxError alone comes out, and the caller records the
submission as ungraded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.answer_key import AnswerKey, QuestionKey
from autograder.checks import KINDS
from autograder.child import Heard
from autograder.locate import Place, places
from autograder.model import Answered, Message, Question, RubricItem, Verdict
from autograder.notebook import Cell, definitions, same_code
from autograder.numeric import compare
from autograder.prober import Prober
from autograder.sandbox.protocol import Asked, Raised, Reply, Request

THREADS = 8
"""Threads that a submission may use at once, if its text speaks of threads at all."""


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question judged: its outcome, the first error, and a verdict for each rubric item."""

    question: Question
    outcome: str
    verdicts: tuple[tuple[RubricItem, Verdict], ...]
    error: Raised | None = None
    notes: tuple[Message, ...] = ()
    cell: Cell | None = None

    @property
    def score(self) -> float:
        """Points earned."""
        return round(sum(item.points * verdict.share for item, verdict in self.verdicts), 9)


@dataclass(frozen=True, slots=True)
class Graded:
    """A submission judged: results in the course's order, exceptions by cell, CPU seconds of its processes."""

    questions: tuple[QuestionResult, ...]
    cell_errors: tuple[tuple[Cell, Raised], ...]
    cpu: float


class Grader:
    """Judges submissions of one assignment with one prober (one at a time)."""

    def __init__(self, key: AnswerKey, prober: Prober) -> None:
        self.key, self.prober = key, prober
        self.wanted = {
            q.id: frozenset(name for item in q.rubric for name in item.of) for q in key.assignment.questions
        }

    def grade(self, cells: Sequence[Cell]) -> Graded:
        """Judge a submission's cells. Raises SandboxError when the sandbox itself fails."""
        running = [cell for cell in cells if not cell.locked]
        found = self._choose(running, places(self.key.assignment.questions, running, self.wanted))
        asked = {q: self._asked(q, place) for q, place in found.items()}
        heard = self._ask(running, tuple(asked.values()))
        late = self._once_more_at_the_end(running, asked, found, heard)
        heard.replies.update(late)
        results = tuple(
            self._judge(self.key.questions[q.id], found.get(q.id), running, heard)
            for q in self.key.assignment.questions
        )
        errors = tuple(
            (running[i], raised) for i, all_raised in sorted(heard.cells.items()) for raised in all_raised
        )
        return Graded(results, errors, heard.cpu)

    def _asked(self, question_id: str, place: Place) -> Asked:
        question = self.key.questions[question_id].question
        alias = ((question.target, place.alias),) if question.target and place.alias else ()
        probes = self.key.questions[question_id].probes
        return Asked(question_id, place.first, place.after, tuple(question.given), probes, alias)

    def _ask(self, cells: Sequence[Cell], asked: tuple[Asked, ...]) -> Heard:
        sources = tuple(cell.source for cell in cells)
        seed = int.from_bytes(
            hashlib.sha256("\0".join(sources).encode("utf-8", "replace")).digest()[:6], "big"
        )
        text = "".join(sources).lower()
        threads = THREADS if "thread" in text or "concurrent" in text else 0
        return self.prober.ask(Request(sources, asked, seed=seed), threads, definitions)

    def _choose(self, cells: Sequence[Cell], found: Mapping[str, list[Place]]) -> dict[str, Place]:
        """One place a question; where several are likely, the one whose numbers, as they stand, are right most often."""
        chosen = {q: options[-1] for q, options in found.items() if options}
        unsure = {q: options for q, options in found.items() if len(options) > 1}
        if not unsure:
            return chosen
        asked = tuple(
            replace(self._asked(q, place), question=f"{q} {i}", probes=self.key.questions[q].probes[:1])
            for q, options in unsure.items()
            for i, place in enumerate(options)
        )
        heard = self._ask(cells, asked)
        for q, options in unsure.items():
            (trial, *_) = self.key.questions[q].trials
            right = [_right(trial.answers, heard.replies.get(f"{q} {i}")) for i in range(len(options))]
            best = max(range(len(options)), key=lambda i, right=right: (right[i], i))  # type: ignore[misc]
            chosen[q] = options[best]
        return chosen

    def _once_more_at_the_end(
        self, cells: Sequence[Cell], asked: Mapping[str, Asked], found: Mapping[str, Place], heard: Heard
    ) -> dict[str, tuple[Reply, ...]]:
        """A class may use a helper that a later cell defines: ask again after the last cell where a name was missing."""
        again = [
            replace(asked[q], after=len(cells) - 1)
            for q, replies in heard.replies.items()
            if found[q].after < len(cells) - 1 and not asked[q].given and _name_missing(replies)
        ]
        if not again:
            return {}
        later = self._ask(cells, tuple(again))
        return {q: r for q, r in later.replies.items() if not _name_missing(r)}

    def _judge(
        self, key: QuestionKey, place: Place | None, cells: Sequence[Cell], heard: Heard
    ) -> QuestionResult:
        question = key.question
        own = cells[place.after] if place else None
        if place is None:
            return self._nothing(
                question, "missing", Message("target_missing", {"name": _name(question)}), None, own
            )
        if own and same_code(own.source, key.stub):
            return self._nothing(question, "not_attempted", Message("not_attempted"), None, own)
        lost = heard.lost.get(("asked", question.id))
        replies = heard.replies.get(question.id)
        if replies is None:
            how = lost or "crashed"
            seconds = self.key.course.limits.question_seconds
            return self._nothing(question, how, Message(how, {"seconds": seconds}), None, own)
        answered = tuple(Answered(t, r) for t, r in zip(key.trials, replies, strict=True))
        errors = [e for i in range(place.first, place.after + 1) for e in heard.cells.get(i, ())]
        cell_lost = next(
            (heard.lost[("cell", i)] for i in range(place.after + 1) if ("cell", i) in heard.lost), None
        )
        return self._answered(key, answered, errors, cell_lost, own)

    def _answered(
        self,
        key: QuestionKey,
        answered: tuple[Answered, ...],
        cell_errors: list[Raised],
        cell_lost: str | None,
        own: Cell | None,
    ) -> QuestionResult:
        question = key.question
        raised = [o for one in answered for o in one.reply.observations if isinstance(o, Raised)]
        if (
            raised
            and all(error.type_name == "NotImplementedError" for error in raised)
            and _only_raised(answered)
        ):
            return self._nothing(question, "not_attempted", Message("not_attempted"), None, own)
        verdicts = tuple((item, self._verdict(key, item, answered)) for item in question.rubric)
        missing = [e for e in raised if e.cell < 0 and e.type_name == "NameError"]
        outcome, error = "answered", None
        if any(e.type_name == "MemoryError" for e in raised):
            outcome = "memory"
        elif missing and _only_raised(answered):
            outcome = cell_lost or ("error" if cell_errors else "missing")
            error = cell_errors[0] if cell_errors else None
        elif raised and any(not v.passed for _, v in verdicts):
            outcome, error = "error", next((e for e in raised if e.cell >= 0), raised[0])
        if outcome in ("timeout", "crashed", "memory") or (outcome == "error" and missing and cell_errors):
            verdicts = self._same(verdicts, outcome, error)
        notes = _notes(verdicts)
        return QuestionResult(question, outcome, verdicts, error, notes, own)

    def _verdict(self, key: QuestionKey, item: RubricItem, answered: tuple[Answered, ...]) -> Verdict:
        trials = key.of(item)
        mine = tuple(one for one in answered if one.trial in trials)
        return KINDS[item.check].judge(item, key.question, mine, self.key.reference)

    def _same(
        self,
        verdicts: Sequence[tuple[RubricItem, Verdict]],
        outcome: str,
        error: Raised | None,
    ) -> tuple[tuple[RubricItem, Verdict], ...]:
        """The one cause of all failures, said instead of its consequences."""
        if error is not None:
            message = Message(
                "cell_raised",
                {"type": error.type_name, "line": error.line or None, "name": error.name or None},
            )
        else:
            message = Message(outcome, {"seconds": self.key.course.limits.cell_seconds})
        return tuple((i, v if v.passed else replace(v, message=message)) for i, v in verdicts)

    def _nothing(
        self, question: Question, outcome: str, message: Message, error: Raised | None, cell: Cell | None
    ) -> QuestionResult:
        verdicts = tuple((item, Verdict(0.0, message)) for item in question.rubric)
        return QuestionResult(question, outcome, verdicts, error, (), cell)


def _name(question: Question) -> str:
    return question.target or ", ".join(dict.fromkeys(name for item in question.rubric for name in item.of))


def _only_raised(answered: Sequence[Answered]) -> bool:
    """True when no step with a role gave a value."""
    return not any(
        not isinstance(one.got(step), Raised) and type(one.got(step)).__name__ != "Skipped"
        for one in answered
        for step in one.trial.roles
    )


def _name_missing(replies: Sequence[Reply]) -> bool:
    return any(isinstance(o, Raised) and o.type_name == "NameError" for r in replies for o in r.observations)


def _right(answers: Sequence[Any], replies: Sequence[Reply] | None) -> int:
    if not replies:
        return -1
    return sum(compare(g, w) is None for g, w in zip(replies[0].observations[1:], answers[1:], strict=True))


def _notes(verdicts: Sequence[tuple[RubricItem, Verdict]]) -> tuple[Message, ...]:
    notes: list[Message] = []
    for _, verdict in verdicts:
        notes += [note for note in verdict.notes if note not in notes]
    return tuple(notes)
