"""Small changes to an expression that may make a gradient right, each with the mistake that it undoes.

Nobody is ever shown a change: only what the mistake is called.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from autograder.selfcheck.mending.arrays import (
    as_it_was,
    compared,
    compared_backwards,
    exchanged,
    matrix_product,
    not_averaged,
    of_first,
    of_last,
    of_sums,
    outer,
    reduced,
    summed,
    transposed,
    turned,
    unsummed,
)
from autograder.selfcheck.mending.changes import (
    anew,
    another_path,
    as_mask,
    as_one,
    at_output,
    bare_one,
    called_once,
    doubled,
    factor_is,
    multiplied,
    negated,
    no_zero,
    one_minus,
    one_of_a_value,
    one_of_two,
    other_power,
    reciprocal_negated,
    reciprocal_power,
    renamed,
    twice,
    undivided,
    whole,
    with_factor,
    with_upstream,
    without,
    without_abs,
    without_share,
)
from autograder.selfcheck.mending.tree import Around, Change


def _by(around: Around) -> tuple[str, ...]:
    return (around.by,)


def _output(around: Around) -> tuple[str, ...]:
    return (around.of,)


def _values(around: Around) -> tuple[str, ...]:
    return around.values


def _upstream(around: Around) -> tuple[str, ...]:
    return around.upstream


def _sigmoid(around: Around) -> bool:
    return around.sigmoid


def _powered(around: Around) -> bool:
    return around.powered


@dataclass(frozen=True, slots=True)
class Repair:
    """A mistake, the change that undoes it, and whether it can have been made there."""

    mistake: str
    change: Change
    when: Callable[[Around], bool] = lambda _: True


# fmt: off
REPAIRS: tuple[Repair, ...] = (
    Repair("sigmoid-grad-plus", one_minus, _sigmoid),
    Repair("reciprocal-sign-missing", reciprocal_negated),
    Repair("sign-flipped", negated),
    Repair("abs-applied", without_abs),
    Repair("partial-gradient-zero", no_zero),
    Repair("add-splits-gradient", without_share, lambda around: around.added),
    Repair("add-splits-gradient", whole, lambda around: around.added),
    Repair("square-coefficient-missing", doubled, _powered),
    Repair("square-derivative-drops-x", one_of_a_value("2 * {v}", of=2), _powered),
    Repair("grad-averaged", not_averaged),
    Repair("upstream-added", multiplied),
    Repair("upstream-squared", without(_upstream)),
    Repair("upstream-ignored", with_upstream),
    Repair("mul-output-as-local", renamed(_output, _values), lambda around: around.multiplied),
    Repair("mul-not-swapped", renamed(_by, _values), lambda around: around.multiplied),
    Repair("sigmoid-applied-twice", called_once, _sigmoid),
    Repair("sigmoid-grad-of-input", at_output, _sigmoid),
    Repair("derivative-at-upstream", twice(_upstream, renamed(_upstream, _values))),
    Repair("inverse-operation", undivided, lambda around: around.multiplied),
    Repair("reciprocal-power-wrong", reciprocal_power),
    Repair("wrong-derivative-formula", other_power, _sigmoid),
    Repair("power-rule-wrong", other_power, _powered),
    Repair("max-multiplies-by-value", one_of_two),
    Repair("add-as-mul", without(_values), lambda around: around.added),
    Repair("add-as-mul", as_one, lambda around: around.added),
    Repair("upstream-only", with_factor(("{v}", "2 * {v}"), bare=True)),
    Repair("upstream-only", bare_one("{v}", "2 * {v}")),
    Repair("sigmoid-grad-missing-factor", with_factor(("{v}", "(1 - {v})"), beside=True), _sigmoid),
    Repair("activation-grad-skipped", with_factor(("{v} * (1 - {v})",)), _sigmoid),
    Repair("wrong-derivative-formula", factor_is("{v} * (1 - {v})"), _sigmoid),
    Repair("power-rule-wrong", factor_is("2 * {v}"), _powered),
    Repair("exp-grad-uses-input", factor_is("np.exp({v})", plain=True), _sigmoid),
    Repair("fork-branch-missing", another_path, lambda around: around.forks),
    Repair("batch-first-sample-only", outer(of_first)),
    Repair("overwrite-instead-of-accumulate", outer(of_last)),
    Repair("grad-summed-wrongly", outer(of_sums)),
    Repair("transpose-missing", turned),
    Repair("matmul-order-swapped", exchanged),
    Repair("elementwise-instead-of-matmul", matrix_product),
    Repair("reshape-instead-of-transpose", transposed),
    Repair("shape-lost", as_it_was, lambda around: around.misshapen),
    Repair("shape-lost", unsummed, lambda around: around.misshapen),
    Repair("sum-wrong-axis", reduced(("sum", "mean", "max"), "sum", 0)),
    Repair("bias-grad-not-summed", summed),
    Repair("relu-multiplies-by-input", as_mask, lambda around: around.chooses),
    Repair("relu-mask-wrong", compared),
    Repair("max-routes-to-loser", compared_backwards),
    Repair("wrong-derivative-formula", anew("{u} * {v} * (1 - {v})"), _sigmoid),
)
# fmt: on
"""What is tried in turn, and the mistake that it undoes: what changes least, and says most, first."""
