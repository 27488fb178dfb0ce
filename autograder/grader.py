"""One submission as a straight line: cells → request → replies → verdicts → scores.

`Grader.grade` never raises for anything a student wrote; SandboxError alone comes out, and the caller records the
submission as ungraded.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder import leaves
from autograder.answer_key import AnswerKey
from autograder.child import Heard
from autograder.diagnosis import Diagnosis
from autograder.judging import QuestionResult, judge, nothing
from autograder.locate import Place, places
from autograder.model import Answered, Message, Question
from autograder.notebook import Cell, definitions, joined, parted, same_code
from autograder.numeric import compare
from autograder.prober import Prober
from autograder.sandbox.protocol import Asked, Probe, Raised, Reply, Request
from autograder.spelling import Source, read_source, respelt, spelling_of
from autograder.supply import definitions_of, helpers_for, lacking

__all__ = ["Graded", "Grader", "QuestionResult"]

LOST = {"timeout": "Timeout", "memory": "MemoryError", "crashed": "Crashed"}
"""What stands in the place of an exception for a cell that was stopped, or that ended its process."""
THREADS = 8
"""Threads that a submission may use at once, if its text speaks of threads at all."""


@dataclass(frozen=True, slots=True)
class Graded:
    """A submission judged: results in the course's order, exceptions by cell, CPU seconds of its processes, where it
    tried what the sandbox kills for, and what was left out or changed so that a cell could run."""

    questions: tuple[QuestionResult, ...]
    cell_errors: tuple[tuple[Cell, Raised], ...]
    cpu: float
    violations: tuple[str, ...] = ()
    skipped: tuple[tuple[Cell, str], ...] = ()


class Grader:
    """Judges submissions of one assignment with one prober (one at a time); with a diagnosis, says which mistake it is."""

    def __init__(self, key: AnswerKey, prober: Prober, diagnosis: Diagnosis | None = None) -> None:
        self.key, self.prober, self.diagnosis = key, prober, diagnosis
        self.wanted = {
            q.id: frozenset(name for item in q.rubric for name in item.of) for q in key.assignment.questions
        }

    def grade(self, cells: Sequence[Cell]) -> Graded:
        """Judge a submission's cells. Raises SandboxError when the sandbox itself fails."""
        running = [part for cell in cells if not cell.locked for part in self._parts(cell)]
        helpers = helpers_for(running)
        likely = places(self.key.assignment.questions, running, self.wanted)
        found = self._choose(running, helpers, likely)
        source = read_source(running)
        asked = {q: self._asked(q, place, source) for q, place in found.items()}
        heard = self._ask(running, tuple(asked.values()), helpers)
        heard.replies.update(self._once_more_at_the_end(running, asked, found, heard, helpers))
        here = {*source.classes, *source.functions}
        here |= {str(self.key.questions[q].question.target) for q in found}  # maybe under another name
        elsewhere, nowhere = self._classes_from_elsewhere(running, found, heard, here)
        heard.replies.update(self._once_more_with(elsewhere, here, running, asked, helpers))
        found = {q: place for q, place in found.items() if q not in nowhere}
        results = {
            q.id: self._result(q, found.get(q.id), running, heard, (*helpers, *elsewhere.get(q.id, ())))
            for q in self.key.assignment.questions
        }
        for q in self.key.assignment.questions:
            if "follow_through" in q.options and not results[q.id].full and q.id in asked:
                results[q.id] = self._follow_through(results, asked, running, helpers, q)
        results = {q: self._diagnosed(result, running) for q, result in results.items()}
        errors = [(running[i], raised) for i, found_in in heard.cells.items() for raised in found_in]
        lost = {
            int(i): how for (kind, i), how in heard.lost.items() if kind == "cell" and int(i) < len(running)
        }
        errors += [(running[i], Raised(LOST[how])) for i, how in lost.items()]
        errors.sort(key=lambda error: error[0].index)
        violations = tuple(
            f"cell {running[int(which)].index}" if kind == "cell" else f"question {which}"
            for kind, which in heard.forbidden
        )
        return Graded(tuple(results.values()), tuple(errors), heard.cpu, violations, _skipped(cells))

    def _diagnosed(self, result: QuestionResult, cells: Sequence[Cell]) -> QuestionResult:
        """The result with the mistakes that explain its failing items."""
        if self.diagnosis is None or result.full:
            return result
        found = self.diagnosis.diagnose(result, result.answered, cells, result.cell_errors)
        verdicts = tuple(
            (item, replace(v, misconception=found[i][0], alternatives=found[i][1:]) if found.get(i) else v)
            for i, (item, v) in enumerate(result.verdicts)
        )
        return replace(result, verdicts=verdicts)

    def _asked(self, question_id: str, place: Place, source: Source | None = None) -> Asked:
        question = self.key.questions[question_id].question
        alias = ((question.target, place.alias),) if question.target and place.alias else ()
        probes: tuple[Probe, ...] = self.key.questions[question_id].probes
        if source and question.target and not place.by_id:
            spelling = spelling_of(question, place.alias or question.target, source)
            probes = tuple(respelt(probe, spelling) for probe in probes) if spelling else probes
        return Asked(question_id, place.first, place.after, tuple(question.given), probes, alias)

    def _ask(self, cells: Sequence[Cell], asked: tuple[Asked, ...], helpers: tuple[str, ...]) -> Heard:
        sources = tuple(cell.source for cell in cells)
        text = "\0".join(sources)
        digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
        threads = THREADS if "thread" in text.lower() or "concurrent" in text else 0
        request = Request(sources, asked, seed=int.from_bytes(digest[:6], "big"), helpers=helpers)
        return self.prober.ask(request, threads, definitions)

    def _choose(
        self, cells: Sequence[Cell], helpers: tuple[str, ...], found: Mapping[str, list[Place]]
    ) -> dict[str, Place]:
        """One place a question; where several are likely, the one whose numbers, as they stand, are right most often."""
        chosen = {q: options[-1] for q, options in found.items() if options}
        unsure = {
            q: options
            for q, options in found.items()
            if self.key.questions[q].question.given and options and not options[-1].by_id
        }
        if not unsure:
            return chosen
        asked = tuple(
            replace(self._asked(q, place), question=f"{q} {i}", probes=self.key.questions[q].probes[:1])
            for q, options in unsure.items()
            for i, place in enumerate(options)
        )
        heard = self._ask(cells, asked, helpers)
        scored = []
        for q, options in unsure.items():
            (trial, *_) = self.key.questions[q].trials
            right = [_right(trial.answers, heard.replies.get(f"{q} {i}")) for i in range(len(options))]
            scored += [(right[i], i - len(options), q, place) for i, place in enumerate(options)]
        sure = {q: place for q, place in chosen.items() if q not in unsure}
        return sure | self._assigned(scored)

    def _assigned(self, scored: list[tuple[int, int, str, Place]]) -> dict[str, Place]:
        """A place for each question, the surest first. Questions with the same inputs and the same names for their
        answers do not share one, unless answers to both are right there."""
        chosen: dict[str, Place] = {}
        taken: dict[tuple[str, int], str] = {}
        order = list(self.key.questions)
        for sharing in (False, True):
            for right, _, q, place in sorted(
                scored, key=lambda s: (s[0], s[1], -order.index(s[2])), reverse=True
            ):
                question = self.key.questions[q].question
                spot = (repr(sorted(question.given.items())), place.after)
                if q not in chosen and ((sharing and right > 0) or spot not in taken):
                    chosen[q] = place
                    taken[spot] = q
        return chosen

    def _parts(self, cell: Cell) -> tuple[Cell, ...]:
        """A cell that may answer several plain-variable questions as statements; any other as it is."""
        plain = any(question.given for question in self.key.assignment.questions)
        return parted(cell) if plain and cell.grade_id is None else (cell,)

    def _classes_from_elsewhere(
        self, cells: Sequence[Cell], found: Mapping[str, Place], heard: Heard, here: set[str]
    ) -> tuple[dict[str, set[str]], set[str]]:
        """For questions about several classes: those that the notebook imports from a file that was not handed in, by
        question; and the questions that cannot be asked, because a class is nowhere. `here` are names that it has."""
        elsewhere, nowhere = {}, set()
        for q, place in found.items():
            names = self.key.questions[q].question.options.get("names", ())
            imported, absent = lacking(names, here, cells)
            imported |= lacking(_names_missing(heard.replies.get(q, ())), here, cells)[0]
            if not place.by_id and any(name[0].isupper() for name in absent):
                nowhere.add(q)
            elif not place.by_id and imported:
                elsewhere[q] = imported
        return elsewhere, nowhere

    def _once_more_with(
        self,
        elsewhere: Mapping[str, set[str]],
        here: set[str],
        cells: Sequence[Cell],
        asked: Mapping[str, Asked],
        helpers: tuple[str, ...],
    ) -> dict[str, tuple[Reply, ...]]:
        """Ask again with the reference's classes in the place of those that were not handed in."""
        names = set[str]().union(*elsewhere.values())
        source = definitions_of(names, self.key.reference.cells, without=here)
        again = tuple(replace(asked[q], first=0, after=asked[q].after + 1) for q in elsewhere)
        return self._ask([Cell(source, -1), *cells], again, helpers).replies if source else {}

    def _once_more_at_the_end(
        self,
        cells: Sequence[Cell],
        asked: Mapping[str, Asked],
        found: Mapping[str, Place],
        heard: Heard,
        helpers: tuple[str, ...],
    ) -> dict[str, tuple[Reply, ...]]:
        """A class may use a helper that a later cell defines: ask again after the last cell where a name was missing."""
        again = [
            replace(asked[q], after=len(cells) - 1)
            for q, replies in heard.replies.items()
            if found[q].after < len(cells) - 1 and not asked[q].given and _names_missing(replies)
        ]
        if not again:
            return {}
        later = self._ask(cells, tuple(again), helpers)
        return {q: r for q, r in later.replies.items() if not _names_missing(r)}

    def _result(
        self,
        question: Question,
        place: Place | None,
        cells: Sequence[Cell],
        heard: Heard,
        helpers: tuple[str, ...],
    ) -> QuestionResult:
        key = self.key.questions[question.id]
        if place is None:
            return nothing(question, "missing", Message("target_missing", {"name": _name(question)}))
        own = cells[place.after]
        if same_code(own.source, key.stub):
            return nothing(question, "not_attempted", Message("not_attempted"), own, place.after)
        replies = heard.replies.get(question.id)
        if replies is None:
            how = heard.lost.get(("asked", question.id), "crashed")
            message = Message(how, {"seconds": self.key.course.limits.question_seconds})
            return nothing(question, how, message, own, place.after)
        answered = tuple(Answered(t, r) for t, r in zip(key.trials, replies, strict=True))
        answered += self._apart(question, cells, place)
        before = range(place.after + 1)
        errors = [*heard.cells.get(place.after, ())]
        lost = heard.lost.get(("cell", place.after))
        if not errors and lost is None:  # what its own cell says is the cause, else an earlier one
            errors = [e for i in before if i >= place.first for e in heard.cells.get(i, ())]
            lost = next((heard.lost[("cell", i)] for i in before if ("cell", i) in heard.lost), None)
        seconds = self.key.course.limits.cell_seconds
        result = judge(key, self.key.reference, answered, errors, lost, seconds)
        notes = result.notes + _supplied(own, helpers)
        if question.given and not place.by_id:
            own = joined(cells[place.first : place.after + 1])
        return replace(result, cell=own, at=place.after, notes=notes, cell_errors=tuple(errors))

    def _apart(self, question: Question, cells: Sequence[Cell], place: Place) -> tuple[Answered, ...]:
        """Answers of the kinds that ask in children of their own."""
        answered: tuple[Answered, ...] = ()
        for ask, trials in self.key.questions[question.id].apart:
            sources = [cell.source for cell in cells]
            answered += ask(trials, question, self.key.reference, sources, place.after, self.prober)
        return answered

    def _follow_through(
        self,
        results: Mapping[str, QuestionResult],
        asked: Mapping[str, Asked],
        cells: Sequence[Cell],
        helpers: tuple[str, ...],
        question: Question,
    ) -> QuestionResult:
        """The network once more, with the reference's leaves in the place of wrong or missing ones."""
        result = results[question.id]
        broken = leaves.broken(question, results, cells)
        if not broken or result.outcome in ("not_attempted", "missing"):
            return result
        repaired = [*cells, *leaves.cells(broken, asked, self.key)]
        heard = self._ask(repaired, (replace(asked[question.id], after=len(repaired) - 1),), helpers)
        replies = heard.replies.get(question.id)
        if replies is None:
            return result
        key = self.key.questions[question.id]
        answered = tuple(Answered(t, r) for t, r in zip(key.trials, replies, strict=True))
        again = judge(key, self.key.reference, answered)
        return leaves.credit(result, again, broken, results, cells)


