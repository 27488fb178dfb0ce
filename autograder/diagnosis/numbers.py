"""General mistakes, read from a wrong answer beside the right one: negated, halved, transposed, not summed, added up …

Each rule says what the mistake would make of one part, spot by spot; where that is what was answered, it fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.diagnosis.evidence import Array, Evidence, Label, Spot, close
from autograder.diagnosis.stories import Casebook
from autograder.model.trial import Role, Trial


@dataclass(frozen=True, slots=True)
class Scene:
    """One spot and what is known around it."""

    book: Casebook
    index: int

    @property
    def spot(self) -> Spot:
        """Where this is."""
        return self.book.spots[self.index]

    @property
    def right(self) -> Array | None:
        """The right value."""
        return self.book.right.arrays[self.index]

    @property
    def ones(self) -> Array | None:
        """The right value for an upstream gradient of one: the local gradient of an elementwise node."""
        return self.book.ones.arrays[self.index] if self.book.ones else None

    @property
    def trial(self) -> Trial:
        """The conversation it belongs to."""
        return self.book.trials[self.spot.trial]

    @property
    def call(self) -> int:
        """The number of its call within the conversation."""
        return self.spot.step.call

    def given(self, name: str) -> Array | None:
        """An input of this call, or of the object it is made on."""
        value = self.trial.probe.inputs.get(self.spot.step.given.get(name, ""))
        return None if value is None else np.asarray(value, dtype=float)

    @property
    def upstream(self) -> Array | None:
        """The upstream gradient of this call."""
        value = self.trial.probe.inputs.get(self.spot.step.upstream)
        return None if value is None else np.asarray(value, dtype=float)

    def other(self, of: Label, call: int | None = None) -> Array | None:
        """The right value of another part, or of another call, in the same trial."""
        wanted = call or self.call
        for i, spot in enumerate(self.book.spots):
            if spot.trial == self.spot.trial and spot.of == of and spot.step.call == wanted:
                return self.book.right.arrays[i]
        return None


Rule = Callable[[Scene], Array | None]


def fits(rule: Rule, book: Casebook, got: Evidence, where: Sequence[int]) -> bool:
    """True when the rule predicts every answer of a part (at least one of them wrong)."""
    wrong = False
    for i in where:
        expected = rule(Scene(book, i))
        if expected is None or not _equal(got.arrays[i], expected):
            return False
        wrong = (
            wrong or got.tokens[i] != book.right.tokens[i] or not close(got.arrays[i], book.right.arrays[i])
        )
    return wrong


def _equal(got: Array | None, expected: Array) -> bool:
    """Equal; one number stands for an array of that number alone."""
    if (
        got is not None
        and got.shape == ()
        and expected.shape
        and expected.size
        and (expected == expected.flat[0]).all()
    ):
        expected = expected.flat[0].reshape(())
    return got is not None and got.shape == expected.shape and close(got, expected)


def explain(of: Label, book: Casebook, got: Evidence, where: Sequence[int]) -> Iterator[str]:
    """The ids of the general mistakes that fit one wrong part, the most telling first."""
    with np.errstate(all="ignore"):
        for name, rule in _rules(of, book):
            if fits(rule, book, got, where):
                yield name
        yield from _by_form(book, got, where)


def _rules(of: Label, book: Casebook) -> Iterator[tuple[str, Rule]]:
    what, name = of
    gradients = list(dict.fromkeys(s.of for s in book.spots if s.of[0] in (Role.GRADIENT, what)))
    if what is Role.GRADIENT:
        yield "upstream-ignored", lambda s: s.ones
        yield "upstream-only", lambda s: s.upstream if _alike(s.upstream, s.right) else None
        yield "returns-inputs", lambda s: s.given(name)
        yield "upstream-added", lambda s: _both(np.add, s.ones, s.upstream)
        yield "mul-output-as-local", lambda s: _both(np.multiply, _output(s), s.upstream)
        yield "mul-output-as-local", _output
    if what is Role.FORWARD:
        yield from (("forward-wrong-op", rule) for rule in _other_formulas(book))
    if what is not Role.FORWARD:
        yield "sign-flipped", lambda s: None if s.right is None else -s.right
        yield "partial-gradient-zero", lambda s: None if s.right is None else np.zeros_like(s.right)
        for other in gradients:
            if other != of and other[0] == what and _is_gradient(other[1], book) and _is_gradient(name, book):
                yield "returns-swapped-order", lambda s, other=other: s.other(other)  # type: ignore[misc]
    yield "grad-transposed", lambda s: s.right.T if s.right is not None and s.right.ndim == 2 else None
    yield "reshape-instead-of-transpose", _reshaped
    if what is Role.GRADIENT:
        yield "grad-accumulates-across-calls", _added_per_object
        yield "grad-accumulates-across-calls", _added_over_all
        yield "stale-cache", lambda s: s.other(s.spot.of, 1) if s.call == 3 else s.right
        yield from _averages(book)
    if what is not Role.FORWARD:
        yield "abs-applied", lambda s: None if s.right is None else np.abs(s.right)


def _other_formulas(book: Casebook) -> Iterator[Rule]:
    """What else forward may compute: another operation on two inputs, or something simple of the right output."""
    for change in (np.negative, np.square, lambda r: 2 * r, lambda r: r / 2):
        yield lambda s, change=change: None if s.right is None else np.asarray(change(s.right))  # type: ignore[misc]
    names = tuple(book.question.inputs)
    if len(names) == 2 and not any(book.question.inputs.values()):
        for operation in (np.add, np.subtract, np.multiply, np.divide, np.power, np.minimum, np.maximum):
            for first, second in (names, names[::-1]):
                yield lambda s, o=operation, a=first, b=second: _both(o, s.given(a), s.given(b))  # type: ignore[misc]
        for name in names:
            yield lambda s, name=name: s.given(name)  # type: ignore[misc]


def _is_gradient(name: str, book: Casebook) -> bool:
    """In plain-variable questions a derivative is an item of that kind; elsewhere the spot says it."""
    items = [item.check for item in book.question.rubric if name in item.of]
    return "derivative" in items or "gradient" in items or not items


def _alike(one: Array | None, other: Array | None) -> bool:
    return one is not None and other is not None and one.shape == other.shape


def _both(operation: Any, one: Array | None, other: Array | None) -> Array | None:
    if one is None or other is None or one.shape != other.shape:
        return None
    return np.asarray(operation(one, other))


def _output(scene: Scene) -> Array | None:
    return scene.other((Role.FORWARD, "out"))


def _reshaped(scene: Scene) -> Array | None:
    right = scene.right
    return right.T.reshape(right.shape) if right is not None and right.ndim == 2 else None


def _sum(values: Sequence[Array | None]) -> Array | None:
    total: Array | None = None
    for value in values:
        if value is None:
            return None
        try:
            total = value if total is None else np.asarray(total + value)
        except ValueError:
            return None
    return total


def _added_per_object(scene: Scene) -> Array | None:
    calls = (1, 3) if scene.call == 3 else (scene.call,)
    return _sum([scene.other(scene.spot.of, call) for call in calls])


def _added_over_all(scene: Scene) -> Array | None:
    return _sum([scene.other(scene.spot.of, call) for call in range(1, scene.call + 1)])


def _averages(book: Casebook) -> Iterator[tuple[str, Rule]]:
    def by_side(side: int | None) -> Rule:
        def rule(scene: Scene) -> Array | None:
            upstream, right = scene.upstream, scene.right
            if upstream is None or right is None or not upstream.ndim or (side or 0) >= upstream.ndim:
                return None
            return right / (upstream.size if side is None else upstream.shape[side])

        return rule

    if any(step.upstream for trial in book.trials for step in trial.steps):
        for side in (0, 1, None):
            yield "grad-averaged", by_side(side)


def _by_form(book: Casebook, got: Evidence, where: Sequence[int]) -> Iterator[str]:
    """What the form of the answers says: entries lost or laid out anew, digits lost, whole numbers kept alone."""
    pairs = [(got.arrays[i], book.right.arrays[i]) for i in where]
    if any(a is None or b is None for a, b in pairs):
        return
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    if any(a.shape != b.shape for a, b in known):
        if all(a.size == b.size and close(a.ravel(), b.ravel()) for a, b in known):
            yield "shape-lost"
        return
    if all(_rounded(a, b) for a, b in known):
        yield "precision-lost"
    wrong = [i for i in where if not close(got.arrays[i], book.right.arrays[i])]
    whole = [i for i in where if book.trials[book.spots[i].trial].whole]
    if (
        wrong
        and set(wrong) <= set(whole)
        and all(close(a, np.trunc(b)) for a, b in known_at(got, book, wrong))
    ):
        yield "dtype-int-truncation"


def known_at(got: Evidence, book: Casebook, where: Sequence[int]) -> list[tuple[Array, Array]]:
    """Answers and right values at some spots, where both are numbers."""
    pairs = ((got.arrays[i], book.right.arrays[i]) for i in where)
    return [(a, b) for a, b in pairs if a is not None and b is not None]


def _rounded(got: Array, right: Array) -> bool:
    return any(close(got, np.round(right, digits)) for digits in (2, 3, 4, 5, 6)) or _short(got, right)


def _short(got: Array, right: Array) -> bool:
    """Off by what single precision loses."""
    scale = float(np.abs(right).max(initial=0.0))
    return bool((np.abs(got - right) <= 3e-6 * scale).all()) and bool((got == got.astype(np.float32)).all())
