"""Is a gradient that is right at ordinary inputs an analytic one? Judged entry by entry where finite differences fail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from autograder.checks.verdicts import quoting
from autograder.checks.verdicts.seen import Seen, all_seen, look
from autograder.model.answer_key import QuestionKey
from autograder.model.kind import About
from autograder.model.message import Message
from autograder.model.question import RubricItem
from autograder.model.result import Verdicts
from autograder.model.trial import Answered, Derivative, Role, Slope, Verdict
from autograder.notebook.code import code
from autograder.notebook.signs import called_for, worked_out
from autograder.numbers.compare import as_array

NUMERICAL = "numeric-instead-of-analytic"
TRACE = 6e-15
"""Of the largest entry: what differences are off by at most ordinary inputs, where the function is bent (docs/numerics.md)."""


def analytic(
    key: QuestionKey,
    item: RubricItem,
    verdict: Verdict,
    ordinary: Sequence[Answered],
    strained: Sequence[Answered],
) -> Verdict:
    """The verdict, with what the course gives for finite differences where the gradients of an item are no others. `ordinary` are
    the answers by which another formula shows; none where the answer is known to run its forward again and again. A kind without
    strained plans leaves open where its gradients come from."""
    about, kind = key.about(item), key.kinds[item.check]
    if not verdict.share or key.question.kind not in kind.strained:
        return verdict
    for answered in map(kind.as_built, strained):
        for seen in look(about, answered):
            if isinstance(seen.part.law, Slope | Derivative) and seen.difference is not None:
                if _is_another_formula(seen, about, tuple(map(kind.as_built, ordinary))):
                    continue
                estimated = _estimated(key, verdict, seen.part.name)
                return _raised_instead(estimated, seen) if verdict.conditions else estimated
    return verdict


def _raised_instead(estimated: Verdict, seen: Seen) -> Verdict:
    """What is told of an answer that lost points elsewhere already, and raises here: the exception, and no estimate."""
    step, error = next(seen.answered.raised(), (seen.step, None))
    if error is None:
        return estimated
    message = quoting.raised(error, step.method, seen.answered.cells, seen.answered.own)
    return replace(estimated, message=message, misconception=None)


def _estimated(key: QuestionKey, verdict: Verdict, name: str) -> Verdict:
    message = Message("numerical_gradient", {"name": key.question.called(name)})
    share = min(verdict.share, key.numerical)
    told = replace(verdict, share=share, message=message, misconception=NUMERICAL)
    return replace(told, compare=None, conditions=())


def with_the_rest(key: QuestionKey, verdicts: Verdicts, own: Sequence[str]) -> Verdicts:
    """The verdicts on plain variables where some derivatives are told as differences: so is one that numbers cannot tell, since the
    function is linear in it, if the same function of the student's own is called for it, which is called for no value. Where most that
    look right are told: if anything is called or divided for it."""
    derived = {item.of[0]: verdict for item, verdict in verdicts if "by" in item.options}
    told = {name for name, verdict in derived.items() if verdict.misconception == NUMERICAL}
    rest = {name for name, verdict in derived.items() if verdict.share} - told
    if not (told and own):
        return verdicts
    calls = called_for(code(own[-1]))
    helpers = _called(calls, told) - _called(calls, calls.keys() - derived.keys())
    along = {name for name in rest if calls.get(name, frozenset()) & helpers}
    if len(told) > len(rest):
        along |= rest & worked_out(code(own[-1]))
    return tuple((i, _estimated(key, v, i.of[0]) if {*i.of} & along else v) for i, v in verdicts)


def _called(calls: Mapping[str, frozenset[str]], names: Iterable[str]) -> frozenset[str]:
    """The functions that are called for any of these names."""
    return frozenset[str]().union(*(calls.get(name, ()) for name in names))


def _is_another_formula(seen: Seen, about: About, ordinary: Sequence[Answered]) -> bool:
    """Whether what is off at a strained point is rounding of another right formula. At ordinary inputs it leaves no trace, as a
    difference does where the function is bent; where it need not, the student's own forward must be beyond the range of floats
    here, as that of an exponential may be: where no gradient is bent, nothing has a reason to be."""
    name, traced = seen.part.name, seen.answered.trial.traced
    off = [_off(one) for answered in ordinary for one in look(about, answered) if one.part.name == name]
    if not traced or not off or not np.median(off) <= TRACE:
        return False
    return name in traced or _overflows(seen.answered)


def _off(seen: Seen) -> float:
    """By what share of its largest entry an answer is off; more than a trace where it is no such array."""
    got, want = as_array(seen.got), as_array(seen.want)
    if got is None or want is None or got.shape != want.shape:
        return 1.0
    largest = float(np.max(np.abs(want), initial=0.0))
    return float(np.max(np.abs(got - want), initial=0.0)) / largest if largest else 0.0


def _overflows(answered: Answered) -> bool:
    """Whether an output is a number in the reference and none in the answer."""
    steps = (
        (answered.got(one.name), answered.want(one.name)) for one in answered.trial.steps if not one.parts
    )
    outputs = ((one.got, one.want) for one in all_seen(answered).get(Role.FORWARD, ()))
    pairs = ((as_array(got), as_array(want)) for got, want in (*steps, *outputs))
    return any(
        got is not None and want is not None and bool(np.isfinite(want).all() and not np.isfinite(got).all())
        for got, want in pairs
    )
