"""Strained trials: inputs at which the chain rule is right entry by entry and finite differences are not.

A backward that perturbs its forward cannot be told from backpropagation at ordinary inputs. So a question with gradients
is asked at a few more points, found by trying the usual rules on the reference there (docs/numerics.md, "Finite
differences"): where the output is about to overflow, where it is saturated, where large entries drown small ones, where
large inputs cancel. Only gradients that are right at ordinary inputs are judged there. A complex step is as exact as the chain
rule, but for gradients that are about to vanish; whoever works with complex numbers is asked for those, too.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import chain, product
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from autograder.checks.plans.script import Script
from autograder.checks.plans.search import (
    NEARLY,
    TO_THE_EDGE,
    Inputs,
    Search,
    Write,
    largest,
    laws_of,
    mapped,
    rules_for,
)
from autograder.model.question import Question
from autograder.model.trial import Answerer, Derivative, Slope, Step, Trial
from autograder.numbers.differences import EACH, NOTHING
from autograder.numbers.draw import Draw
from autograder.numbers.kinds import PLAIN, Drawn, within

CANCELLED = 256.0
"""The size of inputs that cancel each other but for a remainder that is exact in any order of summation; the square of
its exponential is still a float."""
SWALLOWED = 2.0**52
"""Whole numbers of this size have no others between them, so no step is left; their sums and differences are exact."""
LARGE = 1e6
"""Inputs in which a step of one thousandth has seven digits left."""
DROWNED = (1e-9, 1.0, 1e9)
"""Sizes of entries beside each other."""

Way = tuple[Inputs, tuple[str, ...], float]
"""Where to start, which inputs to scale, and by how many powers of two at the most."""
SMALLEST = 2.0**-1074
"""No number is smaller."""
FADED = 2.0**16 * SMALLEST
"""A gradient with 16 binary digits left; what a complex step of 1e-4 finds has three."""
FADING = 2.0**-1015
"""Of a gradient below this a complex step loses digits, if it is short enough for functions that are bent."""
LAST = 16.0
"""By how many of the smallest numbers right answers may be off there."""
ROUGHLY = 1e-2
"""Of each entry, what that may be at the most."""
BEYOND = 750.0
"""The exponential of this is no float any more, and of its negative nothing."""
DOWN, UP = -1074.0, 12.0
"""Powers of two by which inputs are scaled: until nothing is left, and until nothing is left of an exponential."""


def at_inputs(
    script: Script, question: Question, answerer: Answerer, kinds: Mapping[str, Drawn] = MappingProxyType({})
) -> Write:
    """Writes a conversation at other inputs, each moved to where one of its kind may lie."""

    def write(inputs: Inputs) -> Trial:
        moved = {name: within(kinds.get(name, PLAIN), value) for name, value in inputs.items()}
        return Script({**script.inputs, **moved}, script.steps).trial(question.id, question, answerer)

    return write


def strained(
    question: Question,
    answerer: Answerer,
    write: Write,
    drawn: Inputs,
    draw: Draw,
    *more: Inputs,
    again: Step | None = None,
) -> tuple[Trial, ...]:
    """The trials, few of them, that tell every rule that can be told; `drawn` are ordinary inputs, `more` points to begin
    with, `again` a step that is asked at last where they are chosen. None, where no input may be moved."""
    if not (drawn or more):
        return ()
    search = Search(question, answerer, write)
    chosen: list[Trial] = []
    told: set[tuple[str, str]] = set()
    with np.errstate(all="ignore"):
        traced = search.traced(drawn) if drawn else frozenset()
        for inputs in chain(more, _candidates(search, drawn, draw)):
            trial = search.answerable(inputs)
            if trial is None or not (search.calm(trial) and search.exact(trial)):
                continue
            new = search.told(trial, told)
            if not new:
                continue
            told |= new
            name = f"where finite differences fail {len(chosen) + 1}"
            whole = trial if again is None else search.with_step(trial, again)
            chosen.append(
                replace(whole, name=name, strained=True, traced=traced, tolerance=EACH, floor=NOTHING)
            )
            if told >= {
                (part.name, rule.name) for part, right in laws_of(trial) for rule in rules_for(right)
            }:
                break
        return (*chosen, *_fading(search, drawn or more[0], fixed=not drawn))


def _fading(search: Search, inputs: Inputs, *, fixed: bool) -> Iterator[Trial]:
    """The trials that tell complex steps, found by scaling what is given; `fixed`: inputs have their reasons to be as they are."""
    ordinary = search.answerable(inputs)
    if ordinary is None:
        return
    untold = dict.fromkeys(part.name for part, _ in laws_of(ordinary))
    for way in _ways(ordinary, inputs, fixed=fixed):
        ending = _small_at_the_end(search, way, untold) if untold else ()
        for name in [name for name in untold if name in ending]:
            trial = _faded(search, way, name) if name in untold else None
            if trial is not None:
                untold = {one: None for one in untold if one not in _lost(search, trial)}
                yield trial


def _small_at_the_end(search: Search, way: Way, names: Collection[str]) -> Collection[str]:
    """Which gradients have gone where a way ends, so that they are about to on it."""
    start, scaled, toward = way
    ((_, end),) = largest(start, scaled, lambda _: True, 0, toward)
    trial = search.answerable(end)
    if trial is None:  # all of them, or the numbers end before the way does
        return names
    return _lost(search, trial) | {p.name for p, right in laws_of(trial) if not np.all(np.asarray(right))}


def _faded(search: Search, way: Way, name: str) -> Trial | None:
    """The trial on this way where a gradient is about to vanish, each entry of it and none gone, if there is one."""
    start, names, toward = way
    entries = max(_left(search, start, name)[0], 1)

    for least in (FADED, FADING / 64):

        def fits(inputs: Inputs, least: float = least) -> bool:
            return _left(search, inputs, name) >= (entries, least)

        found = largest(start, names, fits, NEARLY if names else 0, toward)
        trial = next((search.answerable(inputs) for inputs, _ in found), None)
        if trial is None or name not in _lost(search, trial):
            return None
        tolerance = max(EACH, LAST * SMALLEST / min(_smallest(right) for _, right in laws_of(trial)))
        if tolerance < ROUGHLY and search.exact(trial, tolerance / 4, SMALLEST):
            title = f"where complex steps fail at {name}"
            return replace(
                trial, name=title, strained=True, faded=True, tolerance=tolerance, floor=4 * SMALLEST
            )
    return None


def _lost(search: Search, trial: Trial) -> set[str]:
    """The gradients that a complex step does not find: about to vanish, or by a number whose exponential overflows on the way, which
    divides to nothing where it is a float and to no number where it is complex."""
    given = trial.probe.given or trial.probe.inputs
    beyond = {name for name, value in given.items() if isinstance(value, float) and abs(value) >= BEYOND}
    overflows = bool(beyond) and not search.calm(trial)
    return {
        part.name
        for part, right in laws_of(trial)
        if _smallest(right) < FADING
        or (overflows and isinstance(part.law, Slope | Derivative) and part.law.by in beyond)
    }


def _left(search: Search, inputs: Inputs, name: str) -> tuple[int, float]:
    """How many entries of a gradient are not zero, and the smallest of them."""
    trial = search.answerable(inputs)
    right = [np.asarray(value) for part, value in laws_of(trial) if part.name == name] if trial else []
    return sum(int(np.count_nonzero(one)) for one in right), min(map(_smallest, right), default=0.0)


def _smallest(right: object) -> float:
    """The smallest entry but zero."""
    sizes = np.abs(np.asarray(right, dtype=float))
    return float(np.min(sizes, where=sizes > 0, initial=np.inf))


def _ways(trial: Trial, inputs: Inputs, *, fixed: bool) -> Iterator[Way]:
    """Inputs, which of them to scale and how far: all and each to nothing, each to where exponentials end, others beside it to
    nothing, the upstream gradients to nothing."""
    start, upstream = _parted(trial, inputs)
    yield {**upstream, **start}, tuple(start), DOWN
    yield from (({**upstream, **start}, (name,), DOWN) for name in start)
    even = _even(start)
    for name in start:
        yield start if fixed else even, (name,), UP
        yield {**even, name: mapped(even[name], lambda v: -np.abs(v))}, (name,), UP
        if not fixed:
            beyond = {**even, name: mapped(even[name], lambda v: -BEYOND * np.abs(v))}
            yield beyond, (), DOWN
            yield beyond, tuple(other for other in start if other != name), DOWN
    turned = {name: mapped(value, np.negative) for name, value in start.items()}
    for one in (start, turned) if upstream else ():
        yield {**one, **upstream}, tuple(upstream), DOWN


def _parted(trial: Trial, inputs: Inputs) -> tuple[Inputs, Inputs]:
    """What gradients are taken by, and upstream gradients."""
    laws = [part.law for part, _ in laws_of(trial) if isinstance(part.law, Slope | Derivative)]
    weights, given = {law.upstream for law in laws}, trial.probe.inputs
    start = {**{law.by: given[law.by] for law in laws if law.by in given}, **inputs}
    upstream = {n: v for n, v in {**given, **start}.items() if n.startswith("upstream_") or n in weights}
    return {name: value for name, value in start.items() if name not in weights}, upstream


def _even(inputs: Inputs) -> Inputs:
    """The inputs with their signs, all of about the same size."""
    return {
        name: mapped(value, lambda v: np.sign(v) * (1 + 0.1 * np.abs(v))) for name, value in inputs.items()
    }


def _candidates(search: Search, drawn: Inputs, draw: Draw) -> Iterator[Inputs]:
    """Points that may tell: large entries beside small ones where they are summed, the end of the range of floats,
    saturated outputs, inputs that swallow a step, inputs that cancel."""
    arrays = [name for name, value in drawn.items() if np.ndim(value)]
    if len(arrays) > 1:
        yield {name: _drowned(value, draw) for name, value in drawn.items()}
    yield from _at_the_edge(search, drawn)
    if len(arrays) > 1:
        yield from ({**drawn, name: _drowned(drawn[name], draw)} for name in arrays)
    even = _even(drawn)
    for name in drawn:
        turned = {**even, name: mapped(even[name], np.negative)}
        yield from (inputs for inputs, _ in largest(turned, tuple(drawn), search.unsaturated, NEARLY))
    yield {name: mapped(value, lambda v: LARGE * np.abs(v)) for name, value in even.items()}
    if len(drawn) > 1 and not any(np.ndim(value) for value in drawn.values()):
        yield from _cancelling(drawn, draw)
    yield from _swallowing(drawn)


def _at_the_edge(search: Search, drawn: Inputs) -> Iterator[Inputs]:
    """Inputs at which the output is about to overflow, one of them large, in both signs."""
    large = {name: mapped(value, lambda v: np.sign(v) * (1 + np.abs(v))) for name, value in drawn.items()}
    opposite = {name: mapped(value, np.negative) for name, value in large.items()}
    for name in drawn:
        for start in (large, opposite):
            for inputs, beyond in largest(start, (name,), search.within_range, TO_THE_EDGE):
                if search.overflows(beyond):
                    yield inputs


def _cancelling(drawn: Inputs, draw: Draw) -> Iterator[Inputs]:
    """Numbers that cancel each other but for a rest."""
    rest = draw.rng.integers(200, 300, len(drawn)) / 256
    for sign in (1, -1):
        values = (sign * CANCELLED * (-1) ** at + rest[at] * (at > 0) for at in range(len(drawn)))
        yield dict(zip(drawn, map(float, values), strict=True))


def _swallowing(drawn: Inputs) -> Iterator[Inputs]:
    """Whole numbers, two of them so large that no step changes them, which cancel each other where they are summed: two of
    one array, or one of each of two."""
    ones = {name: mapped(value, np.ones_like) for name, value in drawn.items()}
    for first, second in product(drawn, repeat=2):
        if first != second:
            yield {**ones, first: _put(ones[first], SWALLOWED), second: _put(ones[second], -SWALLOWED)}
        elif np.size(ones[first]) > 1:
            yield {**ones, first: _put(_put(ones[first], SWALLOWED), -SWALLOWED, 1)}


def _put(value: ArrayLike, number: float, at: int = 0) -> ArrayLike:
    """The value with a number in the place of an entry."""
    return mapped(value, lambda v: np.where(np.arange(v.size).reshape(v.shape) == at, number, v))


def _drowned(value: ArrayLike, draw: Draw) -> ArrayLike:
    """Entries of very different sizes."""
    sizes = np.resize(DROWNED, np.size(value)) if np.ndim(value) else np.ones(1)
    return mapped(value, lambda v: v * draw.rng.permutation(sizes).reshape(np.shape(v)))