def _skipped(cells: Sequence[Cell]) -> tuple[tuple[Cell, str], ...]:
    """Cells that did not run as they stand, and why; not the release's own test cells, which the grader's questions
    take the place of."""
    locked = [(c, "locked") for c in cells if c.locked and not c.source.lstrip().startswith("check(")]
    return tuple(sorted([*locked, *((c, c.note) for c in cells if c.note)], key=lambda s: s[0].index))


def _supplied(cell: Cell, helpers: tuple[str, ...]) -> tuple[Message, ...]:
    names = [name for name in helpers if re.search(rf"\b{re.escape(name)}\b", cell.source)]
    return (Message("supplied_helper", {"names": names}),) if names else ()


def _name(question: Question) -> str:
    return question.target or ", ".join(dict.fromkeys(name for item in question.rubric for name in item.of))


def _names_missing(replies: Sequence[Reply]) -> set[str]:
    """Names of the NameErrors among replies."""
    raised = [o for reply in replies for o in reply.observations if isinstance(o, Raised)]
    return {error.name for error in raised if error.type_name == "NameError"}


def _right(answers: Sequence[Any], replies: Sequence[Reply] | None) -> int:
    if not replies:
        return -1
    return sum(compare(g, w) is None for g, w in zip(replies[0].observations[1:], answers[1:], strict=True))
