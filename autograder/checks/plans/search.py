"""The search for strained points: what a reference answers at given inputs, and which estimates fail there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from autograder.checks.plans.proof import Differentiated, differentiated
from autograder.model.errors import CourseError
from autograder.model.question import Question
from autograder.model.trial import Answerer, Derivative, Law, Part, Slope, Step, Trial
from autograder.numbers.compare import Array, Function, as_array, parts
from autograder.numbers.differences import EACH, LONG, NOTHING, RULES, USUAL, Rule, fails, off
from autograder.sandbox.protocol import Observation, Raised, Skipped

Inputs = Mapping[str, Any]
Write = Callable[[Inputs], Trial]
"""The trial that asks for the gradients once, at these inputs."""
SATURATED = 1e-4
"""The gradient as a share of the output at a saturated point: rounding is then a share of 1e-12 of what is right, and of
1e-9 of what a difference of outputs finds."""
VANISHING = 0.01
"""An output below this is not saturated: it fades."""
ROUNDED = EACH / 4
"""Of each entry: what rounding may take from the reference's gradients."""
TO_THE_EDGE, NEARLY = 36, 14
"""Halvings of 1024 powers of two: to eight digits, and to a tenth."""
OUT_OF_RANGE = (CourseError, OverflowError, ZeroDivisionError)
"""What a forward raises where its numbers leave the range of floats."""


