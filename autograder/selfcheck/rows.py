"""The rows of a self-check's table: one for each thing that is asked, over all calls, and how much is known of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from autograder.checks.plans.example_trials import Outcome
from autograder.checks.plans.spoken_names import OUT, outcomes_of, value_of
from autograder.checks.verdicts.parts import blame
from autograder.checks.verdicts.seen import Seen, look
from autograder.model.answer_key import QuestionKey
from autograder.model.question import Form, Question
from autograder.model.result import QuestionResult
from autograder.model.trial import Derivative, Part, Role, Slope
from autograder.numbers.compare import as_array
from autograder.sandbox.protocol import Observation
from autograder.selfcheck.by_examples import Labels, Unknown, missed_forward, stated_in, wrong_in_substance
from autograder.selfcheck.display import Row, State


def rows_of(
    key: QuestionKey, result: QuestionResult, unknown: Unknown, said: Sequence[Outcome]
) -> tuple[Row, ...]:
    """The rows of a question that was judged by its laws and by what its examples state."""
    question = key.question
    seen, lost, failed = _by_name(key, result)
    known = _known(question, _own(question, seen.values()), said, is_wrong=missed_forward(result))
    rows = []
    for name, parts in seen.items():
        lawful = [one for one in parts if one.part.law is not None and one.part.label not in known.own]
        derived = [one for one in lawful if (one.answered.trial, one.step.name, one.at) not in unknown]
        if name in lost or not wrong_in_substance(parts):
            rows.append(_row(name, parts, _costly(question, parts), derived, known, failed=name in failed))
        else:  # let pass by its kind
            rows.append(Row(name, _shape(parts[0].got), "seen", "–"))
    values = {s.stated: s for s in said if not s.met and s.role is Role.VALUE and not question.given}
    return (*rows, *(Row(name, _shape(one.got), "wrong", "–") for name, one in values.items()))


def _row(
    name: str, parts: Sequence[Seen], wrong: list[Seen], derived: list[Seen], known: _Known, *, failed: bool
) -> Row:
    """The row of what students call by this name: of its parts some are wrong, and of some a law speaks."""
    state = known.state(parts, bool(wrong) or failed, bool(wrong) or not derived)
    shape = _shape(wrong[0].got if wrong else parts[0].got)
    measured = parts[0].part.role is not Role.FORWARD and state != "unknown" and (wrong or state != "wrong")
    return Row(name, shape, state, _largest(wrong[:1] or derived) if measured else "–")


def _own(question: Question, seen: Iterable[Sequence[Seen]]) -> Labels:
    """The parts that one's own answer is the only one to know."""
    if question.form is Form.EXPRESSIONS:
        return frozenset((Role.VALUE, value_of(text)) for text in question.asked)
    own = frozenset(one.part.label for parts in seen for one in parts if _is_forward(one.part))
    # of a network what is freshly made has laws of its own
    return own & {*outcomes_of(question).values()} if question.form is Form.NETWORK else own


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of parts: those of one's `own` values, those that examples state and are `met`, those that an example `excused`, for
    the values are wrong, or `refuted`; whether all of one's own values are `certain`."""

    own: Labels
    met: Labels
    excused: Labels
    refuted: Labels
    certain: bool

    def state(self, parts: Sequence[Seen], failed: bool, underived: bool) -> State:
        """What is known of parts that failed, or that no law shows to be right."""
        part = parts[0].part
        if (failed and part.label not in self.excused) or part.label in self.refuted:
            return "wrong"
        if part.label in self.own:
            return "ok" if part.label in self.met else "seen"
        if underived:
            return "unknown" if any(one.part.law is not None for one in parts) else "seen"
        # what is freshly made is right by itself
        rests = isinstance(part.law, Slope | Derivative)
        return "own" if rests and not self.certain and not _is_forward(part) else "ok"


def _known(question: Question, own: Labels, said: Sequence[Outcome], *, is_wrong: bool) -> _Known:
    """What examples tell; `is_wrong`: that the values themselves are. Where none is asked for, some example must say something."""
    stated, missed = stated_in(said), frozenset((one.role, one.name) for one in said if not one.met)
    return _Known(
        own,
        met=frozenset() if is_wrong else stated,
        excused=stated - own if is_wrong else frozenset(),
        refuted=frozenset() if own & missed else missed,
        certain=own <= stated and not is_wrong and bool(stated or not question.form),
    )


def _by_name(key: QuestionKey, result: QuestionResult) -> tuple[dict[str, list[Seen]], set[str], set[str]]:
    """The parts by what students call them, which of these names an item lost points for, and which it failed for by their values."""
    seen: dict[str, list[Seen]] = {}
    lost, failed = set[str](), set[str]()
    for item, verdict in result.verdicts:
        for one in (one for answered in result.answered for one in look(key.about(item), answered)):
            name = "forward" if one.part.name == OUT else key.question.called(one.part.name)
            seen.setdefault(name, []).append(one)
            if not verdict.passed:
                lost.add(name)
                failed |= {name} if key.question.given or _is_forward(one.part) else set()
    return seen, lost, failed


def _is_forward(part: Part) -> bool:
    """A value that one's own answer is the only one to know, but for examples."""
    return part.role is Role.FORWARD or (part.role is Role.VALUE and part.law is None)


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
