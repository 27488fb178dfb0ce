"""The plots of how judging works, drawn from the grader's own numbers: `python docs/plots.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from autograder.checks.verdicts.seen import all_seen
from autograder.course.load import load_course
from autograder.model.trial import Answered, Answerer, Trial
from autograder.numbers.compare import AGREE, STEP, TOLERANCE, as_array, numerical_vjp
from autograder.numbers.differences import CENTRAL
from autograder.reference.answer_key import make_answer_key
from autograder.reference.mistakes import answers, bank_of

DOCS = Path(__file__).parent
ROOT = DOCS.parent
PICTURES = DOCS / "pictures"
BLUE, RED, GREY, GREEN = "#1f6feb", "#b62324", "#57606a", "#1a7f37"
SMALLEST = 1e-17
"""Distances below this are drawn as this: many right answers are the reference's to the last bit."""
SEEDS = 20
STYLE = {"svg.hashsalt": "backprop-autograder", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 11,
         "axes.spines.top": False, "axes.spines.right": False}  # fmt: skip
"""The same numbers give the same bytes; text stays text, in the reader's own font."""
COMPARED = frozenset({"value", "derivative", "forward", "gradient"})
"""Checks that compare numbers; scripts of their own make claims, too."""

Function = Callable[[Any], Any]
Differences = Callable[[Function, Any, float], Any]


def sigmoid(x: Any) -> Any:
    """Entry by entry."""
    return 1 / (1 + np.exp(-x))


def sigmoid_gradient(x: Any) -> Any:
    """Of the sum of its entries."""
    return sigmoid(x) * (1 - sigmoid(x))


def bent(x: Any) -> Any:
    """square(exp(square(x)))."""
    return np.exp(x**2) ** 2


def bent_gradient(x: Any) -> Any:
    """Of the sum of its entries."""
    return 4 * x * bent(x)


def loss(x: Any) -> Any:
    """The mean cross entropy of softmax, first class right in every row."""
    shifted = x - x.max(axis=1, keepdims=True)
    return np.mean(np.log(np.exp(shifted).sum(axis=1)) - shifted[:, 0])


def loss_gradient(x: Any) -> Any:
    """Of the mean."""
    p = np.exp(x - x.max(axis=1, keepdims=True))
    p /= p.sum(axis=1, keepdims=True)
    p[:, 0] -= 1
    return p / len(x)


FUNCTIONS: Mapping[str, tuple[Function, Function]] = {
    "sigmoid": (sigmoid, sigmoid_gradient),
    "softmax loss": (loss, loss_gradient),
    "square(exp(square(x)))": (bent, bent_gradient),
}


def two_points(function: Function, at: Any, step: float) -> Any:
    """The gradient by the rule of the textbooks."""
    gradient = np.zeros_like(at)
    for index in np.ndindex(at.shape):
        for offset, weight in CENTRAL:
            moved = at.copy()
            moved[index] += offset * step
            gradient[index] += weight * float(np.sum(function(moved)))
    return gradient / step


def four_points(function: Function, at: Any, step: float) -> Any:
    """The gradient by the rule of the grader."""
    return numerical_vjp(function, at, 1.0, step)


def error(rule: Differences, function: Function, gradient: Function, step: float) -> float:
    """Of the largest entry of the gradient, the median of some draws of inputs of order one."""
    found = []
    for seed in range(SEEDS):
        draw = np.random.default_rng(seed)
        at = draw.uniform(0.3, 1.2, (3, 4)) * draw.choice([-1, 1], (3, 4))
        right = gradient(at)
        found.append(np.max(np.abs(rule(function, at, step) - right)) / np.max(np.abs(right)))
    return float(np.median(found))


def distances() -> dict[str, list[float]]:
    """How far answers lie from the reference where numbers are compared, the largest part of each: `right` specimens, and
    `wrong` ones of the bank that answer with numbers of the right shape."""
    found: dict[str, list[float]] = {"right": [], "wrong": []}
    course = load_course(ROOT)
    for assignment in course.assignments:
        key = make_answer_key(course, assignment, b"plots")
        mistakes = bank_of(course, assignment)
        for question in key.questions.values():
            trials = [trial for plan in question.plans if plan.checks <= COMPARED for trial in plan.trials]
            if not trials:
                continue
            found["right"] += _numbers(map(_largest, _right(question.question.id, trials, key.reference)))
            for mistake in (one for one in mistakes if one.question == question.question.id):
                wrong = answers(mistake, question.question, trials, key.reference)
                found["wrong"] += _numbers([_largest(wrong)])
    return found


