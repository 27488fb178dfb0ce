"""Where no number explains an answer: what its text alone suggests."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from autograder.diagnosis import habits
from autograder.diagnosis.choose import Case, constant


def by_text(case: Case) -> str | None:
    """Where no number explains it: what the text alone suggests."""
    wrong = case.wrong_parts()
    near = all(_nearly(case, where) for where in wrong.values())
    name = None
    kinds = {item.check for item in case.book.question.rubric}
    if near and habits.differences(case.text) and kinds & {"derivative", "gradient"}:
        name = "numeric-instead-of-analytic"
    elif habits.steps_used(case.text) and all(_one_ratio(case, where) for where in wrong.values()):
        name = "diff-no-division"
    elif case.text.target and habits.uses_globals(case.text):
        name = "uses-globals"
    elif lost := habits.lost_value(case.text):
        name = lost
    elif habits.thrown_away(case.text):
        name = "returns-none"
    elif habits.fixed_sizes(case.text):
        name = "hard-coded-size"
    elif all(constant(case, where) for where in wrong.values()):
        name = "hard-coded-answer"
    return name


def _nearly(case: Case, where: Sequence[int]) -> bool:
    for i in where:
        got, right = case.got.arrays[i], case.book.right.arrays[i]
        if got is None or right is None or got.shape != right.shape:
            return False
        if not bool((np.abs(got - right) <= 1e-2 * (np.abs(right).max(initial=0.0) + 1e-3)).all()):
            return False
    return True


def _one_ratio(case: Case, where: Sequence[int]) -> bool:
    """True when every answer is the right one times one small step."""
    ratios = []
    for i in where:
        got, right = case.got.arrays[i], case.book.right.arrays[i]
        if got is None or right is None or got.shape != right.shape:
            return False
        scale = float(np.abs(right).max(initial=0.0))
        if scale:
            ratios.append(float(np.abs(got).max(initial=0.0)) / scale)
    return bool(ratios) and max(ratios) < 0.05 and max(ratios) - min(ratios) <= 0.2 * max(ratios)
