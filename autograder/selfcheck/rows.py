"""The rows of a self-check's table: one for each thing that is asked, over all calls, and how much is known of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from autograder.checks.plans.examples import Outcome
from autograder.checks.plans.names import OUT, Form, form_of, outcomes_of, value_of
from autograder.checks.verdicts.parts import blame
from autograder.checks.verdicts.seen import Seen, look
from autograder.model.answer_key import QuestionKey
from autograder.model.question import Question
from autograder.model.result import QuestionResult
from autograder.model.trial import Part, Role
from autograder.numbers.compare import as_array
from autograder.sandbox.protocol import Observation
from autograder.selfcheck.examples import Unknown, missed_forward, stated_in
from autograder.selfcheck.table import Row

State = Callable[[str, Sequence[Seen], Sequence[Seen], Sequence[Seen]], str]
"""What is known of a row: its name, its parts, those that are wrong, those that a law speaks of."""


def rows_of(
    key: QuestionKey, result: QuestionResult, unknown: Unknown, said: Sequence[Outcome]
) -> tuple[Row, ...]:
    """The rows of a question that was judged by its laws and by what its examples state."""
    question, stated = key.question, stated_in(said)
    seen, failed = _by_name(key, result)
    own = {one.part.label for parts in seen.values() for one in parts if _is_forward(one.part)}
    if form_of(question) is Form.EXPRESSIONS:
        own = {(Role.VALUE, value_of(text)) for text in question.asked}
    if form_of(question) is Form.NETWORK:
        own &= {*outcomes_of(question).values()}  # what is freshly made has laws of its own
    missed = {(one.role, one.name) for one in said if not one.met}
    is_wrong = missed_forward(result)
    is_known = own <= stated and not is_wrong

    def state(name: str, parts: Sequence[Seen], wrong: Sequence[Seen], derived: Sequence[Seen]) -> str:
        part = parts[0].part
        if (wrong or name in failed) and not (is_wrong and part.label in stated and part.label not in own):
            return "wrong"
        if part.label in missed and not own & missed:
            return "wrong"
        if part.label in own:
            return "ok" if part.label in stated and not is_wrong else "seen"
        if wrong or not derived:
            return "unknown" if any(one.part.law is not None for one in parts) else "seen"
        return "ok" if is_known or _is_forward(part) else "own"  # what is freshly made is right by itself

    values = {
        one.stated: one for one in said if one.role is Role.VALUE and not one.met and not question.given
    }
    return (
        *(_row(name, parts, question, _lawful(parts, own, unknown), state) for name, parts in seen.items()),
        *(Row(name, _shape(one.got), "wrong", "–") for name, one in values.items()),
    )


def _by_name(key: QuestionKey, result: QuestionResult) -> tuple[dict[str, list[Seen]], set[str]]:
    """The parts by what students call them, and which of these names an item failed for."""
    seen: dict[str, list[Seen]] = {}
    failed = set()
    for item, verdict in result.verdicts:
        for one in (one for answered in result.answered for one in look(key.about(item), answered)):
            name = "forward" if one.part.name == OUT else key.question.called(one.part.name)
            seen.setdefault(name, []).append(one)
            if not verdict.passed and (key.question.given or _is_forward(one.part)):
                failed.add(name)
    return seen, failed


def _is_forward(part: Part) -> bool:
    """A value that one's own answer is the only one to know, but for examples."""
    return part.role is Role.FORWARD or (part.role is Role.VALUE and part.law is None)


def _lawful(parts: Sequence[Seen], own: Collection[tuple[Role, str]], unknown: Unknown) -> list[Seen]:
    """The parts that a law speaks of."""
    known = [one for one in parts if one.part.law is not None and one.part.label not in own]
    return [one for one in known if (one.answered.trial, one.step.name, one.at) not in unknown]


def _row(name: str, parts: Sequence[Seen], question: Question, derived: list[Seen], state: State) -> Row:
    wrong = _costly(question, parts)
    shape = _shape(wrong[0].got if wrong else parts[0].got)
    found = state(name, parts, wrong, derived)
    measured = parts[0].part.role is not Role.FORWARD and found != "unknown" and (wrong or found != "wrong")
    return Row(name, shape, found, _largest(wrong[:1] or derived) if measured else "–")


def _shape(got: Observation) -> str:
    array = as_array(got)
    return "–" if array is None else str(array.shape)


def _costly(question: Question, seen: Sequence[Seen]) -> list[Seen]:
    """What is wrong, without side conditions that cost nothing."""
    blamed = blame(seen).items()
    return [one for cause, wrong in blamed if cause is None or question.conditions[cause] for one in wrong]


def _largest(seen: Sequence[Seen]) -> str:
    """The largest difference, as the table shows it: none of what is wrong in another way than by its numbers."""
    if any(one.kind not in ("", "value") for one in seen):
        return "–"
    largest, scale = 0.0, 1.0
    for one in seen:
        got, want = as_array(one.got), as_array(one.want)
        if got is None or want is None or got.size != want.size:
            return "–"
        largest = float(np.max(np.abs(got.reshape(want.shape) - want), initial=largest))
        scale = max(scale, float(np.max(np.abs(want), initial=0.0)))
    if not seen or not np.isfinite(largest):
        return "–"
    if largest < 1e-7 * scale and not any(one.kind == "value" for one in seen):
        return "0"
    return f"{largest:.2g}" if largest < 100 or largest >= 1e6 else f"{largest:.0f}"