def _numbers(found: Iterable[float | None]) -> Iterator[float]:
    return (one for one in found if one is not None)


def _right(question: str, trials: Sequence[Trial], reference: Answerer) -> Iterator[tuple[Answered, ...]]:
    """What right specimens answer that stand by themselves."""
    for path in sorted((ROOT / "tests" / "specimens" / question).glob("*.py")):
        source = path.read_text("utf-8")
        if source.startswith("# expect: right") and "# before:" not in source:
            replies = reference.with_cell(question, source, (trial.probe for trial in trials))
            yield tuple(Answered(trial, reply) for trial, reply in zip(trials, replies, strict=True))


def _largest(answered: tuple[Answered, ...]) -> float | None:
    """The largest distance of all parts, as a share of the largest entry; None where a part is no number of its shape."""
    found = [0.0]
    for one in answered:
        for seen in (part for those in all_seen(one).values() for part in those):
            got, want = as_array(seen.got), as_array(seen.want)
            if want is None or one.trial.also:  # no number, or not one alone
                continue
            if got is None or got.shape != want.shape or not np.all(np.isfinite(got)):
                return None
            found.append(np.max(np.abs(got - want), initial=0) / max(np.max(np.abs(want), initial=0), 1e-300))
    return max(found) if len(found) > 1 else None


def steps() -> Figure:
    """The error of numerical gradients against the step."""
    figure, (axes,) = _figure(1)
    scale = 10.0 ** np.arange(-9, -0.49, 0.25)
    for colour, rule, label in ((GREY, two_points, "two points"), (BLUE, four_points, "four points")):
        for (name, (function, gradient)), style in zip(FUNCTIONS.items(), ("-", "--", ":"), strict=True):
            errors = [error(rule, function, gradient, float(h)) for h in scale]
            axes.loglog(scale, errors, style, color=colour, label=f"{label}, {name}")
    axes.axvline(STEP, color=GREEN, linewidth=1)
    axes.text(STEP * 1.15, 4e-14, "the step taken", color=GREEN)
    axes.axhline(AGREE, color=RED, linewidth=1)
    axes.text(1.2e-9, AGREE / 6, "what the reference must agree to", color=RED, backgroundcolor="white")
    axes.set(xlabel="step", ylabel="error, of the largest entry", ylim=(1e-14, 1e-1))
    axes.legend(frameon=False, fontsize=9, loc="upper left")
    return figure


def apart(found: Mapping[str, list[float]]) -> Figure:
    """How far right and wrong answers lie from the reference."""
    figure, axes = _figure(2, share=True)
    bins = np.arange(-17, 4.01, 0.5)
    for one, (name, colour) in zip(axes, (("right", GREEN), ("wrong", RED)), strict=True):
        values = np.log10(np.maximum(found[name], SMALLEST))
        one.hist(np.clip(values, bins[0], bins[-1]), bins=bins.tolist(), color=colour, alpha=0.85)
        one.axvline(np.log10(TOLERANCE), color="black", linewidth=1)
        one.set_ylabel(f"{len(values)} {name} answers")
    axes[0].text(np.log10(TOLERANCE) + 0.2, axes[0].get_ylim()[1] * 0.85, "the tolerance, 1e-8")
    axes[1].set_xlabel("largest distance from the reference, power of ten (leftmost: no difference at all)")
    return figure


def _figure(rows: int, *, share: bool = False) -> tuple[Figure, list[Axes]]:
    figure = Figure(figsize=(8, 4.4), layout="constrained", facecolor="white")
    return figure, list(np.atleast_1d(figure.subplots(rows, 1, sharex=share)))


def save(draw: Callable[[], Figure], path: Path) -> None:
    """Write it as SVG that says nothing of when and where."""
    with mpl.rc_context(STYLE):
        draw().savefig(path, metadata={"Date": None, "Creator": None})


def main() -> None:
    """Draw all."""
    found = distances()
    save(steps, PICTURES / "steps.svg")
    save(lambda: apart(found), PICTURES / "apart.svg")


if __name__ == "__main__":
    main()