def laws_of(trial: Trial) -> Iterator[tuple[Part, Observation]]:
    """The gradients that a trial asks for, with their right values."""
    for step in trial.judged:
        values = parts(trial.answer(step.name), len(step.parts)) or ()
        for part, value in zip(step.parts, values, strict=False):
            if isinstance(part.law, Slope | Derivative):
                yield part, value


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for points: what the reference answers there, and which rules fail."""

    question: Question
    answerer: Answerer
    write: Write

    def answerable(self, inputs: Inputs) -> Trial | None:
        """The trial at these inputs, where its gradients are finite numbers and not all zero; else None."""
        if not all(np.all(np.isfinite(value)) for value in inputs.values()):
            return None
        try:
            trial = self.write(inputs)
        except OUT_OF_RANGE:
            return None
        right = [as_array(value) for _, value in laws_of(trial)]
        fine = [one for one in right if one is not None and np.all(np.isfinite(one))]
        return trial if right and len(fine) == len(right) and any(np.any(one) for one in fine) else None

    def calm(self, trial: Trial) -> bool:
        """Nothing overflows on the way: another right way to write it will do here too."""
        reply = self.answerer.answer(self.question.id, trial.probe, strict=True)
        return not any(isinstance(one, Raised | Skipped) for one in reply.observations)

    def exact(self, trial: Trial, share: float = ROUNDED, floor: float = NOTHING) -> bool:
        """The reference's own gradients are as good there as they would be with more digits: where rounding shows (o * (1 - o)
        of an output that is nearly one), another right way to write it gives other numbers."""
        wide = {name: _widened(value) for name, value in trial.probe.inputs.items()}
        given = trial.probe.given and {name: _widened(value) for name, value in trial.probe.given.items()}
        probe = replace(trial.probe, inputs=wide, given=given)
        answers = self.answerer.answer(self.question.id, probe).observations
        found = [as_array(value) for _, value in laws_of(replace(trial, answers=answers))]
        right = [value for _, value in laws_of(trial)]
        pairs = zip(found, right, strict=True) if len(found) == len(right) else ()
        alike = ((a, b) for a, b in pairs if a is not None and a.shape == np.asarray(b).shape)
        return not any(off(one, other, share, floor).any() for one, other in alike)

    def with_step(self, trial: Trial, step: Step) -> Trial:
        """The trial with a step more at its end."""
        probe = replace(trial.probe, steps=(*trial.probe.steps, (step.name, step.expression)))
        answers = self.answerer.answer(self.question.id, probe).observations
        return replace(trial, steps=(*trial.steps, step), probe=probe, answers=answers)

    def told(self, trial: Trial, known: set[tuple[str, str]]) -> set[tuple[str, str]]:
        """The gradients and rules, beside those known, that a trial tells from each other."""
        new = set()
        for part, right in laws_of(trial):
            of = self._function(trial, part)
            open_rules = (rule for rule in rules_for(right) if (part.name, rule.name) not in known)
            new |= {(part.name, rule.name) for rule in open_rules if _fails(rule, *of, right)}
        return new

    def traced(self, inputs: Inputs) -> frozenset[str]:
        """The gradients, at ordinary inputs, that no difference of a long step finds: whoever uses one needs a short step, which
        leaves rounding in the last digits there, too."""
        trial = self.answerable(inputs)
        if trial is None:
            return frozenset()
        found = ((part, self._function(trial, part), right) for part, right in laws_of(trial))
        return frozenset(
            part.name for part, of, right in found if all(_fails(rule, *of, right) for rule in LONG)
        )

    def within_range(self, inputs: Inputs) -> bool:
        """Outputs and gradients are numbers."""
        trial = self.answerable(inputs)
        return trial is not None and self._size(trial) < np.inf

    def overflows(self, inputs: Inputs) -> bool:
        """The output is out of range: not only its gradient is lost."""
        try:
            trial = self.write(inputs)
        except OUT_OF_RANGE:
            return True
        return not self._size(trial) < np.inf

    def unsaturated(self, inputs: Inputs) -> bool:
        """The gradients still are a good share of the output."""
        trial = self.answerable(inputs)
        if trial is None:
            return False
        largest = max(float(np.max(np.abs(np.asarray(value)), initial=0.0)) for _, value in laws_of(trial))
        size = self._size(trial)
        return size > VANISHING and largest >= SATURATED * size

    def _size(self, trial: Trial) -> float:
        """The largest entry of what is differentiated."""
        sizes = [0.0]
        for part in {_differentiated(part.law): part for part, _ in laws_of(trial)}.values():
            try:
                found = np.asarray(self._differentiated(trial, part), dtype=float)
            except (*OUT_OF_RANGE, TypeError):  # a value that is none, for the cell has raised
                return float("inf")
            sizes.append(float(np.max(np.abs(found), initial=0.0)))
        return float(np.max(sizes))  # nan, where one of them is

    def _differentiated(self, trial: Trial, part: Part) -> object:
        """The value of what a law takes the derivative of."""
        if isinstance(part.law, Derivative) and part.law.d in trial.places:
            return trial.answer(part.law.d)
        function, at, _ = self._function(trial, part)
        return function(at)

    def _function(self, trial: Trial, part: Part) -> Differentiated:
        """A function, where it is to be differentiated, and the weights of what it returns."""
        assert isinstance(part.law, Slope | Derivative)
        function, at, upstream = differentiated(self.question, trial, part.law, self.answerer)
        if isinstance(part.law, Slope):
            return function, at, upstream
        given = trial.probe.given or {}
        (found,) = self.answerer.moved(self.question.id, given, part.law.by, (part.law.by,), 0.0)
        start = np.asarray(found, dtype=float)
        # where the start is infinite, inf - inf would be no number
        return lambda value: function(np.where(value == start, 0.0, value - start)), start, upstream


def rules_for(right: object) -> Sequence[Rule]:
    """The rules for a gradient: entry by entry is the same for a number."""
    return RULES if np.asarray(right).ndim else USUAL


def _differentiated(law: Law | None) -> str:
    """What a law takes the derivative of."""
    return law.expression if isinstance(law, Slope) else law.d if isinstance(law, Derivative) else ""


def _fails(rule: Rule, function: Function, at: Array, upstream: Array, right: Observation) -> bool:
    try:
        return fails(rule, function, at, upstream, right)
    except OUT_OF_RANGE:  # the rule gives nothing at all
        return True


def _widened(value: object) -> object:
    """Floats with as many digits as there are."""
    if isinstance(value, list):
        return [_widened(one) for one in value]
    if isinstance(value, np.ndarray):
        return value.astype(np.longdouble) if value.dtype == float else value
    return np.longdouble(value) if isinstance(value, float) else value


def mapped(value: ArrayLike, change: Function) -> ArrayLike:
    """The value with its numbers changed, in the form that it has."""
    changed = np.asarray(change(np.asarray(value, dtype=float)))
    if isinstance(value, list):
        return list(changed.tolist())
    return changed if isinstance(value, np.ndarray) else float(changed)


def largest(
    inputs: Inputs,
    names: tuple[str, ...],
    fits: Callable[[Inputs], bool],
    halvings: int,
    toward: float = 1024.0,
) -> Iterator[tuple[Inputs, Inputs]]:
    """The inputs with those names scaled as far as fits, and a little farther, on the way to a power of two; nothing where they do
    not fit as they are."""

    def scaled(power: float) -> Inputs:
        half = 2.0 ** (power / 2)  # 2.0**1024 is no float any more
        return {**inputs, **{name: mapped(inputs[name], lambda v: v * half * half) for name in names}}

    low, high = 0.0, toward
    if not fits(inputs):
        return
    for _ in range(halvings):
        middle = (low + high) / 2
        low, high = (middle, high) if fits(scaled(middle)) else (low, middle)
    yield scaled(low), scaled(high)
