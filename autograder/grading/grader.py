"""One submission as a straight line: cells → request → replies → verdicts → scores.

`Grader.grade` never raises for anything a student wrote; SandboxError alone comes out, and the caller records the
submission as ungraded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from autograder.diagnosis import Diagnosis
from autograder.fitting.editions import waived
from autograder.fitting.locate import Place, places
from autograder.fitting.spelling import read_source
from autograder.fitting.supply import helpers_for
from autograder.grading import follow_through as leaves
from autograder.grading.asking import Asking
from autograder.grading.judge import judge, nothing, unfinished
from autograder.host.child import Heard
from autograder.host.prober import Prober
from autograder.model.answer_key import AnswerKey
from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.question import Question
from autograder.model.result import Graded, QuestionResult
from autograder.model.trial import Answered
from autograder.notebook.cells import joined, parted
from autograder.notebook.code import same_code
from autograder.sandbox.protocol import Asked, Raised, Reply, Request

LOST = {"timeout": "Timeout", "memory": "MemoryError", "crashed": "Crashed"}
"""What stands in the place of an exception for a cell that was stopped, or that ended its process."""


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
        asking = Asking(self.key, self.prober, running, helpers, read_source(running))
        found = asking.choose(places(self.key.assignment.questions, running, self.wanted))
        asked = {q: asking.asked(q, place) for q, place in found.items()}
        heard = asking.ask(tuple(asked.values()))
        heard.replies.update(asking.once_more_at_the_end(asked, heard))
        elsewhere, nowhere = asking.classes_from_elsewhere(found, heard)
        heard.replies.update(asking.once_more_with(elsewhere, found, asked))
        found = {q: place for q, place in found.items() if q not in nowhere}
        results = {
            q.id: self._result(
                q, found.get(q.id), running, heard, asking, (*helpers, *elsewhere.get(q.id, ()))
            )
            for q in self.key.assignment.questions
        }
        for q in self.key.assignment.questions:
            if "follow_through" in q.options and not results[q.id].full and q.id in asked:
                results[q.id] = self._follow_through(results, asked, asking, q)
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
        if result.cell is None:  # a question that was left out altogether is no mistake
            found = {i: ids for i, ids in found.items() if ids[0] != "missing-variable"}
        verdicts = tuple(
            (item, replace(v, misconception=found[i][0], alternatives=found[i][1:]) if found.get(i) else v)
            for i, (item, v) in enumerate(result.verdicts)
        )
        return replace(result, verdicts=verdicts)

    def _parts(self, cell: Cell) -> tuple[Cell, ...]:
        """A cell that may answer several plain-variable questions as statements; any other as it is."""
        plain = any(question.given for question in self.key.assignment.questions)
        return parted(cell) if plain and cell.grade_id is None else (cell,)

    def _result(
        self,
        question: Question,
        place: Place | None,
        cells: Sequence[Cell],
        heard: Heard,
        asking: Asking,
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
            message = unfinished(how, self.key.course.limits.question_seconds)
            return nothing(question, how, message, own, place.after)
        free = waived(question, place, asking.source)
        answered = tuple(Answered(t, r, place.by_id, free) for t, r in zip(key.trials, replies, strict=True))
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
            sources = [cell.source for cell in cells[: place.after + 1]]
            answered += ask(trials, question, self.key.reference, sources, self._alone)
        return answered

    def _alone(self, cells: Sequence[str], asked: Asked, seed: int) -> Reply | None:
        """One question in a child of its own."""
        replies = self.prober.ask(Request(tuple(cells), (asked,), seed=seed)).replies.get(asked.question)
        return replies[0] if replies else None

    def _follow_through(
        self,
        results: Mapping[str, QuestionResult],
        asked: Mapping[str, Asked],
        asking: Asking,
        question: Question,
    ) -> QuestionResult:
        """The network once more, with the reference's leaves in the place of wrong or missing ones."""
        result = results[question.id]
        broken = leaves.broken(question, results, asking.cells)
        if not broken or result.outcome in ("not_attempted", "missing"):
            return result
        repaired = [*asking.cells, *leaves.cells(broken, asked, self.key)]
        heard = asking.ask((replace(asked[question.id], after=len(repaired) - 1),), repaired)
        replies = heard.replies.get(question.id)
        if replies is None:
            return result
        key = self.key.questions[question.id]
        before = result.answered or (Answered(key.trials[0], replies[0]),)
        ours, free = before[0].ours, before[0].waived
        answered = tuple(Answered(t, r, ours, free) for t, r in zip(key.trials, replies, strict=True))
        again = judge(key, self.key.reference, answered)
        return leaves.credit(result, again, broken, results, asking.cells)


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
