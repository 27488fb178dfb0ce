"""Gradients and claims without a reference: the numerical derivative of a forward, the value of an equal expression.

The reference must obey every law, or the course is refused. For a student, whose right answers nobody knows offline, what
the laws say of the own forward is right (`lawful`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NoReturn

import numpy as np

from autograder.model.condition import Condition
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Answerer, Derivative, Law, Part, Role, Slope, Step, Trial
from autograder.numbers.compare import (
    STEP,
    Array,
    Function,
    agrees,
    as_array,
    compare,
    kind_of,
    numerical_vjp,
    parts,
)
from autograder.sandbox.protocol import Observation, Raised, Skipped

Differentiated = tuple[Function, Array, Array]
"""A function, where it is differentiated, and the weights of what it returns."""
Knowable = Callable[[Law, object], bool]
"""Whether what was worked out by a law can be relied on."""

LAST_PROVED = 2
"""Gradients of the calls up to this one are proved: later ones repeat what was called before, and are proved where an
object is used again, once a question."""


def _is_proved(trial: Trial, step: Step) -> bool:
    again = Condition.SECOND_CALL in step.conditions and not trial.conditions
    return again or step.call <= LAST_PROVED


def prove(question: Question, trial: Trial, reference: Answerer) -> None:
    """Raise CourseError unless the reference answers every judged step, in numbers, and obeys every law."""
    equal = equals(question, trial, reference)
    for step in trial.judged:
        answer = trial.answer(step.name)
        if isinstance(answer, Raised | Skipped):
            refuse(question, reference, f"{where(trial, step, reference)}{_asked(trial)}")
        values = parts(answer, len(step.parts))
        if values is None:
            refuse(
                question, reference, f"{step.expression} gives {answer!r:.60}, not {len(step.parts)} values"
            )
        for part, right in zip(step.parts, values, strict=True):
            _is_finite(question, trial, step, part, right, reference)
            if part in equal:
                if compare(right, equal[part], trial.tolerance) is not None:
                    law = part.law if isinstance(part.law, str) else "what its law finds"
                    refuse(question, reference, f"{part.name}: {step.expression} is not {law}")
            elif part.law is not None and _is_proved(trial, step):
                _prove(question, trial, part, right, reference)


def _is_finite(
    question: Question, trial: Trial, step: Step, part: Part, right: Observation, reference: Answerer
) -> None:
    """Raise CourseError for what is no finite number, but for a claim that is something else by its law."""
    number, what = as_array(right), part.name if part.role is Role.VALUE else step.expression
    if number is None:
        if part.role is not Role.VALUE or not isinstance(part.law, str):
            refuse(question, reference, f"{what} gives {kind_of(right)} in the reference, and no number")
    elif not np.isfinite(number).all():
        remedy = "mend it, or have other inputs drawn, like draw: {x: positive}"
        refuse(question, reference, f"{what} is nan or infinite in the reference{_asked(trial)}; {remedy}")


def refuse(question: Question, reference: Answerer, what: str) -> NoReturn:
    """Raise CourseError that names the reference notebook and the question."""
    raise CourseError(reference.path, 0, f"question {question.id}: {what}")


def where(trial: Trial, step: Step, reference: Answerer) -> str:
    """What a step raises in the reference, and where; of a step that was skipped, what the one it needs raised."""
    for one in trial.steps[: trial.places[step.name] + 1]:
        answer = trial.answer(one.name)
        if isinstance(answer, Raised):
            known = 0 <= answer.cell < len(reference.cells)
            at = f", cell {reference.cells[answer.cell].index}, line {answer.line}" if known else ""
            said = f": {answer.message}" if answer.message else ""
            return f"{one.expression} raises {answer.type_name}{said}{at}"
    return f"{step.expression} cannot be asked, for what it needs fails"


def _asked(trial: Trial) -> str:
    """What is asked there, where it is more than the substance of the question."""
    return f" (asked with {', '.join(trial.conditions)})" if trial.conditions else ""


def _alike(trial: Trial) -> str:
    """What to write where whole numbers are asked, which a maximum cannot choose between."""
    what = (
        "some of them are alike; if that is why, leave integers out, with tries: [second object, second call]"
    )
    return f"; {what}" if Condition.INTEGERS in trial.conditions else ""


def _prove(question: Question, trial: Trial, part: Part, right: Observation, reference: Answerer) -> None:
    assert isinstance(part.law, Slope | Derivative)
    try:
        of = differentiated(question, trial, part.law, reference)
        found = any(_near(one, *of, right, part.law.tolerance) for one in _slopes(*of))
    except (TypeError, ValueError) as error:
        what = f"the gradient of {part.name} cannot be found, for the forward gives no numbers ({error})"
        refuse(question, reference, what)
    if found:
        return
    if isinstance(part.law, Slope):
        what = f"the gradient of {part.name} is not the numerical gradient of the forward{_asked(trial)}{_alike(trial)}"
        refuse(question, reference, what)
    what = f"{part.name} of the reference is not the derivative of {part.law.d} by {part.law.by} found numerically"
    refuse(question, reference, what)


def _slopes(function: Function, at: Array, upstream: Array) -> Iterator[tuple[float, Array]]:
    """What central differences find, each with its step. Where the slope itself has a bend (the Huber loss between its branches),
    what a difference misses is as long as its step, and two of them tell what is missed by none."""
    coarse = numerical_vjp(function, at, upstream, STEP)
    yield STEP, coarse
    fine = numerical_vjp(function, at, upstream, STEP / FINER)
    yield STEP / FINER, fine
    yield STEP / FINER, fine + (fine - coarse) / (FINER - 1)


def _near(
    slope: tuple[float, Array],
    function: Function,
    at: Array,
    upstream: Array,
    right: object,
    tolerance: float,
) -> bool:
    """Whether a gradient is the slope that was found, as well as rounding lets it be found: large outputs, and steps from
    large inputs, lose digits."""
    step, found = slope
    out = np.asarray(function(at), dtype=float)
    size = max(float(np.max(np.abs(found), initial=0.0)), 1.0)
    lost = np.sum(np.abs(upstream * out)) / size + np.max(np.abs(at), initial=0.0)
    return agrees(right, found, tolerance + float(ROUNDED / step * lost))


FINER = 8
"""Where a function bends so much that STEP is too long (the logarithm of a small probability), one over this is not."""
ROUNDED = 4e-16
"""Of a number: what rounding may take from it or add to it, twice."""


def differentiated(
    question: Question, trial: Trial, law: Slope | Derivative, answerer: Answerer
) -> Differentiated:
    """What a law says to differentiate: a function, where, and the weights of what it returns. It raises CourseError where the
    forward does."""
    if isinstance(law, Derivative):
        return _of_variables(question, trial, law, answerer)
    inputs = trial.probe.inputs
    start = inputs[law.by]

    def value(moved: Array) -> Observation:
        own = np.asarray(moved) if isinstance(start, np.ndarray) else float(moved)
        out: Any = answerer.value(question.id, {**inputs, law.by: own}, law.expression)
        return out if law.part is None else out[law.part]

    return value, np.asarray(start), np.asarray(inputs[law.upstream] if law.upstream else 1.0)


def _of_variables(question: Question, trial: Trial, law: Derivative, answerer: Answerer) -> Differentiated:
    given = trial.probe.given or {}
    start, weight = answerer.moved(question.id, given, law.by, (law.by, law.upstream), 0.0)

    def value(move: Array) -> object:
        return answerer.moved(question.id, given, law.by, (law.d,), move)[0]

    return value, np.zeros(np.asarray(start).shape), np.asarray(weight if law.upstream else 1.0, dtype=float)


def equals(question: Question, trial: Trial, answerer: Answerer) -> dict[Part, Observation]:
    """The values that claims must equal: of expressions at the end of the same conversation, and those that laws work out."""
    judged = [part for step in trial.judged for part in step.parts]
    found = {part: _worked_out(question, trial, part.law, answerer) for part in judged if callable(part.law)}
    claims = [part for part in judged if isinstance(part.law, str)]
    if not claims:
        return found
    steps = tuple((f"law_{i}", str(part.law)) for i, part in enumerate(claims))
    probe = replace(trial.probe, steps=(*trial.probe.steps, *steps))
    values = answerer.answer(question.id, probe).observations[len(trial.probe.steps) :]
    return found | dict(zip(claims, values, strict=True))


def _worked_out(question: Question, trial: Trial, law: Callable[..., object], answerer: Answerer) -> object:
    try:
        return law(question.id, trial, answerer)
    except _NO_NUMBERS:
        return None


@dataclass(frozen=True, slots=True)
class Lawful:
    """A trial whose right answers are what the laws say; `unknown` are the parts (step, place) of which they say nothing."""

    trial: Trial
    unknown: frozenset[tuple[str, int]]


def lawful(
    question: Question, trial: Trial, answerer: Answerer, knowable: Knowable, *, hurried: bool = False
) -> Lawful:
    """The trial with right answers by law alone. A part without a law, or whose law cannot be worked out, is right as it
    was answered, as long as that is a finite number. `knowable` has a last say of a law and the derivative found. `hurried`: the
    first call alone, its derivatives along one direction each."""
    equal = {} if hurried else equals(question, trial, answerer)

    def right_of(step: Step, part: Part, own: Observation) -> object:
        if isinstance(part.law, str) or callable(part.law):
            return equal.get(part)
        if not hurried:
            return _found(question, trial, part.law, answerer)
        return _along(question, trial, part.law, answerer, own) if step.call <= 1 else None

    answers: list[Observation] = []
    unknown = set()
    for step in trial.steps:
        own = trial.answer(step.name)
        values = parts(own, len(step.parts)) or [own] * len(step.parts)
        rights = []
        for at, (part, value) in enumerate(zip(step.parts, values, strict=True)):
            right = right_of(step, part, value)
            if part.law is not None and right is not None and not knowable(part.law, right):
                right = None
            if right is None and part.law != "None":
                unknown.add((step.name, at))
            rights.append(_right_or_own(part, right, value))
        answers.append(rights[0] if len(rights) == 1 else tuple(rights) if rights else own)
    tolerance = max(trial.tolerance, CONVENTIONS if trial.also else NUMERICAL)
    right = replace(trial, answers=tuple(answers), also={}, tolerance=tolerance, floor=NUMERICAL / 10)
    return Lawful(right, frozenset(unknown))


def _right_or_own(part: Part, right: Observation, own: Observation) -> Observation:
    if part.law == "None":
        return None
    if right is not None and not isinstance(right, Raised | Skipped):
        return right
    number = as_array(own)
    fine = number is not None and bool(np.all(np.isfinite(number)))
    return own if fine or isinstance(own, Raised | Skipped) else 0.0


def _found(question: Question, trial: Trial, law: Law | None, answerer: Answerer) -> object:
    """The numerical derivative of the own forward; None where the function has a jump or a bend, where it gives no
    number, or where there is no law."""
    if not isinstance(law, Slope | Derivative):
        return None
    try:
        with np.errstate(all="ignore"):
            function, at, upstream = differentiated(question, trial, law, answerer)
            found = numerical_vjp(function, at, upstream)
            return found if _smooth(function, at, upstream, found) else None
    except _NO_NUMBERS:
        return None


def _along(question: Question, trial: Trial, law: Law | None, answerer: Answerer, own: Observation) -> object:
    """The own derivative where it has the slope of the forward along one direction, else one that has it; None as above."""
    gradient = as_array(own)
    if not isinstance(law, Slope | Derivative) or gradient is None:
        return None
    try:
        with np.errstate(all="ignore"):
            function, at, upstream = differentiated(question, trial, law, answerer)
            direction, start = _direction(at), np.asarray(at, dtype=float)
            slope = numerical_vjp(lambda move: function(start + move * direction), 0.0, upstream)
            if gradient.shape != start.shape or not np.isfinite(slope):
                return None
            missing = slope - np.sum(gradient * direction)
            if agrees(missing, 0.0, SMOOTH):
                return gradient
            return gradient + missing * direction / np.sum(direction**2)
    except _NO_NUMBERS:
        return None


def _direction(at: Array) -> Array:
    """A direction in which all entries differ."""
    return np.asarray(np.cos(np.arange(1.0, at.size + 1.0))).reshape(at.shape)


def _smooth(function: Function, at: Array, upstream: Array, gradient: Array) -> bool:
    """Whether a smaller step along one direction in which all entries differ finds the slope that the gradient says."""
    direction, start = _direction(at), np.asarray(at, dtype=float)
    slope = numerical_vjp(lambda move: function(start + move * direction), 0.0, upstream, STEP / 7)
    return agrees(np.sum(gradient * direction), slope, SMOOTH)


_NO_NUMBERS = (CourseError, TypeError, ValueError, IndexError, KeyError, OverflowError)
"""What laws raise where the answerer's values are no numbers, or there are none."""
NUMERICAL = 2e-8
"""What an answer may differ by from a numerical derivative: of the largest entry, or of 0.1 where all are smaller."""
CONVENTIONS = 1e-5
"""The same where the books add a small number inside a logarithm that their gradients do not know of."""
SMOOTH = 1e-8
"""How well the slopes at two step sizes agree where a function is smooth."""
