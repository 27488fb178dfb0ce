"""A key, a reference and a prober made by hand: grading without a sandbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

from autograder.files import write_whole
from autograder.fitting.fit import fit
from autograder.grading.asking import Asking
from autograder.grading.intake.submission import Submission
from autograder.grading.run import Judge, Run, graded, guarded
from autograder.grading.store import record_path, record_text
from autograder.host.child import Heard
from autograder.model.answer_key import AnswerKey, Planned, QuestionKey
from autograder.model.cell import Cell
from autograder.model.kind import Kind
from autograder.model.message import Message
from autograder.model.question import Assignment, Course, Question, RubricItem
from autograder.model.record import Record
from autograder.model.trial import Answered, Answerer, Part, Role, Step, Trial, Verdict
from autograder.sandbox.protocol import Observation, Probe, Reply, Request

WRONG = Message("value_wrong", {"name": "f"})
STUB = "raise NotImplementedError()"


class Reference:
    """The reference's cells, each the answer cell of the question of its grade_id."""

    def __init__(self, *cells: Cell) -> None:
        self.cells = cells

    def source(self, question: str) -> str:
        """The source of a question's answer cell."""
        return next(cell.source for cell in self.cells if cell.grade_id == question)


def judge(item: RubricItem, _question: Question, answered: tuple[Answered, ...], _: Answerer) -> Verdict:
    """Right where each step named in the item gave 1; a note where one gave 1 as a float."""
    seen = [one.got(name) for one in answered for name in item.of]
    noted = (Message("mutates_input"),) if any(type(value) is float for value in seen) else ()
    return (
        Verdict(1.0, Message("right"), notes=noted)
        if all(v == 1 for v in seen) and seen
        else Verdict(0.0, WRONG)
    )


def trial(*steps: str, name: str = "first") -> Trial:
    """A trial whose right answers are all 1."""
    made = tuple(Step(step, step, (Part(Role.VALUE, step),)) for step in steps)
    return Trial(name, made, Probe(steps=tuple((step, step) for step in steps)), (1,) * len(steps))


def question(name: str, *names: str, **more: Any) -> Question:
    """A question with a rubric item a name."""
    return Question(name, tuple(RubricItem("value", 1.0, (one,)) for one in names), **more)


def key(asked: Question, *trials: Trial) -> QuestionKey:
    """The key of a question; without trials one of all its names."""
    kind = Kind({}, judge, lambda item: (Role.VALUE, item.of))
    plans = (Planned(frozenset({"value"}), trials or (trial(*asked.asked),)),)
    return QuestionKey(asked, plans, {"value": kind}, STUB)


def answered(made: QuestionKey, *observations: Observation) -> tuple[Answered, ...]:
    """The first trial of a question, answered."""
    return (Answered(made.trials[0], Reply(observations)),)


class Prober:
    """Answers every probe by what a function of the request and of what is asked says; remembers the requests."""

    def __init__(self, replies: Callable[[Request, str], Sequence[Observation] | None]) -> None:
        self.replies = replies
        self.requests: list[Request] = []
        self.heard: Callable[[Heard], None] = lambda _heard: None

    def ask(self, request: Request, threads: int = 0, lighter: object = None, exam: object = None) -> Heard:
        """One CPU second a request."""
        self.requests.append(request)
        heard = Heard(cpu=1.0)
        for asked in request.asked:
            said = self.replies(request, asked.question)
            if said is not None:
                heard.replies[asked.question] = tuple(Reply(tuple(said)) for _ in asked.probes)
        self.heard(heard)
        return heard


def assignment_key(*keys: QuestionKey, reference: Reference | None = None) -> AnswerKey:
    """The key of an assignment of those questions."""
    assignment = Assignment("a", "n", tuple(one.question for one in keys))
    by_id: Mapping[str, QuestionKey] = {one.question.id: one for one in keys}
    course = Course("c", Path(), (assignment,))
    return AnswerKey(course, assignment, cast("Answerer", reference or Reference()), by_id)


def asking(keys: AnswerKey, prober: Prober, *cells: str | Cell) -> Asking:
    """A submission of those cells."""
    made = [cell if isinstance(cell, Cell) else Cell(cell, at) for at, cell in enumerate(cells)]
    return Asking(keys, prober, fit(keys.assignment.questions, made))


def grade_one(run: Run, submission: Submission, judge: Judge) -> Record:
    """The record of one submission, whatever is wrong with it, as a station makes it."""
    return guarded(run, submission, judge.prober, lambda: graded(run, submission, judge))


def write_record(record: Record, folder: Path) -> Path:
    """Write a record to its file in a folder, as a run does."""
    path = record_path(folder, record["student"])
    write_whole(path, record_text(record))
    return path
