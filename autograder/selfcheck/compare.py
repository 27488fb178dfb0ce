"""The student's gradient beside the numerical one of the student's own forward: do they agree, and if not, how do they differ?

Each sentence states what was seen in the numbers and nothing beyond it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.model.message import Key, Message, say
from autograder.numbers.compare import STEP, numerical_vjp
from autograder.selfcheck.student import number
from autograder.selfcheck.table import Row

Array = np.ndarray[Any, Any]

TOLERANCE = 2e-8
"""Of the largest entry, or of 0.1 where all are smaller. The difference itself is good to 1e-9."""

LOOSE = 1e-5
"""For a loss, where the small constant that some add inside the logarithm counts as right, and for numerical_diff."""


@dataclass(frozen=True)
class Pair:
    """A gradient of the student's beside the numerical one.

    name       as the student knows it: dW
    of         what it is the gradient of, `output` what is differentiated
    want       the numerical gradient; None where the forward is not smooth
    call       which call: "first", "other" (a second object used in turn), "again" (the first once more), or another form
    variants   works out what well-known mistakes would give instead, by the key of the sentence
    """

    name: str
    of: str
    got: Any
    want: Array | None
    output: str = "forward"
    call: str = "first"
    upstream: str = "dout"
    variants: Callable[[], dict[Key, Array]] = dict
    tolerance: float = TOLERANCE

    @property
    def right(self) -> bool:
        """Whether the two agree (or nothing can be said)."""
        if self.want is None:
            return True
        got = number(self.got)
        if got is not None and got.size == 1 and self.want.shape == ():
            got = got.reshape(())
        return got is not None and close(got, self.want, self.tolerance, floor=0.1)


def close(got: Array, want: Array, tolerance: float = 1e-6, floor: float = 1e-3) -> bool:
    """Same shape, and equal to `tolerance` of the largest entry (of `floor` at least); nan never is."""
    if got.shape != want.shape:
        return False
    scale = max(float(np.max(np.abs(want), initial=0.0)), floor)
    return bool(np.all(np.abs(got - want) <= tolerance * scale))


def slope(function: Callable[[Any], Any], at: Any, upstream: Any) -> Array | None:
    """The numerical gradient of sum(upstream * function), or None where two step sizes do not agree: a jump, a bend, a pole."""

    def plain(moved: Array) -> Any:
        return function(moved if np.ndim(at) else float(moved))

    gradient = numerical_vjp(plain, at, upstream)
    finer = numerical_vjp(plain, at, upstream, STEP / 7)
    scale = max(float(np.max(np.abs(gradient), initial=0.0)), 1.0)
    with np.errstate(all="ignore"):
        return gradient if bool(np.all(np.abs(gradient - finer) <= 1e-8 * scale)) else None


def negligible(array: Array) -> bool:
    """Zero, but for rounding."""
    return bool(np.all(np.abs(array) < 1e-9))


def rows(pairs: Sequence[Pair]) -> list[Row]:
    """One row a gradient, over all calls."""
    out = []
    for name in dict.fromkeys(pair.name for pair in pairs):
        own = [pair for pair in pairs if pair.name == name]
        bad = next((pair for pair in own if not pair.right), None)
        shown = bad or own[0]
        got = number(shown.got)
        state = "wrong" if bad else "ok" if any(pair.want is not None for pair in own) else "unknown"
        out.append(
            Row(
                name,
                shape_text(got),
                state,
                _largest([pair for pair in own if pair.want is not None] if bad is None else [bad]),
            )
        )
    return out


def shape_text(value: Array | None) -> str:
    """A shape as the table shows it; a number is "()"."""
    return "–" if value is None else str(value.shape)


def _largest(pairs: Sequence[Pair]) -> str:
    largest, scale = 0.0, 1.0
    for pair in pairs:
        got = number(pair.got)
        if got is None or pair.want is None or got.size != pair.want.size:
            return "–"
        difference = np.abs(got.reshape(pair.want.shape) - pair.want)
        largest = max(largest, float(np.max(difference, initial=0.0)))
        scale = max(scale, float(np.max(np.abs(pair.want), initial=0.0)))
    return "0" if largest < 1e-7 * scale else f"{largest:.2g}"


def explain(pairs: Sequence[Pair]) -> Message | None:
    """One sentence on the first thing that is wrong; None when nothing is."""
    wrong = [pair for pair in pairs if not pair.right]
    if not wrong:
        return None
    pair = next((p for p in wrong if p.call == "first"), wrong[0])
    found = _form(pair)
    if found is None and pair.call != "first":
        return _call(pair)
    alike = [
        p for p in pairs if p.name == pair.name and p.want is not None and p.call in ("first", "other inputs")
    ]
    return found or _exchanged(pair, pairs, alike) or _pattern(pair, alike) or _first_entry(pair)


_FORMS: dict[str, Key] = {
    "other inputs": "form_other_inputs",
    "arrays": "form_arrays",
    "one row": "form_one_row",
    "whole numbers": "form_whole_numbers",
}
"""What a call of another form is called, by `Pair.call`."""


def _call(pair: Pair) -> Message:
    if pair.call in ("other", "again"):
        return say("two_objects" if pair.call == "other" else "second_call", name=pair.name)
    return say("other_form", name=pair.name, form=say(_FORMS[pair.call]))


def _form(pair: Pair) -> Message | None:
    """None, no number, a wrong shape, nan."""
    want = pair.want
    assert want is not None
    got = number(pair.got)
    if pair.got is None:
        return say("is_none", name=pair.name)
    if got is None:
        return say("not_number", name=pair.name)
    if got.shape != want.shape and not (got.size == 1 and want.shape == ()):
        key: Key = "shape_wrong"
        if got.shape == want.shape[::-1]:
            key = "shape_transposed"
        elif got.ndim == want.ndim + 1 and got.shape[1:] == want.shape:
            key = "shape_summed"
        return say(key, name=pair.name, got=got.shape, want=want.shape)
    return None if np.all(np.isfinite(got)) else say("has_nan", name=pair.name)


def _exchanged(pair: Pair, pairs: Sequence[Pair], alike: Sequence[Pair]) -> Message | None:
    """Two gradients, each holding what belongs in the other, at every call."""
    for name in dict.fromkeys(other.name for other in pairs if other.name != pair.name and not other.right):
        others = [
            p for p in pairs if p.name == name and p.call in ("first", "other inputs") and p.want is not None
        ]
        if len(others) == len(alike) and all(_crossed(a, b) for a, b in zip(alike, others, strict=True)):
            return say("swapped", name=pair.name, other=name)
    return None


def _crossed(one: Pair, other: Pair) -> bool:
    a, b = number(one.got), number(other.got)
    if a is None or b is None or one.want is None or other.want is None:
        return False
    return close(a, other.want) and close(b, one.want)


def _pattern(pair: Pair, alike: Sequence[Pair]) -> Message | None:
    """A difference that has a name, seen in every entry of every call."""
    seen = [(_like(p.got, p.want), p.want) for p in alike if p.want is not None]
    if all(negligible(want) for _, want in seen):
        return say("not_in_forward", name=pair.name, of=pair.of, output=pair.output)
    if all(negligible(got) for got, _ in seen):
        return say("zero", name=pair.name)
    if all(close(got, -want) for got, want in seen):
        return say("sign", name=pair.name)
    variants = [p.variants() for p in alike]
    for key in variants[0]:
        if all(key in v and close(got, v[key]) for v, (got, _) in zip(variants, seen, strict=True)):
            return say(key, name=pair.name, upstream=pair.upstream)
    return _factor(pair, seen)


def _factor(pair: Pair, seen: Sequence[tuple[Array, Array]]) -> Message | None:
    """The same multiple everywhere, at two calls or more."""
    square = sum(float(np.sum(want * want)) for _, want in seen)
    factor = sum(float(np.sum(got * want)) for got, want in seen) / square
    text = f"{factor:.4g}"
    if len(seen) > 1 and text != "1" and all(close(got, factor * want) for got, want in seen):
        return say("factor", name=pair.name, factor=text)
    return None


def _like(got: Any, want: Array) -> Array:
    """As an array of the shape of `want`; nan where it has none such."""
    array = number(got)
    return (
        array.reshape(want.shape)
        if array is not None and array.size == want.size
        else np.full(want.shape, np.nan)
    )


def _first_entry(pair: Pair) -> Message:
    got, want = number(pair.got), pair.want
    assert got is not None
    assert want is not None
    got = got.reshape(want.shape)
    off = np.abs(got - want) > pair.tolerance * max(float(np.max(np.abs(want), initial=0.0)), 1e-3)
    index = tuple(int(i) for i in np.argwhere(off)[0])
    right = 0.0 if abs(want[index]) < 1e-9 else want[index]
    place = str(list(index)) if index else ""
    values = {"got": f"{got[index]:.6g}", "want": f"{right:.6g}"}
    return say("wrong_value", name=pair.name, index=place, output=pair.output, **values)
