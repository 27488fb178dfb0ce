"""What a wrong number is of the right one: negated, halved, transposed, not summed, added up, of another call …

Most rules say what the mistake would make of one part, spot by spot; where that is what was answered, it fits.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from autograder.diagnosis.case import Scene, Story, WrongPart
from autograder.diagnosis.evidence import Evidence, Label, close, number
from autograder.diagnosis.rule import Rule
from autograder.diagnosis.rules.retold import ONES, RETOLD
from autograder.model.question import Form
from autograder.model.trial import Role
from autograder.numbers.compare import Array

DIGITS = range(2, 7)
"""Digits that people round to; to one, different numbers look alike, and more than six no comparison misses."""
SINGLE = 3e-6
"""Of the largest entry: what single precision (6e-8) loses in some fifty operations."""


Prediction = Callable[[Scene], Array | None]
"""What a mistake makes of one spot; None where it makes nothing of it."""


def _predicts(
    predictions: Callable[[WrongPart], Iterable[Prediction]], *roles: Role
) -> Callable[[WrongPart], bool]:
    """True of a part (of these roles, where some are named) when one of the predictions is what was answered throughout."""

    def when(part: WrongPart) -> bool:
        return (not roles or part.of[0] in roles) and any(
            _fits(prediction, part) for prediction in predictions(part)
        )

    return when


def _fits(prediction: Prediction, part: WrongPart) -> bool:
    return all(_equal(Scene(part.case, i), prediction) for i in part.where)


def _equal(scene: Scene, prediction: Prediction) -> bool:
    """What was answered is what is predicted; one number stands for an array of that number alone."""
    got, expected = scene.case.got.arrays[scene.index], prediction(scene)
    if got is None or expected is None:
        return False
    if got.shape == () and expected.size and close(expected, np.full_like(expected, expected.flat[0])):
        expected = np.asarray(expected.flat[0])
    return got.shape == expected.shape and close(got, expected, scene.spot.tolerance, scene.spot.floor)


def _one(prediction: Prediction) -> Callable[[WrongPart], Iterable[Prediction]]:
    return lambda _: (prediction,)


def _of_right(change: Callable[[Array], object]) -> Callable[[WrongPart], Iterable[Prediction]]:
    """A prediction made of the right value alone."""
    return _one(lambda scene: None if scene.right is None else np.asarray(change(scene.right)))


def _both(operation: Callable[[Array, Array], Array], one: Array | None, other: Array | None) -> Array | None:
    if one is None or other is None or one.shape != other.shape:
        return None
    return np.asarray(operation(one, other))


def _own_factors(part: WrongPart) -> Iterator[Prediction]:
    """The input itself times what arrives, where the right gradient is another input times that."""
    for other in part.case.book.question.inputs:
        if _is_product_with(other, part):
            yield lambda s: _both(np.multiply, s.given(part.of[1]), s.upstream)


def _is_product_with(other: str, part: WrongPart) -> bool:
    scenes = [Scene(part.case, i) for i in part.where]
    pairs = [(_both(np.multiply, s.given(other), s.upstream), s.right, s.spot) for s in scenes]
    return all(
        a is not None and b is not None and a.shape == b.shape and close(a, b, at.tolerance, at.floor)
        for a, b, at in pairs
    )


def _outputs(part: WrongPart) -> Iterator[Prediction]:
    """The output of a product; of another operation it says something else."""
    if any(_is_product_with(name, part) for name in part.case.book.question.inputs):
        yield lambda s: _both(np.multiply, s.output, s.upstream)
        yield lambda s: s.output


def _other_formulas(part: WrongPart) -> Iterator[Prediction]:
    """What else forward may compute: something simple of the right output, another operation on two inputs, an input."""
    for change in (np.negative, np.square, lambda r: 2 * r, lambda r: r / 2):
        yield from _of_right(change)(part)
    inputs = part.case.book.question.inputs
    if len(inputs) == 2 and not any(inputs.values()):
        a, b = inputs
        for o in (np.add, np.subtract, np.multiply, np.divide, np.power, np.minimum, np.maximum):
            yield lambda s, o=o: _both(o, s.given(a), s.given(b))  # type: ignore[misc]
            yield lambda s, o=o: _both(o, s.given(b), s.given(a))  # type: ignore[misc]
        yield lambda s: s.given(a)
        yield lambda s: s.given(b)


def _exchanged(part: WrongPart) -> Iterator[Prediction]:
    """The right value of a gradient in whose place another one stands in its turn."""
    for other in _other_gradients(part):
        there = WrongPart(part.case, other, part.case.wrong.get(other, ()))
        if there.where and any(_fits(_right_of(one), there) for one in _other_gradients(there)):
            yield _right_of(other)


def _other_gradients(part: WrongPart) -> list[Label]:
    kin = part.kin if _is_gradient(part.of[1], part) else ()
    return [other for other in kin if other != part.of and _is_gradient(other[1], part)]


def _right_of(other: Label) -> Prediction:
    return lambda s: s.other(other)


def _is_gradient(name: str, part: WrongPart) -> bool:
    """In plain-variable questions an item says what a derivative is by; elsewhere the spot says it."""
    items = [item for item in part.case.book.question.rubric if name in item.of]
    return not items or any("by" in item.options or item.form in (Form.CALLS, Form.NETWORK) for item in items)


def _of_gradient(part: WrongPart) -> bool:
    return part.of[0] is not Role.FORWARD and _is_gradient(part.of[1], part)


def _sum(values: Sequence[Array | None]) -> Array | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values) or len({value.shape for value in known}) > 1:
        return None
    return np.asarray(sum(known[1:], known[0]))


def _averages(part: WrongPart) -> Iterator[Prediction]:
    """Divided by the rows, the columns or other entries of the upstream gradient; by the samples, where several arrive."""
    if any(step.upstream for trial in part.case.book.trials for step in trial.steps):
        for sides in ((0,), (1,), (0, 1), (2,), (0, 2), (0, 1, 2)):
            yield lambda s, sides=sides: _divided(s, sides)  # type: ignore[misc]
    elif len(part.case.book.question.outputs) > 1:
        yield lambda s: None if s.right is None else np.asarray(s.right / _rows(s))


def _divided(scene: Scene, sides: Sequence[int]) -> Array | None:
    upstream, right = scene.upstream, scene.right
    if upstream is None or right is None or max(sides) >= upstream.ndim:
        return None
    return np.asarray(right / np.prod([upstream.shape[side] for side in sides]))


def _loses_shape(part: WrongPart) -> bool:
    """The right entries in another layout, or those alone that are not 0."""
    pairs = _arrays(part)
    return bool(pairs) and all(_same_entries(a.ravel(), b.ravel()) for a, b in pairs)


def _same_entries(got: Array, right: Array) -> bool:
    some = right[right != 0]
    return any(got.size == one.size > 0 and close(got, one) for one in (right, some))


def _keeps_rows(part: WrongPart) -> bool:
    """Rows that sum up to the right array."""
    pairs = _arrays(part)
    return bool(pairs) and all(
        b.ndim and a.shape[1:] == b.shape and close(a.sum(axis=0), b) for a, b in pairs
    )


def _loses_digits(part: WrongPart) -> bool:
    pairs = part.case.pairs(part.where)
    return pairs is not None and all(_rounded(a, b) for a, b in pairs)


def _rounded(got: Array, right: Array) -> bool:
    scale = float(np.abs(right).max(initial=0.0))
    single = bool((got == got.astype(np.float32)).all()) and bool(
        (np.abs(got - right) <= SINGLE * scale).all()
    )
    return single or any(close(got, right.round(digits)) for digits in DIGITS)


def _loses_fractions(part: WrongPart) -> bool:
    """Cut off everywhere; or, at whole inputs alone, whole numbers where fractions are right: cut off at once or sum by sum."""
    book, pairs = part.case.book, part.case.pairs(part.where)
    if pairs and any(a.any() for a, _ in pairs) and all((a == np.trunc(b)).all() for a, b in pairs):
        return True
    wrong = [
        (a, b, book.trials[book.spots[i].trial].whole)
        for i, (a, b) in zip(part.where, pairs or (), strict=False)
        if not close(a, b)
    ]
    return bool(wrong) and all(
        whole and bool((a == np.trunc(a)).all()) and bool((b != np.trunc(b)).any()) for a, b, whole in wrong
    )


def _begins_right(part: WrongPart) -> bool:
    """The first entries of the right row of numbers, and no more, wherever that is longer."""
    pairs = _arrays(part)
    return any(a.shape < b.shape for a, b in pairs) and all(
        a.ndim == b.ndim == 1 and len(a) <= len(b) and close(a, b[: len(a)]) for a, b in pairs
    )


def _masks_otherwise(part: WrongPart) -> bool:
    """The upstream gradient itself or zero at each place, where another choice of places is right."""
    scenes = [Scene(part.case, i) for i in part.where]
    return all(
        s.upstream is not None
        and s.right is not None
        and (got := part.case.got.arrays[s.index]) is not None
        and got.shape == s.right.shape == s.upstream.shape
        and got.ndim > 0
        and all(bool(((one == 0) | (one == s.upstream)).all()) for one in (got, s.right))
        for s in scenes
    )


def _arrays(part: WrongPart) -> list[tuple[Array, Array]]:
    """Answers and right ones, of whatever shape; none unless all are numbers."""
    pairs = [(part.case.got.arrays[i], part.case.book.right.arrays[i]) for i in part.where]
    known = [(a, b) for a, b in pairs if a is not None and b is not None]
    return known if len(known) == len(pairs) else []


def _retold(mistake: str) -> Callable[[WrongPart], bool]:
    """True where a story that needs no code of the question tells the part."""

    def when(part: WrongPart) -> bool:
        stories = (s for s in part.case.book.stories if s.general and s.id == mistake)
        return any(part.case.tells(story, part.where) for story in stories)

    return when


_ignores_upstream = _predicts(_one(lambda s: s.ones), Role.GRADIENT)


def _is_partial(part: WrongPart) -> bool:
    """A gradient, and fewer parts are wrong than the question has gradients."""
    return part.of[0] is GRADIENT and 1 < len(part.kin) > len(part.case.wrong)


def _total(scene: Scene) -> Array | None:
    """The sum of a row of numbers that an object, or a pair of functions, is given as a parameter."""
    right = scene.right
    return np.asarray(right.sum()) if right is not None and right.ndim == 1 < right.size else None


def _times_rows(scene: Scene) -> Array | None:
    """Multiplied by the number of samples."""
    return None if scene.right is None else np.asarray(scene.right * _rows(scene))


def _rows(scene: Scene) -> int:
    """The number of samples; 1 where there are none."""
    given = [scene.given(name) for name in scene.case.book.question.inputs]
    return next((array.shape[0] for array in given if array is not None and array.ndim > 1), 1)


def firsts(part: WrongPart) -> Iterator[Story]:
    """General mistakes on top of which another may be made: the local gradient alone, a matrix turned, an average."""
    if part.of[0] is Role.GRADIENT:
        for prediction in (lambda s: s.ones, *_of_right(np.transpose)(part), *_averages(part)):
            tokens, arrays = list(part.case.got.tokens), list(part.case.got.arrays)
            for i in part.where:
                tokens[i], arrays[i] = number(prediction(Scene(part.case, i)))
            evidence = Evidence(tuple(tokens), tuple(arrays))
            yield Story(_named(part, evidence), evidence, general=True)


def _named(part: WrongPart, evidence: Evidence) -> str:
    """What a part answered so is told."""
    answered = WrongPart(replace(part.case, got=evidence), part.of, part.where)
    return next((rule.id for rule in PARTS if rule.when(answered)), "")


GRADIENT, FORWARD, VALUE = Role.GRADIENT, Role.FORWARD, Role.VALUE
_zero = _predicts(_of_right(np.zeros_like), GRADIENT, VALUE)


# fmt: off
PARTS: tuple[Rule[WrongPart], ...] = (
    Rule("upstream-partial", lambda p: _is_partial(p) and _ignores_upstream(p),
         "The local gradient alone, while another gradient is right: the upstream gradient is known, and left out here."),
    Rule("upstream-ignored", lambda p: not _is_partial(p) and _ignores_upstream(p), "The local gradient alone."),
    Rule("upstream-only", _predicts(_one(lambda s: _both(lambda upstream, _: upstream, s.upstream, s.right)), GRADIENT),
         "The upstream gradient alone; after the local one, which it is where that is one."),
    Rule("mul-not-swapped", _predicts(_own_factors, GRADIENT), "The own factor in the place of the other."),
    Rule("returns-inputs", _predicts(lambda p: [lambda s: s.given(p.of[1])], GRADIENT),
         "The input itself; after the local gradient, which it may be."),
    Rule("upstream-added", _predicts(_one(lambda s: _both(np.add, s.ones, s.upstream)), GRADIENT),
         "The sum of what should be multiplied."),
    Rule("mul-output-as-local", _predicts(_outputs, GRADIENT), "The output in the place of the local gradient."),
    Rule("forward-wrong-op", _predicts(_other_formulas, FORWARD), "Another operation on the same inputs."),
    Rule("sign-flipped", _predicts(_of_right(np.negative), GRADIENT, VALUE), "The right number negated."),
    Rule("partial-gradient-zero", lambda p: any(of not in p.case.wrong for of in p.kin) and _zero(p),
         "Zero beside a right gradient: where all are zero, something else is at work."),
    Rule("returns-swapped-order", _predicts(_exchanged, GRADIENT, VALUE),
         "The right value of another gradient, which has another one's in its turn: they have changed places."),
    Rule("another-gradient", _predicts(lambda p: (_right_of(o) for o in _other_gradients(p) if o not in p.case.wrong), GRADIENT, VALUE),
         "The same of a gradient that is right where it belongs, and stands here once more."),
    Rule("bias-grad-not-summed", lambda p: p.of[0] is not Role.FORWARD and _keeps_rows(p),
         "Row by row what should be summed over the rows."),
    Rule("grad-transposed", lambda p: _of_gradient(p) and _predicts(_of_right(np.transpose))(p),
         "The right matrix turned; before reshape, which does the same to a row."),
    Rule("reshape-instead-of-transpose", _predicts(_of_right(lambda right: right.T.reshape(right.shape))),
         "The right entries in the order of the turned matrix."),
    Rule("grad-accumulates-across-calls", _predicts(lambda _: (lambda s: _sum(s.calls), lambda s: _sum(s.all_calls)), GRADIENT),
         "This call's gradient plus those before it."),
    Rule("stale-cache", _predicts(_one(lambda s: s.calls[0]), GRADIENT), "Once more the first call's gradient."),
    Rule("grad-averaged", _predicts(_averages, GRADIENT), "The right gradient over a number of entries."),
    Rule("abs-applied", _predicts(_of_right(np.abs), GRADIENT, VALUE),
         "The right number without its sign; after all that keep signs."),
    Rule("relu-mask-wrong", lambda p: "relu-mask-wrong" in p.case.book.ids and _masks_otherwise(p),
         "Let through or not, place by place, but not by the sign of the input; after all that let everything through, or nothing."),
    Rule("bias-grad-scalar-sum", lambda p: _of_gradient(p) and _predicts(_one(_total))(p),
         "One number, the sum of the right ones of a parameter that is a row."),
    Rule("hard-coded-size", lambda p: _of_gradient(p) and _begins_right(p),
         "As many of the right numbers as one example has."),
    Rule("shape-lost", _loses_shape, "The right entries in another layout, which no rule before could name."),
    Rule("precision-lost", _loses_digits, "The right number with fewer digits."),
    Rule("dtype-int-truncation", _loses_fractions, "Fractions cut off where all inputs are whole numbers."),
    Rule("mutates-output-cache", lambda p: all(p.case.book.spots[i].step.again or p.case.right((i,)) for i in p.where),
         "Right each time but where backward is called twice in a row; before a cache that is stale or accumulates, which is wrong elsewhere."),
    *(Rule(one, _retold(one), "As in a conversation of its own, which stands in RETOLD.")
      for one in dict.fromkeys(one.id for one in RETOLD if one is not ONES)),
)
# fmt: on
"""All that fit are told, in this order: from what is said of a gradient to what may be said of any number."""

# fmt: off
SECONDS: tuple[Rule[WrongPart], ...] = (
    Rule("upstream-ignored", _predicts(_one(lambda s: s.ones), GRADIENT), "The local gradient alone."),
    Rule("sign-flipped", _predicts(_of_right(np.negative), GRADIENT), "The number negated."),
    Rule("grad-transposed", _predicts(_of_right(np.transpose), GRADIENT), "The matrix turned."),
    Rule("batch-not-averaged", lambda p: "batch-not-averaged" in p.case.book.ids and _predicts(_one(_times_rows), GRADIENT)(p),
         "As many times too large as there are samples."),
    Rule("loss-not-averaged", lambda p: "loss-not-averaged" in p.case.book.ids and _predicts(_one(_times_rows), FORWARD)(p),
         "The same of a loss."),
    Rule("grad-averaged", _predicts(_averages, GRADIENT), "The gradient over a number of entries."),
)
# fmt: on
"""What may be wrong beside another mistake: what changes any number alike, so that it is seen through the other."""
