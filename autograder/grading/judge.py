"""From replies to a question's result: outcome, verdicts, the one cause said instead of its consequences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from autograder.model.answer_key import QuestionKey
from autograder.model.cell import Cell
from autograder.model.message import Message
from autograder.model.question import Question
from autograder.model.result import QuestionResult, Verdicts
from autograder.model.trial import Answered, Answerer, Verdict
from autograder.sandbox.protocol import Raised, Skipped


def nothing(
    question: Question, outcome: str, message: Message, cell: Cell | None = None, at: int = -1
) -> QuestionResult:
    """A question without any answer to judge: no points, and the same message on every item."""
    verdicts = tuple((item, Verdict(0.0, message)) for item in question.rubric)
    return QuestionResult(question, outcome, verdicts, cell=cell, at=at)


def judge(
    key: QuestionKey,
    reference: Answerer,
    answered: tuple[Answered, ...],
    cell_errors: Sequence[Raised] = (),
    cell_lost: str | None = None,
    seconds: float = 0.0,
) -> QuestionResult:
    """The result of a question whose probes were answered.

    `cell_errors` are the exceptions of its cells; `cell_lost` how a cell before it ended that hung or died, `seconds`
    the limit it met.
    """
    question = key.question
    raised = [o for one in answered for o in one.reply.observations if isinstance(o, Raised)]
    silent = bool(raised) and not any(_gave_value(one) for one in answered)
    if silent and all(error.type_name == "NotImplementedError" for error in raised):
        return nothing(question, "not_attempted", Message("not_attempted"))
    verdicts = tuple((item, key.verdict(item, answered, reference)) for item in question.rubric)
    missing = any(error.cell < 0 and error.type_name == "NameError" for error in raised)
    outcome, error = "answered", None
    if any(one.type_name == "MemoryError" for one in raised):
        outcome = "memory"
    elif silent and missing:
        outcome = cell_lost or ("error" if cell_errors else "missing")
        error = cell_errors[0] if cell_errors else None
    elif raised and not all(verdict.passed for _, verdict in verdicts):
        outcome, error = "error", next((one for one in raised if one.cell >= 0), raised[0])
    if outcome in ("timeout", "crashed", "memory") or (outcome == "error" and silent and missing):
        verdicts = _same(verdicts, outcome, error, seconds)
    return QuestionResult(question, outcome, verdicts, error, _notes(verdicts), answered=answered)


def _same(verdicts: Verdicts, outcome: str, error: Raised | None, seconds: float) -> Verdicts:
    """The one cause of all failures, said instead of its consequences."""
    if error is not None:
        values = {"type": error.type_name, "line": error.line or None, "name": error.name or None}
        message = Message("cell_raised", values)
    else:
        message = unfinished(outcome, seconds)
    return tuple((item, v if v.passed else replace(v, message=message)) for item, v in verdicts)


def unfinished(how: str, seconds: float) -> Message:
    """What is said where the code did not come to its end: a `timeout` at a limit of `seconds`, out of `memory`, or `crashed`."""
    if how == "timeout":
        return Message("timeout", {"seconds": seconds})
    return Message("memory" if how == "memory" else "crashed")


def _gave_value(answered: Answered) -> bool:
    """True when any judged step gave a value."""
    seen = (answered.got(step.name) for step in answered.trial.judged)
    return any(not isinstance(value, Raised | Skipped) for value in seen)


def _notes(verdicts: Verdicts) -> tuple[Message, ...]:
    notes: dict[str, Message] = {}
    for _, verdict in verdicts:
        notes.update({note.key: note for note in verdict.notes})
    return tuple(notes.values())
