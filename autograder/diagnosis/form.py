"""What the form of the answers says: nothing, one value too few, their sum, a tuple."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.diagnosis import habits
from autograder.diagnosis.choose import Case
from autograder.diagnosis.evidence import Label, close, number
from autograder.model.trial import Answered
from autograder.sandbox.protocol import Observation

Ids = tuple[str, ...]


def by_form(case: Case, answered: Sequence[Answered]) -> Ids:
    """Nothing, one value too few, a sum, a tuple: what is said by the form of what came back."""
    for (name, _of), tokens in _steps(case).items():
        if not answered[0].trial.places.get(name) or not answered[0].trial.step(name).method:
            continue
        rights = [case.book.right.tokens[i] for i in case.required if case.book.spots[i].step.name == name]
        if all(token == ("none",) for token in tokens) and ("none",) not in rights:
            printed = any(name in one.reply.printed for one in answered)
            return (
                ("prints-not-returns",)
                if printed or habits.prints(case.text)
                else ("returns-none", "prints-not-returns")
            )
        wholes = [(one.got(name), one.want(name)) for one in answered if name in one.trial.places]
        alone = any(isinstance(got, np.ndarray) and isinstance(want, tuple) for got, want in wholes)
        if alone or any(token[0] in ("count", "kind") for token in tokens):
            ids = _miscounted(wholes)
            if ids:
                return ids
    return ()


def _steps(case: Case) -> dict[tuple[str, Label], list[tuple[object, ...]]]:
    """The tokens of each step's parts, over all required trials."""
    steps: dict[tuple[str, Label], list[tuple[object, ...]]] = {}
    for i in case.required:
        spot = case.book.spots[i]
        steps.setdefault((spot.step.name, spot.of), []).append(case.got.tokens[i])
    return steps


def _miscounted(wholes: Sequence[tuple[Observation, Observation]]) -> Ids:
    """One value where several are wanted (which one, or their sum), or a tuple where one is."""
    singles, sums = [], []
    for got, want in wholes:
        rights = [number(value)[1] for value in want] if isinstance(want, tuple) else [number(want)[1]]
        if isinstance(got, tuple) and not isinstance(want, tuple):
            one = number(want)[1]
            return ("returns-tuple",) if any(_equal(number(v)[1], one) for v in got) else ()
        values = list(got) if isinstance(got, tuple) else [got]
        arrays = [number(v)[1] for v in values]
        if len(arrays) < len(rights):
            singles.append(all(any(_equal(a, r) for r in rights) for a in arrays))
            sums.append(len(arrays) == 1 and _equal(arrays[0], _total(rights)))
    if sums and all(sums):
        return ("returns-summed",)
    return ("returns-single",) if singles and len(singles) == len(wholes) and (all(singles)) else ()


def _equal(one: object, other: object) -> bool:
    if not isinstance(one, np.ndarray) or not isinstance(other, np.ndarray):
        return False
    return one.shape == other.shape and close(one, other)


def _total(arrays: Sequence[object]) -> object:
    try:
        return np.asarray(sum(a for a in arrays if isinstance(a, np.ndarray)))
    except ValueError:
        return None
